//! From a vendor's folder to published files.
//!
//! [`Sources`] in, [`Built`] out, or [`Finding`]s that say what is wrong, where, and how to mend it.

mod addresses;
mod agreement;
mod allow;
mod changes;
mod check;
mod clause;
mod codes;
mod cookies;
mod date;
mod editions;
mod elsewhere;
mod enumeration;
mod finding;
mod graph;
mod hidden;
mod html;
mod labels;
mod leftover;
mod lint;
mod locate;
mod many;
mod markdown;
mod pack_toml;
mod placeholder;
mod publish;
mod tables;
mod translations;
mod unfilled;
mod versions;

use std::collections::BTreeMap;

use samtycke_record::Digest;

pub use allow::Allowed;
pub use codes::{Rule, rule, rules};
pub use enumeration::{Order, Place as SubClausePlace, places as sub_clause_places};
pub use finding::{Finding, Severity};
pub use graph::graph;
pub use html::escape;
pub use lint::quantity::{Period, Quantity, Unit, periods};
pub use lint::{Coverage, Place, Reading, Unread};
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
/// All findings, when at least one of them is an error: among them other bytes under a version that was published. What
/// `[[allow]]` answers is not among them, nor what only [`check`] looks for.
pub fn build_upon(sources: &Sources, shelf: &Shelf<'_>) -> Result<Built, Vec<Finding>> {
    let allows = check::read_all(&sources.pack).map(|read| read.allows).unwrap_or_default();
    match publish::build(sources, shelf) {
        Ok(Built { findings, manifest, digest, files }) => {
            Ok(Built { findings: allow::without(&allows, findings), manifest, digest, files })
        }
        Err(findings) => Err(allow::without(&allows, findings)),
    }
}

/// What the checks say of a pack.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What there is of a manifest; `None` when `pack.toml` can't be read, and so no document was looked at.
    pub manifest: Option<Manifest>,
    /// What was found, by file and line.
    pub findings: Vec<Finding>,
    /// What was found and is allowed, with the reason.
    pub allowed: Vec<Allowed>,
    /// Article 28(3), letter by letter, of each agreement.
    pub coverage: Vec<Coverage>,
    /// How hard each text is to read.
    pub reading: Vec<Reading>,
    /// What neither of them is about: texts in languages whose words the checks don't know.
    pub unread: Vec<Unread>,
}

/// Everything that is wrong with a pack: what keeps it from being published, and what a lawyer would mark.
pub fn check(sources: &Sources) -> Checked {
    check_upon(sources, &Shelf::default())
}

/// The same for a pack that was published before: also what keeps it from being published there again.
pub fn check_upon(sources: &Sources, shelf: &Shelf<'_>) -> Checked {
    let read = match check::read_all(&sources.pack) {
        Ok(read) => read,
        Err(finding) => return Checked { findings: vec![finding], ..Checked::default() },
    };
    let is_draft = !read.findings.is_empty();
    let mut findings = match publish::build(sources, shelf) {
        Ok(built) => built.findings,
        Err(findings) => findings,
    };
    if is_draft {
        findings.extend(publish::form(sources, &read.manifest));
    }
    let mut outcome = lint::run(sources, &read);
    findings.append(&mut outcome.findings);
    let (mut findings, allowed) = allow::apply(&read.allows, &read.located, findings);
    if is_draft {
        // A check that waits for a value finds nothing to allow.
        findings.retain(|finding| finding.code != codes::law::ALLOW_UNUSED.code);
        unfilled::say_what_waits(&mut findings, &outcome.waits, &read.located);
    }
    findings.sort();
    findings.dedup();
    let lint::Outcome { coverage, reading, unread, .. } = outcome;
    Checked { manifest: Some(read.manifest), findings, allowed, coverage, reading, unread }
}
