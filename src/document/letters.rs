//! What letters are, of the scripts that Europe writes. The standard library knows all scripts, and its tables weigh more
//! than all that needs them here.

/// Unicode's simple lower case of Latin, Greek and Cyrillic letters: one letter for one, as long in UTF-16.
pub(crate) fn lower(letter: char) -> char {
    let code = letter as u32;
    let lower = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde => code + 32,
        0x130 => 0x69,
        0x178 => 0xff,
        0x100..=0x137 | 0x14a..=0x177 | 0x1de..=0x1ef | 0x1f8..=0x21f | 0x222..=0x233 => code | 1,
        0x139..=0x148 | 0x179..=0x17e | 0x1cd..=0x1dc => code + code % 2,
        0x386 => 0x3ac,
        0x388..=0x38a => code + 37,
        0x38c => 0x3cc,
        0x38e | 0x38f => code + 63,
        0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f => code + 32,
        0x400..=0x40f => code + 80,
        0x460..=0x481 | 0x48a..=0x4bf | 0x4d0..=0x52f | 0x1e00..=0x1e95 | 0x1ea0..=0x1eff => code | 1,
        0x1e9e => 0xdf,
        0x212a => 0x6b,
        0x212b => 0xe5,
        _ => code,
    };
    char::from_u32(lower).unwrap_or(letter)
}

/// Vowel signs of Arabic and Hebrew, which most texts leave out, the stroke that stretches Arabic words, and marks of
/// direction: who looks for a word writes none of them.
pub(crate) fn is_silent(letter: char) -> bool {
    matches!(letter,
        '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{61c}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}')
}

/// The letter that is written for this one as often as not: alef without its hamza, yeh with its dots.
pub(crate) fn plain(letter: char) -> char {
    match letter {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        letter => letter,
    }
}

/// The same letter in the other case, if it has one.
pub(super) fn other_case(letter: char) -> Option<char> {
    let small = lower(letter);
    if small != letter {
        return Some(small);
    }
    let capitals =
        [32, 1, 80].into_iter().filter_map(|step| char::from_u32((letter as u32).wrapping_sub(step)));
    capitals.into_iter().find(|capital| *capital != letter && lower(*capital) == letter)
}

/// A letter or digit: of other signs, documents have those of ASCII, Latin-1 and general punctuation.
pub(crate) fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || letter >= '\u{c0}'
            && !matches!(letter, '×' | '÷' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '\u{fe00}'..)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn lower_case_is_unicodes_or_the_letter_itself() {
        for letter in (0..0x11_0000).filter_map(char::from_u32) {
            let unicodes = letter.to_lowercase().next().unwrap();
            let ours = lower(letter);
            assert!(ours == unicodes || ours == letter, "{letter:?}: {ours:?}, not {unicodes:?}");
            assert_eq!(ours.len_utf16(), letter.len_utf16(), "{letter:?}");
            let european =
                matches!(letter as u32, 0..=0x17f | 0x391..=0x3ab | 0x400..=0x45f | 0x1e00..=0x1eff);
            assert!(!european || ours == unicodes, "{letter:?}: {ours:?}, not {unicodes:?}");
        }
    }

    #[test]
    fn letters_have_their_other_case() {
        for (letter, other) in [
            ('a', 'A'),
            ('A', 'a'),
            ('ö', 'Ö'),
            ('Å', 'å'),
            ('ø', 'Ø'),
            ('č', 'Č'),
            ('ž', 'Ž'),
            ('ж', 'Ж'),
            ('λ', 'Λ'),
        ] {
            assert_eq!(other_case(letter), Some(other), "{letter}");
        }
        assert_eq!(['1', 'ß', '-', '日'].map(other_case), [None; 4].map(|none| none));
    }

    #[test]
    fn words_are_of_letters_and_digits() {
        for letter in ('\0'..='\u{24f}')
            .chain('\u{370}'..='\u{52f}')
            .filter(|letter| *letter >= '\u{c0}' || *letter < '\u{80}')
        {
            let is_assigned_sign = !letter.is_alphanumeric() && letter > '\u{24f}';
            assert!(is_assigned_sign || is_word(letter) == letter.is_alphanumeric(), "{letter:?}");
        }
        assert!(!"“”’–—…\u{a0}§«»·€→".chars().any(is_word));
    }
}
