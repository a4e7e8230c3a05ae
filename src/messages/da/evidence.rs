//! The receipt and what one takes along from it.

use crate::messages::evidence::Evidence;

pub(super) const WORDS: Evidence = Evidence {};
