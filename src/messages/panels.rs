//! Rights, registers, contacts and related documents.

/// The rights of the GDPR that have a letter of their own, by the ids that packs use.
pub const RIGHTS: [&str; 9] = [
    "information",
    "access",
    "rectification",
    "erasure",
    "restriction",
    "portability",
    "objection",
    "withdraw",
    "automated",
];

/// Types of documents.
pub const DOCUMENT_TYPES: [&str; 10] = [
    "privacy-policy",
    "dpa",
    "sub-processor-agreement",
    "annex",
    "terms",
    "service-terms",
    "sla",
    "role-statement",
    "advice",
    "cookie-policy",
];

/// Rights, registers, contacts and related documents. `{vendor}`, `{authority}` and `{title}` are names.
#[derive(Debug, PartialEq)]
pub struct Panels {
    /// Names the whole.
    pub about: &'static str,
    /// Panel.
    pub rights: &'static str,
    /// Panel.
    pub sub_processors: &'static str,
    /// Panel.
    pub retention: &'static str,
    /// Panel.
    pub measures: &'static str,
    /// Panel.
    pub contact: &'static str,
    /// Of a right; the pack's sentence follows.
    pub how: &'static str,
    /// Link to the vendor's own form.
    pub form: &'static str,
    /// Opens the message.
    pub write: &'static str,
    /// Link to the authority.
    pub complain: &'static str,
    /// Field.
    pub known: &'static str,
    /// Help.
    pub known_help: &'static str,
    /// After the label of what may be left out.
    pub optional: &'static str,
    /// Field.
    pub wrong: &'static str,
    /// Field.
    pub correct: &'static str,
    /// Of the message; an address follows.
    pub to: &'static str,
    /// Of the message.
    pub subject: &'static str,
    /// Of the message.
    pub text: &'static str,
    /// The text was edited, so that it no longer follows the fields.
    pub own: &'static str,
    /// Composes the text again.
    pub anew: &'static str,
    /// A `mailto:` link.
    pub open: &'static str,
    /// The text is too long for the link.
    pub long: &'static str,
    /// Button.
    pub copy: &'static str,
    /// The text was copied.
    pub copied: &'static str,
    /// The browser doesn't let us copy.
    pub selected: &'static str,
    /// Under the message.
    pub nothing_sent: &'static str,
    /// Column: what a sub-processor does.
    pub function: &'static str,
    /// Column: of a transfer.
    pub safeguard: &'static str,
    /// Column: how long.
    pub period: &'static str,
    /// Column: why so long.
    pub basis: &'static str,
    /// Column: a measure.
    pub measure: &'static str,
    /// Column: what is done.
    pub done: &'static str,
    /// Of the vendor.
    pub number: &'static str,
    /// Of the vendor.
    pub website: &'static str,
    /// Of the vendor.
    pub dpo: &'static str,
    /// Heading: the channels.
    pub channels: &'static str,
    /// A contact through which the parties can give each other notice.
    pub notice: &'static str,
    /// Kinds of contact, in the order of `ContactKind::ALL`.
    pub kinds: [&'static str; 7],
    /// Heading: law, court and authority.
    pub law_and_authority: &'static str,
    /// Governing law.
    pub law: &'static str,
    /// The court.
    pub venue: &'static str,
    /// Where one can complain.
    pub authority: &'static str,
    /// What a document is to `{title}`, in the order of `RelationKind::ALL`.
    pub relations: [&'static str; 4],
    /// What a document is to a `{title}` that has that relation to it.
    pub reversed: [&'static str; 4],
    /// What the types of [`DOCUMENT_TYPES`] are called, in its order.
    pub types: [&'static str; DOCUMENT_TYPES.len()],
    /// The messages.
    pub letters: Letters,
}

/// Messages to the vendor about a right.
#[derive(Debug, PartialEq)]
pub struct Letters {
    /// First line.
    pub greeting: &'static str,
    /// What the person wrote follows.
    pub about: &'static str,
    /// What the person wrote follows.
    pub wrong: &'static str,
    /// What the person wrote follows.
    pub correct: &'static str,
    /// What the person wrote follows.
    pub known: &'static str,
    /// Asks for an answer, where Article 12(3) sets the time.
    pub within_law: &'static str,
    /// Asks for an answer, elsewhere.
    pub within: &'static str,
    /// Last line; a name follows.
    pub regards: &'static str,
    /// One for each of [`RIGHTS`], in its order.
    pub rights: [Letter; RIGHTS.len()],
    /// For every other right; `{right}` is its name.
    pub other: Letter,
}

/// What differs from right to right.
#[derive(Debug, PartialEq)]
pub struct Letter {
    /// Subject.
    pub subject: &'static str,
    /// What is asked, by which article.
    pub ask: &'static str,
    /// Label of the field for what it is about.
    pub about: &'static str,
}
