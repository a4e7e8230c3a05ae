//! How hard a text is to read: LIX for Swedish and Danish, Flesch's reading ease for English.

use super::text::{Kind, sentences};
use super::{Found, Pack};
use crate::author::codes::law;

/// The measure of one document in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The document.
    pub document: String,
    /// In that language.
    pub language: String,
    /// The file, relative to the pack.
    pub file: String,
    /// Which scale.
    pub scale: Scale,
    /// The measure, rounded.
    pub score: i64,
    /// In words.
    pub grade: &'static str,
}

/// A scale of reading ease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Björnsson's läsbarhetsindex: higher is harder.
    Lix,
    /// Flesch's reading ease: lower is harder.
    Flesch,
}

impl Scale {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lix => "LIX",
            Self::Flesch => "Flesch",
        }
    }

    fn of(language: &str) -> Option<Self> {
        match language {
            "sv" | "da" => Some(Self::Lix),
            "en" => Some(Self::Flesch),
            _ => None,
        }
    }

    /// Björnsson's and Flesch's own bands.
    fn grade(self, score: i64) -> &'static str {
        let easy = match self {
            Self::Lix => [30, 40, 50, 60].map(|limit| score < limit),
            Self::Flesch => [70, 60, 50, 30].map(|limit| score >= limit),
        };
        match easy {
            [true, ..] => "easy",
            [_, true, ..] => "plain",
            [_, _, true, _] => "fairly hard",
            [_, _, _, true] => "hard",
            _ => "very hard",
        }
    }
}

pub(super) fn readings(pack: &Pack<'_>) -> Vec<Reading> {
    let mut readings = Vec::new();
    for text in &pack.texts {
        let Some(scale) = Scale::of(text.language) else { continue };
        let prose = text
            .passages
            .iter()
            .filter(|passage| passage.kind != Kind::Heading && ends_sentence(&passage.text));
        let mut counts = Counts::default();
        for passage in prose {
            counts.sentences += sentences(&passage.text).len();
            for word in passage.text.split(|c: char| !c.is_alphabetic() && c != '’' && c != '\'') {
                counts.add(word);
            }
        }
        let Some(score) = counts.score(scale) else { continue };
        readings.push(Reading {
            document: text.entry.id.clone(),
            language: text.language.to_owned(),
            file: text.file.clone(),
            scale,
            score,
            grade: scale.grade(score),
        });
    }
    readings
}

/// Rows of tables and items that aren't sentences say nothing about how sentences read.
fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?'])
}

#[derive(Default)]
struct Counts {
    words: usize,
    sentences: usize,
    long: usize,
    syllables: usize,
}

impl Counts {
    fn add(&mut self, word: &str) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters > 0 {
            self.words += 1;
            self.long += usize::from(letters > 6);
            self.syllables += syllables(word);
        }
    }

    /// In thousandths until the end, to stay with whole numbers.
    fn score(&self, scale: Scale) -> Option<i64> {
        let [words, sentences, long, syllables] = [self.words, self.sentences, self.long, self.syllables]
            .map(|count| i64::try_from(count).unwrap_or(i64::MAX / 200_000));
        if words == 0 || sentences == 0 {
            return None;
        }
        Some(match scale {
            Scale::Lix => (1000 * words / sentences + 100_000 * long / words + 500) / 1000,
            Scale::Flesch => (206_835 - 1015 * words / sentences - 84_600 * syllables / words + 500) / 1000,
        })
    }
}

/// Groups of vowels, without a silent e at the end: good enough for a mean over a document.
fn syllables(word: &str) -> usize {
    let lower = word.to_lowercase();
    let is_vowel = |c: char| "aeiouyåäöæø".contains(c);
    let mut count = 0;
    let mut before = false;
    for c in lower.chars() {
        count += usize::from(is_vowel(c) && !before);
        before = is_vowel(c);
    }
    if lower.ends_with('e') && !lower.ends_with("le") && count > 1 {
        count -= 1;
    }
    count.max(1)
}

/// Only what people must be able to understand: Article 12(1) is about information, not contracts between companies.
pub(super) fn lint(pack: &Pack<'_>, found: &mut Found<'_>) {
    for reading in readings(pack) {
        let is_policy = pack
            .manifest
            .document(&reading.document)
            .is_some_and(|document| document.r#type == "privacy-policy");
        if is_policy && reading.grade == "very hard" {
            let message = format!("{} is {}", reading.scale.as_str(), reading.score);
            found.add(&law::READING_HARD, &reading.file, 0, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_as_their_authors_wrote_them() {
        let mut counts = Counts::default();
        for word in "Katten sitter på mattan och sover gott".split(' ') {
            counts.add(word);
        }
        counts.sentences = 1;
        assert_eq!(counts.score(Scale::Lix), Some(7));
        assert_eq!((syllables("processor"), syllables("make"), syllables("table")), (3, 1, 2));
        assert_eq!(
            (Scale::Lix.grade(61), Scale::Flesch.grade(25), Scale::Lix.grade(35)),
            ("very hard", "very hard", "plain")
        );
    }
}
