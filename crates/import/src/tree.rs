//! What every format is read into: blocks that keep each word where it stood.

/// A block of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph that begins with a label: `2.4`, `IV.`, `(a)`.
    Clause(Clause),
    /// A paragraph.
    Paragraph(Inlines),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// Terms, and what they mean.
    Definitions(Vec<[Inlines; 2]>),
    /// Set apart: a quotation, a footnote, a page header.
    Note(Vec<Self>),
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 is the highest.
    pub level: u8,
    /// Its number without the dot after it, when it has one.
    pub number: Option<String>,
    /// Its words.
    pub text: Inlines,
}

/// A paragraph with a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// As the pack's Markdown wants it: `2.4`, `IV.`, `(a)`, `a)`.
    pub label: String,
    /// What follows it.
    pub text: Inlines,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// How its items are marked.
    pub kind: ListKind,
    /// Each item is blocks.
    pub items: Vec<Vec<Block>>,
}

/// How a list's items are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// By bullets.
    Bullets,
    /// By 1, 2, 3 …
    Numbers,
}

/// A table. Rows may have fewer cells than the longest.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The heads of the columns, when the table has them.
    pub head: Option<Vec<Inlines>>,
    /// The rows below.
    pub rows: Vec<Vec<Inlines>>,
}

/// A run of text.
pub type Inlines = Vec<Inline>;

/// A piece of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Strong.
    Strong(Inlines),
    /// Emphasis.
    Emphasis(Inlines),
    /// A link.
    Link {
        /// Where to.
        to: String,
        /// Its words.
        text: Inlines,
    },
    /// The end of a line inside the paragraph.
    Break,
}

/// The words of inline text; line breaks become spaces.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
                push_plain(inner, out);
            }
            Inline::Break => out.push(' '),
        }
    }
}

/// The text of a block, one line for each thing in it. A label stands before its text.
pub fn lines(block: &Block) -> Vec<String> {
    let labelled = |label: &str, text: &Inlines| format!("{label} {}", plain(text)).trim().to_owned();
    let row = |cells: &Vec<Inlines>| cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join("\t");
    match block {
        Block::Heading(heading) => vec![labelled(heading.number.as_deref().unwrap_or(""), &heading.text)],
        Block::Clause(clause) => vec![labelled(&clause.label, &clause.text)],
        Block::Paragraph(text) => vec![plain(text)],
        Block::List(list) => list.items.iter().flatten().flat_map(lines).collect(),
        Block::Table(table) => table.head.iter().chain(&table.rows).map(row).collect(),
        Block::Definitions(items) => {
            items.iter().map(|[term, text]| format!("{}\t{}", plain(term), plain(text))).collect()
        }
        Block::Note(blocks) => blocks.iter().flat_map(lines).collect(),
    }
}

/// White space at the ends taken off, runs of it made one space; empty pieces dropped.
pub(crate) fn tidy(inlines: Inlines) -> Inlines {
    let mut out = Vec::new();
    // Whether the text so far ends in white space, so that more of it adds nothing.
    let mut spaced = true;
    tidy_into(inlines, &mut out, &mut spaced);
    trim_end(&mut out);
    out
}

fn tidy_into(inlines: Inlines, out: &mut Inlines, spaced: &mut bool) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                let mut clean = String::new();
                for c in text.chars() {
                    // A no-break space is part of the wording (`§ 5`), not of the layout.
                    let space = c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}';
                    match (space, *spaced) {
                        (true, false) => clean.push(' '),
                        (true, true) => {}
                        (false, _) => clean.push(c),
                    }
                    *spaced = space;
                }
                match out.last_mut() {
                    _ if clean.is_empty() => {}
                    Some(Inline::Text(before)) => before.push_str(&clean),
                    _ => out.push(Inline::Text(clean)),
                }
            }
            Inline::Break => {
                if !out.is_empty() {
                    out.push(Inline::Break);
                }
                *spaced = true;
            }
            Inline::Strong(inner) => wrap(inner, out, spaced, Inline::Strong),
            Inline::Emphasis(inner) => wrap(inner, out, spaced, Inline::Emphasis),
            Inline::Link { to, text } => {
                wrap(text, out, spaced, |text| Inline::Link { to, text });
            }
        }
    }
}

/// Spaces at the ends of a mark move out of it: Markdown can't write them inside.
fn wrap(inner: Inlines, out: &mut Inlines, spaced: &mut bool, mark: impl FnOnce(Inlines) -> Inline) {
    let mut clean = Vec::new();
    let leading = plain(&inner).starts_with(char::is_whitespace) && !*spaced;
    if leading {
        out.push(Inline::Text(" ".into()));
        *spaced = true;
    }
    tidy_into(inner, &mut clean, spaced);
    let trailing = trim_end(&mut clean);
    if !plain(&clean).trim().is_empty() {
        out.push(mark(clean));
    }
    if trailing {
        out.push(Inline::Text(" ".into()));
    }
}

/// Takes white space off the end; says whether there was any.
fn trim_end(inlines: &mut Inlines) -> bool {
    let mut trimmed = false;
    loop {
        match inlines.last_mut() {
            Some(Inline::Break) => {
                inlines.pop();
            }
            Some(Inline::Text(text)) => {
                let kept = text.trim_end().len();
                trimmed |= kept < text.len();
                text.truncate(kept);
                if kept > 0 {
                    return trimmed;
                }
                inlines.pop();
            }
            _ => return trimmed,
        }
    }
}
