//! A document as lines of words with their places: what the checks read. Structure and its errors are the parser's
//! business; here whatever is there is read.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::author::clause::{Label, split_label, split_number};
use crate::author::placeholder::{Fill, Values, fill, table_name};
use crate::author::tables;
use crate::document::plain_text;
use crate::manifest::DocumentEntry;

/// A document in one language.
pub(super) struct Text<'a> {
    pub(super) entry: &'a DocumentEntry,
    pub(super) language: &'a str,
    /// Relative to the pack.
    pub(super) file: String,
    pub(super) passages: Vec<Passage>,
}

/// A heading, a clause, a paragraph, an item, a row.
#[derive(Debug)]
pub(super) struct Passage {
    pub(super) line: usize,
    pub(super) kind: Kind,
    /// Of a heading or clause, as written.
    pub(super) number: Option<String>,
    /// With placeholders filled, without the number.
    pub(super) text: String,
    /// The same in lower case, for finding words.
    pub(super) lower: String,
    /// The same with each link's words replaced by [`LINK`] and its target in `⟨⟩`: the parser checks links.
    pub(super) unlinked: String,
}

/// Stands before a link's target in [`Passage::unlinked`].
pub(super) const LINK: char = '⟨';

/// Stands behind it.
pub(super) const LINK_END: char = '⟩';

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Heading,
    /// A clause with a number of its own: `2.4`.
    Clause,
    /// `I.`, `(a)`: part of the clause before it.
    SubClause,
    /// Anything else: it goes on with what is before it.
    Text,
    /// An explanation, which is not part of the contract.
    Note,
}

/// A clause with all that belongs to it.
pub(super) struct Group<'p> {
    pub(super) passages: &'p [Passage],
    /// All their words in lower case.
    pub(super) lower: String,
}

impl Group<'_> {
    pub(super) fn line(&self) -> usize {
        self.passages.first().map_or(0, |first| first.line)
    }
}

impl Text<'_> {
    /// All words in lower case.
    pub(super) fn lower(&self) -> String {
        joined(&self.passages)
    }

    /// Clauses with their sub-clauses, and headings with the text that has no number; without explanations, and without
    /// headings that stand alone.
    pub(super) fn groups(&self) -> impl Iterator<Item = Group<'_>> {
        let begins = |passage: &Passage| matches!(passage.kind, Kind::Heading | Kind::Clause | Kind::Note);
        let groups = self.passages.chunk_by(move |_, next| !begins(next));
        let contract = groups.filter(|group: &&[Passage]| {
            group.first().is_some_and(|passage| {
                passage.kind != Kind::Note && (passage.kind != Kind::Heading || group.len() > 1)
            })
        });
        contract.map(|passages| Group { passages, lower: joined(passages) })
    }
}

fn joined(passages: &[Passage]) -> String {
    passages.iter().map(|passage| passage.lower.as_str()).collect::<Vec<_>>().join("\n")
}

/// Sentences, roughly: up to a full stop that is followed by a space and a capital.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, end) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
        let next = at + end.len_utf8();
        let mut after = text.get(next..).unwrap_or_default().chars();
        let is_end =
            after.next().is_some_and(char::is_whitespace) && after.next().is_some_and(char::is_uppercase);
        if is_end {
            found.extend(text.get(start..next));
            start = next;
        }
    }
    found.extend(text.get(start..).filter(|rest| !rest.trim().is_empty()));
    found
}

/// Reads one file.
pub(super) fn read<'a>(
    entry: &'a DocumentEntry,
    language: &'a str,
    file: String,
    source: &str,
    values: &Values<'_>,
) -> Text<'a> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_DEFINITION_LIST;
    let mut reader = Reader {
        values,
        lines: Lines { source, offset: 0, line: 1 },
        passages: Vec::new(),
        open: None,
        link: None,
        notes: 0,
    };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.close();
    Text { entry, language, file, passages: reader.passages }
}

/// Counts lines up to ever greater offsets.
struct Lines<'a> {
    source: &'a str,
    offset: usize,
    line: usize,
}

impl Lines<'_> {
    fn at(&mut self, offset: usize) -> usize {
        if let Some(passed) = self.source.get(self.offset..offset) {
            self.line += passed.matches('\n').count();
            self.offset = offset;
        }
        self.line
    }
}

struct Open {
    line: usize,
    heading: bool,
    labelled: bool,
    text: String,
    unlinked: String,
}

struct Reader<'a> {
    values: &'a Values<'a>,
    lines: Lines<'a>,
    passages: Vec<Passage>,
    open: Option<Open>,
    link: Option<String>,
    notes: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.link = Some(dest_url.to_string());
                self.push("", &format!(" {LINK}{dest_url}{LINK_END}"), range.start);
            }
            Event::End(TagEnd::Link) => self.link = None,
            Event::Start(Tag::Strong | Tag::Emphasis) | Event::End(TagEnd::Strong | TagEnd::Emphasis) => {}
            Event::Start(Tag::TableCell) => {}
            Event::End(TagEnd::TableCell) => self.push(" ", " ", range.start),
            Event::Start(tag) => {
                self.close();
                self.notes += usize::from(matches!(tag, Tag::BlockQuote(_)));
                let (heading, labelled) =
                    (matches!(tag, Tag::Heading { .. }), matches!(tag, Tag::Heading { .. } | Tag::Paragraph));
                self.begin(heading, labelled, range.start);
            }
            Event::End(tag) => {
                self.close();
                self.notes = self.notes.saturating_sub(usize::from(matches!(tag, TagEnd::BlockQuote(_))));
            }
            Event::Text(text) if self.link.is_some() => self.push(&text, "", range.start),
            Event::Text(text) => self.push(&text, &text, range.start),
            Event::SoftBreak | Event::HardBreak => self.push(" ", " ", range.start),
            _ => {}
        }
    }

    fn begin(&mut self, heading: bool, labelled: bool, at: usize) {
        let line = self.lines.at(at);
        self.open = Some(Open { line, heading, labelled, text: String::new(), unlinked: String::new() });
    }

    fn push(&mut self, text: &str, unlinked: &str, at: usize) {
        if self.open.is_none() {
            self.begin(false, false, at);
        }
        if let Some(open) = &mut self.open {
            open.text.push_str(text);
            open.unlinked.push_str(unlinked);
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take().filter(|open| !open.text.trim().is_empty()) else { return };
        if let Some(name) = table_name(&open.text) {
            return self.table(name, open.line);
        }
        let filled = |text: &str| match fill(text, self.values) {
            Fill::Done(filled) => filled,
            Fill::Unknown(_) => text.to_owned(),
        };
        let (text, unlinked) = (filled(&open.text), filled(&open.unlinked));
        let (kind, number, skipped) = if open.heading {
            let number =
                split_number(&text).map(|(number, rest)| (number.to_owned(), text.len() - rest.len()));
            let (number, skipped) = number.map_or((None, 0), |(number, skipped)| (Some(number), skipped));
            (Kind::Heading, number, skipped)
        } else {
            match split_label(&text).filter(|_| open.labelled) {
                Some((Label::Clause(number), rest)) => (Kind::Clause, Some(number), text.len() - rest.len()),
                Some((Label::SubClause(number), rest)) => {
                    (Kind::SubClause, Some(number), text.len() - rest.len())
                }
                None => (Kind::Text, None, 0),
            }
        };
        let kind = if self.notes > 0 { Kind::Note } else { kind };
        let number = number.filter(|_| kind != Kind::Note);
        let rest = |text: &str| text.get(skipped..).unwrap_or(text).to_owned();
        let (text, unlinked) = (rest(&text), rest(&unlinked));
        let (line, lower) = (open.line, text.to_lowercase());
        self.passages.push(Passage { line, kind, number, text, lower, unlinked });
    }

    fn table(&mut self, name: &str, line: usize) {
        let Some(table) = tables::table(name, self.values.manifest, self.values.language) else { return };
        for row in std::iter::once(&table.head).chain(&table.rows) {
            let cells: Vec<_> = row.iter().map(|cell| plain_text(cell)).collect();
            let text = cells.join(" ");
            let lower = text.to_lowercase();
            self.passages.push(Passage {
                line,
                kind: Kind::Text,
                number: None,
                unlinked: String::new(),
                text,
                lower,
            });
        }
    }
}
