//! What Markdown doesn't show: `[Vendor]: Company` is a definition that links may refer to, and if none does it is a
//! sentence that somebody wrote.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

/// A definition's name, in lower case, and its place.
pub(super) type Definition = (String, Range<usize>);

/// The first of each name; the parser doesn't tell of others.
pub(super) fn definitions(parser: &Parser<'_>) -> Vec<Definition> {
    let all = parser.reference_definitions().iter();
    all.map(|(name, definition)| (name.to_lowercase(), definition.span.clone())).collect()
}

/// The places of words that no event is about, in order: between the outermost elements, and definitions inside them.
pub(super) fn unshown(
    text: &str,
    events: &[(Event<'_>, Range<usize>)],
    definitions: &[Definition],
) -> Vec<Range<usize>> {
    let names: HashSet<String> = events.iter().filter_map(|(event, _)| referred(event)).collect();
    let (used, mut unused): (Vec<_>, Vec<_>) = definitions.iter().partition(|(name, _)| names.contains(name));
    let mut shown: Vec<Range<usize>> = used.into_iter().map(|(_, place)| place.clone()).collect();
    let mut end = 0;
    for (_, range) in events {
        if range.start >= end {
            shown.push(range.clone());
            end = range.end;
        }
    }
    shown.push(text.len()..text.len());
    shown.sort_by_key(|range| range.start);
    let mut found = Vec::new();
    let mut from = 0;
    for range in shown {
        if from < range.start {
            unused.retain(|(_, place)| !(from..range.start).contains(&place.start));
            found.push(from..range.start);
        }
        from = from.max(range.end);
    }
    found.extend(unused.into_iter().map(|(_, place)| place.clone()));
    found.retain(|range| text.get(range.clone()).is_some_and(|words| words.contains(char::is_alphanumeric)));
    found.sort_by_key(|range| range.start);
    found
}

/// The name that a link or image refers to, in lower case.
fn referred(event: &Event<'_>) -> Option<String> {
    match event {
        Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. })
            if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) =>
        {
            Some(id.to_lowercase())
        }
        _ => None,
    }
}
