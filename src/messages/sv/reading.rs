//! The viewer: versions, languages, print, size, what is new.

use crate::messages::reading::Reading;

pub(super) const WORDS: Reading =
    Reading { filter: "Filtrera", rows_shown: "{shown} av {all} rader", link_to: "Länk till" };
