//! What a version says of itself in the words of the version before it.

use super::codes::{Rule, law};
use crate::manifest::{Edition, Text};

/// What is left over: the rule, the key, and what to tell.
pub(super) type LeftOver = (&'static Rule, String, String);

/// A summary or renewal that stayed in `pack.toml` when the version rose.
pub(super) fn of(id: &str, before: &Edition, after: &Edition, languages: &[String]) -> Vec<LeftOver> {
    let mut found = Vec::new();
    let same = |language: &&String| match (&before.summary, &after.summary) {
        (Some(before), Some(after)) => words(before, language).eq(words(after, language)),
        _ => false,
    };
    if let Some(language) = languages.iter().find(same) {
        let message = format!("{id} {} has the summary of {} ({language})", after.version, before.version);
        found.push((&law::STALE_SUMMARY, format!("summary.{language}"), message));
    }
    if after.renewal.is_some() && before.renewal == after.renewal {
        let message = format!("{id} {} has the renewal of {}", after.version, before.version);
        found.push((&law::STALE_RENEWAL, "renewal".to_owned(), message));
    }
    found
}

fn words<'t>(text: &'t Text, language: &str) -> impl Iterator<Item = &'t str> {
    text.get(language).split_whitespace()
}
