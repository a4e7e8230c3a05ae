//! The viewer: versions, languages, print, size, what is new.

/// The viewer: versions, languages, print, size, what is new.
#[derive(Debug, PartialEq)]
pub struct Reading {}
