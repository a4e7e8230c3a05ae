//! `cargo xtask looks`: every view, to look at.

use clap::Args;

use crate::{
    fault::Result,
    paths::Paths,
    process,
    setup::{Need, Tools},
    site,
    std_build::StdBuild,
};

/// Pictures of every view in each theme, wide, dark and on a phone, in four languages
///
/// They and a page that shows them all are in tests/e2e/screenshots/looks. Minutes; a test reaches the same views.
#[derive(Args)]
pub(crate) struct Options {
    /// These views only: `banner`, `agreement-annex` …
    #[arg(value_name = "VIEW")]
    views: Vec<String>,
}

/// Does it.
pub(crate) fn run(paths: &Paths, options: &Options) -> Result<()> {
    let std = StdBuild::Smallest;
    let needs: Vec<Need> = std.needs().iter().copied().chain([Need::TestPackages, Need::Browser]).collect();
    let tools = Tools::ready(paths, &needs)?;
    let samtycke = site::build(paths, &tools, std)?.samtycke;
    process::run(
        tools
            .program("node")?
            .arg("tests/e2e/support/sheet.mjs")
            .args(&options.views)
            .env("SAMTYCKE_BIN", &samtycke.binary)
            .env("SAMTYCKE_DEMO", paths.demo())
            .env("CHROMIUM", &tools.browser()?.chromium),
        "the views that could not be reached are named above; tests/e2e/support/looks.mjs says how each is",
    )
}
