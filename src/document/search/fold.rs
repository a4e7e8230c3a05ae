//! Text made alike for searching: case, white space and typography don't count, diacritics do. In UTF-16, so that
//! places are those that the browser's text has.

use crate::document::letters::{is_silent, lower, plain};

/// From the unit `at` on, folded text stands at `original` in its leaf, and one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    pub(super) at: u32,
    pub(super) original: u32,
}

/// Folded text that grows, one leaf after the other.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) units: Vec<u16>,
    pub(super) shifts: Vec<Shift>,
    /// Where the leaf begins that grows.
    start: usize,
    /// How long its original is by now.
    length: u32,
    /// Does the next unit stand where the one before ends?
    joint: Joint,
}

#[derive(Debug, Default, PartialEq)]
enum Joint {
    #[default]
    Open,
    Closed,
}

/// Stands between leaves, and in no folded text.
pub(super) const BETWEEN: u16 = b'\n' as u16;
const SPACE: u16 = b' ' as u16;

impl Folded {
    /// Begins a leaf, and says where.
    pub(super) fn begin(&mut self) -> u32 {
        (self.start, self.length, self.joint) = (self.units.len(), 0, Joint::Open);
        self.start as u32
    }

    /// More text of the leaf.
    pub(super) fn push(&mut self, text: &str) {
        for letter in text.chars() {
            let before = self.units.get(self.start..).and_then(<[u16]>::last).copied();
            let length = letter.len_utf16() as u32;
            if ignored(letter) || letter.is_whitespace() && before == Some(SPACE) {
                self.joint = Joint::Open;
            } else if let Some(whole) = before.and_then(|base| composed(base, letter)) {
                self.units.pop();
                self.units.push(whole);
                self.joint = Joint::Open;
            } else {
                self.put(fold(letter));
            }
            self.length += length;
        }
    }

    /// Ends the leaf.
    pub(super) fn end(&mut self) {
        self.put('\n');
    }

    fn put(&mut self, letter: char) {
        if self.joint == Joint::Open {
            self.shifts.push(Shift { at: self.units.len() as u32, original: self.length });
            self.joint = Joint::Closed;
        }
        self.units.extend_from_slice(letter.encode_utf16(&mut [0; 2]));
    }
}

/// What is searched for: folded, without space around it.
pub(super) fn query(text: &str) -> Vec<u16> {
    let mut folded = Folded::default();
    folded.push(text);
    let units = folded.units.strip_prefix(&[SPACE]).unwrap_or(&folded.units);
    units.strip_suffix(&[SPACE]).unwrap_or(units).to_vec()
}

/// Is it a mark on the letter before it? Then that letter is another one.
pub(super) fn is_mark(unit: u16) -> bool {
    (0x300..=0x36f).contains(&unit)
}

/// Soft hyphens and what else has no width; joiners have a meaning.
fn ignored(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}') || is_silent(letter)
}

/// One letter for one letter, as long in UTF-16.
fn fold(letter: char) -> char {
    match letter {
        '‘' | '’' | '‚' | '‛' | '′' | '´' | '`' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{5be}' => '-',
        letter if letter.is_whitespace() => ' ',
        letter => lower(plain(letter)),
    }
}

/// A letter and its mark as one, where Northern Europe has keys for it: some programs write them apart.
fn composed(base: u16, mark: char) -> Option<u16> {
    let letter = match (u8::try_from(base).ok()?, mark) {
        (b'a', '\u{30a}') => 'å',
        (b'a', '\u{308}') => 'ä',
        (b'o', '\u{308}') => 'ö',
        (b'u', '\u{308}') => 'ü',
        (b'e', '\u{301}') => 'é',
        _ => return None,
    };
    u16::try_from(letter as u32).ok()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        String::from_utf16(&query(text)).unwrap()
    }

    #[test]
    fn what_reads_alike_folds_alike() {
        for (text, expected) in [
            ("Personuppgifter", "personuppgifter"),
            ("ÅÄÖ Æ Ø É", "åäö æ ø é"),
            ("  a \u{a0}\t\n b  ", "a b"),
            ("den registrerade’s ‘rätt’", "den registrerade's 'rätt'"),
            ("“one” „två“ »tre«", "\"one\" \"två\" \"tre\""),
            ("24–36 − 1—2 non\u{2011}breaking", "24-36 - 1-2 non-breaking"),
            ("person\u{ad}uppgift", "personuppgift"),
            ("İstanbul KI\u{212a}", "istanbul kik"),
            ("Straße STRAẞE", "straße straße"),
            ("ΑΘΉΝΑ Москва ĐĆŽ ȘȚ", "αθήνα москва đćž șț"),
            ("a\u{30a}r A\u{30A}r o\u{308}", "år år ö"),
            ("👍🏽 👩‍💻", "👍🏽 👩‍💻"),
            // Written with vowels, stretched, with and without hamza.
            ("مُعَالَجَة", "معالجة"),
            ("البيانـــات", "البيانات"),
            ("أحكام إدارة آخر ٱسم", "احكام ادارة اخر اسم"),
            ("ا\u{654}حكام", "احكام"),
            ("على مستوى", "علي مستوي"),
            ("\u{2067}الرقم\u{2069} 2\u{200f}.1\u{61c}", "الرقم 2.1"),
            ("שָׁלוֹם", "שלום"),
            ("בית\u{5be}ספר", "בית-ספר"),
            ("", ""),
            (" \u{ad} ", ""),
        ] {
            assert_eq!(folded(text), expected, "{text:?}");
        }
        assert_ne!(folded("å"), folded("a"));
        assert_ne!(folded("ö"), folded("ø"));
        assert_ne!(folded("ة"), folded("ه"));
    }
}
