//! CommonMark's own examples through our parser: what the dialect has comes out with the example's words and addresses
//! in order; what it doesn't have is refused by name, with line and column; nothing is lost without a word.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/commonmark.rs"]
mod specification;

use std::collections::{BTreeMap, BTreeSet};

use samtycke_pack::author::{self, Finding, Severity, Sources};
use samtycke_pack::document::{Block, Document, Inline, Mark};
use samtycke_record::json::{self, FromJson as _};
use scraper::{ElementRef, Html, Node};
use specification::{Example, examples, lost};

/// The document that the Markdown becomes, or what is said of it.
fn parse(markdown: &str) -> Result<Document, Vec<Finding>> {
    let pack = include_str!("support/versions.toml").replace("VERSION", "1").replace("DATE", "2026-09-01");
    let documents = [("dpa.da.md".to_owned(), markdown.to_owned())].into();
    let built = author::build(&Sources { pack, documents })?;
    let path = format!("documents/{}.json", built.manifest.documents[0].files[0].sha256.hex());
    let text = String::from_utf8(built.files[&path].clone()).unwrap();
    Ok(Document::from_json(&json::parse(&text).unwrap()).unwrap())
}

/// What a reader meets, in order.
#[derive(Default)]
struct Shown {
    text: String,
    /// Percent-decoded: the specification's renderer encodes them.
    addresses: Vec<Vec<u8>>,
}

impl Shown {
    fn words(&self) -> Vec<&str> {
        self.text.split_whitespace().collect()
    }

    /// Text and addresses.
    fn all(&self) -> String {
        let addresses = self.addresses.iter().map(|address| String::from_utf8_lossy(address));
        addresses.fold(self.text.clone(), |all, address| format!("{all} {address}"))
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    self.number(heading.number.as_ref());
                    self.inlines(&heading.text);
                }
                Block::Clause(clause) => {
                    self.number(Some(&clause.number));
                    self.inlines(&clause.text);
                }
                Block::Paragraph(text) => self.inlines(text),
                Block::List(list) => list.items.iter().for_each(|item| self.blocks(item)),
                Block::Note(inner) => self.blocks(inner),
                Block::Table(table) => {
                    for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                        self.inlines(cell);
                        self.text.push(' ');
                    }
                }
                Block::Definitions(items) => {
                    for item in items {
                        self.inlines(&item.term);
                        self.text.push_str(" : ");
                        self.inlines(&item.text);
                    }
                }
            }
            self.text.push(' ');
        }
    }

    fn number(&mut self, number: Option<&String>) {
        self.text.extend(number.into_iter().flat_map(|number| [number, " "]));
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text.push_str(text),
                Inline::Mark(Mark::Strong(inner) | Mark::Emphasis(inner)) => self.inlines(inner),
                Inline::Mark(Mark::Link(link)) => {
                    self.addresses.push(decoded(&link.to));
                    self.inlines(&link.text);
                }
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        let is_inline = ["a", "em", "strong"].contains(&name);
        if let Some(address) = element.attr("href") {
            self.addresses.push(decoded(address));
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text.push_str(text),
                _ => ElementRef::wrap(child).into_iter().for_each(|child| self.element(child)),
            }
        }
        if !is_inline {
            self.text.push(' ');
        }
    }
}

fn decoded(address: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = address.is_ascii().then(|| after.get(..2)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(str::from_utf8(hex).ok()?, 16).ok());
        match byte.filter(|_| first == b'%') {
            Some(byte) => {
                out.push(byte);
                rest = &after[2..];
            }
            None => {
                out.push(first);
                rest = after;
            }
        }
    }
    out
}

/// What stands in the example's HTML that the dialect doesn't have, by the name that a finding has for it.
fn refusals(html: &str) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut rest = html;
    let mut in_block = false;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, next) = after.split_once('>').unwrap_or((after, ""));
        rest = next;
        let address = tag.strip_prefix("a href=\"").and_then(|tag| tag.split('"').next());
        let scheme =
            |address: &str| ["https://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme));
        if tag.starts_with("a ") && tag.contains("\" title=\"") {
            found.insert("a link's title");
        }
        found.extend(match tag {
            "pre" => {
                in_block = true;
                Some("a code block")
            }
            "/pre" => {
                in_block = false;
                None
            }
            "code" if !in_block => Some("code"),
            "hr /" => Some("a thematic break"),
            "h1" => Some("a heading of level 1"),
            "h5" => Some("a heading of level 5"),
            "h6" => Some("a heading of level 6"),
            _ if tag.starts_with("ol start=") => Some("a numbered list that does not start with 1"),
            _ if tag.starts_with("img src=") => Some("an image"),
            _ if address.is_some_and(|address| address.starts_with('#')) => {
                Some("dpa (da) has no clause or heading")
            }
            _ if address.is_some_and(|address| !scheme(address)) => Some("links to"),
            _ if address.is_some() => None,
            _ if tag.starts_with("code class=\"language-") => None,
            _ if OURS.contains(&tag.trim_start_matches('/')) => None,
            _ => Some("HTML"),
        });
    }
    found
}

/// Tags that CommonMark's renderer writes of itself.
const OURS: [&str; 17] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "em",
    "strong",
    "blockquote",
    "ul",
    "ol",
    "li",
    "br /",
    "a",
    "code",
    "pre",
];

/// What the dialect refuses and the example's HTML doesn't show.
const UNSEEN: [&str; 2] = ["a link reference definition", "an item out of its number"];

/// What a finding refuses, by the beginning of its message.
fn named(finding: &Finding) -> String {
    let message = finding.message.as_str();
    if finding.code == "list-number" && message.starts_with("item") {
        return String::from("an item out of its number");
    }
    let end = [" is not part of the dialect", " (or", " in the text", " \""]
        .iter()
        .filter_map(|end| message.find(end));
    message[..end.min().unwrap_or(message.len())].to_owned()
}

#[test]
fn the_specifications_examples_come_out_whole_or_are_refused_by_name() {
    let (mut accepted, mut refused) = (0, BTreeMap::<String, usize>::new());
    let mut wrong = String::new();
    let examples = examples();
    assert_eq!(examples.len(), 652, "all of the specification's, version 0.31.2");
    for Example { number, markdown, html } in examples {
        let expected = refusals(&html);
        let problem = match parse(&markdown) {
            Ok(document) => {
                accepted += 1;
                let (mut ours, mut theirs) = (Shown::default(), Shown::default());
                ours.blocks(&document.blocks);
                theirs.element(Html::parse_fragment(&html).root_element());
                if !expected.is_empty() {
                    format!("{expected:?} was accepted")
                } else if ours.words() != theirs.words() || ours.addresses != theirs.addresses {
                    format!("{:?}, {:?}", ours.words(), theirs.words())
                } else {
                    lost(&markdown, &ours.all())
                        .map_or_else(String::new, |word| format!("{word:?} is nowhere"))
                }
            }
            Err(findings) => {
                let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
                let names: BTreeSet<String> = errors.clone().map(named).collect();
                for name in &names {
                    *refused.entry(name.clone()).or_default() += 1;
                }
                let unplaced: Vec<_> =
                    errors.filter(|finding| finding.line == 0 || finding.column == 0).collect();
                // Where HTML is refused, what the example's HTML shows is the author's own.
                let is_raw = names.contains("HTML") && markdown.contains('<');
                let unnamed: Vec<_> = expected.iter().filter(|name| !names.contains(**name)).collect();
                let more: Vec<_> = names
                    .iter()
                    .filter(|name| !expected.contains(name.as_str()) && !UNSEEN.contains(&name.as_str()))
                    .collect();
                if unplaced.is_empty() && (is_raw || unnamed.is_empty() && more.is_empty()) {
                    String::new()
                } else {
                    format!("unplaced {unplaced:?}, unnamed {unnamed:?}, more {more:?}")
                }
            }
        };
        if !problem.is_empty() {
            wrong += &format!("example {number}: {problem}\n{markdown}---\n{html}\n\n");
        }
    }
    println!("{accepted} accepted; refused, some for several: {refused:#?}");
    assert!(wrong.is_empty(), "{wrong}");
}
