//! What the files of `dist` were made of, and by what: whoever weighs them again can have the same.

use serde::Serialize;

use crate::{fault::Result, node, paths::Paths, process, rust};

/// Written into sizes.json.
#[derive(Clone, Serialize)]
pub(crate) struct Provenance {
    /// Of everything that is released together.
    pub(crate) version: &'static str,
    /// The checked-out commit, `-dirty` when files differ from it; nothing outside a checkout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) commit: Option<String>,
    /// What the compiler calls itself.
    pub(crate) rustc: String,
    /// The package that wasm-opt comes with, installed in the version that is pinned.
    pub(crate) wasm_opt: String,
}

impl Provenance {
    /// Of this checkout, with these tools.
    pub(crate) fn of(paths: &Paths) -> Result<Self> {
        Ok(Self {
            version: env!("CARGO_PKG_VERSION"),
            commit: commit(paths),
            rustc: first_line(&rust::version(paths)?),
            wasm_opt: format!("binaryen {}", node::pinned(paths, "binaryen")?),
        })
    }
}

/// Sources are also had without git.
fn commit(paths: &Paths) -> Option<String> {
    let described = process::program("git", &paths.root)
        // Somebody else may own the checkout.
        .args(["-c", "safe.directory=*", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"])
        .output()
        .ok()?;
    described.status.success().then(|| first_line(&String::from_utf8_lossy(&described.stdout)))
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commit_is_the_one_that_is_checked_out() {
        let paths = Paths::find();
        let commit = commit(&paths);
        let is_whole = |commit: &str| {
            let name = commit.strip_suffix("-dirty").unwrap_or(commit);
            name.len() == 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        // Sources may have been unpacked instead.
        let expected = paths.file(".git").exists();
        assert_eq!(commit.as_deref().map(is_whole), expected.then_some(true), "{commit:?}");
        assert_eq!(super::commit(&Paths { root: std::env::temp_dir() }), None);
    }
}
