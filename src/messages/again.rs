//! What was accepted before: new versions, objections, amendments.

/// What was accepted before: new versions, objections, amendments.
#[derive(Debug, PartialEq)]
pub struct Again {}
