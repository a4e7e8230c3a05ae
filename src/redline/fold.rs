//! What lies unchanged between two changes: folded, but for the headings under which the next change stands. Pure.

use std::ops::Range;

use samtycke_pack::document::{Block, plain_text};

use super::plan::Row;

/// A block that stayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quiet {
    /// Its index in the new version.
    pub(super) block: usize,
    /// The number it had, when it was another.
    pub(super) was: Option<String>,
}

/// A folded stretch.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fold {
    /// In the new version.
    pub(super) blocks: Range<usize>,
    pub(super) numbering: Numbering,
    /// What `count` counts.
    pub(super) unit: Unit,
    pub(super) count: usize,
    /// Number of the first and the last clause: `3.1–7.2`.
    pub(super) span: Option<String>,
    /// The same in the old version, where it was another.
    pub(super) was: Option<String>,
    pub(super) headings: Vec<String>,
}

/// Are the numbers the ones that were?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbering {
    Kept,
    Other,
}

/// What is counted of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Clauses,
    /// Paragraphs, lists and tables, where there are no clauses.
    Paragraphs,
}

/// Adds the rows of a stretch. Headings above `under` stay visible when a change stands under them; 0 keeps none.
/// Returns how many headings and clauses only got another number.
pub(super) fn rows(quiet: &[Quiet], new: &[Block], under: u32, out: &mut Vec<Row>) -> usize {
    let mut from = 0;
    for position in open_headings(quiet, new, under) {
        folds(quiet.get(from..position).unwrap_or_default(), new, out);
        out.extend(quiet.get(position).cloned().map(Row::Heading));
        from = position + 1;
    }
    folds(quiet.get(from..).unwrap_or_default(), new, out);
    quiet.iter().filter(|one| one.was.is_some()).count()
}

/// The headings that what follows the stretch stands under, outermost first.
fn open_headings(quiet: &[Quiet], new: &[Block], under: u32) -> Vec<usize> {
    let mut lowest = under;
    let mut open = Vec::new();
    for (position, one) in quiet.iter().enumerate().rev() {
        if let Some(Block::Heading(heading)) = new.get(one.block)
            && heading.level < lowest
        {
            lowest = heading.level;
            open.push(position);
        }
    }
    open.reverse();
    open
}

/// One row for each stretch whose numbers stayed, or didn't.
fn folds(quiet: &[Quiet], new: &[Block], out: &mut Vec<Row>) {
    let mut start = 0;
    let mut run = None;
    for (position, one) in quiet.iter().enumerate() {
        let own = match new.get(one.block).and_then(number) {
            None => continue,
            Some(_) if one.was.is_some() => Numbering::Other,
            Some(_) => Numbering::Kept,
        };
        if run.is_some_and(|run| run != own) {
            out.extend(fold(quiet.get(start..position).unwrap_or_default(), new));
            start = position;
        }
        run = Some(own);
    }
    out.extend(fold(quiet.get(start..).unwrap_or_default(), new));
}

fn fold(quiet: &[Quiet], new: &[Block]) -> Option<Row> {
    let (first, last) = (quiet.first()?, quiet.last()?);
    let with = |level: Option<u32>| {
        let is = |one: &&Quiet| match new.get(one.block) {
            Some(Block::Clause(clause)) => level.is_none_or(|level| clause.level == level),
            _ => false,
        };
        quiet.iter().filter(is).collect::<Vec<_>>()
    };
    // Sub-clauses are part of their clause, unless they are all there is.
    let clauses = [with(Some(1)), with(None)].into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    let of = |block: usize| new.get(block).and_then(number).unwrap_or_default();
    let span = |number: &dyn Fn(&Quiet) -> String| {
        Some(between(&number(clauses.first()?), &number(clauses.last()?))).filter(|span| !span.is_empty())
    };
    let numbered = |one: &Quiet| of(one.block).to_owned();
    let had = |one: &Quiet| one.was.clone().unwrap_or_else(|| numbered(one));
    let renumbered = quiet.iter().any(|one| one.was.is_some());
    let headings: Vec<String> = quiet.iter().filter_map(|one| heading(new.get(one.block)?)).collect();
    let (unit, count) = match clauses.len() {
        0 => (Unit::Paragraphs, quiet.len().saturating_sub(headings.len()).max(1)),
        count => (Unit::Clauses, count),
    };
    Some(Row::Fold(Fold {
        blocks: first.block..last.block + 1,
        numbering: if renumbered { Numbering::Other } else { Numbering::Kept },
        unit,
        count,
        span: span(&numbered),
        was: if renumbered { span(&had) } else { None },
        headings,
    }))
}

/// `3.1–7.2`, or one of them when they are one.
fn between(first: &str, last: &str) -> String {
    if first == last { first.to_owned() } else { [first, "–", last].concat() }
}

fn number(block: &Block) -> Option<&str> {
    match block {
        Block::Heading(heading) => heading.number.as_deref(),
        Block::Clause(clause) => Some(&clause.number),
        _ => None,
    }
}

/// A heading with its number.
fn heading(block: &Block) -> Option<String> {
    let Block::Heading(heading) = block else { return None };
    let text = plain_text(&heading.text);
    Some(match &heading.number {
        Some(number) => [number, "\u{a0}", &text].concat(),
        None => text,
    })
}

/// The anchor of a heading or clause.
pub(super) fn anchor(block: &Block) -> Option<&str> {
    match block {
        Block::Heading(heading) => Some(&heading.anchor),
        Block::Clause(clause) => Some(&clause.anchor),
        _ => None,
    }
}
