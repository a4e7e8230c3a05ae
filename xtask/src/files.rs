//! Files and folders, with faults that name them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::fault::{At, Result};

/// Every file under `path`, or `path` itself if it is one; sorted, and none if there is nothing.
pub(crate) fn under(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![path.to_path_buf()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path).at("read", &path)? {
                waiting.push(entry.at("read", &path)?.path());
            }
        } else if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The entries of a folder, sorted; none if there is no such folder.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).at("read", folder)? {
        found.push(entry.at("read", folder)?.path());
    }
    found.sort();
    Ok(found)
}

/// An empty folder, whatever was there before.
pub(crate) fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).at("clear", folder)?;
    }
    fs::create_dir_all(folder).at("create", folder)
}

/// Copies one file.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).at("copy", from)?;
    Ok(())
}
