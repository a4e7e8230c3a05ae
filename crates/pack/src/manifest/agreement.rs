//! How agreements of the pack are made: what must be read, how one says no, how a change is taken.

use samtycke_record::{json_enum, json_object};

json_object! {
    /// Rules for every agreement of the pack.
    pub struct AgreementRules {
        /// What becomes of a no; absent: the page is told and nothing is recorded.
        pub decline: Option<DeclineRule>,
        /// Confirmation with a passkey; absent when it is not offered.
        pub confirmation: Option<ConfirmationRule>,
    }
}

json_enum! {
    /// What becomes of a no.
    pub enum DeclineRule {
        /// It is signed and sent like a yes.
        Record = "record",
        /// The page is told, nothing is recorded.
        Leave = "leave",
    }
}

json_enum! {
    /// Is the record confirmed with a passkey (WebAuthn)?
    pub enum ConfirmationRule {
        /// Whoever wants to.
        Offer = "offer",
        /// Always: the receiver takes no agreement without.
        Require = "require",
    }
}

json_enum! {
    /// What must have been seen of a document before it can be accepted.
    pub enum ReadRule {
        /// It was opened.
        Open = "open",
        /// Its end was on the screen.
        End = "end",
    }
}

json_object! {
    /// How those who accepted the version before come to this one.
    pub struct Renewal {
        /// Are they asked, or told?
        pub kind: RenewalKind,
        /// The last day of grace, or the last day to object, `YYYY-MM-DD`.
        pub until: String,
    }
}

json_enum! {
    /// Are they asked, or told?
    pub enum RenewalKind {
        /// They are asked. Until that day what they accepted before goes on holding; after it they must answer.
        Ask = "ask",
        /// They are told. The new version holds for them unless they object until that day.
        Tacit = "tacit",
    }
}
