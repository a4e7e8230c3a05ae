//! Confirming with a passkey.

use crate::messages::confirmation::Confirmation;

pub(super) const WORDS: Confirmation = Confirmation {};
