//! `cargo xtask api`: the public surface, written down so that a change of it shows in a review.

use std::fs;

use clap::Args;

use crate::{
    fault::{At, Result},
    node,
    paths::Paths,
    process,
    samtycke::Samtycke,
    setup::Tools,
};

/// What it is written to.
const REPORT: &str = "docs/api.txt";

/// Writes docs/api.txt: elements, parts, events, types, commands, routes, webhooks, settings, formats
///
/// A test fails as long as the file is not what this writes. What a change of it means is in docs/compatibility.md.
#[derive(Args)]
pub(crate) struct Options {}

/// Does it.
pub(crate) fn run(paths: &Paths, _options: &Options) -> Result<()> {
    let tools = Tools::ready(paths, &[])?;
    node::ready(paths)?;
    let samtycke = Samtycke::build(paths, &tools)?;
    let mut node = tools.program("node")?;
    let report = process::read(
        node.arg("tests/api/report.mjs").env("SAMTYCKE_BIN", &samtycke.binary),
        "the message above says which source was not found",
    )?;
    let file = paths.file(REPORT);
    fs::write(&file, report).at("write", &file)?;
    process::say(&format!("Wrote {REPORT}; `git diff {REPORT}` shows what changed"));
    Ok(())
}
