//! What a redline shows, row by row: changes to stop at, and what lies between them folded to its headings. Pure.

use std::ops::Range;

use samtycke_pack::document::{Block, plain_text};
use samtycke_pack::redline::{Change, Changed, Kind, Part, Piece, Place, Redline, State, Step};

use super::fold::{self, Quiet};

/// All rows in order of reading.
#[derive(Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) rows: Vec<Row>,
    pub(super) counts: Counts,
}

/// One row.
#[derive(Debug, PartialEq)]
pub(super) enum Row {
    /// An unchanged heading, under which the next change stands.
    Heading(Quiet),
    /// Unchanged text.
    Fold(fold::Fold),
    /// A change.
    Stop(Stop),
}

/// A change that one can go to: a clause with what belongs to it, or a whole section that came, went or moved.
#[derive(Debug, PartialEq)]
pub(super) struct Stop {
    /// From 1.
    pub(super) number: usize,
    pub(super) kind: StopKind,
    /// Indices of steps.
    pub(super) steps: Range<usize>,
}

/// What happened there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StopKind {
    Changed,
    /// Changed in what is sure to be typography.
    Typographic,
    Added,
    Removed,
    Moved,
}

/// How many of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) changed: usize,
    pub(super) added: usize,
    pub(super) removed: usize,
    pub(super) moved: usize,
    /// Headings and clauses that only got another number; one doesn't stop at them.
    pub(super) renumbered: usize,
}

/// Where an anchor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// In the change of that number.
    Stop(usize),
    /// In the folded row of that index.
    Fold(usize),
}

impl Plan {
    pub(super) fn of(redline: &Redline, new: &[Block]) -> Self {
        let mut rows = Vec::new();
        let mut quiet = Vec::new();
        let mut counts = Counts::default();
        let mut number = 0;
        for (index, step) in redline.steps.iter().enumerate() {
            let Some((kind, part)) = told(step) else {
                quiet.extend(silent(step));
                continue;
            };
            let before = rows.last_mut();
            if let (true, Some(Row::Stop(stop))) = (quiet.is_empty(), before)
                && stop.kind == kind
                && joins(stop, index, redline)
            {
                stop.steps.end = index + 1;
                continue;
            }
            let under = if part.kind == Kind::Heading { level(part) } else { u32::MAX };
            counts.renumbered += fold::rows(&quiet, new, under, &mut rows);
            quiet.clear();
            number += 1;
            *counts.of(kind) += 1;
            rows.push(Row::Stop(Stop { number, kind, steps: index..index + 1 }));
        }
        counts.renumbered += fold::rows(&quiet, new, 0, &mut rows);
        Self { rows, counts }
    }

    /// Where the heading or clause of that anchor is, in either version.
    pub(super) fn find(&self, anchor: &str, redline: &Redline, new: &[Block]) -> Option<Found> {
        let is = |label: &Option<samtycke_pack::redline::Label>| {
            label.as_ref().is_some_and(|label| label.anchor == anchor)
        };
        let of_new = |step: &Step| part(step).is_some_and(|part| is(&part.label));
        let of_old = |step: &Step| part(step).is_some_and(|part| is(&part.was));
        let stop = |has: &dyn Fn(&Step) -> bool| {
            self.rows.iter().find_map(|row| match row {
                Row::Stop(stop) => {
                    let steps = redline.steps.get(stop.steps.clone()).unwrap_or_default();
                    steps.iter().any(has).then_some(Found::Stop(stop.number))
                }
                Row::Heading(_) | Row::Fold(_) => None,
            })
        };
        let fold = || {
            self.rows.iter().enumerate().find_map(|(index, row)| match row {
                Row::Fold(fold) => {
                    let blocks = new.get(fold.blocks.clone()).unwrap_or_default();
                    blocks
                        .iter()
                        .any(|block| fold::anchor(block) == Some(anchor))
                        .then_some(Found::Fold(index))
                }
                Row::Heading(_) | Row::Stop(_) => None,
            })
        };
        stop(&of_new).or_else(fold).or_else(|| stop(&of_old))
    }
}

impl Counts {
    /// All changes that one can go to.
    pub(super) fn stops(&self) -> usize {
        self.changed + self.added + self.removed + self.moved
    }

    fn of(&mut self, kind: StopKind) -> &mut usize {
        match kind {
            StopKind::Changed | StopKind::Typographic => &mut self.changed,
            StopKind::Added => &mut self.added,
            StopKind::Removed => &mut self.removed,
            StopKind::Moved => &mut self.moved,
        }
    }
}

/// What is marked, and as what; `None` for what stayed but for its number.
fn told(step: &Step) -> Option<(StopKind, &Part)> {
    let kind = match step {
        Step::Same(_) => return None,
        Step::Added(_) => StopKind::Added,
        Step::Removed(_) => StopKind::Removed,
        Step::Changed(changed) if changed.place == Place::Moved => StopKind::Moved,
        Step::Changed(changed) if stayed(&changed.part) => return None,
        Step::Changed(changed) if changed.change == Change::Substantive => StopKind::Changed,
        Step::Changed(_) => StopKind::Typographic,
    };
    part(step).map(|part| (kind, part))
}

/// The step's part, when it has one.
pub(super) fn part(step: &Step) -> Option<&Part> {
    match step {
        Step::Same(_) => None,
        Step::Added(added) => Some(&added.part),
        Step::Removed(removed) => Some(&removed.part),
        Step::Changed(changed) => Some(&changed.part),
    }
}

/// Nothing came or went in it; its number may be another.
pub(super) fn stayed(part: &Part) -> bool {
    part.state == State::Both
        && part.words.iter().all(|piece| matches!(piece, Piece::Same(_)))
        && part.parts.iter().all(stayed)
}

fn silent(step: &Step) -> Vec<Quiet> {
    match step {
        Step::Same(run) => {
            (0..run.count).map(|offset| Quiet { block: index(run.to + offset), was: None }).collect()
        }
        Step::Changed(Changed { to, part, .. }) => vec![Quiet { block: index(*to), was: was(part) }],
        Step::Added(_) | Step::Removed(_) => Vec::new(),
    }
}

/// An index of blocks, which are in memory.
pub(super) fn index(published: u32) -> usize {
    usize::try_from(published).unwrap_or(usize::MAX)
}

/// The number it had, when it was another.
pub(super) fn was(part: &Part) -> Option<String> {
    let number = part.label.as_ref().and_then(|label| label.number.as_ref());
    part.was.as_ref().and_then(|was| was.number.clone()).filter(|was| Some(was) != number)
}

fn level(part: &Part) -> u32 {
    part.label.as_ref().map_or(u32::MAX, |label| label.level)
}

/// Does a step belong to the change before it? A section keeps its clauses together, a clause what stands under it.
fn joins(stop: &Stop, index: usize, redline: &Redline) -> bool {
    let step = |index: usize| redline.steps.get(index);
    let (Some(first), Some(before), Some(next)) =
        (step(stop.steps.start), step(index.wrapping_sub(1)), step(index))
    else {
        return false;
    };
    let together = match (before, next) {
        (Step::Added(_), Step::Added(_)) | (Step::Removed(_), Step::Removed(_)) => true,
        (Step::Changed(before), Step::Changed(next)) => {
            stop.kind == StopKind::Moved && before.from + 1 == next.from
        }
        _ => false,
    };
    let (Some(first), Some(next)) = (part(first), part(next)) else { return false };
    together
        && match (first.kind, next.kind) {
            (Kind::Heading, Kind::Heading) | (Kind::Clause, Kind::Clause) => level(next) > level(first),
            (_, Kind::Heading) => false,
            (Kind::Heading | Kind::Clause, _) => true,
            (_, next) => next != Kind::Clause,
        }
}

/// Where in the old version a moved block stood: its own number, or the heading above it.
pub(super) fn stood(changed: &Changed, old: &[Block]) -> Option<String> {
    let own = changed.part.was.as_ref().or(changed.part.label.as_ref());
    if let Some(number) = own.and_then(|label| label.number.clone()) {
        return Some(number);
    }
    let above = old.get(..index(changed.from))?.iter().rev();
    above.into_iter().find_map(|block| match block {
        Block::Heading(heading) => Some(heading.number.clone().unwrap_or_else(|| plain_text(&heading.text))),
        Block::Clause(clause) if clause.level == 1 => Some(clause.number.clone()),
        _ => None,
    })
}

#[cfg(test)]
mod tests;
