//! Strings that depend on a number.

use super::{Fill, Words};
use crate::browser::number;

/// A string for each plural category of CLDR; `{n}` is the number.
#[derive(Debug)]
pub struct Plural {
    tag: &'static str,
    /// As in [`CATEGORIES`].
    forms: [&'static str; CATEGORIES.len()],
}

/// In the order of catalogues.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl Fill for Plural {
    const EMPTY: Self = Self { tag: "", forms: Fill::EMPTY };

    fn fill(&mut self, words: &mut Words) {
        self.tag = words.tag;
        self.forms.fill(words);
    }
}

impl Plural {
    /// The string for that many.
    pub fn say(&self, count: usize) -> String {
        let category = number::category(count, self.tag);
        let [.., other] = self.forms;
        let pairs = CATEGORIES.iter().zip(self.forms);
        let form = pairs.into_iter().find(|(name, _)| **name == category).map_or(other, |(_, form)| form);
        form.replace("{n}", &number::text(count, self.tag))
    }
}
