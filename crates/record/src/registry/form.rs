//! The form of a number: what stands around it is taken away, what is left has to fit.
//!
//! A form is written with `d` for a digit, `l` for a letter, `x` for either; anything else stands for itself.

use super::NumberProblem;

/// What somebody wrote, without separators.
pub(super) struct Written {
    /// Each character with its place in what was written.
    characters: Vec<(usize, char)>,
}

impl Written {
    pub(super) fn read(text: &str, labels: &[&str]) -> Result<Self, NumberProblem> {
        let mut characters = Vec::new();
        for (at, found) in (1..).zip(text.chars()) {
            if found.is_ascii_alphanumeric() {
                characters.push((at, found));
            } else if !is_separator(found) {
                return Err(NumberProblem::Character { found, at });
            }
        }
        // Taken away all at once: a text of nothing but labels would be moved again for each of them.
        let mut rest = characters.as_slice();
        while let Some(less) = labels.iter().find_map(|label| strip(rest, label)) {
            rest = less;
        }
        let labelled = characters.len() - rest.len();
        characters.drain(..labelled);
        if characters.is_empty() { Err(NumberProblem::Empty) } else { Ok(Self { characters }) }
    }

    pub(super) fn starts_with(&self, word: &str) -> bool {
        strip(&self.characters, word).is_some()
    }

    pub(super) fn without_end(mut self, word: &str) -> Self {
        let at = self.characters.len().saturating_sub(word.len());
        if self.characters.iter().skip(at).map(|written| written.1.to_ascii_uppercase()).eq(word.chars()) {
            self.characters.truncate(at);
        }
        self
    }

    /// The same number with other letters in front.
    pub(super) fn with_start(mut self, word: &str) -> Self {
        for (written, c) in self.characters.iter_mut().zip(word.chars()) {
            written.1 = c;
        }
        self
    }

    /// As many digits as the layout has.
    pub(super) fn fit_layout(self, layout: &str) -> Result<String, NumberProblem> {
        let form: String = layout.chars().filter(|c| *c == 'd').collect();
        match self.characters.iter().find(|written| !written.1.is_ascii_digit()) {
            Some(written) => Err(character(written)),
            None => self.fit([form.as_str()].into_iter()),
        }
    }

    /// The number, if it has one of the forms.
    pub(super) fn fit<'f>(
        self,
        forms: impl Iterator<Item = &'f str> + Clone,
    ) -> Result<String, NumberProblem> {
        let found = self.characters.len();
        let mut furthest = None;
        for form in forms.clone().filter(|form| form.len() == found) {
            let mut pairs = self.characters.iter().zip(form.chars()).enumerate();
            match pairs.find(|(_, (written, class))| !fits(written.1, *class)) {
                None => {
                    return Ok(self
                        .characters
                        .into_iter()
                        .map(|written| written.1.to_ascii_uppercase())
                        .collect());
                }
                Some((index, (written, _))) => furthest = furthest.max(Some((index, *written))),
            }
        }
        Err(match furthest {
            Some((_, written)) => character(&written),
            None => NumberProblem::Length {
                least: forms.clone().map(str::len).min().unwrap_or_default(),
                most: forms.map(str::len).max().unwrap_or_default(),
                found,
            },
        })
    }
}

/// What is left when the word stands first.
fn strip<'w>(characters: &'w [(usize, char)], word: &str) -> Option<&'w [(usize, char)]> {
    let (start, rest) = characters.split_at_checked(word.len())?;
    start.iter().map(|written| written.1.to_ascii_uppercase()).eq(word.chars()).then_some(rest)
}

fn character(written: &(usize, char)) -> NumberProblem {
    NumberProblem::Character { at: written.0, found: written.1 }
}

fn fits(c: char, class: char) -> bool {
    match class {
        'd' => c.is_ascii_digit(),
        'l' => c.is_ascii_alphabetic(),
        'x' => c.is_ascii_alphanumeric(),
        literal => c.to_ascii_uppercase() == literal,
    }
}

/// What people write between the parts of a number, and what comes along unseen when they copy one.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '.' | ',' | '/' | ':' | '\u{2212}' | '\u{ad}' | '\u{2060}' | '\u{feff}')
        || ('\u{200b}'..='\u{200f}').contains(&c)
        || ('\u{2010}'..='\u{2015}').contains(&c)
}
