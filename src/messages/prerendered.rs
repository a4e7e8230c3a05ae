//! The words of what is rendered when a pack is built: the banner, placeholders of embeds, the preferences. No browser
//! fetches them.

// What is generated is public, to whoever can see this module.
#![allow(unreachable_pub)]

use std::sync::LazyLock;

use super::catalogue::{Fill, Words, opened};

include!(concat!(env!("OUT_DIR"), "/prerendered.rs"));

static ALL: LazyLock<Vec<Prerendered>> = LazyLock::new(|| {
    CATALOGUES.iter().filter_map(|(_, text)| Some(*opened(text, FORM).ok()?.filled())).collect()
});

/// The words of a language; English when there are none.
#[allow(clippy::panic)]
pub(crate) fn prerendered(language: &str) -> &'static Prerendered {
    let find = |tag: &str| ALL.iter().find(|words| words.tag == tag);
    // Nothing is built without English.
    find(language).or_else(|| find("en")).unwrap_or_else(|| panic!("no English"))
}
