//! `dist/embed`, the files a site hosts, and `dist/demo`, a site that hosts them.

use std::path::PathBuf;

use crate::{
    fault::Result,
    files, packs,
    paths::Paths,
    process,
    samtycke::Samtycke,
    setup::Tools,
    std_build::StdBuild,
    widget::{self, GLUE, WASM_FILE},
};

/// The style sheet of the widget's views.
const STYLES: &str = "samtycke.css";
/// The gate without a pack.
const GATE: &str = "gate.js";
/// What a site's own code sees, for its type checker.
pub(crate) const TYPES: &str = "samtycke.d.ts";

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
    files::copy(&widget.wasm, &embed.join(WASM_FILE))?;
    samtycke.styles(&embed.join(STYLES))?;
    samtycke.gate(&embed.join(GATE))?;
    samtycke.verifier(&paths.verify())?;
    files::copy(&paths.file("gate").join(TYPES), &embed.join(TYPES))?;
    let packs = packs::publish(paths, &samtycke, &paths.demo().join("packs"), Some(&embed))?;
    Ok(Site { samtycke, packs })
}
