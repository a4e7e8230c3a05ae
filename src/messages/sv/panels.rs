//! Rights, registers, contacts and related documents.

use crate::messages::panels::Panels;

pub(super) const WORDS: Panels = Panels {};
