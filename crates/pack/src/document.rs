//! A document's text as published: a tree of typed blocks. No markup: whoever shows it decides the elements.

use samtycke_record::json::{FromJson, Source, ToJson, Value};
use samtycke_record::{json_enum, json_object, json_tagged};

/// The schema's identifier.
pub const SCHEMA: &str = "https://samtycke.org/schema/document/1";

json_object! {
    /// One document in one language. Title, version and date are inside, so the digest covers them.
    pub struct Document {
        /// [`SCHEMA`].
        pub schema: String,
        /// The pack's id.
        pub pack: String,
        /// The document's id.
        pub id: String,
        /// BCP 47.
        pub language: String,
        /// Title.
        pub title: String,
        /// Version.
        pub version: String,
        /// Effective date, `YYYY-MM-DD`.
        pub effective: String,
        /// The text.
        pub blocks: Vec<Block>,
    }
}

json_tagged! {
    /// A block of text.
    pub enum Block {
        /// A section heading.
        Heading(Heading) = "heading",
        /// A numbered clause or sub-clause.
        Clause(Clause) = "clause",
        /// A paragraph.
        Paragraph(Vec<Inline>) = "paragraph",
        /// A list.
        List(List) = "list",
        /// A table.
        Table(Table) = "table",
        /// Terms and what they mean.
        Definitions(Vec<Definition>) = "definitions",
        /// An explanation that is not part of the contract.
        Note(Vec<Block>) = "note",
    }
}

json_object! {
    /// A section heading.
    pub struct Heading {
        /// 2 to 4.
        pub level: u32,
        /// The number, when it has one: `2`, `2.1`, and as written `I.`, `A.`.
        pub number: Option<String>,
        /// Unique in the document.
        pub anchor: String,
        /// The words.
        pub text: Vec<Inline>,
    }
}

json_object! {
    /// A numbered clause.
    pub struct Clause {
        /// As written: `2.4`, `I.`, `(a)`, `a)`.
        pub number: String,
        /// Unique in the document: `c-2.4`, `c-2.4-I`, `c-2.4-b-i`.
        pub anchor: String,
        /// 1 for `2.4`, 2 for `2.4.1` and for `(a)`, 3 for what is inside them.
        pub level: u32,
        /// The words.
        pub text: Vec<Inline>,
    }
}

json_object! {
    /// A list.
    pub struct List {
        /// Bullets or numbers.
        pub kind: ListKind,
        /// Each item is blocks.
        pub items: Vec<Vec<Block>>,
    }
}

json_enum! {
    /// A kind of list.
    pub enum ListKind {
        /// With bullets.
        Bullets = "bullets",
        /// With numbers from 1.
        Numbers = "numbers",
    }
}

json_object! {
    /// A table with a header row.
    pub struct Table {
        /// Header cells; empty ones when the table has none.
        pub head: Vec<Vec<Inline>>,
        /// Rows of cells, each as long as the head.
        pub rows: Vec<Vec<Vec<Inline>>>,
    }
}

json_object! {
    /// A term and its meaning.
    pub struct Definition {
        /// The term.
        pub term: Vec<Inline>,
        /// The meaning.
        pub text: Vec<Inline>,
    }
}

/// A run of text. In JSON plain text is a string.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Anything else.
    Mark(Mark),
}

json_tagged! {
    /// Text with a meaning.
    pub enum Mark {
        /// Strong.
        Strong(Vec<Inline>) = "strong",
        /// Emphasis.
        Emphasis(Vec<Inline>) = "em",
        /// A link.
        Link(Link) = "link",
    }
}

json_object! {
    /// A link.
    pub struct Link {
        /// `#anchor`, `doc:<id>`, `doc:<id>#<anchor>`, or a URL of scheme https, mailto or tel.
        pub to: String,
        /// The words.
        pub text: Vec<Inline>,
    }
}

impl Table {
    /// Does its head say anything? One of empty cells is not shown.
    pub fn has_head(&self) -> bool {
        self.head.iter().any(|cell| !cell.is_empty())
    }
}

impl FromJson for Inline {
    fn read(source: &mut Source<'_>) -> Self {
        match source.text() {
            Some(text) => Self::Text(text.to_owned()),
            None => Self::Mark(FromJson::read(source)),
        }
    }
}

impl ToJson for Inline {
    fn to_json(&self) -> Value {
        match self {
            Self::Text(text) => Value::from(text.as_str()),
            Self::Mark(mark) => mark.to_json(),
        }
    }
}

/// The words of inline text, without marks.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_text(inlines, &mut out);
    out
}

fn push_text(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Mark(Mark::Strong(inner) | Mark::Emphasis(inner)) => push_text(inner, out),
            Inline::Mark(Mark::Link(link)) => push_text(&link.text, out),
        }
    }
}
