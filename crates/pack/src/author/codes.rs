//! Every check by its code: how bad, why, by which law, and what to do. `docs/checks/` has a page for each.

mod form;
pub(super) mod law;

use super::finding::Severity;

/// What a check looks for and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// A stable name: `art28-a`. Its page is `docs/checks/<code>.md`.
    pub code: &'static str,
    /// How bad a finding is.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub title: &'static str,
    /// Why it matters.
    pub reason: &'static str,
    /// Where the law says so; `None` when it is the format's own rule, or good order.
    pub source: Option<&'static str>,
    /// What to do.
    pub fix: &'static str,
}

/// All of them, by code.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<_> = form::RULES.iter().chain(law::RULES).collect();
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// The rule of that code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    form::RULES.iter().chain(law::RULES).find(|rule| rule.code == code)
}
