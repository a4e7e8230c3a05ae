//! What a vendor has today, as the draft of a pack.
//!
//! Bytes in, a [`Draft`] out: no files, no clock. Text, HTML, Word (`.docx`) and Markdown become one tree of blocks
//! that keeps every word, then the pack's own Markdown. What the text states is proposed for `pack.toml`, each value
//! with its sentence; what it doesn't state is left to fill in, and `samtycke check` names it.

mod annex;
mod decode;
mod document;
mod docx;
mod draft;
mod error;
mod html;
mod label;
mod language;
mod markdown;
mod numbering;
mod propose;
mod structure;
mod terms;
mod text;
pub mod toml;
pub mod tree;
mod write;

use std::collections::BTreeMap;

pub use decode::LARGEST;
pub use error::ImportError;

use decode::{Format, decode, format};
use structure::{Guess, recognise};
use tree::Block;

/// A file as it is.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its name, which messages use and the format may follow from.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// A pack to be finished by a human.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The text of `pack.toml`.
    pub pack: String,
    /// The texts of `documents/*.md` by file name.
    pub documents: BTreeMap<String, String>,
    /// What was read from the text, to be confirmed.
    pub proposals: Vec<Proposal>,
    /// What the text doesn't state, to be filled in: keys of `pack.toml`.
    pub missing: Vec<String>,
    /// What else a human should know.
    pub notices: Vec<String>,
}

/// A value that was read from a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The key in `pack.toml`.
    pub key: String,
    /// The value.
    pub value: String,
    /// The sentence that states it, or why it was chosen.
    pub because: String,
}

/// Makes the draft of one pack of several files.
///
/// # Errors
/// When a file is no text, HTML, Word or Markdown, or is broken.
pub fn import(files: &[File<'_>], id: Option<&str>) -> Result<Draft, ImportError> {
    let mut notices = Vec::new();
    let mut read = Vec::new();
    for file in files {
        let found = blocks(*file)?;
        notices.extend(found.notices);
        read.push((file.name, found.blocks, found.title));
    }
    let documents = document::documents(read, &mut notices);
    Ok(draft::draft(&documents, id, notices))
}

/// A file's text as a tree.
#[derive(Clone, Debug)]
pub struct Read {
    /// The blocks, headings and clauses found.
    pub blocks: Vec<Block>,
    /// A title that stands outside the text, as a page's has.
    pub title: Option<String>,
    /// What a human should know of how it was read.
    pub notices: Vec<String>,
}

/// Reads one file.
///
/// # Errors
/// When it is no text, HTML, Word or Markdown, or is broken.
pub fn blocks(file: File<'_>) -> Result<Read, ImportError> {
    let File { name, bytes } = file;
    let (blocks, title, notices, guess) = match format(name, bytes)? {
        Format::Docx => {
            let (blocks, notices) = docx::read(name, bytes)?;
            (blocks, None, notices, Guess::StrongLines)
        }
        text => {
            let decoded = decode(name, bytes)?;
            let notices = decoded.notice.into_iter().collect();
            match text {
                Format::Html => {
                    let page = html::read(&decoded.text);
                    let mut notices: Vec<String> = notices;
                    notices.extend(unseen(name, &page.hidden));
                    (page.blocks, page.title, notices, Guess::StrongLines)
                }
                Format::Markdown => (markdown::read(&decoded.text), None, notices, Guess::StrongLines),
                Format::Text | Format::Docx => (text::read(&decoded.text), None, notices, Guess::ShortLines),
            }
        }
    };
    let blocks = terms::defined(recognise(blocks, guess));
    if blocks.is_empty() {
        return Err(ImportError::new(name, "there is no text in it", "see whether it is the right file"));
    }
    Ok(Read { blocks, title, notices })
}

/// Says what was left out because the page hides it.
fn unseen(name: &str, hidden: &[String]) -> Option<String> {
    let start: String = hidden.first()?.chars().take(80).collect();
    let places = if hidden.len() == 1 { "1 place".to_owned() } else { format!("{} places", hidden.len()) };
    Some(format!("{name}: what the page hides was left out, in {places}, the first beginning {start:?}"))
}
