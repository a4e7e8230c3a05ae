//! `cargo xtask bench`: the benchmarks, in the profile that ships.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;

use crate::{
    fault::Result, files, paths::Paths, process, setup::Need, setup::Tools, site, std_build::StdBuild,
};

/// Those that need a browser: bench/accept.mjs, bench/agree.mjs, bench/read.mjs.
const ACCEPT: &str = "accept";
const AGREE: &str = "agree";
const READ: &str = "read";
/// Us and the peers on the same page: bench/page.mjs, with what the peers publish fetched into target/bench/peers.
const PAGE: &str = "page";

/// Runs the benchmarks
#[derive(Args)]
pub(crate) struct Options {
    /// The benchmark to run: accept (a click on Accept all), agree (from the agreement's button to its receipt), read (a document of 100,000 words) or page (us and the peers side by side; `-- --rounds 20 --only first-visit --who samtycke,orejime`), these in the browser, packs or verify; without it, the last two
    name: Option<String>,
    /// Measure nothing, but judge the last run of `page` by the limits of today, and write what docs/benchmarks.md says of it
    #[arg(long, requires = "name")]
    write_docs: bool,
    /// What to hand on to it
    #[arg(last = true)]
    rest: Vec<String>,
}

/// Does it.
pub(crate) fn run(paths: &Paths, options: &Options) -> Result<()> {
    match options.name.as_deref() {
        Some(ACCEPT) => return in_browser(paths, ACCEPT, "Pressing Accept all (half a minute)", &[], None),
        Some(AGREE) => return in_browser(paths, AGREE, "Accepting an agreement (half a minute)", &[], None),
        Some(READ) => return in_browser(paths, READ, "Opening 100,000 words (a minute)", &[], None),
        Some(PAGE) if options.write_docs => return write_docs(paths),
        Some(PAGE) => {
            let peers = peers(paths)?;
            let mut given = options.rest.clone();
            if is_whole(&given) {
                given.extend(["--out".into(), paths.file("bench/results/page.json").display().to_string()]);
            }
            return in_browser(
                paths,
                PAGE,
                "Loading pages, ours and the peers' (half an hour)",
                &given,
                Some(&peers),
            );
        }
        _ => {}
    }
    process::say("Building the benchmarks (minutes at first)");
    let remedy = "read the message above; `cargo xtask bench -- --help` tells what there is";
    process::run(process::cargo(&paths.root).args(["build", "--release", "-p", "samtycke-cli"]), remedy)?;
    process::run(
        process::cargo(&paths.root)
            .env("SAMTYCKE_RELEASE", paths.file("target/release/samtycke"))
            .args(["run", "--release", "-p", "samtycke-bench", "--"])
            .args(&options.name)
            .args(&options.rest),
        remedy,
    )
}

/// Part of it is no result to show, and who says where it goes has said it.
fn is_whole(given: &[String]) -> bool {
    let narrows = |option: &String| ["--only", "--who", "--out"].iter().any(|name| option.starts_with(name));
    !given.iter().any(narrows)
}

fn write_docs(paths: &Paths) -> Result<()> {
    let tools = Tools::ready(paths, &[Need::TestPackages])?;
    process::run(
        tools.program("node")?.arg("bench/page/docs.mjs"),
        "read the message above; bench/results/page.json is what `cargo xtask bench page` writes",
    )
}

/// The peers' packages, of the versions that bench/page/package.json pins.
fn peers(paths: &Paths) -> Result<PathBuf> {
    let folder = paths.file("target/bench/peers");
    let pinned = paths.file("bench/page/package.json");
    // Written when all of it is there.
    let installed = folder.join("installed.json");
    if fs::read(&installed).is_ok_and(|before| fs::read(&pinned).is_ok_and(|now| now == before)) {
        return Ok(folder);
    }
    process::say("Fetching the peers' packages");
    files::empty(&folder)?;
    files::copy(&pinned, &folder.join("package.json"))?;
    process::run(
        process::program("npm", &folder).args(["install", "--no-package-lock", "--no-audit", "--no-fund"]),
        "read npm's message above; this benchmark needs the registry once",
    )?;
    files::copy(&pinned, &installed)?;
    Ok(folder)
}

fn in_browser(paths: &Paths, name: &str, what: &str, given: &[String], peers: Option<&Path>) -> Result<()> {
    let mut needs = StdBuild::Smallest.needs().to_vec();
    needs.extend([Need::TestPackages, Need::Browser]);
    let tools = Tools::ready(paths, &needs)?;
    let site = site::build(paths, &tools, StdBuild::Smallest)?;
    process::say(what);
    let mut node = tools.program("node")?;
    if let Some(peers) = peers {
        node.env("PEERS", peers);
    }
    process::run(
        node.arg(format!("bench/{name}.mjs"))
            .args(given)
            .env("SAMTYCKE_DEMO", paths.demo())
            .env("SAMTYCKE_EMBED", paths.embed())
            .env("SAMTYCKE_PACK", paths.demo().join("packs/prognosvik"))
            .env("SAMTYCKE", &site.samtycke.binary)
            .env("SAMTYCKE_BIN", &site.samtycke.binary)
            .env("CHROMIUM", &tools.browser()?.chromium),
        &format!("read the message above; by hand: `node bench/{name}.mjs` when dist is built"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_measures_is_no_result_to_show() {
        let whole = |given: &[&str]| is_whole(&given.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
        assert!(whole(&[]) && whole(&["--rounds", "5"]));
        assert!(!whole(&["--only", "accept"]) && !whole(&["--rounds", "5", "--who=osano"]));
        assert!(!whole(&["--out", "elsewhere.json"]));
    }
}
