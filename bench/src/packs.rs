//! How long publishing takes, without the disk.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use samtycke_pack::author::{self, Sources};

pub(crate) fn run() -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        let sources = read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let words: usize = sources.documents.values().map(|text| text.split_whitespace().count()).sum();
        author::build(&sources).map_err(|findings| format!("{} findings", findings.len()))?;
        let seconds = crate::median_seconds(|| drop(author::build(&sources)));
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        println!(
            "  {name}: {:.1} ms for {} documents, {words} words",
            seconds * 1000.0,
            sources.documents.len()
        );
    }
    Ok(())
}

fn read(path: &Path) -> io::Result<Sources> {
    let mut documents = BTreeMap::new();
    for entry in fs::read_dir(path.join("documents"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        documents.insert(name, fs::read_to_string(path)?);
    }
    Ok(Sources { pack: fs::read_to_string(path.join("pack.toml"))?, documents })
}
