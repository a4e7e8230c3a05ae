//! Why a file can't be imported.

use core::fmt;

/// Why a file can't be imported: what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError {
    /// The file, and the place in it when there is one.
    pub place: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub fix: String,
}

impl ImportError {
    pub(crate) fn new(place: &str, problem: impl Into<String>, fix: &str) -> Self {
        Self { place: place.to_owned(), problem: problem.into(), fix: fix.to_owned() }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n  fix: {}", self.place, self.problem, self.fix)
    }
}

impl core::error::Error for ImportError {}
