//! Labels of clauses and headings, and the anchors made of them.

use super::enumeration::Enumerator;

/// The label that a paragraph starts with.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// `2.4`: a clause of its own.
    Clause(String),
    /// `I.`, `(a)`, as written: part of the clause before it.
    SubClause(String),
}

/// Splits `2.4 The processor …` into label and rest; `None` when the text starts with none, or with one that only
/// counts beside others (`A.`).
pub(super) fn split_label(text: &str) -> Option<(Label, &str)> {
    let (word, rest) = text.split_once(' ')?;
    let label = match decimal(word) {
        Some(number) => Label::Clause(number.to_owned()),
        None => {
            Enumerator::read(word).filter(|one| one.is_sure)?;
            Label::SubClause(word.to_owned())
        }
    };
    Some((label, rest.trim_start()))
}

/// Splits `2. Duties` or `2.1 Duties` into number and words; `None` when the heading has no number.
pub(super) fn split_number(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.split_once(' ')?;
    let number = word.trim_end_matches('.');
    let numeric = !number.is_empty() && number.split('.').all(is_digits);
    numeric.then(|| (number, rest.trim_start()))
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn decimal(word: &str) -> Option<&str> {
    let number = word.trim_end_matches('.');
    (number.contains('.') && number.split('.').all(is_digits)).then_some(number)
}

/// An anchor made of words: `Behandlingens formål` becomes `behandlingens-formål`.
pub(super) fn slug(words: &str) -> String {
    let parts: Vec<String> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect();
    if parts.is_empty() { String::from("section") } else { parts.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clause_labels_are_read_as_people_write_them() {
        let clause = |label: &str| Some(Label::Clause(label.into()));
        let sub = |label: &str| Some(Label::SubClause(label.into()));
        for (text, expect) in [
            ("2.4 The processor", clause("2.4")),
            ("2.4. The processor", clause("2.4")),
            ("2.4.1 The", clause("2.4.1")),
            ("I. The", sub("I.")),
            ("VIII. The", sub("VIII.")),
            ("(a) the", sub("(a)")),
            ("a) the", sub("a)")),
            ("(iv) the", sub("(iv)")),
            ("A. Smith", None),
            ("1. The", None),
            ("I dag", None),
            ("2026 was", None),
            ("5.5", None),
            ("e.g. this", None),
            ("(GDPR) is", None),
        ] {
            assert_eq!(split_label(text).map(|(label, _)| label), expect, "{text}");
        }
        assert_eq!(split_number("2. Duties"), Some(("2", "Duties")));
        assert_eq!(split_number("Duties 2"), None);
        assert_eq!(slug("Hvem er vi? Åbent"), "hvem-er-vi-åbent");
    }
}
