//! Sources to files: read `pack.toml`, read the documents, tie them together by digest.

use std::collections::{BTreeMap, HashMap, HashSet};

use samtycke_record::Digest;
use samtycke_record::json::ToJson as _;

use super::finding::{Finding, Severity};
use super::markdown::{self, Parsed};
use super::placeholder::Values;
use super::{Built, FILL_IN, Shelf, Sources};
use crate::Manifest;
use crate::manifest::DocumentEntry;

pub(super) fn build(sources: &Sources, shelf: &Shelf<'_>) -> Result<Built, Vec<Finding>> {
    let mut manifest = super::check::read(&sources.pack)?;
    let (mut texts, mut findings) = read(sources, &manifest);
    let failed = |findings: &[Finding]| findings.iter().any(|finding| finding.severity == Severity::Error);
    findings.sort();
    if failed(&findings) {
        return Err(findings);
    }
    let mut files = BTreeMap::new();
    let editions = super::editions::Editions { manifest: &manifest, shelf, sources };
    let mut documents = Vec::new();
    // Each document with its own texts, which are gone when it is published: large packs fit in little memory.
    let work = manifest.documents.iter().map(|entry| (entry, take(entry, &manifest.languages, &mut texts)));
    let work: Vec<_> = work.collect();
    for published in super::many::each(work, |(entry, mut own)| editions.publish(entry, &mut own)) {
        findings.extend(published.findings);
        files.extend(published.files);
        documents.push(published.entry);
    }
    if failed(&findings) {
        findings.sort();
        return Err(findings);
    }
    manifest.documents = documents;
    let bytes = manifest.to_json().canonical().into_bytes();
    let digest = Digest::of(&bytes);
    files.insert("pack.json".to_owned(), bytes);
    Ok(Built { manifest, digest, files, findings })
}

/// What is wrong with the documents' form, whatever is still to be written in `pack.toml`.
pub(super) fn form(sources: &Sources, manifest: &Manifest) -> Vec<Finding> {
    read(sources, manifest).1
}

fn read(sources: &Sources, manifest: &Manifest) -> (Texts, Vec<Finding>) {
    let mut findings = Vec::new();
    let texts = parse_all(sources, manifest, &mut findings);
    unused(sources, manifest, &mut findings);
    links(&texts, manifest, &mut findings);
    super::translations::check(sources, &texts, manifest, &mut findings);
    (texts, findings)
}

/// Parsed documents by stem and language.
pub(super) type Texts = HashMap<(String, String), Parsed>;

/// What a document's files are called before the language: `dpa`, or `dpa@2.0` when that version is announced.
pub(super) fn stems(entry: &DocumentEntry) -> Vec<(String, &str, &str)> {
    let announced = entry.upcoming.iter().flatten().map(|edition| {
        let stem = format!("{}@{}", entry.id, edition.version);
        (stem, edition.version.as_str(), edition.effective.as_str())
    });
    std::iter::once((entry.id.clone(), entry.version.as_str(), entry.effective.as_str()))
        .chain(announced)
        .collect()
}

pub(super) fn file_name(stem: &str, language: &str) -> String {
    format!("{stem}.{language}.md")
}

pub(super) fn in_documents(name: &str) -> String {
    format!("documents/{name}")
}

pub(super) fn whole_file(file: String, code: &'static str, message: String, fix: &str) -> Finding {
    Finding { file, line: 0, column: 0, severity: Severity::Error, code, message, fix: fix.to_owned() }
}

/// The texts of one document, in all its versions and languages.
fn take(entry: &DocumentEntry, languages: &[String], texts: &mut Texts) -> Texts {
    let stems = stems(entry).into_iter();
    let keys =
        stems.flat_map(|(stem, ..)| languages.iter().map(move |language| (stem.clone(), language.clone())));
    keys.filter_map(|key| texts.remove_entry(&key)).collect()
}

fn parse_all(sources: &Sources, manifest: &Manifest, findings: &mut Vec<Finding>) -> Texts {
    let mut texts = Texts::new();
    let entries = manifest.documents.iter().collect();
    for (parsed, found) in super::many::each(entries, |entry| parse_entry(sources, manifest, entry)) {
        findings.extend(found);
        texts.extend(parsed);
    }
    texts
}

type ParsedEntry = Vec<((String, String), Parsed)>;

fn parse_entry(sources: &Sources, manifest: &Manifest, entry: &DocumentEntry) -> (ParsedEntry, Vec<Finding>) {
    let (mut texts, mut findings) = (Vec::new(), Vec::new());
    for (stem, version, effective) in stems(entry) {
        for language in &manifest.languages {
            let name = file_name(&stem, language);
            let Some(text) = sources.documents.get(&name) else {
                let message = format!("pack.toml names {stem} in {language}, but the file is not there");
                let fix = "write it, or take the document out of pack.toml";
                findings.push(whole_file(in_documents(&name), "missing-file", message, fix));
                continue;
            };
            let values = Values { manifest, language, version, effective };
            let before = findings.len();
            let parsed = markdown::parse(&in_documents(&name), text, &values, &mut findings);
            // What was refused is no text that is missing.
            if parsed.blocks.is_empty() && findings.len() == before {
                let message = String::from("the document has no text");
                findings.push(whole_file(in_documents(&name), "empty-document", message, "write its text"));
            }
            texts.push(((stem.clone(), language.clone()), parsed));
        }
    }
    (texts, findings)
}

fn unused(sources: &Sources, manifest: &Manifest, findings: &mut Vec<Finding>) {
    let expected: HashSet<String> = manifest
        .documents
        .iter()
        .flat_map(stems)
        .flat_map(|(stem, ..)| manifest.languages.iter().map(move |language| file_name(&stem, language)))
        .collect();
    for name in sources.documents.keys().filter(|name| !expected.contains(*name)) {
        let message = String::from("pack.toml has no document of this name in this language");
        let fix = "add a [[document]] for it, or remove the file";
        findings.push(whole_file(in_documents(name), "unknown-file", message, fix));
    }
}

fn links(texts: &Texts, manifest: &Manifest, findings: &mut Vec<Finding>) {
    for (stem, ..) in manifest.documents.iter().flat_map(stems) {
        for language in &manifest.languages {
            let Some(parsed) = texts.get(&(stem.clone(), language.clone())) else { continue };
            for (target, line, column) in &parsed.links {
                let Err((code, message, fix)) = check_link(target, &stem, language, texts, manifest) else {
                    continue;
                };
                let file = in_documents(&file_name(&stem, language));
                let (line, column, severity) = (*line, *column, Severity::Error);
                findings.push(Finding { file, line, column, severity, code, message, fix: fix.to_owned() });
            }
        }
    }
}

fn check_link(
    target: &str,
    own: &str,
    language: &str,
    texts: &Texts,
    manifest: &Manifest,
) -> Result<(), (&'static str, String, &'static str)> {
    let (id, anchor) = match (target.strip_prefix('#'), target.strip_prefix("doc:")) {
        (Some(anchor), _) => (own, Some(anchor)),
        (_, Some(rest)) => rest.split_once('#').map_or((rest, None), |(id, anchor)| (id, Some(anchor))),
        (None, None) => {
            // An address that is still to be written is pack.toml's matter.
            let known =
                ["https://", "mailto:", "tel:", FILL_IN].iter().any(|start| target.starts_with(start));
            let message = format!("links to {target:?} are not allowed");
            let fix = "link to https:, mailto:, tel:, doc:<id> or #<anchor>";
            return if known { Ok(()) } else { Err(("link-scheme", message, fix)) };
        }
    };
    if id != own && manifest.document(id).is_none() {
        let message = format!("there is no document {id:?}");
        return Err(("link-target", message, "use the id of a [[document]] in pack.toml"));
    }
    let Some(parsed) = texts.get(&(id.to_owned(), language.to_owned())) else {
        return Ok(());
    };
    match anchor {
        Some(anchor) if !parsed.anchors.iter().any(|known| known.name == anchor) => {
            let message = format!("{id} ({language}) has no clause or heading {anchor:?}");
            Err((
                "link-target",
                message,
                "clauses have the anchor c-<number>, headings one made of their words",
            ))
        }
        _ => Ok(()),
    }
}
