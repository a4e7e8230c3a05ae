//! The text part of a Word document: paragraphs, runs, tables, with what styles and numbering say of them.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::{attribute, child};
use crate::numbering::{Local as _, Mark, Numbering};
use crate::tree::{Block, Heading, Inline, Inlines, List, ListKind, Table, plain, tidy};

/// Elements within elements: below this nothing is read, and a notice says so.
const DEEPEST: usize = 64;

/// What paragraphs refer to, and what a human should know.
#[derive(Default)]
pub(super) struct Context {
    pub(super) styles: HashMap<String, Style>,
    pub(super) numbering: Numbering,
    pub(super) links: HashMap<String, String>,
    notes: HashMap<(&'static str, String), Vec<Block>>,
    pub(super) notices: Vec<String>,
}

impl Context {
    pub(super) fn notice(&mut self, notice: &str) {
        if !self.notices.iter().any(|known| known == notice) {
            self.notices.push(notice.to_owned());
        }
    }
}

/// What a style says of its paragraphs.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    heading: Option<u8>,
    contents: bool,
    numbering: (Option<String>, Option<usize>),
}

pub(super) fn styles(xml: &Document<'_>) -> HashMap<String, Style> {
    let value = |node: Node<'_, '_>, name: &str| {
        child(node, name).and_then(|inner| attribute(inner, "val")).map(String::from)
    };
    let mut styles = HashMap::new();
    for node in xml.root_element().children().filter(|node| node.has_tag_name_local("style")) {
        let Some(id) = attribute(node, "styleId") else { continue };
        let name = value(node, "name").unwrap_or_default().to_lowercase();
        let properties = child(node, "pPr");
        let outline = properties
            .and_then(|properties| value(properties, "outlineLvl"))
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|level| *level < 9)
            .map(|level| level + 1);
        let named = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
        let title = (name == "title").then_some(1);
        let style = Style {
            based_on: value(node, "basedOn"),
            heading: named.or(outline).or(title),
            contents: name.starts_with("toc "),
            numbering: properties.map_or((None, None), number_of),
        };
        styles.insert(id.to_owned(), style);
    }
    styles
}

/// `numPr`: which numbering, which level.
fn number_of(properties: Node<'_, '_>) -> (Option<String>, Option<usize>) {
    let Some(number) = child(properties, "numPr") else { return (None, None) };
    let value = |name: &str| child(number, name).and_then(|inner| attribute(inner, "val"));
    (value("numId").map(String::from), value("ilvl").and_then(|level| level.parse().ok()))
}

/// A style with what it has from those it is based on.
fn resolved(id: &str, styles: &HashMap<String, Style>) -> Style {
    let mut style = styles.get(id).cloned().unwrap_or_default();
    let mut base = style.based_on.clone();
    // A style can name itself as its base: ten are enough.
    for _ in 0..10 {
        let Some(next) = base.as_ref().and_then(|id| styles.get(id)) else { break };
        style.heading = style.heading.or(next.heading);
        style.contents |= next.contents;
        style.numbering.0 = style.numbering.0.or_else(|| next.numbering.0.clone());
        style.numbering.1 = style.numbering.1.or(next.numbering.1);
        base.clone_from(&next.based_on);
    }
    style
}

/// Footnotes and endnotes, kept until the text refers to them.
pub(super) fn notes(xml: &Document<'_>, kind: &'static str, context: &mut Context) {
    for node in xml.root_element().children().filter(|node| node.has_tag_name_local(kind)) {
        let separator = attribute(node, "type").is_some();
        if let Some(id) = attribute(node, "id").filter(|_| !separator) {
            let found = blocks(node, context);
            context.notes.insert((kind, id.to_owned()), found);
        }
    }
}

/// The blocks inside an element.
pub(super) fn blocks(node: Node<'_, '_>, context: &mut Context) -> Vec<Block> {
    let mut body = Body { context, blocks: Vec::new() };
    body.inside(node, 0);
    body.blocks
}

struct Body<'c> {
    context: &'c mut Context,
    blocks: Vec<Block>,
}

/// What is gathered of one paragraph.
#[derive(Default)]
struct Gathered {
    text: Inlines,
    /// Notes and text boxes that are anchored in it.
    after: Vec<Block>,
}

impl Body<'_> {
    fn inside(&mut self, node: Node<'_, '_>, depth: usize) {
        if depth > DEEPEST {
            return self
                .context
                .notice("something is nested too deep to be read: look for text that is missing");
        }
        for inner in node.children().filter(Node::is_element) {
            match inner.tag_name().name() {
                "p" => self.paragraph(inner, depth + 1),
                "tbl" => self.table(inner, depth + 1),
                "del" | "moveFrom" => self.tracked(),
                "ins" | "moveTo" => {
                    self.tracked();
                    self.inside(inner, depth + 1);
                }
                _ => self.inside(inner, depth + 1),
            }
        }
    }

    fn tracked(&mut self) {
        self.context.notice("it has tracked changes: they were read as if all were accepted");
    }

    fn paragraph(&mut self, node: Node<'_, '_>, depth: usize) {
        let properties = child(node, "pPr");
        let direct = properties.map_or((None, None), number_of);
        let style = properties
            .and_then(|properties| child(properties, "pStyle"))
            .and_then(|style| attribute(style, "val"))
            .map(|id| resolved(id, &self.context.styles))
            .unwrap_or_default();
        let mut gathered = Gathered::default();
        self.runs(node, depth, &mut gathered);
        let mut text = tidy(gathered.text);
        let number = direct.0.or(style.numbering.0).filter(|id| id != "0");
        let level = direct.1.or(style.numbering.1).unwrap_or(0);
        let empty = plain(&text).trim().is_empty();
        let mark = number.filter(|_| !empty).and_then(|id| self.context.numbering.next(&id, level));
        if let Some(Mark::Text(label)) = &mark {
            text.insert(0, Inline::Text(format!("{label} ")));
            text = tidy(text);
        }
        match (style.heading, mark) {
            _ if empty => {}
            (Some(level), _) => self.blocks.push(Block::Heading(Heading { level, number: None, text })),
            (None, Some(Mark::Bullet)) => self.item(level.min(3), text),
            (None, _) if style.contents => self.item(0, text),
            (None, _) => self.blocks.push(Block::Paragraph(text)),
        }
        self.blocks.append(&mut gathered.after);
    }

    /// An item of the list that is open, or of one inside its last item.
    fn item(&mut self, level: usize, text: Inlines) {
        let mut blocks = &mut self.blocks;
        for _ in 0..level {
            let deeper = matches!(blocks.last(), Some(Block::List(list)) if !list.items.is_empty());
            if !deeper {
                break;
            }
            let Some(Block::List(list)) = blocks.last_mut() else { return };
            let Some(last) = list.items.last_mut() else { return };
            blocks = last;
        }
        let item = vec![Block::Paragraph(text)];
        match blocks.last_mut() {
            Some(Block::List(list)) => list.items.push(item),
            _ => blocks.push(Block::List(List { kind: ListKind::Bullets, items: vec![item] })),
        }
    }

    fn runs(&mut self, node: Node<'_, '_>, depth: usize, out: &mut Gathered) {
        if depth > DEEPEST {
            return self
                .context
                .notice("something is nested too deep to be read: look for text that is missing");
        }
        for inner in node.children().filter(Node::is_element) {
            match inner.tag_name().name() {
                "r" => self.run(inner, depth + 1, out),
                "hyperlink" => self.link(inner, depth + 1, out),
                "del" | "moveFrom" => self.tracked(),
                "ins" | "moveTo" => {
                    self.tracked();
                    self.runs(inner, depth + 1, out);
                }
                "pPr" | "rPr" => {}
                "t" => out.text.push(Inline::Text(inner.text().unwrap_or_default().to_owned())),
                _ => self.runs(inner, depth + 1, out),
            }
        }
    }

    fn link(&mut self, node: Node<'_, '_>, depth: usize, out: &mut Gathered) {
        let to = attribute(node, "id").and_then(|id| self.context.links.get(id)).cloned();
        let mut inner = Gathered::default();
        self.runs(node, depth, &mut inner);
        match to {
            Some(to) => out.text.push(Inline::Link { to, text: inner.text }),
            None => out.text.append(&mut inner.text),
        }
        out.after.append(&mut inner.after);
    }

    fn run(&mut self, node: Node<'_, '_>, depth: usize, out: &mut Gathered) {
        let mut inner = Gathered::default();
        self.pieces(node, depth, &mut inner);
        let properties = child(node, "rPr");
        let on = |name: &str| {
            properties
                .and_then(|properties| child(properties, name))
                .is_some_and(|flag| !matches!(attribute(flag, "val"), Some("0" | "false")))
        };
        out.after.append(&mut inner.after);
        let blank = plain(&inner.text).trim().is_empty();
        let (bold, italic) = (!blank && on("b"), !blank && on("i"));
        let mut text = inner.text;
        // Runs that look the same are one: Word cuts them anywhere.
        if bold {
            if let Some(Inline::Strong(open)) = out.text.last_mut() {
                return open.append(&mut text);
            }
            text = vec![Inline::Strong(text)];
        } else if italic {
            if let Some(Inline::Emphasis(open)) = out.text.last_mut() {
                return open.append(&mut text);
            }
            text = vec![Inline::Emphasis(text)];
        }
        out.text.append(&mut text);
    }

    fn pieces(&mut self, node: Node<'_, '_>, depth: usize, out: &mut Gathered) {
        if depth > DEEPEST {
            return self
                .context
                .notice("something is nested too deep to be read: look for text that is missing");
        }
        for piece in node.children().filter(Node::is_element) {
            match piece.tag_name().name() {
                "t" => out.text.push(Inline::Text(piece.text().unwrap_or_default().to_owned())),
                "tab" | "ptab" => out.text.push(Inline::Text(" ".into())),
                "br" | "cr" => out.text.push(Inline::Break),
                "noBreakHyphen" => out.text.push(Inline::Text("-".into())),
                kind @ ("footnoteReference" | "endnoteReference") => {
                    let kind = if kind.starts_with("foot") { "footnote" } else { "endnote" };
                    let id = attribute(piece, "id").unwrap_or_default().to_owned();
                    if let Some(note) = self.context.notes.remove(&(kind, id)) {
                        out.after.push(Block::Note(note));
                    }
                }
                // The same text box in two ways; the first is enough.
                "AlternateContent" => {
                    if let Some(first) = piece.children().find(Node::is_element) {
                        self.pieces(first, depth + 1, out);
                    }
                }
                "txbxContent" => {
                    let found = blocks(piece, self.context);
                    out.after.extend(found);
                }
                "rPr" | "instrText" | "delText" => {}
                _ => self.pieces(piece, depth + 1, out),
            }
        }
    }

    fn table(&mut self, node: Node<'_, '_>, depth: usize) {
        let mut headed = false;
        let mut rows: Vec<Vec<Inlines>> = Vec::new();
        let mut alone = Vec::new();
        for row in descend(node, "tr") {
            let properties = child(row, "trPr");
            headed |= rows.is_empty() && properties.is_some_and(|found| child(found, "tblHeader").is_some());
            let mut cells: Vec<Inlines> = Vec::new();
            for cell in descend(row, "tc") {
                let mut inner = Body { context: &mut *self.context, blocks: Vec::new() };
                inner.inside(cell, depth + 1);
                cells.push(crate::html::joined(inner.blocks.clone()));
                alone.append(&mut inner.blocks);
                let span: usize = child(cell, "tcPr")
                    .and_then(|found| child(found, "gridSpan"))
                    .and_then(|span| attribute(span, "val"))
                    .and_then(|span| span.parse().ok())
                    .unwrap_or(1);
                cells.extend((1..span.min(50)).map(|_| Vec::new()));
            }
            if cells.iter().any(|cell| !plain(cell).trim().is_empty()) {
                rows.push(cells);
            }
        }
        if rows.iter().all(|cells| cells.len() < 2) {
            // One column is layout.
            return self.blocks.append(&mut alone);
        }
        self.blocks.push(if headed {
            let head = Some(rows.remove(0));
            Block::Table(Table { head, rows })
        } else {
            crate::text::table(rows)
        });
    }
}

/// Children of that name, also inside content controls.
fn descend<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    for inner in node.children() {
        if inner.has_tag_name_local(name) {
            found.push(inner);
        } else if ["sdt", "sdtContent", "ins", "customXml"].iter().any(|kind| inner.has_tag_name_local(kind))
        {
            found.extend(inner.children().filter(|deeper| deeper.has_tag_name_local(name)));
            let content = inner.children().filter(|deeper| deeper.has_tag_name_local("sdtContent"));
            found.extend(
                content.flat_map(|content| content.children()).filter(|cell| cell.has_tag_name_local(name)),
            );
        }
    }
    found
}
