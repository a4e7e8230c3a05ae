//! `[[allow]]`: findings that somebody has looked at, with the reason why they don't hold here.

use super::codes::{law, rule};
use super::elsewhere;
use super::finding::{Finding, Severity};
use super::locate::{Located, PACK_TOML};
use super::pack_toml::Allow;

/// A finding that `[[allow]]` answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// What was found.
    pub finding: Finding,
    /// Why it doesn't hold.
    pub reason: String,
}

/// What is wrong with the allows themselves.
pub(super) fn check(allows: &[Allow], located: &Located) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut at =
        |rule, path: &str, message| findings.push(Finding::of(rule, PACK_TOML, located.line(path), message));
    for (index, allow) in allows.iter().enumerate() {
        let path = format!("allow[{index}]");
        if allow.reason.trim().is_empty() {
            at(&law::ALLOW_REASON, &format!("{path}.reason"), format!("why is {} allowed?", allow.code));
        }
        match rule(&allow.code).map(|rule| rule.severity) {
            None => at(
                &law::ALLOW_UNKNOWN,
                &format!("{path}.code"),
                format!("there is no check {:?}", allow.code),
            ),
            Some(Severity::Error) => {
                at(&law::ALLOW_ERROR, &format!("{path}.code"), format!("{} is an error", allow.code));
            }
            Some(Severity::Warning | Severity::Note) => {}
        }
    }
    findings
}

/// Does it answer that finding?
fn answers(allow: &Allow, finding: &Finding) -> bool {
    let name = finding.file.strip_prefix("documents/").unwrap_or_default();
    let is_there = allow.document.as_ref().is_none_or(|id| elsewhere::document(name) == id);
    allow.code == finding.code && is_there && finding.severity != Severity::Error
}

/// Without what is allowed. An allow may be for what was not looked for.
pub(super) fn without(allows: &[Allow], mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| !allows.iter().any(|allow| answers(allow, finding)));
    findings
}

/// Takes out what is allowed, and adds what is allowed in vain.
pub(super) fn apply(
    allows: &[Allow],
    located: &Located,
    findings: Vec<Finding>,
) -> (Vec<Finding>, Vec<Allowed>) {
    let mut allowed: Vec<Allowed> = Vec::new();
    let mut used = vec![false; allows.len()];
    let mut left = Vec::new();
    for finding in findings {
        match allows.iter().zip(&mut used).find(|(allow, _)| answers(allow, &finding)) {
            Some((allow, used)) => {
                *used = true;
                allowed.push(Allowed { finding, reason: allow.reason.clone() });
            }
            None => left.push(finding),
        }
    }
    for (index, (allow, _)) in allows.iter().zip(used).enumerate().filter(|(_, (_, used))| !used) {
        let known = rule(&allow.code).is_some_and(|rule| rule.severity != Severity::Error);
        if known {
            let line = located.line(&format!("allow[{index}].code"));
            let message = format!(
                "{} is not found{}",
                allow.code,
                allow.document.as_ref().map_or(String::new(), |id| format!(" in {id}"))
            );
            left.push(Finding::of(&law::ALLOW_UNUSED, PACK_TOML, line, message));
        }
    }
    (left, allowed)
}
