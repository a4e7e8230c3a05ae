//! `published/` in `tests/pack/`, `tests/versions/` and `tests/annex/` is what they build to: the browser's tests fetch it.
//! `SAMTYCKE_BLESS=1` writes it anew after a change of the published form.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use samtycke_pack::author::{self, Sources};
use samtycke_record::detached::{self, PACK_TYPE};
use samtycke_record::sign::Es256Key;

#[test]
fn the_published_test_pack_is_what_its_source_builds_to() {
    published("tests/pack");
}

#[test]
fn the_published_test_pack_of_two_versions_is_what_its_source_builds_to() {
    published("tests/versions");
}

#[test]
fn the_published_test_pack_with_a_full_annex_is_what_its_source_builds_to() {
    published("tests/annex");
}

fn published(folder: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let texts = fs::read_dir(folder.join("documents")).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
    });
    let pack = fs::read_to_string(folder.join("pack.toml")).unwrap();
    let built = author::build(&Sources { pack, documents: texts.collect() }).unwrap();
    let files: BTreeMap<_, _> = built.files.iter().filter(|(name, _)| name.ends_with(".json")).collect();
    let published = folder.join("published");
    if std::env::var_os("SAMTYCKE_BLESS").is_some() {
        let _ = fs::remove_dir_all(&published);
        fs::create_dir_all(published.join("documents")).unwrap();
        for (name, bytes) in &files {
            fs::create_dir_all(published.join(name).parent().unwrap()).unwrap();
            fs::write(published.join(name), bytes).unwrap();
        }
        // A key for this once, so that none need be kept.
        let key = Es256Key::generate();
        let manifest = std::str::from_utf8(&built.files["pack.json"]).unwrap();
        fs::write(published.join("pack.sig"), key.sign_detached(PACK_TYPE, manifest)).unwrap();
        fs::write(published.join("thumbprint"), key.kid()).unwrap();
    }
    let text = |name: &str| fs::read_to_string(published.join(name)).unwrap_or_default();
    let signed = detached::verify(&text("pack.sig"), text("pack.json").as_bytes(), &text("thumbprint"));
    assert_eq!(signed, Ok(()), "run with SAMTYCKE_BLESS=1");
    for (name, bytes) in files {
        let found = fs::read(published.join(name)).unwrap_or_default();
        assert!(found == *bytes, "{name} is not what is built: run with SAMTYCKE_BLESS=1");
    }
}
