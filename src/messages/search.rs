//! Search in a document, and defined terms.

/// Search in a document, and defined terms.
#[derive(Debug, PartialEq)]
pub struct Search {}
