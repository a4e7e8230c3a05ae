//! A redline as published.

use samtycke_record::{Digest, json_enum, json_object, json_tagged};

use crate::document::Inline;

json_enum! {
    /// How much a change matters. In this order: the worst of several is the greatest.
    pub enum Change {
        /// Nothing changed.
        None = "none",
        /// White space, quotation marks, dashes, emphasis, case of headings, numbers of clauses that nothing names.
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
        /// [`super::SCHEMA`].
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
