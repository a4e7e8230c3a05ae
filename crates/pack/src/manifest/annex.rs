//! The annex of an agreement: what is processed, and what of it may be changed in the flow.

use samtycke_record::acceptance::{AuthorisedList, Change, DataKind};
use samtycke_record::{json_enum, json_object};

use super::{SubProcessor, Text};

json_object! {
    /// The editable annex as published.
    pub struct Annex {
        /// The document it belongs to.
        pub document: String,
        /// May lines be added?
        pub additions: bool,
        /// Notice of a breach at the latest this many hours after discovery.
        pub breach_hours: u32,
        /// Purpose of the processing.
        pub purpose: Text,
        /// Nature of the processing.
        pub nature: Text,
        /// Duration of the processing.
        pub duration: Text,
        /// Retention.
        pub retention: Text,
        /// Countries of processing.
        pub locations: Vec<String>,
        /// Categories of data subjects to choose from.
        pub subjects: Vec<AnnexOption>,
        /// Categories of personal data to choose from.
        pub categories: Vec<AnnexOption>,
        /// Transfers outside the EU/EEA.
        pub transfers: Vec<AnnexTransfer>,
        /// Which edits must say why; absent: none.
        pub reasons: Option<AnnexReasons>,
        /// How sub-processors and transfers are authorised in the flow; absent: they are only shown.
        pub authorisation: Option<AuthorisationRule>,
        /// What the vendor does when the controller objects; there when `authorisation` is.
        pub objection: Option<Text>,
        /// What follows when such data are chosen, beside what the law says.
        pub consequences: Option<Consequences>,
    }
}

impl Annex {
    /// Must such an edit say why?
    pub fn asks_why(&self, change: Change) -> bool {
        match self.reasons {
            None => false,
            Some(AnnexReasons::Removals) => change == Change::Removed,
            Some(AnnexReasons::Edits) => true,
        }
    }

    /// Whom the data are passed on to, in the order of answers: sub-processors, then recipients of transfers.
    pub fn recipients<'a>(&'a self, sub_processors: &'a [SubProcessor]) -> Vec<(AuthorisedList, &'a str)> {
        let engaged = sub_processors.iter().map(|one| (AuthorisedList::SubProcessors, one.name.as_str()));
        let sent = self.transfers.iter().map(|one| (AuthorisedList::Transfers, one.recipient.as_str()));
        engaged.chain(sent).collect()
    }
}

json_enum! {
    /// Which edits must say why.
    pub enum AnnexReasons {
        /// Leaving out a line of the published annex.
        Removals = "removals",
        /// Every edit.
        Edits = "edits",
    }
}

json_enum! {
    /// The controller's authorisation of sub-processors and transfers (GDPR Article 28(2)).
    pub enum AuthorisationRule {
        /// All are authorised; the controller may object to each.
        General = "general",
        /// Each is answered, yes or no.
        Specific = "specific",
    }
}

json_object! {
    /// What follows from kinds of data, in the vendor's words.
    pub struct Consequences {
        /// From special categories (Article 9).
        pub special: Option<Text>,
        /// From national identity numbers (Article 87).
        pub national_id: Option<Text>,
    }
}

json_object! {
    /// A line that can be part of the annex.
    pub struct AnnexOption {
        /// Id.
        pub id: String,
        /// Part of the annex as published?
        pub selected: bool,
        /// Kind of data.
        pub kind: DataKind,
        /// The words.
        pub name: Text,
    }
}

json_object! {
    /// A transfer outside the EU/EEA.
    pub struct AnnexTransfer {
        /// ISO 3166-1 alpha-2.
        pub country: String,
        /// To whom.
        pub recipient: String,
        /// By which safeguard.
        pub safeguard: Text,
    }
}
