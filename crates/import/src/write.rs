//! The block tree as the pack's Markdown (`docs/authoring.md`).

mod inline;
mod parts;

use std::collections::BTreeSet;

use parts::{Part, parts};

use crate::label::{Label, label};
use crate::tree::{Block, Heading, Inline, Inlines, List, ListKind, Table, lines, plain};

/// A document's Markdown, and what a human should know of it.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) notices: Vec<String>,
}

/// Lists within lists: below this, items stand beside each other.
const DEEPEST: usize = 3;

pub(crate) fn write(blocks: &[Block]) -> Written {
    let ranks: BTreeSet<u8> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some(heading.level),
            _ => None,
        })
        .collect();
    let mut writer = Writer { notices: Vec::new(), ranks };
    let parts: Vec<String> =
        blocks.iter().zip(parts(blocks)).map(|(block, part)| writer.block(block, part)).collect();
    let mut text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    Written { text, notices: writer.notices }
}

struct Writer {
    notices: Vec<String>,
    ranks: BTreeSet<u8>,
}

impl Writer {
    fn block(&mut self, block: &Block, part: Part) -> String {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Clause(clause) => {
                let text = self.inlines(&clause.text);
                // With a space that doesn't break the dialect reads no label.
                let gap = if part == Part::Again { '\u{a0}' } else { ' ' };
                inline::guard(&format!("{}{gap}{text}", clause.label))
            }
            Block::Paragraph(text) if part == Part::Again => {
                inline::guard(&self.inlines(text).replacen(' ', "\u{a0}", 1))
            }
            Block::Paragraph(text) => self.paragraph(text),
            Block::List(list) => self.list(list, 0),
            Block::Table(table) => self.table(table),
            Block::Definitions(items) => {
                let pair = |[term, text]: &[Inlines; 2]| {
                    let (term, text) = (self.inlines(term), self.inlines(text));
                    format!("{}\n: {}", inline::guard(&term), inline::guard(&text))
                };
                items.iter().map(pair).collect::<Vec<_>>().join("\n\n")
            }
            Block::Note(blocks) => self.note(blocks),
        }
    }

    fn inlines(&mut self, text: &[Inline]) -> String {
        inline::write(text, &mut self.notices)
    }

    fn heading(&mut self, heading: &Heading) -> String {
        let rank = self.ranks.iter().position(|level| *level == heading.level).unwrap_or(0);
        let marks = "#".repeat(2 + rank.min(2));
        let words = plain(&heading.text);
        let mut text = self.inlines(&heading.text);
        match &heading.number {
            Some(number) => {
                // One number alone gets its dot back; the dialect reads it either way.
                let dot = if number.contains('.') { "" } else { "." };
                format!("{marks} {number}{dot} {text}")
            }
            None => {
                if words.starts_with(|c: char| c.is_ascii_digit()) {
                    text = text.replacen(' ', "\u{a0}", 1);
                }
                format!("{marks} {text}")
            }
        }
    }

    /// A paragraph that stays one: a label at its beginning, as in a note, must not make it a clause.
    fn paragraph(&mut self, text: &[Inline]) -> String {
        let words = plain(text);
        let written = self.inlines(text);
        match label(&words) {
            Some((Label::Decimal(_) | Label::Sub(_), _)) => {
                inline::guard(&written.replacen(' ', "\u{a0}", 1))
            }
            Some((Label::Integer { .. }, length)) if words.get(..length).is_some_and(|l| l.contains(')')) => {
                inline::guard(&written.replacen(' ', "\u{a0}", 1))
            }
            _ => inline::guard(&written),
        }
    }

    fn list(&mut self, list: &List, depth: usize) -> String {
        let mut out: Vec<String> = Vec::new();
        for item in &list.items {
            let mut mark = match list.kind {
                ListKind::Bullets => String::from("- "),
                ListKind::Numbers => format!("{}. ", out.len() + 1),
            };
            let indent = " ".repeat(mark.chars().count());
            let mut written = String::new();
            for block in item {
                let (part, gap) = match block {
                    Block::List(inner) if depth < DEEPEST => (self.list(inner, depth + 1), "\n"),
                    Block::Paragraph(text) => (self.paragraph(text), "\n\n"),
                    Block::Note(inner) => (self.note(inner), "\n\n"),
                    other => {
                        let flat: Vec<String> = lines(other)
                            .into_iter()
                            .map(|line| self.paragraph(&[Inline::Text(line.replace('\t', " "))]))
                            .collect();
                        (flat.join("\n\n"), "\n\n")
                    }
                };
                if !written.is_empty() {
                    written.push_str(gap);
                }
                written.push_str(&part);
            }
            if written.trim().is_empty() {
                continue;
            }
            let indented = written.lines().enumerate().map(|(index, line)| match (index, line.is_empty()) {
                (0, _) => std::mem::take(&mut mark) + line,
                (_, true) => String::new(),
                (_, false) => format!("{indent}{line}"),
            });
            out.push(indented.collect::<Vec<_>>().join("\n"));
        }
        out.join("\n")
    }

    fn note(&mut self, blocks: &[Block]) -> String {
        let mut parts = Vec::new();
        for block in blocks {
            match block {
                Block::List(list) => parts.push(self.list(list, 1)),
                Block::Paragraph(text) => parts.push(self.paragraph(text)),
                Block::Table(table) => parts.push(self.table(table)),
                other => parts.extend(
                    lines(other)
                        .into_iter()
                        .map(|line| self.paragraph(&[Inline::Text(line.replace('\t', " "))])),
                ),
            }
        }
        let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
        text.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    fn table(&mut self, table: &Table) -> String {
        let width = table.head.iter().chain(&table.rows).map(Vec::len).max().unwrap_or(0);
        let mut row = |cells: &[Inlines]| {
            let mut written: Vec<String> =
                cells.iter().map(|cell| self.inlines(cell).replace('|', "\\|")).collect();
            written.resize(width, String::new());
            format!("| {} |", written.join(" | "))
        };
        let mut out = vec![row(table.head.as_deref().unwrap_or_default())];
        out.push(format!("|{}", "---|".repeat(width)));
        out.extend(table.rows.iter().map(|cells| row(cells)));
        out.join("\n")
    }
}
