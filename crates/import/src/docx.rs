//! Word documents: the XML parts in the zip, with limits on what they may unpack to.

mod body;

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

use crate::error::ImportError;
use crate::numbering::{Local as _, Numbering};
use crate::tree::Block;

/// What all parts together may unpack to.
const UNPACKED: u64 = 64 * 1024 * 1024;
/// Elements and texts in one part.
const NODES: u32 = 2_000_000;

/// A document's blocks, and what a human should know of how they were read.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<(Vec<Block>, Vec<String>), ImportError> {
    let mut parts = Parts::open(name, bytes)?;
    let body = parts.required("word/document.xml")?;
    let styles = parts.optional("word/styles.xml")?;
    let numbering = parts.optional("word/numbering.xml")?;
    let relations = parts.optional("word/_rels/document.xml.rels")?;
    let notes = [parts.optional("word/footnotes.xml")?, parts.optional("word/endnotes.xml")?];
    let mut frames = Vec::new();
    for part in parts.frames() {
        frames.push((part.clone(), parts.required(&part)?));
    }
    let document = parse(name, "word/document.xml", &body)?;
    let mut context = body::Context::default();
    if let Some(text) = &styles {
        context.styles = body::styles(&parse(name, "word/styles.xml", text)?);
    }
    if let Some(text) = &numbering {
        context.numbering = Numbering::read(&parse(name, "word/numbering.xml", text)?);
    }
    if let Some(text) = &relations {
        context.links = links(&parse(name, "word/_rels/document.xml.rels", text)?);
    }
    for (text, kind) in notes.iter().zip(["footnote", "endnote"]) {
        if let Some(text) = text {
            let part = format!("word/{kind}s.xml");
            let notes = parse(name, &part, text)?;
            body::notes(&notes, kind, &mut context);
        }
    }
    let mut blocks = Vec::new();
    let mut below = Vec::new();
    for (part, text) in &frames {
        let xml = parse(name, part, text)?;
        let found = body::blocks(xml.root_element(), &mut context);
        if !found.is_empty() {
            context.notice("a page header or footer was kept as a note: see whether the pack needs it");
            let side = if part.contains("header") { &mut blocks } else { &mut below };
            side.push(Block::Note(found));
        }
    }
    blocks.extend(body::blocks(document.root_element(), &mut context));
    blocks.extend(below);
    Ok((blocks, context.notices))
}

fn parse<'t>(name: &str, part: &str, text: &'t str) -> Result<Document<'t>, ImportError> {
    let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let place = format!("{name} ({part}:{})", error.pos());
        ImportError::new(&place, format!("the XML inside is broken: {error}"), "save it anew in Word")
    })
}

/// Where links lead, by the id that the text has for them.
fn links(xml: &Document<'_>) -> HashMap<String, String> {
    let link =
        |node: Node<'_, '_>| Some((node.attribute("Id")?.to_owned(), node.attribute("Target")?.to_owned()));
    xml.root_element().children().filter_map(link).collect()
}

/// The zip, and how much of it may still be unpacked.
struct Parts<'a> {
    name: &'a str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Parts<'a> {
    fn open(name: &'a str, bytes: &'a [u8]) -> Result<Self, ImportError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            let problem = format!("this is not a whole Word document: {error}");
            ImportError::new(name, problem, "copy it again, or save it anew in Word")
        })?;
        Ok(Self { name, archive, left: UNPACKED })
    }

    /// Headers before footers, in the order of their names.
    fn frames(&self) -> Vec<String> {
        let framed = |part: &String| {
            let inner = part.strip_prefix("word/").and_then(|part| part.strip_suffix(".xml"));
            inner.is_some_and(|part| {
                ["header", "footer"].iter().any(|kind| {
                    part.strip_prefix(kind).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
                })
            })
        };
        let mut found: Vec<String> =
            self.archive.file_names().filter_map(|part| part.ok().map(String::from)).filter(framed).collect();
        found.sort_by_key(|part| (part.contains("footer"), part.clone()));
        found
    }

    fn required(&mut self, part: &str) -> Result<String, ImportError> {
        self.optional(part)?.ok_or_else(|| {
            let problem = format!("{part} is not in it, so it is no Word document");
            ImportError::new(self.name, problem, "save it as .docx in Word")
        })
    }

    fn optional(&mut self, part: &str) -> Result<Option<String>, ImportError> {
        let name = self.name;
        let wrong = |problem: String| ImportError::new(name, problem, "save it anew in Word");
        let file = match self.archive.by_name(part) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(wrong(format!("{part} can't be unpacked: {error}"))),
        };
        let mut bytes = Vec::new();
        let limit = self.left.saturating_add(1);
        let read = file.take(limit).read_to_end(&mut bytes);
        read.map_err(|error| wrong(format!("{part} can't be unpacked: {error}")))?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > self.left {
            return Err(wrong(format!("{part} unpacks to more than {UNPACKED} bytes allow")));
        }
        self.left -= size;
        let text = crate::decode::decode(&format!("{name} ({part})"), &bytes)?;
        Ok(Some(text.text))
    }
}

/// An attribute by its name without namespace.
pub(crate) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The first child element of that name, in whatever namespace.
pub(crate) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|inner| inner.has_tag_name_local(name))
}
