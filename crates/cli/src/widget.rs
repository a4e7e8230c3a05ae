//! The widget's files as `samtycke build` publishes them: in a folder that is named by what is in it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use samtycke_record::Digest;

/// Where the widget's files come from, for who has none.
pub(crate) const WIDGET_FROM: &str = "dist/embed is what `cargo xtask dist` makes in Samtycke's sources, and node_modules/samtycke/embed the same from npm";
/// Where pages look for the widget's files when none are copied.
pub(crate) const FOLDER: &str = "widget/";

/// What the names of the widget's files begin with, as `cargo xtask dist` makes them.
const PREFIX: &str = "samtycke_";
/// The one that brings the others.
const GLUE: &str = "samtycke_widget.js";
/// How much of a digest names a folder.
const NAME: usize = 12;

/// The widget's files.
pub(crate) struct Widget {
    /// Where they belong, below the pack's folder. A name is never used for other bytes: files of two releases don't fit each
    /// other, and a browser keeps each of them for as long as it likes.
    pub(crate) folder: String,
    /// By their paths below the pack's folder.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Widget {
    /// Reads the glue, the pieces of the code, the style sheets, and the interface's words.
    pub(crate) fn read(from: &Path) -> Result<Self, String> {
        let told = |(path, error): (PathBuf, io::Error)| {
            format!("{}: {error}\n  fix: name the widget's folder; {WIDGET_FROM}", path.display())
        };
        let glue = from.join(GLUE);
        fs::metadata(&glue).map_err(|error| told((glue, error)))?;
        let mut found = files_in(from, |name| name.starts_with(PREFIX)).map_err(told)?;
        let words = files_in(&from.join("words"), |name| name.ends_with(".txt")).map_err(told)?;
        found.extend(words.into_iter().map(|(name, bytes)| (format!("words/{name}"), bytes)));
        let folder = format!("{FOLDER}{}/", name_of(&found));
        let files = found.into_iter().map(|(name, bytes)| (format!("{folder}{name}"), bytes)).collect();
        Ok(Self { folder, files })
    }

    /// A folder below the pack's that an earlier build has copied them to.
    pub(crate) fn copied_before(out: &Path) -> Option<PathBuf> {
        let folders = fs::read_dir(out.join(FOLDER)).ok()?.flatten().map(|entry| entry.path());
        folders.into_iter().find(|folder| {
            let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.len() == NAME && name.bytes().all(|c| c.is_ascii_hexdigit()) && folder.join(GLUE).exists()
        })
    }
}

fn files_in(
    folder: &Path,
    is_ours: impl Fn(&str) -> bool,
) -> Result<BTreeMap<String, Vec<u8>>, (PathBuf, io::Error)> {
    let fault = |path: &Path| {
        let path = path.to_owned();
        |error| (path, error)
    };
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(fault(folder))? {
        let path = entry.map_err(fault(folder))?.path();
        if let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| is_ours(name)) {
            files.insert(name.to_owned(), fs::read(&path).map_err(fault(&path))?);
        }
    }
    Ok(files)
}

fn name_of(files: &BTreeMap<String, Vec<u8>>) -> String {
    let lines = files.iter().map(|(name, bytes)| format!("{} {name}\n", Digest::of(bytes).hex()));
    Digest::of(lines.collect::<String>().as_bytes()).hex().chars().take(NAME).collect()
}
