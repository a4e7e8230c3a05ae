//! The interface's words: `languages/context.toml` says which strings there are and what each means, one file a
//! language has them. This reads and checks the files, and makes a typed catalogue of them when a crate is built.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing))]

mod check;
mod context;
mod generate;
mod language;
mod plural;
mod rust;

use std::fmt;
use std::path::Path;

pub use check::{check, room};
pub use context::{Context, Kind, Leaf};
pub use generate::{CONTEXT, ENGLISH, generate, read};
pub use language::Language;
pub use plural::{Category, categories};

/// Who needs the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The widget's views: browsers fetch these.
    Widget,
    /// Banner, placeholders and preferences, which are rendered when a pack is built: no browser fetches these.
    Prerendered,
    /// The plain pages of published documents.
    Pages,
}

impl Part {
    const ALL: [Self; 3] = [Self::Widget, Self::Prerendered, Self::Pages];

    fn as_str(self) -> &'static str {
        match self {
            Self::Widget => "widget",
            Self::Prerendered => "prerendered",
            Self::Pages => "pages",
        }
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Nothing can be built of it.
    Fatal,
    /// English stands in its place until it is there.
    Missing,
    /// It can be shown, but is not as it should be.
    Flaw,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad.
    pub severity: Severity,
    /// The file's name.
    pub file: String,
    /// The string, `search.hits.one`; empty where it is the whole file.
    pub key: String,
    /// What, and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, key, message, .. } = self;
        match key.as_str() {
            "" => write!(f, "languages/{file}: {message}"),
            key => write!(f, "languages/{file}: {key}: {message}"),
        }
    }
}

/// All the problems of a folder, language by language.
pub fn check_folder(folder: &Path) -> Vec<Problem> {
    let (context, languages) = match read(folder) {
        Ok(all) => all,
        Err(problem) => return vec![problem],
    };
    let Some(english) = languages.iter().find(|one| one.tag == ENGLISH) else { return Vec::new() };
    languages.iter().flat_map(|language| check(&context, english, language)).collect()
}
