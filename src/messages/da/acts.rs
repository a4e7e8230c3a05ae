//! The list of documents: what must be read, what each is for, saying no, and another contract.

use crate::messages::acts::Acts;

pub(super) const WORDS: Acts = Acts {};
