//! The viewer: versions, languages, print, size, what is new.

use crate::messages::reading::Reading;

pub(super) const WORDS: Reading =
    Reading { filter: "Filter", rows_shown: "{shown} of {all} rows", link_to: "Link to" };
