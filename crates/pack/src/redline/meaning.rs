//! Does a change of text change what it says? Only what is sure to be typography is told apart: a person is asked once
//! too often rather than once too seldom.

use super::own::Own;
use super::{Change, Kind, words};
use crate::document::{Inline, Mark};

/// How much lies between two texts.
pub(super) fn of_text(old: &str, new: &str, kind: Kind, own: &Own<'_>) -> Change {
    let inline = |text: &str| [Inline::Text(text.to_owned())];
    of_inlines(&inline(old), &inline(new), kind, own, &[])
}

/// How much lies between two runs of text that stand in a part of that kind. `lead` is the term or the cell before them,
/// when that is the same in both.
pub(super) fn of_inlines(
    old: &[Inline],
    new: &[Inline],
    kind: Kind,
    own: &Own<'_>,
    lead: &[Inline],
) -> Change {
    if old == new {
        return Change::None;
    }
    let led = |text: &[Inline]| {
        let mut all = said(lead, kind);
        all.extend((!all.is_empty()).then(|| ":".to_owned()));
        all.extend(said(text, kind));
        all
    };
    let (old, new) = (led(old), led(new));
    let pairs: Vec<(&str, &str)> =
        old.iter().map(String::as_str).zip(new.iter().map(String::as_str)).collect();
    let is_said = |((old, new), stated): (&(&str, &str), bool)| old == new || stated;
    let same = old.len() == new.len() && pairs.iter().zip(own.stated(&pairs)).all(is_said);
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
