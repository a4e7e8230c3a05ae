//! `cargo xtask bench`: the benchmarks, in the profile that ships.

use clap::Args;

use crate::{fault::Result, paths::Paths, process, setup::Need, setup::Tools, site, std_build::StdBuild};

/// The one that needs a browser: bench/accept.mjs.
const ACCEPT: &str = "accept";

/// Runs the benchmarks
#[derive(Args)]
pub(crate) struct Options {
    /// The benchmark to run: accept (a click on Accept all, in the browser), packs or verify; without it, the last two
    name: Option<String>,
    /// What to hand on to it
    #[arg(last = true)]
    rest: Vec<String>,
}

/// Does it.
pub(crate) fn run(paths: &Paths, options: &Options) -> Result<()> {
    if options.name.as_deref() == Some(ACCEPT) {
        return accept(paths);
    }
    process::say("Building the benchmarks (minutes at first)");
    process::run(
        process::cargo(&paths.root)
            .args(["run", "--release", "-p", "samtycke-bench", "--"])
            .args(&options.name)
            .args(&options.rest),
        "read the message above; `cargo xtask bench -- --help` tells what there is",
    )
}

fn accept(paths: &Paths) -> Result<()> {
    let mut needs = StdBuild::Smallest.needs().to_vec();
    needs.extend([Need::TestPackages, Need::Browser]);
    let tools = Tools::ready(paths, &needs)?;
    site::build(paths, &tools, StdBuild::Smallest)?;
    process::say("Pressing Accept all (half a minute)");
    process::run(
        tools
            .program("node")?
            .arg("bench/accept.mjs")
            .env("SAMTYCKE_DEMO", paths.demo())
            .env("CHROMIUM", &tools.browser()?.chromium),
        "read the message above; by hand: `node bench/accept.mjs` when dist/demo is built",
    )
}
