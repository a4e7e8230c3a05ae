//! The annex editor and what it looks like when it is signed.

use crate::messages::annex::AnnexWords;

pub(super) const WORDS: AnnexWords = AnnexWords {};
