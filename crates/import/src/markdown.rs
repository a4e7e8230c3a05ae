//! Markdown of any dialect: what the pack's own lacks becomes plain words.

mod unshown;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::tree::{Block, Heading, Inline, Inlines, List, ListKind, Table, plain};

/// Reads Markdown.
pub(crate) fn read(text: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let parser = Parser::new_ext(text, options);
    let definitions = unshown::definitions(&parser);
    let events: Vec<_> = parser.into_offset_iter().collect();
    let mut unshown = unshown::unshown(text, &events, &definitions).into_iter().peekable();
    let mut reader = Reader { text, stack: vec![Frame::default()], name: None, cell_end: 0 };
    for (event, range) in events {
        let here = if matches!(event, Event::End(_)) { range.end } else { range.start };
        while let Some(words) = unshown.next_if(|words| words.start < here) {
            reader.source(words);
        }
        reader.event(event, &range);
    }
    while reader.stack.len() > 1 {
        reader.end(&TagEnd::Item);
    }
    unshown.for_each(|words| reader.source(words));
    let mut last = reader.stack.pop().unwrap_or_default();
    last.flush();
    last.blocks
}

/// What is gathered of an element that is open.
#[derive(Default)]
struct Frame {
    opened: Option<Tag<'static>>,
    blocks: Vec<Block>,
    run: Inlines,
    /// Items of a list, or rows of a table, that are whole.
    items: Vec<Vec<Block>>,
    /// The numbers of a list's items, as written.
    numbers: Vec<String>,
    rows: Vec<Vec<Inlines>>,
    cells: Vec<Inlines>,
    /// Raw HTML, read when it is whole.
    html: String,
}

impl Frame {
    fn flush(&mut self) {
        let html = std::mem::take(&mut self.html);
        if !html.is_empty() {
            self.blocks.extend(crate::html::read(&html).blocks);
        }
        let run = std::mem::take(&mut self.run);
        if !plain(&run).trim().is_empty() {
            self.blocks.push(Block::Paragraph(run));
        }
    }
}

/// Elements within elements: below this only the words are kept.
const DEEPEST: usize = 32;

/// Gives the words of an element to the one around it, whatever it was.
fn flatten(mut done: Frame, around: Option<&mut Frame>) {
    let Some(around) = around else { return };
    if !done.html.is_empty() {
        done.flush();
    }
    around.run.append(&mut done.run);
    let cells = done.rows.into_iter().flatten().chain(done.cells).map(Block::Paragraph);
    around.blocks.extend(done.blocks.into_iter().chain(done.items.into_iter().flatten()).chain(cells));
}

struct Reader<'t> {
    text: &'t str,
    /// One frame for each open element that holds blocks, never empty.
    stack: Vec<Frame>,
    /// A footnote's name, which goes before its first words.
    name: Option<String>,
    /// Where the last cell of a row ends.
    cell_end: usize,
}

impl Reader<'_> {
    /// Words that no element shows, as they stand in the source.
    fn source(&mut self, range: Range<usize>) {
        let Some(frame) = self.stack.last_mut() else { return };
        frame.flush();
        let lines = self.text.get(range).unwrap_or_default().trim().lines();
        let lines = lines.flat_map(|line| [Inline::Text(line.to_owned()), Inline::Break]);
        frame.blocks.push(Block::Paragraph(lines.collect()));
    }

    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        let Some(frame) = self.stack.last_mut() else { return };
        if matches!(event, Event::Text(_) | Event::Code(_))
            && let Some(name) = self.name.take()
        {
            frame.run.push(Inline::Text(name));
        }
        match event {
            Event::Start(tag) => {
                match tag {
                    Tag::Item => {
                        let item = self.text.get(range.start..).unwrap_or_default();
                        let number = item.split(|c: char| !c.is_ascii_digit()).next();
                        frame.numbers.push(number.unwrap_or_default().to_owned());
                    }
                    Tag::TableCell => self.cell_end = range.end,
                    _ => {}
                }
                let block = !inline(&tag);
                if block {
                    frame.flush();
                }
                let name = match &tag {
                    Tag::FootnoteDefinition(name) => Some(format!("[{name}] ")),
                    _ => None,
                };
                self.stack.push(Frame { opened: Some(tag.into_static()), ..Frame::default() });
                self.name = name.or(self.name.take());
            }
            Event::End(end) => {
                // Cells that the head has none for.
                let more = self.text.get(self.cell_end..range.end).unwrap_or_default();
                let more = more.trim_matches(|c: char| c == '|' || c.is_whitespace());
                if let Some(cell) =
                    frame.cells.last_mut().filter(|_| end == TagEnd::TableRow && !more.is_empty())
                {
                    cell.push(Inline::Text(format!(" | {more}")));
                }
                self.end(&end);
            }
            Event::Html(html) => frame.html.push_str(&html),
            Event::InlineHtml(html) => {
                let tag = html.trim_start_matches(['<', '/']).to_ascii_lowercase();
                if tag.starts_with("br") {
                    frame.run.push(Inline::Break);
                }
            }
            Event::Text(text) if matches!(frame.opened, Some(Tag::CodeBlock(_) | Tag::MetadataBlock(_))) => {
                for line in text.lines() {
                    frame.run.extend([Inline::Text(line.to_owned()), Inline::Break]);
                }
            }
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                frame.run.push(Inline::Text(text.into_string()));
            }
            Event::SoftBreak | Event::HardBreak => frame.run.push(Inline::Break),
            Event::Rule => frame.flush(),
            Event::FootnoteReference(name) => frame.run.push(Inline::Text(format!("[{name}]"))),
            Event::TaskListMarker(_) => {}
        }
    }

    /// Closes the innermost element and gives what it held to the one around it.
    fn end(&mut self, _end: &TagEnd) {
        if self.stack.len() < 2 {
            return;
        }
        let Some(mut done) = self.stack.pop() else { return };
        let Some(tag) = done.opened.take() else { return };
        if self.stack.len() > DEEPEST {
            return flatten(done, self.stack.last_mut());
        }
        let Some(around) = self.stack.last_mut() else { return };
        match tag {
            Tag::Strong => around.run.push(Inline::Strong(done.run)),
            Tag::Emphasis => around.run.push(Inline::Emphasis(done.run)),
            Tag::Link { dest_url, title, .. } => {
                around.run.push(Inline::Link { to: dest_url.into_string(), text: done.run });
                if !title.is_empty() {
                    around.run.push(Inline::Text(format!(" ({title})")));
                }
            }
            tag if inline(&tag) => around.run.append(&mut done.run),
            Tag::Heading { level, .. } => {
                let heading = Heading { level: level as u8, number: None, text: done.run };
                around.blocks.push(Block::Heading(heading));
            }
            Tag::Item => {
                done.flush();
                around.items.push(done.blocks);
            }
            Tag::List(start) => around.blocks.push(list(start.is_some(), &done.numbers, done.items)),
            Tag::TableCell => around.cells.push(done.run),
            Tag::TableHead | Tag::TableRow => around.rows.push(done.cells),
            Tag::Table(_) => {
                let mut rows = done.rows;
                let head = (!rows.is_empty()).then(|| rows.remove(0));
                let head = head.filter(|cells| cells.iter().any(|cell| !plain(cell).trim().is_empty()));
                around.blocks.push(Block::Table(Table { head, rows }));
            }
            Tag::DefinitionListTitle => around.cells = vec![done.run],
            Tag::DefinitionListDefinition => {
                done.flush();
                let meaning = crate::html::joined(done.blocks);
                let term = if around.cells.is_empty() { Vec::new() } else { around.cells.remove(0) };
                around.rows.push(vec![term, meaning]);
            }
            Tag::DefinitionList => {
                let pairs = done.rows.into_iter().filter_map(|row| <[Inlines; 2]>::try_from(row).ok());
                around.blocks.push(Block::Definitions(pairs.collect()));
            }
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {
                done.flush();
                around.blocks.push(Block::Note(done.blocks));
            }
            _ => {
                done.flush();
                around.blocks.append(&mut done.blocks);
            }
        }
    }
}

/// The dialect's lists count from 1: one that counts otherwise keeps its numbers as words.
fn list(is_numbered: bool, numbers: &[String], mut items: Vec<Vec<Block>>) -> Block {
    let counts = numbers.iter().zip(1..).all(|(number, place)| *number == place.to_string());
    let counts = is_numbered && (counts || numbers.iter().all(|number| number == "1"));
    if is_numbered && !counts {
        for (number, item) in numbers.iter().zip(&mut items) {
            match item.first_mut() {
                Some(Block::Paragraph(text)) => text.insert(0, Inline::Text(format!("{number}. "))),
                _ => item.insert(0, Block::Paragraph(vec![Inline::Text(format!("{number}."))])),
            }
        }
    }
    let kind = if counts { ListKind::Numbers } else { ListKind::Bullets };
    Block::List(List { kind, items })
}

fn inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Strong
            | Tag::Emphasis
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
