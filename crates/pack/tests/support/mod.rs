//! A small pack to test with, and records that answer it. Other crates' tests take this module by `#[path]`.

#![allow(dead_code, reason = "each test takes what it needs")]

use std::fs;
use std::path::Path;

use samtycke_pack::Manifest;
use samtycke_pack::document::{self, Block, Document, Inline};
use samtycke_pack::manifest::DocumentFile;
use samtycke_pack::offer::Published;
use samtycke_record::acceptance::Acceptance;
use samtycke_record::consent::Consent;
use samtycke_record::json::ToJson as _;
use samtycke_record::verify::digest_of;

#[path = "../../../record/tests/support/mod.rs"]
pub(crate) mod records;

/// The manifest of Vagthavn ApS, with the digests of its documents.
pub(crate) fn manifest() -> Manifest {
    let mut manifest: Manifest = records::read(include_str!("pack.json"));
    for document in documents(&manifest) {
        let entry = manifest.documents.iter_mut().find(|entry| entry.id == document.id).unwrap();
        entry.files.push(DocumentFile {
            page: format!("{}.{}.html", document.id, document.language),
            sha256: digest_of(&document),
            language: document.language,
            redline: None,
        });
    }
    manifest
}

/// The texts of its documents.
pub(crate) fn documents(manifest: &Manifest) -> Vec<Document> {
    let mut documents = Vec::new();
    for entry in &manifest.documents {
        for language in &manifest.languages {
            let title = entry.title.get(language);
            documents.push(Document {
                schema: document::SCHEMA.into(),
                pack: manifest.id.clone(),
                id: entry.id.clone(),
                language: language.clone(),
                title: title.into(),
                version: entry.version.clone(),
                effective: entry.effective.clone(),
                blocks: vec![Block::Paragraph(vec![Inline::Text(format!("{title} {}.", entry.version))])],
            });
        }
    }
    documents
}

/// The same with the digest of its file.
pub(crate) fn published() -> Published {
    publish(&manifest())
}

/// Any manifest with the digest of its file.
pub(crate) fn publish(manifest: &Manifest) -> Published {
    Published::parse(manifest.to_json().canonical().as_bytes()).unwrap()
}

/// Writes a manifest and its documents as `samtycke build` would.
pub(crate) fn write(manifest: &Manifest, folder: &Path) {
    fs::create_dir_all(folder.join("documents")).unwrap();
    fs::write(folder.join("pack.json"), manifest.to_json().canonical()).unwrap();
    for document in documents(manifest) {
        let name = format!("{}.json", digest_of(&document).hex());
        fs::write(folder.join("documents").join(name), document.to_json().canonical()).unwrap();
    }
}

/// Fjordcaféen ApS accepts what that pack offers.
pub(crate) fn acceptance(pack: &Published) -> Acceptance {
    let mut record = records::acceptance();
    record.offer.pack = pack.digest.clone();
    for document in &mut record.documents {
        let entry = pack.manifest.document(&document.id).unwrap();
        document.sha256 = entry.file(&document.language).unwrap().sha256.clone();
    }
    let content = &mut record.annex.as_mut().unwrap().content;
    content.sub_processors = digest_of(&pack.manifest.sub_processors);
    content.measures = digest_of(&pack.manifest.measures);
    records::seal(&mut record);
    record
}

/// A visitor answers what that pack asks about cookies.
pub(crate) fn consent(pack: &Published) -> Consent {
    let mut record = records::consent();
    record.offer.pack = pack.digest.clone();
    let entry = pack.manifest.document(&record.notice.document).unwrap();
    record.notice.sha256 = entry.file(&record.notice.language).unwrap().sha256.clone();
    record.banner.configuration = digest_of(pack.manifest.cookies.as_ref().unwrap());
    record
}
