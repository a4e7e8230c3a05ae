//! Plain text: lines to paragraphs, list items and tables.

use crate::label::{Label, label};
use crate::tree::{Block, Heading, Inline, Inlines, List, ListKind, Table, tidy};

/// Reads plain text.
pub(crate) fn read(text: &str) -> Vec<Block> {
    let width = wrap_width(text);
    let mut reader = Reader { width, blocks: Vec::new(), open: None };
    for line in text.lines() {
        reader.line(line);
    }
    reader.close();
    reader.blocks
}

/// What the line before began.
enum Open {
    Paragraph { text: String, last: usize },
    Item { text: String, last: usize },
    Rows(Vec<Vec<Inlines>>),
}

struct Reader {
    /// How wide the text was set, when its lines were broken to fit.
    width: Option<usize>,
    blocks: Vec<Block>,
    open: Option<Open>,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let words = line.trim();
        if words.is_empty() {
            return self.close();
        }
        if self.underline(words) {
            return;
        }
        if let Some(cells) = cells(words) {
            if let Some(Open::Rows(rows)) = &mut self.open {
                rows.push(cells);
            } else {
                self.close();
                self.open = Some(Open::Rows(vec![cells]));
            }
            return;
        }
        let last = line.trim_end().chars().count();
        if let Some(item) = bullet(words) {
            self.close();
            self.open = Some(Open::Item { text: item.to_owned(), last });
            return;
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let first_word = words.split_whitespace().next().map_or(0, |word| word.chars().count());
        let begins = !matches!(label(words), None | Some((Label::Integer { marked: false, .. }, _)));
        let wrapped = |last: usize| self.width.is_some_and(|width| last + 1 + indent + first_word > width);
        match &mut self.open {
            Some(Open::Paragraph { text, last: before } | Open::Item { text, last: before })
                if !begins && wrapped(*before) =>
            {
                text.push(' ');
                text.push_str(words);
                *before = last;
            }
            _ => {
                self.close();
                self.open = Some(Open::Paragraph { text: words.to_owned(), last });
            }
        }
    }

    /// `====` or `----` below a line makes that line a heading; alone it is decoration.
    fn underline(&mut self, words: &str) -> bool {
        let ruled = words.len() >= 3
            && ["=", "-", "_", "*"].iter().any(|mark| words.chars().all(|c| c.to_string() == *mark));
        if ruled {
            match self.open.take() {
                Some(Open::Paragraph { text, .. }) if words.starts_with(['=', '-']) => {
                    let level = if words.starts_with('=') { 1 } else { 2 };
                    self.blocks.push(Block::Heading(Heading { level, number: None, text: inlines(&text) }));
                }
                other => {
                    self.open = other;
                    self.close();
                }
            }
        }
        ruled
    }

    fn close(&mut self) {
        match self.open.take() {
            None => {}
            Some(Open::Paragraph { text, .. }) => self.blocks.push(Block::Paragraph(inlines(&text))),
            Some(Open::Item { text, .. }) => {
                let item = vec![Block::Paragraph(inlines(&text))];
                match self.blocks.last_mut() {
                    Some(Block::List(list)) => list.items.push(item),
                    _ => self.blocks.push(Block::List(List { kind: ListKind::Bullets, items: vec![item] })),
                }
            }
            Some(Open::Rows(rows)) => self.blocks.push(table(rows)),
        }
    }
}

fn inlines(text: &str) -> Inlines {
    tidy(vec![Inline::Text(text.to_owned())])
}

/// The cells of a line with tabs between words. A tab after a label or a bullet makes no cells.
fn cells(words: &str) -> Option<Vec<Inlines>> {
    let (first, _) = words.split_once('\t')?;
    let labelled =
        label(&format!("{} ", first.trim())).is_some_and(|(_, length)| length > first.trim().len());
    if labelled || bullet(words).is_some() {
        return None;
    }
    let cells: Vec<Inlines> = words.split('\t').map(inlines).filter(|cell| !cell.is_empty()).collect();
    (cells.len() > 1).then_some(cells)
}

/// A table of rows of which nobody said whether the first is a head.
pub(crate) fn table(mut rows: Vec<Vec<Inlines>>) -> Block {
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    let long = |row: &Vec<Inlines>| row.iter().any(|cell| crate::tree::plain(cell).chars().count() > 40);
    let headed = rows.len() > 1
        && rows.first().is_some_and(|row| row.len() == widest && !long(row))
        && (widest > 2 || rows.iter().skip(1).any(long));
    if headed {
        let head = Some(rows.remove(0));
        return Block::Table(Table { head, rows });
    }
    Block::Table(Table { head: None, rows })
}

/// What stands after a bullet.
pub(crate) fn bullet(words: &str) -> Option<&str> {
    let rest = words
        .strip_prefix(['•', '‣', '◦', '▪', '●', '○', '■', '·', '∙', '–', '—', '-', '*', 'o', '\u{f0b7}'])?;
    // `o` is what Word's second bullet becomes in plain text; it needs the tab that comes with it.
    let gap =
        if words.starts_with('o') { rest.starts_with('\t') } else { rest.starts_with(char::is_whitespace) };
    gap.then(|| rest.trim_start())
}

/// How wide a text was set: nine in ten of its longer lines are no longer. `None` when lines are paragraphs.
fn wrap_width(text: &str) -> Option<usize> {
    let mut long: Vec<usize> = text
        .lines()
        .filter(|line| !line.trim().contains('\t'))
        .map(|line| line.trim_end().chars().count())
        .filter(|length| *length >= 50)
        .collect();
    long.sort_unstable();
    let width = *long.get((long.len() * 9 / 10).min(long.len().checked_sub(1)?))?;
    (width <= 120).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::lines;

    #[test]
    fn broken_lines_become_one_paragraph_and_short_ones_stay_apart() {
        let text = "Nordlyd ApS\nHavnegade 7\n\nThe supplier keeps a record of every activity that it carries out for\nthe customer, and shows it when the customer asks for it in writing, by\nmail or otherwise.\nWhat the customer stores is the customer's, and the supplier says so to\nwhoever asks.\n";
        let found: Vec<String> = read(text).iter().flat_map(lines).collect();
        assert_eq!(found.len(), 4, "{found:#?}");
    }
}
