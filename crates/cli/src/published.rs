//! A folder that `samtycke build` wrote, read back.

use std::fs;
use std::path::{Path, PathBuf};

use samtycke_pack::{Document, Manifest};
use samtycke_record::Digest;
use samtycke_record::detached;
use samtycke_record::json::{self, FromJson};

/// All manifests that were published there, the current one first; none in a folder that was never published to.
pub(crate) fn manifests(folder: &Path) -> Result<Vec<Manifest>, String> {
    if !folder.join("pack.json").exists() && !folder.join("history").exists() {
        return Ok(Vec::new());
    }
    let packs = samtycke_receiver::packs::load(folder)?;
    Ok(packs.into_iter().map(|published| published.manifest).collect())
}

/// The bytes of a document, when they are there.
pub(crate) fn document_bytes(folder: &Path, digest: &Digest) -> Option<Vec<u8>> {
    fs::read(document_path(folder, digest)).ok()
}

/// A document, when its bytes are those that the digest names.
pub(crate) fn document(folder: &Path, digest: &Digest) -> Result<Document, String> {
    let path = document_path(folder, digest);
    let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    if Digest::of(&bytes) != *digest {
        return Err(format!("{}: other bytes than its name says", path.display()));
    }
    let text = String::from_utf8(bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    let value = json::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    Document::from_json(&value).map_err(|error| format!("{}: {error}", path.display()))
}

/// Does one of the folders have that manifest with a signature by the key of that thumbprint?
pub(crate) fn signed(folders: &[PathBuf], manifest: &Digest, thumbprint: &str) -> Result<(), String> {
    let mut why = format!("{manifest} is not signed");
    for folder in folders {
        let history = folder.join("history").join(manifest.hex());
        for path in [folder.join("pack.json"), history.with_extension("json")] {
            let bytes = fs::read(&path).unwrap_or_default();
            let Ok(signature) = fs::read_to_string(path.with_extension("sig")) else { continue };
            if Digest::of(&bytes) != *manifest {
                continue;
            }
            match detached::verify(&signature, &bytes, thumbprint) {
                Ok(()) => return Ok(()),
                Err(problem) => why = format!("{manifest}: {problem}"),
            }
        }
    }
    Err(why)
}

fn document_path(folder: &Path, digest: &Digest) -> PathBuf {
    folder.join("documents").join(format!("{}.json", digest.hex()))
}
