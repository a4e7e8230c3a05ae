//! The sample packs, and publishing them.

use std::path::{Path, PathBuf};

use crate::{
    fault::{Fault, Result},
    files,
    paths::Paths,
    process,
    samtycke::Samtycke,
    stamp::Stamp,
};

/// A sample pack: its id, which is its folder's name, and its folder.
pub(crate) struct Pack {
    pub(crate) id: String,
    pub(crate) folder: PathBuf,
}

/// Every folder in `packs/` with a `pack.toml`.
pub(crate) fn all(paths: &Paths) -> Result<Vec<Pack>> {
    let folder = paths.file("packs");
    let packs: Vec<Pack> = files::entries(&folder)?
        .into_iter()
        .filter(|entry| entry.join("pack.toml").is_file())
        .filter_map(|folder| Some(Pack { id: folder.file_name()?.to_str()?.to_owned(), folder }))
        .collect();
    if packs.is_empty() {
        return Err(Fault::new(
            "there are no sample packs",
            folder.display(),
            "a pack is a folder with a pack.toml: `git checkout packs` brings the samples back",
        ));
    }
    Ok(packs)
}

/// Publishes every sample pack into a folder of its own in `out`, with the widget's files from `widget` if given.
/// Gives those folders.
pub(crate) fn publish(
    paths: &Paths,
    samtycke: &Samtycke,
    out: &Path,
    widget: Option<&Path>,
) -> Result<Vec<PathBuf>> {
    let name = paths.short(out).to_string_lossy().replace('/', "-");
    let manner = samtycke.identity()?;
    let mut published = Vec::new();
    for pack in all(paths)? {
        let to = out.join(&pack.id);
        let mut inputs = vec![pack.folder.clone()];
        inputs.extend(widget.map(Path::to_path_buf));
        let stamp = Stamp::of(paths, &format!("{name}-{}", pack.id), &inputs, &[&manner])?;
        if !stamp.holds(&[&to.join("pack.json"), &to.join("embed.js")]) {
            process::say(&format!("Publishing packs/{} to {}", pack.id, paths.short(&to).display()));
            stamp.lift()?;
            // Nobody accepted what is only tried out here: a text may change under its version.
            files::empty(&to)?;
            samtycke.publish(&pack.folder, &to, widget)?;
            stamp.set()?;
        }
        published.push(to);
    }
    Ok(published)
}
