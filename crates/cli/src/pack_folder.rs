//! A vendor's folder on disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use samtycke_pack::author::{Finding, Sources};

use crate::terminal;

/// Reads `pack.toml` and `documents/*.md`.
pub(crate) fn read(folder: &Path) -> Result<Sources, String> {
    let pack =
        read_text(&folder.join("pack.toml"), "is this the folder of a pack? docs/authoring.md shows one")?;
    let documents = folder.join("documents");
    let entries = fs::read_dir(&documents).map_err(|error| {
        format!("{}: {error}\n  fix: put the documents there, as <id>.<language>.md", documents.display())
    })?;
    let mut texts = BTreeMap::new();
    for entry in entries {
        let path = entry.map_err(|error| format!("{}: {error}", documents.display()))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).map(String::from);
        if let Some(name) = name.filter(|name| name.ends_with(".md")) {
            texts.insert(name, read_text(&path, "save it as UTF-8 text")?);
        }
    }
    Ok(Sources { pack, documents: texts })
}

fn read_text(path: &PathBuf, fix: &str) -> Result<String, String> {
    let text =
        fs::read_to_string(path).map_err(|error| format!("{}: {error}\n  fix: {fix}", path.display()))?;
    // Some editors put a mark before the first character, which is no part of the text.
    Ok(text.strip_prefix('\u{feff}').map(String::from).unwrap_or(text))
}

/// Prints findings with the folder in front of the file, so that terminals make them links.
pub(crate) fn report(folder: &Path, findings: &[Finding]) {
    for finding in findings {
        eprintln!("{}", terminal::lines(&folder.join(finding.to_string()).display().to_string()));
    }
}
