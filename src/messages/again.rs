//! What was accepted before: new versions, objections, amendments.

/// What was accepted before: new versions, objections, amendments. `{date}`, `{old}`, `{new}` and `{vendor}` are dates,
/// versions and a name.
#[derive(Debug, PartialEq)]
pub struct Again {
    /// Heading: an agreement is in force.
    pub title: &'static str,
    /// Heading, where nothing was agreed to.
    pub title_informed: &'static str,
    /// Nothing changed.
    pub unchanged: &'static str,
    /// Only typography changed.
    pub reworded: &'static str,
    /// Opens the annex editor.
    pub amend: &'static str,
    /// Heading of the list of changes.
    pub news: &'static str,
    /// A document is new to the role.
    pub is_new: &'static str,
    /// A document has another text than any that was published.
    pub is_other: &'static str,
    /// A later version is in force.
    pub is_changed: &'static str,
    /// A version is announced.
    pub is_announced: &'static str,
    /// Of a change: only typography.
    pub only_wording: &'static str,
    /// Of a change: it holds without an answer.
    pub told: &'static str,
    /// Of a change: one will be asked.
    pub will_ask: &'static str,
    /// Of a change: the last day to object.
    pub objectable: &'static str,
    /// Of a change: the last day of grace.
    pub grace: &'static str,
    /// Of a change: an answer is needed now.
    pub now: &'static str,
    /// Opens what changed.
    pub show_changes: &'static str,
    /// Heading: a new version is to be accepted.
    pub asked_title: &'static str,
    /// It must be accepted to go on.
    pub asked: &'static str,
    /// The last day of grace is past.
    pub asked_late: &'static str,
    /// It can wait.
    pub grace_text: &'static str,
    /// Opens the flow.
    pub review: &'static str,
    /// Puts it off.
    pub not_now: &'static str,
    /// Heading: a change holds unless one objects.
    pub tacit_title: &'static str,
    /// What one can do.
    pub tacit_text: &'static str,
    /// Opens the objection.
    pub object: &'static str,
    /// Closes the notice.
    pub go_on: &'static str,
    /// Heading.
    pub object_title: &'static str,
    /// What becomes of an objection.
    pub object_text: &'static str,
    /// Field.
    pub reason: &'static str,
    /// Sentence: the company and its number follow.
    pub objecting_for: &'static str,
    /// Button; also written to the record.
    pub object_send: &'static str,
    /// Back to what was accepted.
    pub back: &'static str,
    /// Heading.
    pub amend_title: &'static str,
    /// What is changed, and what stays.
    pub amend_text: &'static str,
    /// Error: the annex is as it was.
    pub amend_unchanged: &'static str,
    /// Error: nothing accepted is known.
    pub amend_nothing: &'static str,
    /// Error: the role has no annex.
    pub amend_no_annex: &'static str,
    /// The address of what was accepted gives no answer.
    pub unreachable: &'static str,
    /// The organisation can't be another one.
    pub fixed: &'static str,
    /// The form's validation message.
    pub missing: &'static str,
    /// Receipt line: the reason of an objection.
    pub reason_given: &'static str,
    /// Receipt line.
    pub event: &'static str,
    /// Receipt: which act.
    pub event_again: &'static str,
    /// Receipt: which act.
    pub event_amend: &'static str,
    /// Receipt: which act.
    pub event_object: &'static str,
    /// Receipt: title of an amendment.
    pub receipt_amend: &'static str,
    /// Receipt: title of an objection.
    pub receipt_object: &'static str,
    /// Receipt of an objection: what holds now.
    pub still_valid: &'static str,
}
