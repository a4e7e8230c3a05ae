//! Versions: what was published before stays, and what changed since is told.

use samtycke_record::json::{self, FromJson as _, ToJson as _};

use super::Shelf;
use crate::document::Document;
use crate::manifest::{DocumentEntry, DocumentFile, Edition, RedlineFile, version_order};
use crate::redline::{Change, Label, Redline};

/// What is known of a document from before.
#[derive(Default)]
pub(super) struct Known {
    /// Versions that were in force, the newest first.
    pub(super) earlier: Vec<Edition>,
    /// Versions that were announced.
    announced: Vec<Edition>,
}

impl Known {
    /// What the shelf has of that document, but for the version that is being built.
    pub(super) fn of(shelf: &Shelf<'_>, entry: &DocumentEntry) -> Self {
        let mut known = Self::default();
        for manifest in &shelf.manifests {
            let Some(before) = manifest.document(&entry.id) else { continue };
            let in_force = Edition {
                version: before.version.clone(),
                effective: before.effective.clone(),
                summary: before.summary.clone(),
                change: before.change,
                files: before.files.clone(),
                renewal: before.renewal.clone(),
            };
            for edition in std::iter::once(&in_force).chain(before.versions.iter().flatten()) {
                add(&mut known.earlier, edition);
            }
            for edition in before.upcoming.iter().flatten() {
                add(&mut known.announced, edition);
            }
        }
        known.earlier.sort_by(|a, b| version_order(&b.version, &a.version));
        known
    }

    /// Without the version that is being built, for those that stay beside it.
    pub(super) fn before(&self, version: &str) -> Vec<Edition> {
        self.earlier.iter().filter(|edition| edition.version != version).cloned().collect()
    }

    /// The published file of that version and language, when there is one.
    pub(super) fn file(&self, version: &str, language: &str) -> Option<&DocumentFile> {
        let editions = self.earlier.iter().chain(&self.announced);
        editions.filter(|edition| edition.version == version).find_map(|edition| edition.file(language))
    }
}

/// Adds it, or the languages that it has beside those known.
fn add(editions: &mut Vec<Edition>, edition: &Edition) {
    match editions.iter_mut().find(|known| known.version == edition.version) {
        Some(known) => {
            let new = edition.files.iter().filter(|file| known.file(&file.language).is_none());
            let new: Vec<_> = new.cloned().collect();
            known.files.extend(new);
        }
        None => editions.push(edition.clone()),
    }
}

/// The documents of an edition, read back; the path of what isn't there or isn't what it should be.
pub(super) fn read(edition: &Edition, shelf: &Shelf<'_>) -> Result<Vec<Document>, String> {
    let one = |file: &DocumentFile| {
        let document = || {
            let bytes = shelf.document?(&file.sha256)?;
            if samtycke_record::Digest::of(&bytes) != file.sha256 {
                return None;
            }
            Document::from_json(&json::parse(core::str::from_utf8(&bytes).ok()?).ok()?).ok()
        };
        document().ok_or_else(|| format!("documents/{}.json", file.sha256.hex()))
    };
    edition.files.iter().map(one).collect()
}

/// A redline with its bytes.
pub(super) struct Compared {
    pub(super) redline: Redline,
    pub(super) bytes: Vec<u8>,
    pub(super) file: RedlineFile,
}

/// What changed between two editions, in the languages that both have. `named`: does another document name that clause?
pub(super) fn compare(
    (old_files, old): (&[DocumentFile], &[Document]),
    (new_files, new): (&[DocumentFile], &[Document]),
    named: &dyn Fn(&Label) -> bool,
) -> Vec<Compared> {
    let mut compared = Vec::new();
    for (file, document) in new_files.iter().zip(new) {
        let before = old_files.iter().zip(old).find(|(before, _)| before.language == file.language);
        let Some((before_file, before)) = before else { continue };
        let mut redline =
            Redline::between((before, before_file.sha256.clone()), (document, file.sha256.clone()));
        redline.weigh(named);
        let bytes = redline.to_json().canonical().into_bytes();
        let page = format!("documents/{}", changes_name(&document.id, &document.version, &file.language));
        let file = RedlineFile { sha256: samtycke_record::Digest::of(&bytes), page };
        compared.push(Compared { redline, bytes, file });
    }
    compared
}

/// The worst of all languages; a text that can't be compared in any may say anything.
pub(super) fn worst(compared: &[Compared]) -> Change {
    let changes = compared.iter().map(|one| one.redline.change);
    changes.reduce(Change::worse).unwrap_or(Change::Substantive)
}

/// The name of a page of a version that is not in force; `@` can't be in an id.
pub(super) fn page_name(id: &str, version: &str, language: &str) -> String {
    format!("{id}@{version}.{language}.html")
}

/// The name of the page of what changed in a version.
pub(super) fn changes_name(id: &str, version: &str, language: &str) -> String {
    format!("{id}@{version}.changes.{language}.html")
}
