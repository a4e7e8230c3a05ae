//! Confirming with a passkey.

/// Confirming with a passkey.
#[derive(Debug, PartialEq)]
pub struct Confirmation {}
