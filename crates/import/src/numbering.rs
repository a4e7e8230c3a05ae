//! Word's automatic numbering: the numbers that stand nowhere in the text, counted as Word counts them.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use crate::docx::{attribute, child};

/// A level of a numbering.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// `%1.%2`.
    text: String,
}

/// What `numbering.xml` says, and how far it has been counted.
#[derive(Default)]
pub(crate) struct Numbering {
    /// Levels by abstract numbering.
    levels: HashMap<String, Vec<Level>>,
    /// Abstract numbering by numbering.
    of: HashMap<String, String>,
    /// Where a numbering begins anew.
    starts: HashMap<(String, usize), u32>,
    counts: HashMap<String, Vec<Option<u32>>>,
}

/// What stands before a paragraph.
#[derive(Debug, PartialEq)]
pub(crate) enum Mark {
    Bullet,
    Text(String),
}

impl Numbering {
    pub(crate) fn read(xml: &Document<'_>) -> Self {
        let mut numbering = Self::default();
        for node in xml.root_element().children() {
            match node.tag_name().name() {
                "abstractNum" => {
                    let Some(id) = attribute(node, "abstractNumId") else { continue };
                    let levels = node.children().filter(|level| level.has_tag_name_local("lvl")).map(level);
                    numbering.levels.insert(id.to_owned(), levels.take(9).collect());
                }
                "num" => numbering.number(node),
                _ => {}
            }
        }
        numbering
    }

    fn number(&mut self, node: Node<'_, '_>) {
        let Some(id) = attribute(node, "numId") else { return };
        let Some(of) = child(node, "abstractNumId").and_then(|inner| attribute(inner, "val")) else { return };
        self.of.insert(id.to_owned(), of.to_owned());
        for change in node.children().filter(|inner| inner.has_tag_name_local("lvlOverride")) {
            let level = attribute(change, "ilvl").and_then(|level| level.parse().ok());
            let start = child(change, "startOverride")
                .and_then(|start| attribute(start, "val"))
                .and_then(|start| start.parse().ok());
            if let (Some(level), Some(start)) = (level, start) {
                self.starts.insert((id.to_owned(), level), start);
            }
        }
    }

    /// Counts one paragraph of that numbering at that level.
    pub(crate) fn next(&mut self, number: &str, depth: usize) -> Option<Mark> {
        let id = self.of.get(number)?;
        let levels = self.levels.get(id)?;
        let level = levels.get(depth)?;
        if level.format == "bullet" {
            return Some(Mark::Bullet);
        }
        let counts = self.counts.entry(id.clone()).or_insert_with(|| vec![None; 9]);
        // The first paragraph of a numbering that begins anew.
        let anew = self.starts.remove(&(number.to_owned(), depth));
        for (at, count) in counts.iter_mut().enumerate() {
            let start = levels.get(at).map_or(1, |level| level.start);
            if at < depth {
                count.get_or_insert(start);
            } else if at == depth {
                *count = Some(anew.unwrap_or_else(|| count.map_or(start, |count| count.saturating_add(1))));
            } else {
                *count = None;
            }
        }
        if level.format == "none" {
            return None;
        }
        let mut text = level.text.clone();
        for (at, count) in counts.iter().enumerate().take(depth + 1) {
            let format = levels.get(at).map_or("decimal", |level| level.format.as_str());
            text = text.replace(&format!("%{}", at + 1), &written(count.unwrap_or(1), format));
        }
        (!text.trim().is_empty()).then(|| Mark::Text(text.trim().to_owned()))
    }
}

fn level(node: Node<'_, '_>) -> Level {
    let value = |name: &str| child(node, name).and_then(|inner| attribute(inner, "val"));
    Level {
        start: value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        format: value("numFmt").unwrap_or("decimal").to_owned(),
        text: value("lvlText").unwrap_or("").to_owned(),
    }
}

fn written(count: u32, format: &str) -> String {
    let letter = |first: u8| {
        let offset = u8::try_from(count.saturating_sub(1) % 26).unwrap_or(0);
        char::from(first + offset).to_string()
    };
    match format {
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "lowerRoman" => roman(count).map_or_else(|| count.to_string(), |roman| roman.to_lowercase()),
        "upperRoman" => roman(count).unwrap_or_else(|| count.to_string()),
        "decimalZero" => format!("{count:02}"),
        _ => count.to_string(),
    }
}

/// Roman numerals up to 3999.
pub(crate) fn roman(number: u32) -> Option<String> {
    let signs = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut out = String::new();
    for (value, sign) in signs {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    Some(out)
}

/// Names without their namespace: Word writes two, strict and transitional.
pub(crate) trait Local {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl Local for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}
