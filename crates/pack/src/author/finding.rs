//! What is wrong with a pack, for whoever writes it.

use core::fmt;

use super::codes::Rule;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, relative to the pack.
    pub file: String,
    /// Line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// Column in characters, from 1; 0 when the line says enough.
    pub column: usize,
    /// How bad it is.
    pub severity: Severity,
    /// A stable name: `link-target`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub fix: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The pack can't be published.
    Error,
    /// It can, but somebody should look.
    Warning,
    /// For information.
    Note,
}

impl Severity {
    /// As it is written in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl Finding {
    /// What a rule found; line 0 is the file as a whole.
    pub(super) fn of(rule: &Rule, file: &str, line: usize, message: String) -> Self {
        let Rule { code, severity, fix, .. } = *rule;
        Self { file: file.to_owned(), line, column: 0, severity, code, message, fix: fix.to_owned() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        match (self.line, self.column) {
            (0, _) => {}
            (line, 0) => write!(f, ":{line}")?,
            (line, column) => write!(f, ":{line}:{column}")?,
        }
        let Self { code, message, fix, .. } = self;
        write!(f, ": {}[{code}]: {message}\n  fix: {fix}", self.severity.as_str())
    }
}

/// Line and column, both from 1, of a byte offset.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}
