//! Finding words.

/// Words that a text must have, and must not have.
///
/// A word is found where one begins (`audit` in `auditor`), or anywhere when it is written with a star (`*incident` in
/// `personuppgiftsincident`). Texts come in lower case.
pub(super) struct Words {
    /// One of each group.
    pub(super) all: &'static [&'static [&'static str]],
    /// None of these.
    pub(super) none: &'static [&'static str],
}

impl Words {
    pub(super) fn are_in(&self, lower: &str) -> bool {
        self.all.iter().all(|group| any(lower, group)) && !any(lower, self.none)
    }
}

/// Does the text have one of them?
pub(super) fn any(lower: &str, words: &[&str]) -> bool {
    words.iter().any(|word| has(lower, word))
}

pub(super) fn has(lower: &str, word: &str) -> bool {
    match word.strip_prefix('*') {
        Some(part) => lower.contains(part),
        None => starts(lower, word).next().is_some(),
    }
}

/// Where a word begins that starts so.
pub(super) fn starts<'t>(lower: &'t str, word: &'t str) -> impl Iterator<Item = usize> {
    let begins = |at: usize| {
        !lower.get(..at).and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric)
    };
    lower.match_indices(word).map(|(at, _)| at).filter(move |at| begins(*at))
}

/// Where exactly that word stands, with nothing going on behind it.
pub(super) fn whole<'t>(lower: &'t str, word: &'t str) -> impl Iterator<Item = usize> {
    let ends = move |at: usize| {
        let after = lower.get(at + word.len()..).and_then(|rest| rest.chars().next());
        !after.is_some_and(char::is_alphanumeric)
    };
    starts(lower, word).filter(move |at| ends(*at))
}

/// The first words of a text.
pub(super) fn first_words(text: &str, most: usize) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    let shown = words.iter().take(most).copied().collect::<Vec<_>>().join(" ");
    if words.len() > most { format!("{shown} …") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_begin() {
        for (text, word, expect) in [
            ("the auditor may", "audit", true),
            ("to send it", "end", false),
            ("(end", "end", true),
            ("en personuppgiftsincident", "incident", false),
            ("en personuppgiftsincident", "*incident", true),
        ] {
            assert_eq!(has(text, word), expect, "{word} in {text}");
        }
        assert_eq!(whole("pulver, pul.", "pul").collect::<Vec<_>>(), [8]);
        assert_eq!(first_words("a b c", 2), "a b …");
    }
}
