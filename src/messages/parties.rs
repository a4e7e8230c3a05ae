//! Organisation and signatory: what is looked up, kept and missing.

/// Organisation and signatory: what is looked up, kept and missing.
#[derive(Debug, PartialEq)]
pub struct Parties {
    /// While the register is asked.
    pub looking_up: &'static str,
    /// The register's answer, before what was filled in.
    pub looked_up: &'static str,
    /// After it.
    pub looked_up_change: &'static str,
    /// The register doesn't have the number.
    pub lookup_unknown: &'static str,
    /// The register doesn't answer.
    pub lookup_failed: &'static str,
    /// What was typed before a reload is there again.
    pub brought_back: &'static str,
    /// Button: without it.
    pub start_over: &'static str,
    /// Error, at a sentence that is not ticked.
    pub problem_tick: &'static str,
    /// The same in the list of errors; `{x}` is the beginning of the sentence.
    pub problem_statement: &'static str,
}
