//! Rights, registers, contacts and related documents.

/// Rights, registers, contacts and related documents.
#[derive(Debug, PartialEq)]
pub struct Panels {}
