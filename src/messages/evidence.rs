//! The receipt and what one takes along from it.

/// The receipt and what one takes along from it.
#[derive(Debug, PartialEq)]
pub struct Evidence {}
