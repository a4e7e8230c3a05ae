//! The few words that published documents need besides the vendor's own: heads of generated tables, and the frame of
//! the plain pages. `languages/` has them, with those of the interface.

// What is generated is public, to whoever can see this module.
#![allow(unreachable_pub)]

use std::str::Lines;
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

type Words = Lines<'static>;

/// Takes its strings from a catalogue: a line each, in the order of the fields.
trait Fill {
    const EMPTY: Self;
    fn fill(&mut self, words: &mut Words);
}

impl Fill for &'static str {
    const EMPTY: Self = "";

    fn fill(&mut self, words: &mut Words) {
        *self = words.next().unwrap_or_default();
    }
}

static ALL: LazyLock<Vec<Labels>> = LazyLock::new(|| {
    let read = |text: &'static str| {
        let mut labels = Labels::EMPTY;
        labels.fill(&mut text.strip_prefix(FORM)?.trim_start().lines());
        Some(labels)
    };
    CATALOGUES.iter().filter_map(|(_, text)| read(text)).collect()
});

/// The words of a language; English when there are none.
#[allow(clippy::panic)]
pub(super) fn labels(language: &str) -> &'static Labels {
    let find = |tag: &str| ALL.iter().find(|labels| labels.tag == tag);
    // Nothing is built without English.
    find(language).or_else(|| find("en")).unwrap_or_else(|| panic!("no English"))
}
