//! The labels that paragraphs of contracts begin with.

use std::sync::LazyLock;

use regex::Regex;

use crate::tree::{Inline, Inlines};

/// What stands at the beginning of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// `2.4` or `2.4.1`: its parts.
    Decimal(String),
    /// `2.`, or `2` alone.
    Integer {
        /// The number.
        number: u32,
        /// Whether a dot or a parenthesis follows: without one it may be an amount.
        marked: bool,
    },
    /// `IV.`, `(a)`, `a)`, `a.`, as written: part of the clause before.
    Sub(String),
}

#[allow(clippy::unwrap_used, reason = "the patterns are constants, and every test runs them")]
fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

static DECIMAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\d{1,3}(?:\.\d{1,3}){1,4})\.?(?:[\s\u{a0}]+|$)"));
static INTEGER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{1,3})([.)]?)(?:[\s\u{a0}]+|$)"));
static SUB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[IVXLC]{1,6}[.)]|\((?:[A-Za-z]|[ivxlc]{1,6}|\d{1,2})\)|(?:[A-Za-z]|[ivxlc]{2,6})\)|[a-z]\.)(?:[\s\u{a0}]+|$)",
    )
});
static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:january?|januari?|januar|februar[iy]?|mar[st][a-z]*|april|ma[jiy]|jun[ie]|jul[iy]|august[i]?|september|o[ck]tober|november|december|desember|[a-zä]+kuuta)\b",
    )
});

/// The label of a text, and how many bytes it has with the space after it.
pub(crate) fn label(text: &str) -> Option<(Label, usize)> {
    if let Some(found) = DECIMAL.captures(text) {
        let number = found.get(1)?.as_str();
        return Some((Label::Decimal(number.to_owned()), found.get(0)?.end()));
    }
    if let Some(found) = INTEGER.captures(text) {
        let end = found.get(0)?.end();
        if MONTH.is_match(text.get(end..)?) {
            return None;
        }
        let number = found.get(1)?.as_str().parse().ok()?;
        let marked = !found.get(2)?.is_empty();
        return Some((Label::Integer { number, marked }, end));
    }
    let found = SUB.captures(text)?;
    let end = found.get(0)?.end();
    let written = found.get(0)?.as_str().trim_end_matches(|c: char| c.is_whitespace());
    Some((Label::Sub(written.to_owned()), end))
}

/// Takes so many bytes off the beginning. What they are must stand in the first piece of text, also inside a mark.
pub(crate) fn take(inlines: &mut Inlines, bytes: usize) {
    let Some(first) = inlines.first_mut() else { return };
    match first {
        Inline::Text(text) => {
            let kept =
                text.get(bytes..).unwrap_or_default().trim_start_matches([' ', '\u{a0}', '\t']).to_owned();
            let rest = bytes.saturating_sub(text.len());
            let empty = kept.is_empty();
            *text = kept;
            if empty {
                inlines.remove(0);
                if rest > 0 {
                    take(inlines, rest);
                } else {
                    trim_start(inlines);
                }
            }
        }
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
            let length = crate::tree::plain(inner).len();
            if bytes >= length {
                inlines.remove(0);
                if bytes > length {
                    take(inlines, bytes - length);
                } else {
                    trim_start(inlines);
                }
            } else {
                take(inner, bytes);
            }
        }
        Inline::Break => {
            inlines.remove(0);
            take(inlines, bytes.saturating_sub(1));
        }
    }
}

fn trim_start(inlines: &mut Inlines) {
    while let Some(Inline::Break) = inlines.first() {
        inlines.remove(0);
    }
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        *text = text.trim_start().to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_amounts_and_dates() {
        let sub = |label: &str| Some(Label::Sub(label.into()));
        let integer = |number, marked| Some(Label::Integer { number, marked });
        for (text, expect) in [
            ("2.4 The processor", Some(Label::Decimal("2.4".into()))),
            ("2.4.\u{a0}The processor", Some(Label::Decimal("2.4".into()))),
            ("2. Duties", integer(2, true)),
            ("2) Duties", integer(2, true)),
            ("2 Duties", integer(2, false)),
            ("IV.\tto", sub("IV.")),
            ("(a) to", sub("(a)")),
            ("a. to", sub("a.")),
            ("iv) to", sub("iv)")),
            ("12. marts 2026 blev", None),
            ("1 september 2026", None),
            ("e.g. this", None),
            ("A) to", sub("A)")),
            ("A. Smith", None),
            ("3.12.2026 var", None),
            ("I dag", None),
            ("2026 var", None),
        ] {
            assert_eq!(label(text).map(|(label, _)| label), expect, "{text}");
        }
    }
}
