//! Sources to files: read `pack.toml`, read the documents, tie them together by digest.

use std::collections::{BTreeMap, HashMap, HashSet};

use samtycke_record::Digest;
use samtycke_record::json::ToJson as _;

use super::finding::{Finding, Severity};
use super::html;
use super::markdown::{self, Parsed};
use super::placeholder::Values;
use super::{Built, Sources};
use crate::Manifest;
use crate::document::{self, Document};
use crate::manifest::{DocumentEntry, DocumentFile};

pub(super) fn build(sources: &Sources) -> Result<Built, Vec<Finding>> {
    let mut manifest = super::check::read(&sources.pack)?;
    let mut findings = Vec::new();
    let texts = parse_all(sources, &manifest, &mut findings);
    unused(sources, &manifest, &mut findings);
    links(&texts, &manifest, &mut findings);
    translations(&texts, &manifest, &mut findings);
    findings.sort();
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(findings);
    }
    let mut files = BTreeMap::new();
    publish_documents(&mut manifest, &texts, &mut files);
    let bytes = manifest.to_json().canonical().into_bytes();
    let digest = Digest::of(&bytes);
    files.insert("pack.json".to_owned(), bytes);
    Ok(Built { manifest, digest, files, findings })
}

/// Parsed documents by id and language.
type Texts = HashMap<(String, String), Parsed>;

fn file_name(id: &str, language: &str) -> String {
    format!("{id}.{language}.md")
}

fn in_documents(name: &str) -> String {
    format!("documents/{name}")
}

fn whole_file(file: String, code: &'static str, message: String, fix: &str) -> Finding {
    Finding { file, line: 0, column: 0, severity: Severity::Error, code, message, fix: fix.to_owned() }
}

fn parse_all(sources: &Sources, manifest: &Manifest, findings: &mut Vec<Finding>) -> Texts {
    let mut texts = Texts::new();
    for entry in &manifest.documents {
        for language in &manifest.languages {
            let name = file_name(&entry.id, language);
            let Some(text) = sources.documents.get(&name) else {
                let message =
                    format!("pack.toml names {} in {language}, but the file is not there", entry.id);
                let fix = "write it, or take the document out of pack.toml";
                findings.push(whole_file(in_documents(&name), "missing-file", message, fix));
                continue;
            };
            let (version, effective) = (&entry.version, &entry.effective);
            let values = Values { manifest, language, version, effective };
            let parsed = markdown::parse(&in_documents(&name), text, &values, findings);
            if parsed.blocks.is_empty() {
                let message = String::from("the document has no text");
                findings.push(whole_file(in_documents(&name), "empty-document", message, "write its text"));
            }
            texts.insert((entry.id.clone(), language.clone()), parsed);
        }
    }
    texts
}

fn unused(sources: &Sources, manifest: &Manifest, findings: &mut Vec<Finding>) {
    let expected: HashSet<String> = manifest
        .documents
        .iter()
        .flat_map(|entry| manifest.languages.iter().map(|language| file_name(&entry.id, language)))
        .collect();
    for name in sources.documents.keys().filter(|name| !expected.contains(*name)) {
        let message = String::from("pack.toml has no document of this name in this language");
        let fix = "add a [[document]] for it, or remove the file";
        findings.push(whole_file(in_documents(name), "unknown-file", message, fix));
    }
}

fn links(texts: &Texts, manifest: &Manifest, findings: &mut Vec<Finding>) {
    for entry in &manifest.documents {
        for language in &manifest.languages {
            let Some(parsed) = texts.get(&(entry.id.clone(), language.clone())) else { continue };
            for (target, line, column) in &parsed.links {
                let Err((code, message, fix)) = check_link(target, &entry.id, language, texts, manifest)
                else {
                    continue;
                };
                let file = in_documents(&file_name(&entry.id, language));
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
            let known = ["https://", "mailto:", "tel:"].iter().any(|scheme| target.starts_with(scheme));
            let message = format!("links to {target:?} are not allowed");
            let fix = "link to https:, mailto:, tel:, doc:<id> or #<anchor>";
            return if known { Ok(()) } else { Err(("link-scheme", message, fix)) };
        }
    };
    if manifest.document(id).is_none() {
        let message = format!("there is no document {id:?}");
        return Err(("link-target", message, "use the id of a [[document]] in pack.toml"));
    }
    let Some(parsed) = texts.get(&(id.to_owned(), language.to_owned())) else {
        return Ok(());
    };
    match anchor {
        Some(anchor) if !parsed.anchors.iter().any(|known| known == anchor) => {
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

/// A translation must have the clauses of the original: numbers are the same in every language.
fn translations(texts: &Texts, manifest: &Manifest, findings: &mut Vec<Finding>) {
    let Some((original, others)) = manifest.languages.split_first() else { return };
    let numbers = |entry: &DocumentEntry, language: &String| -> Vec<String> {
        let parsed = texts.get(&(entry.id.clone(), language.clone()));
        let anchors = parsed.map(|parsed| parsed.anchors.clone()).unwrap_or_default();
        anchors.into_iter().filter(|anchor| anchor.starts_with("c-")).collect()
    };
    for entry in &manifest.documents {
        let expected = numbers(entry, original);
        for language in others.iter().filter(|l| texts.contains_key(&(entry.id.clone(), (*l).clone()))) {
            let found = numbers(entry, language);
            let missing = expected.iter().find(|anchor| !found.contains(anchor));
            let extra = found.iter().find(|anchor| !expected.contains(anchor));
            let message = match (missing, extra) {
                (Some(anchor), _) => format!("the translation lacks {}", anchor.trim_start_matches("c-")),
                (None, Some(anchor)) => {
                    format!("the translation has {}, the original has not", anchor.trim_start_matches("c-"))
                }
                (None, None) => continue,
            };
            let file = in_documents(&file_name(&entry.id, language));
            findings.push(Finding {
                severity: Severity::Warning,
                ..whole_file(file, "translation", message, "give both the same numbered clauses")
            });
        }
    }
}

fn publish_documents(manifest: &mut Manifest, texts: &Texts, files: &mut BTreeMap<String, Vec<u8>>) {
    let languages = manifest.languages.clone();
    let mut documents = Vec::new();
    for entry in &mut manifest.documents {
        for language in &languages {
            let Some(parsed) = texts.get(&(entry.id.clone(), language.clone())) else { continue };
            let document = Document {
                schema: document::SCHEMA.into(),
                pack: manifest.id.clone(),
                id: entry.id.clone(),
                language: language.clone(),
                title: entry.title.get(language).to_owned(),
                version: entry.version.clone(),
                effective: entry.effective.clone(),
                blocks: parsed.blocks.clone(),
            };
            let bytes = document.to_json().canonical().into_bytes();
            let sha256 = Digest::of(&bytes);
            files.insert(in_documents(&format!("{}.json", sha256.hex())), bytes);
            let page = in_documents(&html::page_name(&entry.id, language));
            entry.files.push(DocumentFile { language: language.clone(), sha256, page });
            documents.push(document);
        }
    }
    for document in documents {
        let Some(entry) = manifest.document(&document.id) else { continue };
        let page = html::page(&document, entry, manifest);
        files.insert(in_documents(&html::page_name(&document.id, &document.language)), page.into_bytes());
    }
}
