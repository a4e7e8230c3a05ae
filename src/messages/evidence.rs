//! The receipt and what one takes along from it.

/// The receipt and what one takes along from it.
#[derive(Debug, PartialEq)]
pub struct Evidence {
    /// Button: the file that verifies itself.
    pub save: &'static str,
    /// Beside that button, while there is a receipt.
    pub save_help: &'static str,
    /// The same, while the record waits.
    pub save_help_queued: &'static str,
    /// While the file is put together.
    pub saving: &'static str,
    /// When it can't be.
    pub save_failed: &'static str,
    /// Heads the other downloads.
    pub files: &'static str,
    /// Button: copies the record's number.
    pub copy: &'static str,
    /// After that.
    pub copied: &'static str,
    /// When the browser refuses that.
    pub copy_refused: &'static str,
    /// Receipt line: the customer.
    pub for_whom: &'static str,
    /// Receipt line: the vendor.
    pub with_whom: &'static str,
    /// Receipt line: who acted.
    pub by_whom: &'static str,
    /// Heading of the list of documents.
    pub documents: &'static str,
    /// A document that was agreed to.
    pub agreed: &'static str,
    /// A document that was acknowledged.
    pub acknowledged: &'static str,
    /// A document that was there to read.
    pub offered: &'static str,
    /// What was seen of a document: never opened.
    pub unopened: &'static str,
    /// What was seen of a document: opened. For how long it was on the screen may follow.
    pub opened: &'static str,
    /// What was seen of a document: its end too. For how long it was on the screen may follow.
    pub reached_end: &'static str,
    /// Link: the text of a document.
    pub text: &'static str,
    /// Heading of the sentences.
    pub statements: &'static str,
    /// Before the literal text of the button.
    pub button: &'static str,
    /// Heading of the annex.
    pub annex: &'static str,
    /// Link to the verify page, after `how_to_verify`.
    pub verify: &'static str,
    /// Above the flow: an answer given before was received meanwhile; `{x}` is when it was given.
    pub arrived: &'static str,
    /// Button: shows that answer's receipt.
    pub show: &'static str,
}
