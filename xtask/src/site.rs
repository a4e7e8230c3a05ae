//! `dist/embed`, the files a site hosts, and `dist/demo`, a site that hosts them.

use std::{fs, path::PathBuf};

use crate::{
    fault::{At, Result},
    files, front, packs,
    paths::Paths,
    process,
    samtycke::Samtycke,
    setup::Tools,
    std_build::StdBuild,
    translators,
    widget::{self, GLUE},
};

/// The interface's words, a file a language.
const WORDS: &str = "words";

/// The gate without a pack.
const GATE: &str = "gate.js";
/// What a site's own code sees, for its type checker.
pub(crate) const TYPES: &str = "samtycke.d.ts";
/// Says to whoever has the folder what it is.
pub(crate) const README: &str = "README.md";

/// The built site.
pub(crate) struct Site {
    /// The command line that built it.
    pub(crate) samtycke: Samtycke,
    /// The demo's published packs.
    pub(crate) packs: Vec<PathBuf>,
}

/// Builds command line, widget, `dist/embed` and `dist/demo`.
pub(crate) fn build(paths: &Paths, tools: &Tools, std: StdBuild) -> Result<Site> {
    let samtycke = Samtycke::build(paths, tools)?;
    let widget = widget::build(paths, tools, std)?;
    let embed = paths.embed();
    process::say("Minifying into dist/embed");
    files::empty(&embed)?;
    samtycke.minify(&widget.glue, &embed.join(GLUE))?;
    for wasm in &widget.wasm {
        files::copy(wasm, &embed.join(wasm.file_name().unwrap_or_default()))?;
    }
    samtycke.styles(&embed)?;
    samtycke.words(&embed.join(WORDS))?;
    samtycke.gate(&embed.join(GATE))?;
    samtycke.verifier(&paths.verify())?;
    files::copy(&paths.file("gate").join(TYPES), &embed.join(TYPES))?;
    files::copy(&paths.file("npm/embed.md"), &embed.join(README))?;
    pages(paths)?;
    let mut packs = packs::publish(paths, &samtycke, &paths.demo().join("packs"), Some(&embed))?;
    packs.push(translators::publish(paths, &samtycke)?);
    front::themes(paths)?;
    front::numbers(paths)?;
    Ok(Site { samtycke, packs })
}

/// The demo's pages, as they are.
fn pages(paths: &Paths) -> Result<()> {
    let (from, to) = (paths.file("demo"), paths.demo());
    files::empty(&to.join("demo"))?;
    files::copy(&paths.file("index.html"), &to.join("index.html"))?;
    for file in files::under(&from)? {
        let place = to.join("demo").join(file.strip_prefix(&from).unwrap_or(&file));
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).at("create", folder)?;
        }
        files::copy(&file, &place)?;
    }
    Ok(())
}
