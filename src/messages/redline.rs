//! What changed from one version to another.

/// What changed from one version to another.
#[derive(Debug, PartialEq)]
pub struct Redline {}
