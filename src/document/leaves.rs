//! The leaves of a document: runs of inline text, each shown in one element, numbered in reading order.

use samtycke_pack::document::{Block, Inline};

/// What a leaf is in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Heading,
    Clause,
    /// A paragraph or a table's cell.
    Text,
    /// A cell of a table's head.
    Head,
    /// What a definition is of.
    Term,
    /// What the term before it means.
    Meaning,
}

/// A run of inline text.
#[derive(Clone, Copy)]
pub(super) struct Leaf<'a> {
    pub(super) number: u32,
    pub(super) role: Role,
    /// The number of its heading or clause, as written.
    pub(super) label: Option<&'a str>,
    pub(super) text: &'a [Inline],
}

/// Visits the leaves of these blocks in reading order; `next` is the first one's number, and then the number after the
/// last one's.
pub(super) fn each<'a>(blocks: &'a [Block], next: &mut u32, visit: &mut dyn FnMut(Leaf<'a>)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                give(next, visit, Role::Heading, heading.number.as_deref(), &heading.text);
            }
            Block::Clause(clause) => give(next, visit, Role::Clause, Some(&clause.number), &clause.text),
            Block::Paragraph(text) => give(next, visit, Role::Text, None, text),
            Block::List(list) => list.items.iter().for_each(|item| each(item, next, visit)),
            Block::Table(table) => {
                table.head.iter().for_each(|cell| give(next, visit, Role::Head, None, cell));
                table.rows.iter().flatten().for_each(|cell| give(next, visit, Role::Text, None, cell));
            }
            Block::Definitions(items) => {
                for item in items {
                    give(next, visit, Role::Term, None, &item.term);
                    give(next, visit, Role::Meaning, None, &item.text);
                }
            }
            Block::Note(inner) => each(inner, next, visit),
        }
    }
}

fn give<'a>(
    next: &mut u32,
    visit: &mut dyn FnMut(Leaf<'a>),
    role: Role,
    label: Option<&'a str>,
    text: &'a [Inline],
) {
    visit(Leaf { number: *next, role, label, text });
    *next += 1;
}
