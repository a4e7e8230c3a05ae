//! What was accepted before: new versions, objections, amendments.

use crate::messages::again::Again;

pub(super) const WORDS: Again = Again {};
