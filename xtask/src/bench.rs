//! `cargo xtask bench`: the benchmarks, in the profile that ships.

use clap::Args;

use crate::{fault::Result, paths::Paths, process};

/// Runs the benchmarks
#[derive(Args)]
pub(crate) struct Options {
    /// The benchmark to run; all of them without it
    name: Option<String>,
    /// What to hand on to it
    #[arg(last = true)]
    rest: Vec<String>,
}

/// Does it.
pub(crate) fn run(paths: &Paths, options: &Options) -> Result<()> {
    process::say("Building the benchmarks (minutes at first)");
    process::run(
        process::cargo(&paths.root)
            .args(["run", "--release", "-p", "samtycke-bench", "--"])
            .args(&options.name)
            .args(&options.rest),
        "read the message above; `cargo xtask bench -- --help` tells what there is",
    )
}
