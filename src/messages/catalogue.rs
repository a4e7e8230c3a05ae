//! Reads a catalogue: a line with its form, then a line for each string, in the order of the structs' fields.

use std::str::Lines;

use super::{FORM, Messages};

/// What is left of a catalogue while it is read.
pub(super) struct Words {
    lines: Lines<'static>,
    pub(super) tag: &'static str,
}

impl Words {
    /// What stands in the place of a line that isn't there: another number of lines than the form has.
    const NONE: &'static str = "…";

    pub(super) fn next(&mut self) -> &'static str {
        self.lines.next().unwrap_or(Self::NONE)
    }

    /// All that is left.
    pub(super) fn filled<T: Fill>(mut self) -> Box<T> {
        let mut all = Box::new(T::EMPTY);
        all.fill(&mut self);
        all
    }
}

/// Takes its strings from a catalogue.
pub(super) trait Fill {
    /// Before.
    const EMPTY: Self;

    fn fill(&mut self, words: &mut Words);
}

impl Fill for &'static str {
    const EMPTY: Self = "";

    #[inline(never)]
    fn fill(&mut self, words: &mut Words) {
        *self = words.next();
    }
}

impl<T: Fill, const N: usize> Fill for [T; N] {
    const EMPTY: Self = [const { T::EMPTY }; N];

    fn fill(&mut self, words: &mut Words) {
        self.iter_mut().for_each(|one| one.fill(words));
    }
}

/// It is no catalogue, or one of another release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// Reads a catalogue. One of another form has other strings in other places: it is not read.
pub fn read(text: &'static str) -> Result<Box<Messages>, Refused> {
    Ok(opened(text, FORM)?.filled())
}

/// A catalogue's strings, where it is of the form.
pub(super) fn opened(text: &'static str, form: &str) -> Result<Words, Refused> {
    let mut lines = text.lines();
    if lines.next() != Some(form) {
        return Err(Refused);
    }
    let tag = lines.clone().next().unwrap_or_default();
    Ok(Words { lines, tag })
}

/// Nothing was read.
#[cfg(target_arch = "wasm32")]
pub(super) fn unread() -> Box<Messages> {
    Words { lines: "".lines(), tag: "" }.filled()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::messages::files;

    #[test]
    fn a_catalogue_has_a_line_for_each_string_and_no_other() {
        for (tag, text) in files() {
            let mut lines = text.lines();
            lines.next().unwrap();
            let mut words = Words { lines, tag };
            let mut messages = Messages::EMPTY;
            messages.fill(&mut words);
            assert_eq!((messages.tag, words.lines.next()), (tag, None));
            assert!(text.lines().all(|line| !line.is_empty() && line != Words::NONE), "{tag}");
        }
    }

    #[test]
    fn a_catalogue_of_another_release_is_refused() {
        for text in ["", "<!doctype html>", "samtycke words 0\nsv\nJa"] {
            assert_eq!(read(text).err(), Some(Refused), "{text}");
        }
    }
}
