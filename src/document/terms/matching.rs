//! Is this word a defined term?

use crate::document::letters::{self, is_word};

/// A stem shorter than this takes no ending: too much would look like it.
const STEM: usize = 5;

/// Finds terms in text, the longest first.
pub(super) struct Matcher {
    forms: Vec<Form>,
    endings: &'static [&'static str],
    /// The letters that forms begin with, one bit for each 64th: most words are none of them.
    begins: u64,
}

/// How a term is written.
struct Form {
    term: usize,
    letters: Vec<char>,
    /// The other case of the first letter, where that is the same term.
    other: Option<char>,
    /// A single word that is long enough for endings.
    bends: bool,
}

impl Matcher {
    /// Of the terms as the definitions write them. Of two that are written alike the first counts.
    pub(super) fn new(names: &[String], language: &str) -> Self {
        let language = language.split('-').next().unwrap_or_default();
        let mut forms: Vec<Form> = Vec::new();
        for (term, name) in names.iter().enumerate() {
            let quoted = |letter: char| letter.is_whitespace() || "\"'“”„‘’»«".contains(letter);
            let letters: Vec<char> = name.trim_matches(quoted).chars().collect();
            let is_known = forms.iter().any(|form| form.letters == letters);
            let Some(first) = letters.first().filter(|first| is_word(**first) && !is_known) else { continue };
            if letters.len() > 1 {
                let other = other_first(*first, language);
                let bends = letters.len() >= STEM && letters.iter().all(|letter| is_word(*letter));
                forms.push(Form { term, other, bends, letters });
            }
        }
        forms.sort_by_key(|form| core::cmp::Reverse(form.letters.len()));
        let firsts =
            forms.iter().flat_map(|form| form.letters.first().copied().into_iter().chain(form.other));
        let begins = firsts.fold(0, |bits, letter| bits | bit(letter));
        Self { forms, endings: endings(language), begins }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Gives the terms between `start` and `end` of the text, which are whole words of the whole text.
    pub(super) fn each(
        &self,
        text: &str,
        start: usize,
        end: usize,
        give: &mut dyn FnMut(usize, usize, usize),
    ) {
        let Some(run) = text.get(start..end) else { return };
        let mut before = text.get(..start).and_then(|before| before.chars().next_back());
        let mut free = start;
        for (offset, letter) in run.char_indices() {
            let at = start + offset;
            let begins_word =
                is_word(letter) && !before.is_some_and(|before| is_word(before) || is_hyphen(before));
            before = Some(letter);
            if !begins_word || at < free || self.begins & bit(letter) == 0 {
                continue;
            }
            let Some(rest) = text.get(at..) else { continue };
            let found = self.forms.iter().find_map(|form| Some((form.term, self.length(form, rest)?)));
            if let Some((term, length)) = found.filter(|(_, length)| at + length <= end) {
                give(term, at, at + length);
                free = at + length;
            }
        }
    }

    /// How much of the text's beginning is the term, with its ending, if it is the term.
    fn length(&self, form: &Form, text: &str) -> Option<usize> {
        let mut letters = text.char_indices();
        for (index, expected) in form.letters.iter().enumerate() {
            let (_, letter) = letters.next()?;
            let same = letter == *expected
                || index == 0 && Some(letter) == form.other
                || letter.is_whitespace() && expected.is_whitespace();
            if !same {
                return None;
            }
        }
        let rest = letters.as_str();
        let end = text.len() - rest.len();
        let tail = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
        let (tail, after) = rest.split_at(tail);
        let mut after = after.chars();
        let goes_on = after.next().is_some_and(is_hyphen) && after.next().is_some_and(is_word);
        let is_ending = tail.is_empty() || form.bends && self.endings.contains(&tail);
        (is_ending && !goes_on).then_some(end + tail.len())
    }
}

fn bit(letter: char) -> u64 {
    1 << (letter as u32 % 64)
}

/// A term in small letters also begins sentences. A capital is how a contract in English says that the defined meaning
/// is meant; in Swedish and Danish terms are often defined with one and used without.
fn other_first(first: char, language: &str) -> Option<char> {
    let is_capital = letters::lower(first) != first;
    let either = !is_capital || matches!(language, "sv" | "da");
    either.then(|| letters::other_case(first)).flatten()
}

/// What the language hangs on nouns: definite, plural, genitive.
fn endings(language: &str) -> &'static [&'static str] {
    match language {
        "sv" => &[
            "n", "en", "t", "et", "s", "ns", "ens", "ts", "ets", "r", "ar", "er", "or", "na", "arna", "erna",
            "orna", "ernas", "arnas",
        ],
        "da" => &[
            "n", "en", "t", "et", "s", "ns", "ens", "ets", "r", "e", "er", "ers", "ne", "ene", "erne",
            "ernes",
        ],
        "en" => &["s"],
        _ => &[],
    }
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}')
}
