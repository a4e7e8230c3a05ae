//! The annex of an agreement: what is processed, and what of it may be changed in the flow.

use samtycke_record::acceptance::DataKind;
use samtycke_record::json_object;

use super::Text;

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
