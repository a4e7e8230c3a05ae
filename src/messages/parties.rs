//! Organisation and signatory: what is looked up, kept and missing.

/// Organisation and signatory: what is looked up, kept and missing.
#[derive(Debug, PartialEq)]
pub struct Parties {}
