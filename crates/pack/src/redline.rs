//! What changed between two versions of a document, clause by clause and word by word. Pure: documents in, data out.
//!
//! A [`Redline`] is exact: applied to the old text it gives the new one, reverted the old one, whatever the matching of
//! clauses made of it. What isn't sure to be typography counts as substantive.

mod align;
mod cited;
mod form;
mod meaning;
mod node;
mod own;
mod sequence;
mod words;

use samtycke_record::Digest;

pub use form::{
    Added, Change, Changed, Edition, Kind, Label, Part, Piece, Place, Redline, Removed, Run, State, Step,
};

use crate::document::{Block, Document, Inline};
use align::{Pairing, align};
use node::Node;
use own::Own;

/// The schema's identifier.
pub const SCHEMA: &str = "https://samtycke.org/schema/redline/1";

/// Which of the two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The old one.
    Old,
    /// The new one.
    New,
}

impl Redline {
    /// What changed from `old` to `new`. Their digests are those of the published files.
    pub fn between(old: (&Document, Digest), new: (&Document, Digest)) -> Self {
        let ((old, old_digest), (new, new_digest)) = (old, new);
        let own = Own { versions: (&old.version, &new.version), dates: (&old.effective, &new.effective) };
        let title = meaning::of_text(&old.title, &new.title, Kind::Heading, &own);
        let (steps, text) = steps(&old.blocks, &new.blocks, &own);
        Self {
            schema: SCHEMA.into(),
            pack: new.pack.clone(),
            document: new.id.clone(),
            language: new.language.clone(),
            from: edition(old, old_digest),
            to: edition(new, new_digest),
            change: title.worse(text),
            steps,
        }
    }

    /// Counts as substantive what only got another number, where that is named: in another document, say.
    pub fn weigh(&mut self, is_named: impl Fn(&Label) -> bool) {
        self.change = self.change.worse(cited::raise(&mut self.steps, is_named));
    }

    /// The new text, from the old one; `None` when the redline isn't of this text.
    pub fn apply(&self, old: &[Block]) -> Option<Vec<Block>> {
        self.project(Side::New, old)
    }

    /// The old text, from the new one; `None` when the redline isn't of this text.
    pub fn revert(&self, new: &[Block]) -> Option<Vec<Block>> {
        self.project(Side::Old, new)
    }

    fn project(&self, side: Side, other: &[Block]) -> Option<Vec<Block>> {
        if self.steps.is_empty() {
            return Some(other.to_vec());
        }
        let mut placed: Vec<(u32, Block)> = Vec::new();
        for step in &self.steps {
            match (step, side) {
                (Step::Same(run), _) => {
                    let (own, source) =
                        if side == Side::New { (run.to, run.from) } else { (run.from, run.to) };
                    for offset in 0..run.count {
                        let block = other.get(usize::try_from(source.checked_add(offset)?).ok()?)?;
                        placed.push((own.checked_add(offset)?, block.clone()));
                    }
                }
                (Step::Added(added), Side::New) => placed.push((added.to, added.part.block(side)?)),
                (Step::Removed(removed), Side::Old) => placed.push((removed.from, removed.part.block(side)?)),
                (Step::Changed(changed), _) => {
                    let index = if side == Side::New { changed.to } else { changed.from };
                    placed.push((index, changed.part.block(side)?));
                }
                (Step::Added(_), Side::Old) | (Step::Removed(_), Side::New) => {}
            }
        }
        placed.sort_by_key(|(index, _)| *index);
        let whole = placed.iter().zip(0..).all(|((index, _), expected)| *index == expected);
        whole.then(|| placed.into_iter().map(|(_, block)| block).collect())
    }
}

impl Part {
    /// The block as it stands on that side; `None` when it isn't there or is no block.
    pub fn block(&self, side: Side) -> Option<Block> {
        self.node(side)?.into_block()
    }

    fn node(&self, side: Side) -> Option<Node> {
        let absent = if side == Side::New { State::Removed } else { State::Added };
        if self.state == absent {
            return None;
        }
        let label = match (side, &self.was) {
            (Side::Old, Some(was)) => Some(was.clone()),
            _ => self.label.clone(),
        };
        let children = self.parts.iter().filter_map(|part| part.node(side)).collect();
        Some(Node { kind: self.kind, label, text: words::on(&self.words, side), children })
    }
}

fn edition(document: &Document, sha256: Digest) -> Edition {
    let Document { version, effective, title, .. } = document.clone();
    Edition { version, effective, title, sha256 }
}

fn steps(old: &[Block], new: &[Block], own: &Own<'_>) -> (Vec<Step>, Change) {
    if old == new {
        return (Vec::new(), Change::None);
    }
    let old: Vec<Node> = old.iter().map(Node::of_block).collect();
    let new: Vec<Node> = new.iter().map(Node::of_block).collect();
    let mut steps: Vec<Step> = Vec::new();
    let mut worst = Change::None;
    for pairing in align(&old, &new) {
        match pairing {
            Pairing::Old(i) => {
                worst = Change::Substantive;
                let part = old.get(i).map(|node| whole(node, Side::Old));
                steps.extend(part.map(|part| Step::Removed(Removed { from: short(i), part })));
            }
            Pairing::New(j) => {
                worst = Change::Substantive;
                let part = new.get(j).map(|node| whole(node, Side::New));
                steps.extend(part.map(|part| Step::Added(Added { to: short(j), part })));
            }
            Pairing::Both(i, j, place) => {
                let (Some(before), Some(after)) = (old.get(i), new.get(j)) else { continue };
                let (from, to) = (short(i), short(j));
                if before == after && place == Place::Kept {
                    push_same(&mut steps, from, to);
                    continue;
                }
                let (part, change) = changed(before, after, own, &[]);
                let change = if place == Place::Moved { Change::Substantive } else { change };
                worst = worst.worse(change);
                steps.push(Step::Changed(Changed { from, to, place, change, part }));
            }
        }
    }
    let worst = worst.worse(cited::weigh(&mut steps, [&old, &new]));
    (steps, worst)
}

fn push_same(steps: &mut Vec<Step>, from: u32, to: u32) {
    if let Some(Step::Same(run)) = steps.last_mut()
        && run.from + run.count == from
        && run.to + run.count == to
    {
        run.count += 1;
    } else {
        steps.push(Step::Same(Run { from, to, count: 1 }));
    }
}

/// An index as it is published; documents with more than four thousand million blocks can't be loaded to begin with.
fn short(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// A part that one side has, all of it.
fn whole(node: &Node, side: Side) -> Part {
    let words = match (node.text.is_empty(), side) {
        (true, _) => Vec::new(),
        (false, Side::Old) => vec![Piece::Removed(node.text.clone())],
        (false, Side::New) => vec![Piece::Added(node.text.clone())],
    };
    Part {
        kind: node.kind,
        state: if side == Side::Old { State::Removed } else { State::Added },
        label: node.label.clone(),
        was: None,
        words,
        parts: node.children.iter().map(|child| whole(child, side)).collect(),
    }
}

/// Two parts of one kind, and how much lies between them.
fn changed(old: &Node, new: &Node, own: &Own<'_>, lead: &[Inline]) -> (Part, Change) {
    let mut change =
        relabelled(old, new).worse(meaning::of_inlines(&old.text, &new.text, new.kind, own, lead));
    let mut parts = Vec::new();
    for pairing in align::children(old, new) {
        match pairing {
            Pairing::Old(i) => parts.extend(old.children.get(i).map(|node| whole(node, Side::Old))),
            Pairing::New(j) => parts.extend(new.children.get(j).map(|node| whole(node, Side::New))),
            Pairing::Both(i, j, _) => {
                if let (Some(before), Some(after)) = (old.children.get(i), new.children.get(j)) {
                    let (part, inner) = changed(before, after, own, lead_of((old, i), (new, j)));
                    change = change.worse(inner);
                    parts.push(part);
                }
                continue;
            }
        }
        change = Change::Substantive;
    }
    let was = if old.label == new.label { None } else { old.label.clone() };
    let words = words::between(&old.text, &new.text);
    (Part { kind: new.kind, state: State::Both, label: new.label.clone(), was, words, parts }, change)
}

/// Another number is typography, unless it is named ([`cited`]); another level opens or ends other sections.
fn relabelled(old: &Node, new: &Node) -> Change {
    let level = |node: &Node| node.label.as_ref().map(|label| label.level);
    if old.label == new.label {
        Change::None
    } else if new.kind == Kind::Heading && level(old) != level(new) {
        Change::Substantive
    } else {
        Change::Typographic
    }
}

/// The term that a meaning belongs to, or the cell before a cell, when both versions have the same.
fn lead_of<'n>((old, i): (&'n Node, usize), (new, j): (&'n Node, usize)) -> &'n [Inline] {
    let before = |node: &'n Node, at: usize| node.children.get(at.checked_sub(1)?);
    match (new.kind, before(old, i), before(new, j)) {
        (Kind::Definition | Kind::Row, Some(before), Some(after)) if before == after => &after.text,
        _ => &[],
    }
}
