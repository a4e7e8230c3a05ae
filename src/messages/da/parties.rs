//! Organisation and signatory: what is looked up, kept and missing.

use crate::messages::parties::Parties;

pub(super) const WORDS: Parties = Parties {};
