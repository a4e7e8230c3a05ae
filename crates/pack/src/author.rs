//! From a vendor's folder to published files.
//!
//! [`Sources`] in, [`Built`] out, or [`Finding`]s that say what is wrong, where, and how to mend it.

mod check;
mod clause;
mod cookies;
mod finding;
mod html;
mod labels;
mod locate;
mod markdown;
mod pack_toml;
mod placeholder;
mod publish;
mod tables;
mod unfilled;

use std::collections::BTreeMap;

use samtycke_record::Digest;

pub use finding::{Finding, Severity};
pub use html::escape;
pub use unfilled::FILL_IN;

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

/// Builds a pack.
///
/// # Errors
/// All findings, when at least one of them is an error.
pub fn build(sources: &Sources) -> Result<Built, Vec<Finding>> {
    publish::build(sources)
}
