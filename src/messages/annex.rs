//! The annex editor and what it looks like when it is signed.

/// The annex editor and what it looks like when it is signed.
#[derive(Debug, PartialEq)]
pub struct AnnexWords {
    /// Flag on a category.
    pub special: &'static str,
    /// Flag on a category.
    pub national_id: &'static str,
    /// What follows from special categories by law.
    pub special_law: &'static str,
    /// What follows from national identity numbers by law.
    pub national_id_law: &'static str,
    /// Field: which kind of data the customer's own line is.
    pub kind: &'static str,
    /// Option: none chosen yet.
    pub kind_none: &'static str,
    /// Option: neither of the others.
    pub kind_ordinary: &'static str,
    /// Error.
    pub problem_kind: &'static str,
    /// Status; `{x}` is the line.
    pub is_added: &'static str,
    /// Status; `{x}` is the line.
    pub is_ticked: &'static str,
    /// Status; `{x}` is the line.
    pub is_there: &'static str,
    /// Status; `{x}` is the line.
    pub is_removed: &'static str,
    /// Status: a field has come.
    pub reason_asked: &'static str,
    /// Field; `{x}` is the line.
    pub why_added: &'static str,
    /// Field; `{x}` is the line.
    pub why_removed: &'static str,
    /// Error; `{x}` is the line.
    pub problem_reason: &'static str,
    /// Error: written, not added.
    pub problem_pending: &'static str,
    /// Help, where sub-processors and transfers are only shown.
    pub shown_help: &'static str,
    /// Help, under a general authorisation.
    pub general_help: &'static str,
    /// Help, under a specific authorisation.
    pub specific_help: &'static str,
    /// Heading: transfers outside the EU/EEA.
    pub transfers: &'static str,
    /// Answer.
    pub approve: &'static str,
    /// Answer.
    pub object: &'static str,
    /// Field.
    pub objection_reason: &'static str,
    /// After an objection.
    pub objection_stays: &'static str,
    /// Error; `{x}` is the sub-processor or recipient.
    pub problem_answer: &'static str,
    /// Opens the annex as it will be signed.
    pub preview: &'static str,
    /// Nothing edited.
    pub unchanged: &'static str,
    /// Button.
    pub start_over: &'static str,
    /// Status.
    pub started_over: &'static str,
    /// Marks a line.
    pub added: &'static str,
    /// Marks a line.
    pub removed: &'static str,
    /// Marks a sub-processor or recipient.
    pub approved: &'static str,
    /// Marks a sub-processor or recipient.
    pub objected: &'static str,
    /// A reason follows.
    pub reason: &'static str,
    /// Of the annex.
    pub subjects: &'static str,
    /// Of the annex.
    pub categories: &'static str,
    /// Of the annex.
    pub purpose: &'static str,
    /// Of the annex.
    pub nature: &'static str,
    /// Of the annex.
    pub duration: &'static str,
    /// Of the annex.
    pub retention: &'static str,
    /// Of the annex.
    pub locations: &'static str,
    /// Of the annex.
    pub breach: &'static str,
    /// Of the annex; `{x}` is the number of hours.
    pub breach_hours: &'static str,
    /// An empty list.
    pub none: &'static str,
}
