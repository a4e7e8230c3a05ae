//! The annex editor and what it looks like when it is signed.

/// The annex editor and what it looks like when it is signed.
#[derive(Debug, PartialEq)]
pub struct AnnexWords {}
