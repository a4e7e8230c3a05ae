//! Why there is no account.

use std::fmt;

/// Why there is no account, for a person to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    reason: Reason,
    why: String,
}

/// Whose the fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// What came is no record that holds.
    Malformed,
    /// It holds, and is not of what this site publishes and asks.
    Unfit,
    /// Our own pack can't be read. What [`Refusal`] says then is for the log.
    Ours,
}

impl Reason {
    pub(crate) fn because(self, why: impl Into<String>) -> Refusal {
        Refusal { reason: self, why: why.into() }
    }
}

impl Refusal {
    /// Whose the fault is.
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// The status to answer with: 400, 422 or 500.
    pub fn status(&self) -> u16 {
        match self.reason {
            Reason::Malformed => 400,
            Reason::Unfit => 422,
            Reason::Ours => 500,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for Refusal {}
