//! Tables and definition rows.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Reader;
use crate::document::{Block, Definition, Inline, Table};

impl Reader<'_, '_> {
    pub(super) fn table(&mut self) -> Block {
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        // Where the row ends, and where what was read of it does.
        let (mut end, mut read) = (0, 0);
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    end = range.end;
                    rows.push(Vec::new());
                }
                Event::End(TagEnd::TableRow) => {
                    let more = self.text.get(read..end).unwrap_or_default();
                    if let Some(at) = more.find(|c: char| c != '|' && !c.is_whitespace()) {
                        let fix = "give each row as many cells as the head has";
                        let message = "a row with more cells than the table's head".to_owned();
                        self.error(read + at, "table-row", message, fix);
                    }
                }
                Event::Start(Tag::TableCell) => {
                    read = range.end;
                    let cell = self.inlines(TagEnd::TableCell);
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Block::Table(Table { head, rows })
    }

    pub(super) fn definitions(&mut self) -> Block {
        let mut items = Vec::new();
        let mut term = Vec::new();
        let mut runs_on = false;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    runs_on = false;
                    term = self.inlines(TagEnd::DefinitionListTitle);
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let at = range.start;
                    // A term right below a meaning belongs to that meaning, for CommonMark.
                    if runs_on {
                        let message =
                            "a term without an empty line before it is part of the meaning above".to_owned();
                        self.error(at, "definition", message, "put an empty line before each term");
                    }
                    let mut more = self.text.get(range).unwrap_or_default().lines().skip(1);
                    runs_on = more.any(|line| !line.is_empty() && !line.starts_with([' ', '\t']));
                    let blocks = self.blocks(Some(TagEnd::DefinitionListDefinition));
                    match <[Block; 1]>::try_from(blocks) {
                        Ok([Block::Paragraph(text)]) => items.push(Definition { term: term.clone(), text }),
                        _ => {
                            let fix = "write the meaning as one paragraph";
                            self.error(
                                at,
                                "definition",
                                "a definition that is not one paragraph".into(),
                                fix,
                            );
                        }
                    }
                }
                Event::End(TagEnd::DefinitionList) => break,
                _ => {}
            }
        }
        Block::Definitions(items)
    }
}
