//! The Markdown dialect: CommonMark events to typed blocks. What the dialect doesn't have is an error with its place.

mod inline;
mod parts;
mod rows;

use std::collections::HashSet;
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use self::inline::is_inline;
use self::parts::{Parts, parts};
use super::clause::{Label, slug, split_label, split_number};
use super::enumeration::{Enumerator, Place};
use super::finding::{Finding, Severity, position};
use super::placeholder::Values;
use crate::document::{Block, Clause, Heading, Inline, List, ListKind, plain_text};

/// A document's text with what other files need to know of it.
pub(super) struct Parsed {
    pub(super) blocks: Vec<Block>,
    /// In order of appearance.
    pub(super) anchors: Vec<Anchor>,
    /// Targets and where they stand.
    pub(super) links: Vec<(String, usize, usize)>,
}

/// What can be linked to.
pub(super) struct Anchor {
    pub(super) name: String,
    /// Is it made of a number, or of a heading's words?
    numbered: bool,
    /// Where it stands in the file.
    pub(super) at: usize,
}

impl Anchor {
    /// The number it is made of: `2.4`, `2.4-a`.
    pub(super) fn number(&self) -> Option<&str> {
        self.name.strip_prefix("c-").filter(|_| self.numbered)
    }
}

/// Parses one file; `findings` gets what is wrong.
pub(super) fn parse(file: &str, text: &str, values: &Values<'_>, findings: &mut Vec<Finding>) -> Parsed {
    let options = Options::ENABLE_TABLES | Options::ENABLE_DEFINITION_LIST;
    let parser = Parser::new_ext(text, options);
    let definitions = parser.reference_definitions().iter();
    let mut definitions: Vec<_> = definitions.map(|(_, definition)| definition.span.start).collect();
    definitions.sort_unstable();
    let events: Vec<_> = parser.into_offset_iter().collect();
    let parts = parts(text, &events);
    let mut reader = Reader {
        events: events.into_iter().peekable(),
        parts,
        file,
        text,
        values,
        findings,
        seen: HashSet::new(),
        paths: HashSet::new(),
        section: String::new(),
        depth: 0,
        in_link: false,
        parsed: Parsed { blocks: Vec::new(), anchors: Vec::new(), links: Vec::new() },
    };
    // Nothing is shown of one: `[Vendor]: Company` would be gone without a word, and so would a second of that name.
    for at in definitions {
        reader.unsupported(at, "a link reference definition");
    }
    let blocks = reader.blocks(None);
    reader.parsed.blocks = blocks;
    reader.parsed
}

type Located<'a> = (Event<'a>, Range<usize>);

struct Reader<'a, 'f> {
    events: Peekable<IntoIter<Located<'a>>>,
    parts: Parts,
    file: &'a str,
    text: &'a str,
    values: &'a Values<'a>,
    findings: &'f mut Vec<Finding>,
    seen: HashSet<String>,
    /// Of sub-clauses, whole.
    paths: HashSet<String>,
    /// Number of the clause or section that sub-clauses belong to.
    section: String,
    depth: usize,
    in_link: bool,
    parsed: Parsed,
}

/// Lists in lists and notes in notes: more than this nobody can read, and published files have an end too.
const DEEPEST: usize = 8;

impl<'a> Reader<'a, '_> {
    fn report(&mut self, at: usize, severity: Severity, code: &'static str, message: String, fix: &str) {
        let (line, column) = position(self.text, at);
        let (file, fix) = (self.file.to_owned(), fix.to_owned());
        self.findings.push(Finding { file, line, column, severity, code, message, fix });
    }

    fn error(&mut self, at: usize, code: &'static str, message: String, fix: &str) {
        self.report(at, Severity::Error, code, message, fix);
    }

    fn anchor(&mut self, wanted: &str, at: usize, numbered: bool) -> String {
        let mut anchor = wanted.to_owned();
        if !self.seen.insert(anchor.clone()) {
            if numbered {
                let number = wanted.trim_start_matches("c-");
                self.error(
                    at,
                    "duplicate-number",
                    format!("number {number} is there twice"),
                    "number each section and clause once",
                );
            }
            let mut count = 2;
            while !self.seen.insert(anchor.clone()) {
                anchor = format!("{wanted}-{count}");
                count += 1;
            }
        }
        self.parsed.anchors.push(Anchor { name: anchor.clone(), numbered, at });
        anchor
    }

    /// Blocks up to the end of the enclosing element.
    fn blocks(&mut self, until: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(end) if Some(end) == until => break,
                Event::Start(tag) if is_inline(&tag) => {
                    let inlines = self.loose(Event::Start(tag), range);
                    blocks.push(Block::Paragraph(inlines));
                }
                Event::Start(tag) if self.depth >= DEEPEST => {
                    let message = format!("nested more than {DEEPEST} deep");
                    self.error(range.start, "nesting", message, "write it flatter");
                    self.skip(tag.to_end());
                }
                Event::Start(tag) => {
                    self.depth += 1;
                    blocks.extend(self.block(tag, range.start));
                    self.depth -= 1;
                }
                Event::Text(_)
                | Event::Code(_)
                | Event::InlineHtml(_)
                | Event::SoftBreak
                | Event::HardBreak => {
                    let inlines = self.loose(event, range);
                    blocks.push(Block::Paragraph(inlines));
                }
                Event::Html(_) => self.html(range.start),
                Event::Rule => self.unsupported(range.start, "a thematic break"),
                other => self.unsupported(range.start, construct(&other)),
            }
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, at: usize) -> Option<Block> {
        match tag {
            Tag::Paragraph => self.paragraph(at),
            Tag::Heading { level, .. } => Some(self.heading(level, at)),
            Tag::BlockQuote(_) => Some(Block::Note(self.blocks(Some(tag.to_end())))),
            Tag::List(start) => Some(self.list(start, tag.to_end(), at)),
            Tag::Table(_) => Some(self.table()),
            Tag::DefinitionList => Some(self.definitions()),
            Tag::HtmlBlock => {
                self.html(at);
                self.skip(TagEnd::HtmlBlock);
                None
            }
            other => {
                let end = other.to_end();
                self.unsupported(at, construct(&Event::Start(other)));
                self.skip(end);
                None
            }
        }
    }

    fn paragraph(&mut self, at: usize) -> Option<Block> {
        let mut inlines = self.inlines(TagEnd::Paragraph);
        if let [Inline::Text(only)] = inlines.as_slice()
            && let Some(name) = super::placeholder::table_name(only)
        {
            let table = super::tables::table(name, self.values.manifest, self.values.language);
            if table.is_none() {
                let message = format!("there is no table {name}, or pack.toml has nothing for it");
                self.error(at, "placeholder", message, "docs/authoring.md lists the tables");
            }
            return table.map(Block::Table);
        }
        let Some(Inline::Text(first)) = inlines.first_mut() else {
            return Some(Block::Paragraph(inlines));
        };
        let Some((word, rest)) = first.split_once(' ') else {
            return Some(Block::Paragraph(inlines));
        };
        let (number, rest) = (word.to_owned(), rest.trim_start().to_owned());
        let (number, anchor, level) = if let Some(place) = self.parts.places.remove(&at) {
            let anchor = self.sub_anchor(&number, &place, at);
            (number, anchor, 2 + u32::try_from(place.depth.min(2)).unwrap_or(0))
        } else if let Some((Label::Clause(number), _)) =
            split_label(first).filter(|_| !is_filled(self.text, at))
        {
            self.section.clone_from(&number);
            let level = u32::try_from(number.matches('.').count()).unwrap_or(1);
            let anchor = self.anchor(&format!("c-{number}"), at, true);
            (number, anchor, level)
        } else {
            return Some(Block::Paragraph(inlines));
        };
        *first = rest;
        Some(Block::Clause(Clause { number, anchor, level, text: inlines }))
    }

    /// As short as it can be: the (i) of (b) has its whole path only when that of (a) is there.
    fn sub_anchor(&mut self, label: &str, place: &Place, at: usize) -> String {
        let inner = Enumerator::read(label).map_or(label, |one| one.inner);
        let short = format!("c-{}-{inner}", self.section);
        let whole = format!("c-{}-{}", self.section, place.path);
        // What is there twice gets the anchor that is taken, and so the error.
        let is_twice = !self.paths.insert(whole.clone());
        let is_free = |anchor: &String| is_twice || !self.seen.contains(anchor);
        let more = (2..).map(|count| format!("{whole}-{count}"));
        let wanted = [short, whole.clone()].into_iter().chain(more).find(is_free).unwrap_or_default();
        self.anchor(&wanted, at, true)
    }

    fn heading(&mut self, level: HeadingLevel, at: usize) -> Block {
        let mut text = self.inlines(TagEnd::Heading(level));
        let words = after_signs(self.text, at);
        let level = level as u32;
        if !(2..=4).contains(&level) {
            let fix = "use ## for sections, ### and #### below them; the title comes from pack.toml";
            self.error(at, "heading-level", format!("a heading of level {level}"), fix);
        }
        let numbered = match text.first_mut() {
            Some(Inline::Text(first)) => split_number(first)
                .filter(|_| !is_filled(self.text, words))
                .map(|(number, rest)| (number.to_owned(), rest.to_owned()))
                .map(|(number, rest)| {
                    *first = rest;
                    number
                }),
            _ => None,
        };
        let wanted = match &numbered {
            Some(number) => {
                self.section.clone_from(number);
                format!("c-{number}")
            }
            None => {
                let wanted = slug(&plain_text(&text));
                self.section.clone_from(&wanted);
                wanted
            }
        };
        let anchor = self.anchor(&wanted, at, numbered.is_some());
        let lettered = || match text.first_mut() {
            Some(Inline::Text(first)) if self.parts.headings.contains(&at) => {
                let (word, rest) = first.split_once(' ')?;
                let (word, rest) = (word.to_owned(), rest.trim_start().to_owned());
                *first = rest;
                Some(word)
            }
            _ => None,
        };
        let number = numbered.or_else(lettered);
        Block::Heading(Heading { level, number, anchor, text })
    }

    fn list(&mut self, start: Option<u64>, end: TagEnd, at: usize) -> Block {
        if start.is_some_and(|number| number != 1) {
            let fix = "write clauses as `2.4 …`; a list's own numbers start with 1";
            self.error(at, "list-number", "a numbered list that does not start with 1".into(), fix);
        }
        let kind = if start.is_some() { ListKind::Numbers } else { ListKind::Bullets };
        let mut items = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    if start.is_some() {
                        self.item_number(range.start, items.len() + 1);
                    }
                    items.push(self.blocks(Some(TagEnd::Item)));
                }
                Event::End(found) if found == end => break,
                _ => {}
            }
        }
        Block::List(List { kind, items })
    }

    /// Items are counted anew by whoever shows the list: a number that is skipped would become another.
    fn item_number(&mut self, at: usize, position: usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        // All with 1 is how some write it. The first one is the list's, which has been looked at.
        let number = digits.parse::<usize>().ok();
        if position > 1 && !number.is_some_and(|number| number == position || number == 1) {
            let fix = "count on without gaps, or write clauses as `2.4 …`";
            let message = format!("item {digits} of a numbered list stands where {position} comes");
            self.error(at, "list-number", message, fix);
        }
    }

    fn skip(&mut self, end: TagEnd) {
        let mut depth = 1;
        while depth > 0 {
            match self.events.next() {
                Some((Event::Start(tag), _)) if tag.to_end() == end => depth += 1,
                Some((Event::End(found), _)) if found == end => depth -= 1,
                Some(_) => {}
                None => break,
            }
        }
    }

    fn html(&mut self, at: usize) {
        self.error(
            at,
            "raw-html",
            "HTML in the text".into(),
            "write it as Markdown, or `\\<` for the sign itself",
        );
    }

    fn unsupported(&mut self, at: usize, what: &str) {
        let fix = "docs/authoring.md lists what a document can hold";
        self.error(at, "unsupported", format!("{what} is not part of the dialect"), fix);
    }
}

/// Where the words of a heading begin.
fn after_signs(text: &str, at: usize) -> usize {
    let line = text.get(at..).unwrap_or_default();
    at + line.len() - line.trim_start_matches(['#', ' ', '\t']).len()
}

/// Does a placeholder stand there? What it is filled with, a version or an address, is no number of a clause.
fn is_filled(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.trim_start().starts_with("{{"))
}

fn construct(event: &Event<'_>) -> &'static str {
    match event {
        Event::Code(_) => "code",
        Event::Start(Tag::CodeBlock(_)) => "a code block (or a paragraph that starts with four spaces)",
        Event::Start(Tag::Image { .. }) => "an image",
        Event::Rule => "a thematic break",
        _ => "this construct",
    }
}
