//! The sample packs, for tests that hold the widget's records against the receiver's own checks.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use samtycke_pack::Document;
use samtycke_pack::author::{self, Sources};
use samtycke_pack::offer::Published;
use samtycke_record::json::{self, FromJson as _};

use crate::options::Hooks;
use crate::pack::Pack;

/// Every sample pack, as the widget and as the receiver read it.
pub(crate) fn sample_packs() -> Vec<(Pack, Published)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs");
    fs::read_dir(folder).unwrap().map(|entry| sample(&entry.unwrap().path())).collect()
}

/// Every document of the sample packs, with where it is published.
pub(crate) fn sample_documents() -> Vec<(Document, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs");
    let built = fs::read_dir(folder).unwrap().flat_map(|entry| build(&entry.unwrap().path()).files);
    let texts = built.filter(|(name, _)| name.starts_with("documents/") && name.ends_with(".json"));
    texts
        .map(|(name, bytes)| {
            let value = json::parse(std::str::from_utf8(bytes.as_ref()).unwrap()).unwrap();
            (Document::from_json(&value).unwrap(), name)
        })
        .collect()
}

fn build(folder: &Path) -> author::Built {
    let documents = fs::read_dir(folder.join("documents")).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
    });
    let pack = fs::read_to_string(folder.join("pack.toml")).unwrap();
    author::build(&Sources { pack, documents: documents.collect() }).unwrap()
}

fn sample(folder: &Path) -> (Pack, Published) {
    let built = build(folder);
    let bytes = &built.files["pack.json"];
    let published = Published::parse(bytes).unwrap();
    let manifest = Rc::new(published.manifest.clone());
    let text = core::str::from_utf8(bytes).unwrap().into();
    let (digest, base) = (published.digest.clone(), "https://vendor.example/".into());
    (Pack { manifest, text, digest, base, hooks: Hooks::default() }, published)
}
