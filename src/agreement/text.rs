//! Text from outside, before it may reach a record: what is pasted, prefilled or looked up. Pure.

use samtycke_record::json::is_noncharacter;

/// How many lines a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    One,
    Many,
}

/// Without what nobody sees and I-JSON may not even carry: control characters, noncharacters, and what browsers put in
/// a lone surrogate's place. A line break is a space where there is one line.
pub(crate) fn tidy(text: &str, lines: Lines) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut after_return = false;
    for c in text.chars() {
        let is_second_half = after_return && c == '\n';
        after_return = c == '\r';
        match c {
            _ if is_second_half => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                tidied.push(if lines == Lines::Many { '\n' } else { ' ' });
            }
            '\t' => tidied.push(' '),
            char::REPLACEMENT_CHARACTER => {}
            _ if c.is_control() || is_noncharacter(c) => {}
            _ => tidied.push(c),
        }
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_a_record_that_nobody_sees() {
        for (text, one, many) in [
            ("Ærø Smørrebrød ApS", "Ærø Smørrebrød ApS", "Ærø Smørrebrød ApS"),
            ("Havnen 1\r\n8000 Aarhus", "Havnen 1 8000 Aarhus", "Havnen 1\n8000 Aarhus"),
            ("a\nb\rc\u{2028}d\u{85}e", "a b c d e", "a\nb\nc\nd\ne"),
            ("a\r\n\nb", "a  b", "a\n\nb"),
            ("a\tb", "a b", "a b"),
            ("a\0b\u{1b}c\u{7f}d\u{9f}e", "abcde", "abcde"),
            ("a\u{fdd0}b\u{fdef}c\u{fffe}d\u{1ffff}e\u{10fffe}f", "abcdef", "abcdef"),
            ("a\u{fffd}b", "ab", "ab"),
            // Names are written with these.
            (
                "A\u{301}\u{200d}👩\u{200d}🔧 \u{fdcf}\u{fdf0}",
                "A\u{301}\u{200d}👩\u{200d}🔧 \u{fdcf}\u{fdf0}",
                "A\u{301}\u{200d}👩\u{200d}🔧 \u{fdcf}\u{fdf0}",
            ),
        ] {
            assert_eq!(
                (tidy(text, Lines::One).as_str(), tidy(text, Lines::Many).as_str()),
                (one, many),
                "{text:?}"
            );
        }
    }
}
