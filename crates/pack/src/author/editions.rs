//! One document, in all its languages and versions, to published files.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use samtycke_record::Digest;
use samtycke_record::json::{ToJson as _, Value};

use super::finding::Finding;
use super::html::{self, Frame, Standing};
use super::leftover::{self, LeftOver};
use super::locate::{Located, PACK_TOML};
use super::publish::{Texts, file_name, in_documents, stems, whole_file};
use super::versions::{self, Known, compare, page_name, worst};
use super::{Shelf, Sources, changes, elsewhere};
use crate::Manifest;
use crate::document::{self, Document};
use crate::manifest::{DocumentEntry, DocumentFile, Edition, Text, version_order};
use crate::redline::{Change, Label};

/// What publishing a document needs to know.
pub(super) struct Editions<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) shelf: &'a Shelf<'a>,
    /// For the lines of findings, and for what documents say of each other.
    pub(super) sources: &'a Sources,
}

/// A document that is published, or what keeps it from being.
pub(super) struct Published {
    pub(super) entry: DocumentEntry,
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) findings: Vec<Finding>,
}

/// A version with its texts, one for each of its files.
struct Version {
    edition: Edition,
    documents: Vec<Document>,
    standing: Standing,
}

impl Editions<'_> {
    /// Publishes a document whose entry has no files yet, and takes its texts.
    pub(super) fn publish(&self, entry: &DocumentEntry, texts: &mut Texts) -> Published {
        let known = Known::of(self.shelf, entry);
        let (mut files, mut findings) = (BTreeMap::new(), Vec::new());
        let mut chain = Vec::new();
        for edition in known.before(&entry.version).into_iter().rev() {
            match versions::read(&edition, self.shelf) {
                Ok(documents) => {
                    let edition = superseded(edition, &entry.id);
                    chain.push(Version { edition, documents, standing: Standing::Earlier });
                }
                Err(file) => {
                    let message =
                        format!("{} {} was published, but this is not there", entry.id, edition.version);
                    let fix =
                        "bring the published files back: who accepted that version must be able to read it";
                    findings.push(whole_file(file, "published-missing", message, fix));
                }
            }
        }
        let first = chain.len();
        chain.extend(self.written(entry, &known, texts, (&mut files, &mut findings)));
        self.in_order(entry, &chain, &mut findings);
        for index in 1..chain.len() {
            self.compared(entry, &mut chain, index, &mut files, &mut findings);
        }
        let mut entry = entry.clone();
        let of = |standing: Standing| {
            let editions: Vec<Edition> = chain
                .iter()
                .filter(|version| version.standing == standing)
                .map(|version| version.edition.clone())
                .collect();
            (!editions.is_empty()).then_some(editions)
        };
        entry.upcoming = of(Standing::Upcoming);
        entry.versions = of(Standing::Earlier).map(|editions| editions.into_iter().rev().collect());
        if let Some(version) = chain.get(first) {
            entry.files.clone_from(&version.edition.files);
            entry.change = version.edition.change;
        }
        self.pages(&entry, &chain, &mut files);
        Published { entry, files, findings }
    }

    /// What the pack holds now: the version in force and those announced.
    fn written(
        &self,
        entry: &DocumentEntry,
        known: &Known,
        texts: &mut Texts,
        (files, findings): (&mut BTreeMap<String, Vec<u8>>, &mut Vec<Finding>),
    ) -> Vec<Version> {
        let announced = entry.upcoming.iter().flatten();
        let announced = announced.map(|edition| (edition.summary.clone(), edition.renewal.clone()));
        let said = std::iter::once((entry.summary.clone(), entry.renewal.clone())).chain(announced);
        let mut written = Vec::new();
        for (index, ((stem, version, effective), (summary, renewal))) in
            stems(entry).into_iter().zip(said).enumerate()
        {
            let standing = if index == 0 { Standing::InForce } else { Standing::Upcoming };
            let (mut documents, mut own) = (Vec::new(), Vec::new());
            for language in &self.manifest.languages {
                let Some(parsed) = texts.remove(&(stem.clone(), language.clone())) else { continue };
                let document = Document {
                    schema: document::SCHEMA.into(),
                    pack: self.manifest.id.clone(),
                    id: entry.id.clone(),
                    language: language.clone(),
                    title: entry.title.get(language).to_owned(),
                    version: version.to_owned(),
                    effective: effective.to_owned(),
                    blocks: parsed.blocks,
                };
                let bytes = document.to_json().canonical().into_bytes();
                let sha256 = Digest::of(&bytes);
                if known.file(version, language).is_some_and(|before| before.sha256 != sha256) {
                    let message =
                        format!("{} {version} ({language}) was published with other text", entry.id);
                    let fix = "raise the version in pack.toml and say in `summary` what changed, or bring the \
                               published text, title and date back";
                    let file = in_documents(&file_name(&stem, language));
                    findings.push(whole_file(file, "published-version", message, fix));
                }
                files.insert(in_documents(&format!("{}.json", sha256.hex())), bytes);
                let page = match standing {
                    Standing::InForce => html::page_name(&entry.id, language),
                    Standing::Earlier | Standing::Upcoming => page_name(&entry.id, version, language),
                };
                let (language, page) = (language.clone(), in_documents(&page));
                own.push(DocumentFile { language, sha256, page, redline: None });
                documents.push(document);
            }
            let (version, effective) = (version.to_owned(), effective.to_owned());
            let edition = Edition { version, effective, summary, change: None, files: own, renewal };
            written.push(Version { edition, documents, standing });
        }
        written
    }

    /// Each version comes after the one before it, by number and by date.
    fn in_order(&self, entry: &DocumentEntry, chain: &[Version], findings: &mut Vec<Finding>) {
        for pair in chain.windows(2) {
            let [before, after] = pair else { continue };
            if after.standing == Standing::Earlier {
                continue;
            }
            let (before, after) = (&before.edition, &after.edition);
            let number = version_order(&before.version, &after.version) != Ordering::Less;
            if number || before.effective > after.effective {
                let message = format!(
                    "{} {} ({}) comes after {} ({})",
                    entry.id, after.version, after.effective, before.version, before.effective
                );
                let fix = "give the later version a higher number and a date that isn't earlier; to go back to an \
                           earlier text, publish it under a new version";
                findings.push(self.in_pack_toml(entry, "version-order", message, fix));
            }
        }
    }

    /// What changed in one version since the one before it.
    fn compared(
        &self,
        entry: &DocumentEntry,
        chain: &mut [Version],
        index: usize,
        files: &mut BTreeMap<String, Vec<u8>>,
        findings: &mut Vec<Finding>,
    ) {
        let Some([before, after]) = index.checked_sub(1).and_then(|before| chain.get_mut(before..=index))
        else {
            return;
        };
        let named = |label: &Label| elsewhere::name(self.sources, &entry.id, label);
        let all = compare(
            (&before.edition.files, &before.documents),
            (&after.edition.files, &after.documents),
            &named,
        );
        let written = after.standing != Standing::Earlier;
        if written {
            let change = worst(&all);
            after.edition.change = Some(change);
            if change == Change::Substantive && after.edition.summary.is_none() {
                let message = format!(
                    "{} {} says something else than {}, and nothing says what",
                    entry.id, after.edition.version, before.edition.version
                );
                let in_force = after.standing == Standing::InForce;
                let place = if in_force { "the [[document]]" } else { "its [[document.upcoming]]" };
                let fix = format!("add a `summary` in every language to {place}");
                findings.push(self.in_pack_toml(entry, "missing-summary", message, &fix));
            }
            findings.extend(self.left_over(entry, &before.edition, &after.edition));
        }
        for compared in all {
            let language = &compared.redline.language;
            let summary: Option<&Text> = after.edition.summary.as_ref();
            // The page leads to those of both versions, whose names change when another version comes into force.
            let pair = (before.edition.file(language), after.edition.file(language));
            if let (Some(old), Some(new)) = pair {
                let page = changes::page(&compared.redline, summary, (old, new), self.manifest);
                files.insert(compared.file.page.clone(), page.into_bytes());
            }
            let own = after.edition.files.iter_mut().find(|file| file.language == *language);
            if let Some(file) = own.filter(|_| written) {
                files.insert(format!("redlines/{}.json", compared.file.sha256.hex()), compared.bytes);
                file.redline = Some(compared.file);
            }
        }
    }

    fn pages(&self, entry: &DocumentEntry, chain: &[Version], files: &mut BTreeMap<String, Vec<u8>>) {
        for version in chain {
            let edition = &version.edition;
            let frame =
                Frame { manifest: self.manifest, entry, files: &edition.files, standing: version.standing };
            for (file, document) in edition.files.iter().zip(&version.documents) {
                files.insert(file.page.clone(), html::page(document, &frame).into_bytes());
                files.insert(in_documents(&html::print_name(file)), html::print(document, file).into_bytes());
            }
        }
    }

    /// What stayed from the version before, at its place in `pack.toml`.
    fn left_over(&self, entry: &DocumentEntry, before: &Edition, after: &Edition) -> Vec<Finding> {
        let found = leftover::of(&entry.id, before, after, &self.manifest.languages);
        let upcoming = entry.upcoming.iter().flatten().position(|edition| edition.version == after.version);
        let at = upcoming.map_or(self.path(entry), |index| format!("{}.upcoming[{index}]", self.path(entry)));
        let finding = |(rule, key, message): LeftOver| match Located::read::<Value>(&self.sources.pack) {
            Ok((_, located)) => Finding::of(rule, PACK_TOML, located.line(&format!("{at}.{key}")), message),
            Err(finding) => finding,
        };
        found.into_iter().map(finding).collect()
    }

    /// The document's place in `pack.toml`.
    fn path(&self, entry: &DocumentEntry) -> String {
        let index = self.manifest.documents.iter().position(|known| known.id == entry.id).unwrap_or_default();
        format!("document[{index}]")
    }

    /// A finding at the document's place in `pack.toml`.
    fn in_pack_toml(&self, entry: &DocumentEntry, code: &'static str, message: String, fix: &str) -> Finding {
        match Located::read::<Value>(&self.sources.pack) {
            Ok((_, located)) => located.finding(&self.path(entry), code, message, fix),
            Err(finding) => finding,
        }
    }
}

/// An edition as it stands when another one is in force.
fn superseded(mut edition: Edition, id: &str) -> Edition {
    for file in &mut edition.files {
        file.page = in_documents(&page_name(id, &edition.version, &file.language));
    }
    edition
}
