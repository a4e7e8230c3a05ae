//! Does a sentence deny what its words say? Only a negation that stands by them tells.

use super::find::{starts, whole};

/// How many words may stand between a negation and what it negates after it: "not under any circumstances change".
const BEFORE: usize = 6;
/// And behind it: "du accepterer derfor ikke".
const AFTER: usize = 2;

/// What of a sentence belongs together ends there.
const BREAKS: &[&str] = &["and", "but", "och", "men", "og", "samt"];

/// Stands one of the negations by the phrase?
pub(super) fn is_denied(lower: &str, phrases: &[&str], negations: &[&str]) -> bool {
    places(lower, phrases).any(|(from, to)| is_denied_at(lower, from, to, negations))
}

/// Stands one of the negations by the phrase, or by that one of the verbs which is nearest to it?
pub(super) fn is_denied_by(lower: &str, phrases: &[&str], verbs: &[&str], negations: &[&str]) -> bool {
    places(lower, phrases).any(|(from, to)| {
        let verb =
            places(lower, verbs).min_by_key(|(start, end)| from.abs_diff(*end).min(start.abs_diff(to)));
        is_denied_at(lower, from, to, negations)
            || verb.is_some_and(|(from, to)| is_denied_at(lower, from, to, negations))
    })
}

/// Where each of the phrases begins and ends.
fn places<'t>(lower: &'t str, phrases: &'t [&str]) -> impl Iterator<Item = (usize, usize)> {
    phrases.iter().flat_map(|phrase| {
        let phrase = phrase.trim_start_matches('*');
        starts(lower, phrase).map(move |at| (at, at + phrase.len()))
    })
}

fn is_denied_at(lower: &str, from: usize, to: usize, negations: &[&str]) -> bool {
    let inside = |at: usize| (from..to).contains(&at);
    negations.iter().flat_map(|word| whole(lower, word).map(|at| (at, at + word.len()))).any(
        |(start, end)| {
            let (between, most) = if end <= from {
                (lower.get(end..from), BEFORE)
            } else {
                // What the phrase begins goes on to the end of its word.
                let rest = lower.get(to..start).unwrap_or_default();
                (Some(rest.trim_start_matches(char::is_alphanumeric)), AFTER)
            };
            inside(start) || between.is_some_and(|between| is_near(between, most))
        },
    )
}

fn is_near(between: &str, most: usize) -> bool {
    let words: Vec<_> = between.split_whitespace().collect();
    words.len() <= most
        && !between.contains([',', ';', ':', '–'])
        && !words.iter().any(|word| BREAKS.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negation_counts_where_it_stands_by_what_it_negates() {
        let (notice, change) = (&["without notice", "uden varsel"][..], &["change", "amend", "ændr"][..]);
        for (sentence, expect) in [
            ("we may change these terms without notice", false),
            ("we may change these terms at any time without notice, and no compensation is paid", false),
            ("we do not sell your data and may change these terms without notice", false),
            ("if you do not agree, we may change these terms without notice", false),
            ("we do not change your data but may amend these terms without notice", false),
            ("we never change these terms without notice", true),
            ("these terms are not changed by us, in whole or in part, without notice", true),
            ("we shall not under any circumstances change these terms without notice", true),
            ("no change is made without notice", true),
            ("without notice no change is made", true),
            ("we change these terms, but not without notice", true),
            ("vi ændrer ikke vilkårene uden varsel", true),
            ("vilkårene kan aldrig ændres uden varsel", true),
            ("uden varsel ændrer vi ikke vilkårene", true),
            ("vi kan ændre vilkårene uden varsel, dog ikke prisen", false),
        ] {
            let negations = ["not", "no", "never", "ikke", "aldrig"];
            assert_eq!(is_denied_by(sentence, notice, change, &negations), expect, "{sentence}");
        }
        for (sentence, expect) in [
            ("by using our services you accept this policy, and we do not share more", false),
            ("by using our services you accept this policy if you do not object", false),
            ("using our services does not mean that you accept this policy", true),
            ("du accepterer derfor ikke politikken", true),
            ("du accepterer politikken og kan ikke fortryde", false),
        ] {
            let accept = ["you accept", "means that you accept", "du accepterer"];
            assert_eq!(is_denied(sentence, &accept, &["not", "ikke"]), expect, "{sentence}");
        }
    }
}
