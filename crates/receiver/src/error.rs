//! Why a receiver can't start.

use std::fmt;

/// What is wrong and where, and what to do about it: meant to be shown as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartError {
    problem: String,
    remedy: String,
}

impl StartError {
    /// `problem` says what and where, `remedy` what to do.
    pub fn new(problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { problem: problem.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.problem)?;
        write!(f, "  {}", self.remedy)
    }
}

impl std::error::Error for StartError {}
