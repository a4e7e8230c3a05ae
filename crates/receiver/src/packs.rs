//! Published packs from their folders.

use std::fs;
use std::path::{Path, PathBuf};

use samtycke_pack::manifest;
use samtycke_pack::offer::Published;

/// Reads a folder's `pack.json` and the earlier ones in `history/*.json`, by which older records are checked.
///
/// # Errors
/// The message says which file, what is wrong with it, and what to do.
pub fn load(folder: &Path) -> Result<Vec<Published>, String> {
    let current = folder.join("pack.json");
    if !current.is_file() {
        return Err(format!(
            "{} has no pack.json: give the folder that `samtycke build` wrote",
            folder.display()
        ));
    }
    let mut packs = vec![read(&current)?];
    for path in history(&folder.join("history"))? {
        packs.push(read(&path)?);
    }
    Ok(packs)
}

fn history(folder: &Path) -> Result<Vec<PathBuf>, String> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let cannot = |error: std::io::Error| format!("{} can't be read: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<Published, String> {
    let bytes = fs::read(path).map_err(|error| format!("{} can't be read: {error}", path.display()))?;
    let published = Published::parse(&bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    let schema = &published.manifest.schema;
    if schema == manifest::SCHEMA {
        Ok(published)
    } else {
        Err(format!(
            "{}: its schema is {schema:?}, this version reads {:?}",
            path.display(),
            manifest::SCHEMA
        ))
    }
}
