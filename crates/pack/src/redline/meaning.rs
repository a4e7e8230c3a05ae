//! Does a change of text change what it says? Only what is sure to be typography is told apart: a person is asked once
//! too often rather than once too seldom.

use super::{Change, Kind, words};
use crate::document::{Inline, Mark};

/// What the old and the new version say of themselves. Where the text repeats it, it changes by itself.
pub(super) struct Own<'a> {
    pub(super) versions: (&'a str, &'a str),
    pub(super) dates: (&'a str, &'a str),
}

/// What a version is called in the languages of the interface.
const VERSION: [&str; 4] = ["version", "udgave", "utgåva", "edition"];

/// How much lies between two texts.
pub(super) fn of_text(old: &str, new: &str, kind: Kind, own: &Own<'_>) -> Change {
    let inline = |text: &str| [Inline::Text(text.to_owned())];
    of_inlines(&inline(old), &inline(new), kind, own)
}

/// How much lies between two runs of text that stand in a part of that kind.
pub(super) fn of_inlines(old: &[Inline], new: &[Inline], kind: Kind, own: &Own<'_>) -> Change {
    if old == new {
        return Change::None;
    }
    let (old, new) = (said(old, kind), said(new, kind));
    let dated = old.iter().zip(&new).any(|(a, b)| (a.as_str(), b.as_str()) == own.dates);
    let mut before = "";
    let mut same = old.len() == new.len();
    for (a, b) in old.iter().zip(&new) {
        let pair = (a.as_str(), b.as_str());
        // `2.1` may be a rate: only where it is called a version, or stands with the version's date, is it one.
        let called = before.to_lowercase();
        let of_version = dated || VERSION.iter().any(|word| called.starts_with(word));
        same &= a == b || (of_version && pair == own.versions) || pair == own.dates;
        before = a;
    }
    if same { Change::Typographic } else { Change::Substantive }
}

/// The words and signs that carry meaning, and where links lead.
fn said(inlines: &[Inline], kind: Kind) -> Vec<String> {
    let mut text = String::new();
    let mut links = Vec::new();
    gather(inlines, &mut text, &mut links);
    if kind == Kind::Heading {
        text = text.to_lowercase();
    }
    let mut said: Vec<String> = words::split(&text).map(|word| word.trim().to_owned()).collect();
    said.retain(|word| !word.is_empty());
    // The sign that ends a paragraph, an item or a heading: lists end lines with `;`, `,` or `.` as they grow.
    while said.last().is_some_and(|last| [".", ";", ":", ","].contains(&last.as_str())) {
        said.pop();
    }
    said.extend(links);
    said
}

fn gather(inlines: &[Inline], text: &mut String, links: &mut Vec<String>) {
    for inline in inlines {
        match inline {
            Inline::Text(more) => text.push_str(&shapes(more)),
            Inline::Mark(Mark::Strong(inner) | Mark::Emphasis(inner)) => gather(inner, text, links),
            Inline::Mark(Mark::Link(link)) => {
                links.push(link.to.clone());
                gather(&link.text, text, links);
            }
        }
    }
}

/// The text with one shape of each sign.
pub(super) fn shapes(text: &str) -> String {
    text.chars().filter_map(plain).collect()
}

/// One shape for signs that have many; nothing for those that can't be seen.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        '"' | '\'' | '\u{ab}' | '\u{bb}' | '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}' => Some('"'),
        '\u{2010}'..='\u{2015}' => Some('-'),
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}
