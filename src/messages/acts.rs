//! The list of documents: what must be read, what each is for, saying no, and another contract.

/// The list of documents: what must be read, what each is for, saying no, and another contract.
#[derive(Debug, PartialEq)]
pub struct Acts {}
