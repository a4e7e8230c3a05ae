//! Blocks as one uniform tree, so that one algorithm compares lists, tables, definitions and notes alike.

use super::{Kind, Label};
use crate::document::{Block, Clause, Definition, Heading, Inline, List, ListKind, Table};

/// A block or a piece of one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) label: Option<Label>,
    pub(super) text: Vec<Inline>,
    pub(super) children: Vec<Self>,
}

impl Node {
    fn text(kind: Kind, text: &[Inline]) -> Self {
        Self { kind, label: None, text: text.to_vec(), children: Vec::new() }
    }

    fn holding(kind: Kind, children: Vec<Self>) -> Self {
        Self { kind, label: None, text: Vec::new(), children }
    }

    pub(super) fn of_block(block: &Block) -> Self {
        match block {
            Block::Heading(heading) => {
                let Heading { level, number, anchor, text } = heading.clone();
                Self { label: Some(Label { number, anchor, level }), ..Self::text(Kind::Heading, &text) }
            }
            Block::Clause(clause) => {
                let Clause { number, anchor, level, text } = clause.clone();
                let label = Label { number: Some(number), anchor, level };
                Self { label: Some(label), ..Self::text(Kind::Clause, &text) }
            }
            Block::Paragraph(text) => Self::text(Kind::Paragraph, text),
            Block::List(list) => {
                let kind = match list.kind {
                    ListKind::Bullets => Kind::Bullets,
                    ListKind::Numbers => Kind::Numbers,
                };
                let item = |blocks: &Vec<Block>| Self::holding(Kind::Item, Self::of_blocks(blocks));
                Self::holding(kind, list.items.iter().map(item).collect())
            }
            Block::Table(table) => {
                let row = |kind, cells: &Vec<Vec<Inline>>| {
                    Self::holding(kind, cells.iter().map(|cell| Self::text(Kind::Cell, cell)).collect())
                };
                let head = std::iter::once(row(Kind::Head, &table.head));
                let rows = table.rows.iter().map(|cells| row(Kind::Row, cells));
                Self::holding(Kind::Table, head.chain(rows).collect())
            }
            Block::Definitions(items) => {
                let item = |item: &Definition| {
                    let pair = [Self::text(Kind::Term, &item.term), Self::text(Kind::Meaning, &item.text)];
                    Self::holding(Kind::Definition, pair.into())
                };
                Self::holding(Kind::Definitions, items.iter().map(item).collect())
            }
            Block::Note(blocks) => Self::holding(Kind::Note, Self::of_blocks(blocks)),
        }
    }

    fn of_blocks(blocks: &[Block]) -> Vec<Self> {
        blocks.iter().map(Self::of_block).collect()
    }

    /// The block; `None` for what is none.
    pub(super) fn into_block(self) -> Option<Block> {
        let Self { kind, label, text, children } = self;
        Some(match kind {
            Kind::Heading => {
                let Label { number, anchor, level } = label?;
                Block::Heading(Heading { level, number, anchor, text })
            }
            Kind::Clause => {
                let Label { number, anchor, level } = label?;
                Block::Clause(Clause { number: number?, anchor, level, text })
            }
            Kind::Paragraph => Block::Paragraph(text),
            Kind::Bullets => Block::List(List { kind: ListKind::Bullets, items: items(children)? }),
            Kind::Numbers => Block::List(List { kind: ListKind::Numbers, items: items(children)? }),
            Kind::Table => {
                let mut rows = children.into_iter();
                let cells = |row: Self| row.children.into_iter().map(|cell| cell.text).collect();
                Block::Table(Table { head: rows.next().map(cells)?, rows: rows.map(cells).collect() })
            }
            Kind::Definitions => {
                let pair = |node: Self| {
                    let [term, meaning] = <[Self; 2]>::try_from(node.children).ok()?;
                    Some(Definition { term: term.text, text: meaning.text })
                };
                Block::Definitions(children.into_iter().map(pair).collect::<Option<_>>()?)
            }
            Kind::Note => Block::Note(blocks(children)?),
            Kind::Item
            | Kind::Head
            | Kind::Row
            | Kind::Cell
            | Kind::Definition
            | Kind::Term
            | Kind::Meaning => return None,
        })
    }
}

fn items(children: Vec<Node>) -> Option<Vec<Vec<Block>>> {
    children.into_iter().map(|item| blocks(item.children)).collect()
}

fn blocks(children: Vec<Node>) -> Option<Vec<Block>> {
    children.into_iter().map(Node::into_block).collect()
}
