//! Clauses of a document that other documents of the pack name.

use super::Sources;
use crate::redline::Label;

/// Does another document name that clause of this one, by its number or in a link? Whose the number is, isn't asked.
pub(super) fn name(sources: &Sources, id: &str, label: &Label) -> bool {
    let link = format!("doc:{id}#{}", label.anchor);
    let number = label.number.as_deref().map(|number| number.trim_end_matches('.'));
    let number = number.filter(|number| number.starts_with(|c: char| c.is_ascii_digit()));
    let others = sources.documents.iter().filter(|(name, _)| document(name) != id);
    others.into_iter().any(|(_, text)| {
        text.contains(&link) || number.is_some_and(|number| text.lines().any(|line| has(line, number)))
    })
}

/// The id in `dpa.da.md` and `dpa@2.0.da.md`.
pub(super) fn document(file: &str) -> &str {
    file.split(['.', '@']).next().unwrap_or_default()
}

/// Does the line have that number, other than as its first word, its own?
fn has(line: &str, number: &str) -> bool {
    let text = line.trim_start_matches(['#', '>', ' ']);
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.');
    words.skip(1).any(|word| word.trim_matches('.') == number)
}
