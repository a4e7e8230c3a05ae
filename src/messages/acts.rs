//! The list of documents: what must be read, what each is for, saying no, and another contract.

use crate::messages::panels::DOCUMENT_TYPES;

/// The list of documents: what must be read, what each is for, saying no, and another contract. `{vendor}` and `{title}`
/// are names.
#[derive(Debug, PartialEq)]
pub struct Acts {
    /// Headings of the groups, in the order of `Act::ALL`.
    pub headings: [&'static str; 3],
    /// What the person does with a group, in the order of `Act::ALL`.
    pub meanings: [&'static str; 3],
    /// What documents of the types of [`DOCUMENT_TYPES`] are for, in its order.
    pub purposes: [&'static str; DOCUMENT_TYPES.len()],
    /// At a document.
    pub must_open: &'static str,
    /// At a document.
    pub must_end: &'static str,
    /// Of all that must be read; `{x}` of `{y}`.
    pub progress: &'static str,
    /// Error.
    pub problem_open: &'static str,
    /// Error.
    pub problem_end: &'static str,
    /// In the reader, while the end is to be reached.
    pub read_on: &'static str,
    /// In the reader, when it was.
    pub end_reached: &'static str,
    /// In the reader, where opening is enough.
    pub only_open: &'static str,
    /// Button at the end of a text.
    pub back: &'static str,
    /// Button at the end of a text: the next that must be read.
    pub next: &'static str,
    /// Button.
    pub decline: &'static str,
    /// Heading over reason and button.
    pub declining: &'static str,
    /// What becomes of the answer, where it is recorded.
    pub will_record: &'static str,
    /// What becomes of the answer, where it isn't.
    pub will_tell: &'static str,
    /// Field; what may be left out is said after it.
    pub reason: &'static str,
    /// Under the field; `{x}` is a number.
    pub left: &'static str,
    /// Heading, when it is done.
    pub declined: &'static str,
    /// When it is done.
    pub nothing_agreed: &'static str,
    /// Recorded, and receipted.
    pub sent: &'static str,
    /// Recorded, not yet delivered.
    pub waits: &'static str,
    /// Recorded, on a site without an endpoint.
    pub handed: &'static str,
    /// It could not be recorded.
    pub failed: &'static str,
    /// It was not to be recorded.
    pub told: &'static str,
    /// Button: brings the flow back.
    pub reconsider: &'static str,
    /// The form's validation message.
    pub missing: &'static str,
    /// Written to records: until when a no holds.
    pub validity: &'static str,
    /// Subject of the message to sales.
    pub letter_subject: &'static str,
    /// Its first sentence; the documents follow.
    pub letter_ask: &'static str,
    /// A line of it; the organisation follows.
    pub letter_organisation: &'static str,
    /// Its last line, for the person to write on.
    pub letter_need: &'static str,
}
