//! From a vendor's folder to published files.
//!
//! [`Sources`] in, [`Built`] out, or [`Finding`]s that say what is wrong, where, and how to mend it.

mod changes;
mod check;
mod clause;
mod cookies;
mod editions;
mod finding;
mod html;
mod labels;
mod locate;
mod many;
mod markdown;
mod pack_toml;
mod placeholder;
mod publish;
mod tables;
mod versions;
mod words;

use std::collections::BTreeMap;

use samtycke_record::Digest;

pub use finding::{Finding, Severity};
pub use html::escape;

use crate::Manifest;

/// What a vendor's folder holds.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The text of `pack.toml`.
    pub pack: String,
    /// The texts of `documents/*.md` by file name: `dpa.da.md`.
    pub documents: BTreeMap<String, String>,
}

/// A published pack, ready to be written.
#[derive(Clone, Debug)]
pub struct Built {
    /// The manifest.
    pub manifest: Manifest,
    /// SHA-256 of `pack.json`.
    pub digest: Digest,
    /// Paths below the output folder, and bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Warnings; a pack with errors is not built.
    pub findings: Vec<Finding>,
}

/// What was published before, where the pack will be published again.
#[derive(Clone, Default)]
pub struct Shelf<'a> {
    /// All manifests that were ever published there, the current one first.
    pub manifests: Vec<Manifest>,
    /// The bytes of `documents/<hex>.json`, when they are there.
    pub document: Option<&'a ReadDocument<'a>>,
}

/// Reads a published document.
pub type ReadDocument<'a> = dyn Fn(&Digest) -> Option<Vec<u8>> + Sync + 'a;

/// Builds a pack that was never published before.
///
/// # Errors
/// All findings, when at least one of them is an error.
pub fn build(sources: &Sources) -> Result<Built, Vec<Finding>> {
    build_upon(sources, &Shelf::default())
}

/// Builds a pack on what was published before: earlier versions stay, with what changed since them.
///
/// # Errors
/// All findings, when at least one of them is an error: among them other bytes under a version that was published.
pub fn build_upon(sources: &Sources, shelf: &Shelf<'_>) -> Result<Built, Vec<Finding>> {
    publish::build(sources, shelf)
}
