//! What changed between two versions of a document, clause by clause and word by word. Pure: documents in, data out.
//!
//! A [`Redline`] is exact: applied to the old text it gives the new one, reverted the old one, whatever the matching of
//! clauses made of it. What isn't sure to be typography counts as substantive.

mod align;
mod meaning;
mod node;
mod sequence;
mod words;

use samtycke_record::{Digest, json_enum, json_object, json_tagged};

use crate::document::{Block, Document, Inline};
use align::{Pairing, align};
use meaning::Own;
use node::Node;

/// The schema's identifier.
pub const SCHEMA: &str = "https://samtycke.org/schema/redline/1";

json_enum! {
    /// How much a change matters. In this order: the worst of several is the greatest.
    pub enum Change {
        /// Nothing changed.
        None = "none",
        /// White space, quotation marks, dashes, emphasis, case of headings, numbers of clauses.
        Typographic = "typographic",
        /// Anything else.
        Substantive = "substantive",
    }
}

impl Change {
    /// The greater of the two.
    #[must_use]
    pub fn worse(self, other: Self) -> Self {
        if self as u8 >= other as u8 { self } else { other }
    }
}

json_object! {
    /// All that changed from one version of a document to the next, in one language.
    pub struct Redline {
        /// [`SCHEMA`].
        pub schema: String,
        /// The pack's id.
        pub pack: String,
        /// The document's id.
        pub document: String,
        /// BCP 47.
        pub language: String,
        /// The old version.
        pub from: Edition,
        /// The new version.
        pub to: Edition,
        /// How much the whole of it matters.
        pub change: Change,
        /// The changes in order of reading; empty when no block changed.
        pub steps: Vec<Step>,
    }
}

json_object! {
    /// One of the two versions.
    pub struct Edition {
        /// Version.
        pub version: String,
        /// Effective date, `YYYY-MM-DD`.
        pub effective: String,
        /// Title.
        pub title: String,
        /// The published file.
        pub sha256: Digest,
    }
}

json_tagged! {
    /// What became of a block of the document.
    pub enum Step {
        /// Blocks that are the same in both.
        Same(Run) = "same",
        /// A block that only the new version has.
        Added(Added) = "added",
        /// A block that only the old version has.
        Removed(Removed) = "removed",
        /// A block that both have, in other words, with another number, or at another place.
        Changed(Changed) = "changed",
    }
}

json_object! {
    /// Unchanged blocks, by their places in the two lists of blocks.
    pub struct Run {
        /// The first one's index in the old version.
        pub from: u32,
        /// The first one's index in the new version.
        pub to: u32,
        /// How many.
        pub count: u32,
    }
}

json_object! {
    /// A new block.
    pub struct Added {
        /// Its index in the new version.
        pub to: u32,
        /// The block.
        pub part: Part,
    }
}

json_object! {
    /// A block that is gone.
    pub struct Removed {
        /// Its index in the old version.
        pub from: u32,
        /// The block.
        pub part: Part,
    }
}

json_object! {
    /// A block of both versions.
    pub struct Changed {
        /// Its index in the old version.
        pub from: u32,
        /// Its index in the new version.
        pub to: u32,
        /// Does it stand where it stood?
        pub place: Place,
        /// How much it matters.
        pub change: Change,
        /// The block with its changes.
        pub part: Part,
    }
}

json_enum! {
    /// Where a block went.
    pub enum Place {
        /// Between the same blocks as before, but for those that came and went.
        Kept = "kept",
        /// Elsewhere.
        Moved = "moved",
    }
}

json_object! {
    /// A piece of a document's structure with its changes: one element when shown.
    pub struct Part {
        /// What it is.
        pub kind: Kind,
        /// Does this piece as a whole stand in both versions?
        pub state: State,
        /// Number and anchor, of headings and clauses; in the new version, when it is there.
        pub label: Option<Label>,
        /// Number and anchor in the old version, when they were others.
        pub was: Option<Label>,
        /// The text, of kinds that hold text.
        pub words: Vec<Piece>,
        /// What is inside, of kinds that hold others.
        pub parts: Vec<Self>,
    }
}

json_enum! {
    /// In which versions a part stands.
    pub enum State {
        /// In both; what changed is inside.
        Both = "both",
        /// In the new one only.
        Added = "added",
        /// In the old one only.
        Removed = "removed",
    }
}

json_enum! {
    /// What a part is. Text is in `heading`, `clause`, `paragraph`, `cell`, `term` and `meaning`; the others hold parts.
    pub enum Kind {
        /// A section heading.
        Heading = "heading",
        /// A numbered clause.
        Clause = "clause",
        /// A paragraph.
        Paragraph = "paragraph",
        /// A list with bullets, of items.
        Bullets = "bullets",
        /// A list with numbers from 1, of items.
        Numbers = "numbers",
        /// An item of a list, of blocks.
        Item = "item",
        /// A table: a head and rows.
        Table = "table",
        /// The head of a table, of cells.
        Head = "head",
        /// A row of a table, of cells.
        Row = "row",
        /// A cell.
        Cell = "cell",
        /// A list of definitions.
        Definitions = "definitions",
        /// One definition: a term and its meaning.
        Definition = "definition",
        /// A term.
        Term = "term",
        /// What a term means.
        Meaning = "meaning",
        /// A note, of blocks.
        Note = "note",
    }
}

json_object! {
    /// A heading's or clause's number.
    pub struct Label {
        /// As written; headings may have none.
        pub number: Option<String>,
        /// Unique in the document.
        pub anchor: String,
        /// As in the document.
        pub level: u32,
    }
}

json_tagged! {
    /// A run of words.
    pub enum Piece {
        /// In both versions.
        Same(Vec<Inline>) = "same",
        /// In the old one only.
        Removed(Vec<Inline>) = "del",
        /// In the new one only.
        Added(Vec<Inline>) = "ins",
    }
}

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
                let (part, change) = changed(before, after, own);
                let change = if place == Place::Moved { Change::Substantive } else { change };
                worst = worst.worse(change);
                steps.push(Step::Changed(Changed { from, to, place, change, part }));
            }
        }
    }
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
fn changed(old: &Node, new: &Node, own: &Own<'_>) -> (Part, Change) {
    let renumbered = if old.label == new.label { Change::None } else { Change::Typographic };
    let mut change = renumbered.worse(meaning::of_inlines(&old.text, &new.text, new.kind, own));
    let mut parts = Vec::new();
    for pairing in align::children(old, new) {
        match pairing {
            Pairing::Old(i) => parts.extend(old.children.get(i).map(|node| whole(node, Side::Old))),
            Pairing::New(j) => parts.extend(new.children.get(j).map(|node| whole(node, Side::New))),
            Pairing::Both(i, j, _) => {
                if let (Some(before), Some(after)) = (old.children.get(i), new.children.get(j)) {
                    let (part, inner) = changed(before, after, own);
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
