//! `cargo xtask bench`: the benchmarks, in the profile that ships.

use clap::Args;

use crate::{fault::Result, paths::Paths, process, setup::Need, setup::Tools, site, std_build::StdBuild};

/// Those that need a browser: bench/accept.mjs, bench/agree.mjs, bench/read.mjs.
const ACCEPT: &str = "accept";
const AGREE: &str = "agree";
const READ: &str = "read";

/// Runs the benchmarks
#[derive(Args)]
pub(crate) struct Options {
    /// The benchmark to run: accept (a click on Accept all), agree (from the agreement's button to its receipt) or read (a document of 100,000 words), these in the browser, packs or verify; without it, the last two
    name: Option<String>,
    /// What to hand on to it
    #[arg(last = true)]
    rest: Vec<String>,
}

/// Does it.
pub(crate) fn run(paths: &Paths, options: &Options) -> Result<()> {
    match options.name.as_deref() {
        Some(ACCEPT) => return in_browser(paths, ACCEPT, "Pressing Accept all (half a minute)"),
        Some(AGREE) => return in_browser(paths, AGREE, "Accepting an agreement (half a minute)"),
        Some(READ) => return in_browser(paths, READ, "Opening 100,000 words (a minute)"),
        _ => {}
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

fn in_browser(paths: &Paths, name: &str, what: &str) -> Result<()> {
    let mut needs = StdBuild::Smallest.needs().to_vec();
    needs.extend([Need::TestPackages, Need::Browser]);
    let tools = Tools::ready(paths, &needs)?;
    let site = site::build(paths, &tools, StdBuild::Smallest)?;
    process::say(what);
    process::run(
        tools
            .program("node")?
            .arg(format!("bench/{name}.mjs"))
            .env("SAMTYCKE_DEMO", paths.demo())
            .env("SAMTYCKE_EMBED", paths.embed())
            .env("SAMTYCKE", &site.samtycke.binary)
            .env("SAMTYCKE_BIN", &site.samtycke.binary)
            .env("CHROMIUM", &tools.browser()?.chromium),
        &format!("read the message above; by hand: `node bench/{name}.mjs` when dist is built"),
    )
}
