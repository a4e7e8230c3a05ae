//! What changed from one version to another.

use crate::messages::redline::Redline;

pub(super) const WORDS: Redline = Redline {};
