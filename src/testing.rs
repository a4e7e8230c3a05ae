//! The sample packs, for tests that hold the widget's records against the receiver's own checks.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use samtycke_pack::author::{self, Sources};
use samtycke_pack::offer::Published;

use crate::pack::Pack;

/// Every sample pack, as the widget and as the receiver read it.
pub(crate) fn sample_packs() -> Vec<(Pack, Published)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs");
    fs::read_dir(folder).unwrap().map(|entry| sample(&entry.unwrap().path())).collect()
}

fn sample(folder: &Path) -> (Pack, Published) {
    let documents = fs::read_dir(folder.join("documents")).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
    });
    let pack = fs::read_to_string(folder.join("pack.toml")).unwrap();
    let built = author::build(&Sources { pack, documents: documents.collect() }).unwrap();
    let published = Published::parse(&built.files["pack.json"]).unwrap();
    let manifest = Rc::new(published.manifest.clone());
    (Pack { manifest, digest: published.digest.clone(), base: "https://vendor.example/".into() }, published)
}
