//! Search in a document, and defined terms.

use crate::messages::search::Search;

pub(super) const WORDS: Search = Search {};
