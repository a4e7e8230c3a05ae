//! The viewer: versions, languages, print, size, what is new.

use crate::messages::reading::Reading;

pub(super) const WORDS: Reading =
    Reading { filter: "Filtrér", rows_shown: "{shown} af {all} rækker", link_to: "Link til" };
