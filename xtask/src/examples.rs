//! The servers of `examples/`, ready to be started: Rust's built, Python's with its packages in a folder of their own.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{
    fault::{Fault, Result},
    files,
    paths::Paths,
    process,
    setup::Tools,
    stamp::Stamp,
};

/// The packages of Rust's and their binaries: the sign-up's back end, and a site on axum.
const PACKAGE: &str = "samtycke-example-server";
const AXUM: &str = "samtycke-example-axum";
/// What Python's needs.
const REQUIREMENTS: &str = "examples/server-python/requirements.txt";

/// What there is to start.
pub(crate) struct Examples {
    rust: PathBuf,
    axum: PathBuf,
    /// Python with the packages, or why there is none: nobody needs Python to work on Samtycke.
    python: std::result::Result<PathBuf, String>,
}

impl Examples {
    /// Builds and installs; quick when that was done.
    pub(crate) fn ready(paths: &Paths, tools: &Tools) -> Result<Self> {
        process::say("Building the example servers into target");
        let target = paths.file("target");
        process::run(
            tools.cargo()?.args(["build", "-p", PACKAGE, "-p", AXUM, "--target-dir"]).arg(&target),
            "read the first error of rustc above; the servers are in examples/server-rust and examples/axum",
        )?;
        let python = python(paths)?.map_err(|fault| {
            let reason = fault.to_string();
            eprintln!("The example server in Python is left out.\n{reason}");
            reason
        });
        let built = target.join("debug");
        Ok(Self { rust: built.join(PACKAGE), axum: built.join(AXUM), python })
    }

    /// Tells the tests.
    pub(crate) fn name_to<'a>(&self, tests: &'a mut Command) -> &'a mut Command {
        tests.env("SAMTYCKE_EXAMPLE_RUST", &self.rust);
        tests.env("SAMTYCKE_EXAMPLE_AXUM", &self.axum);
        match &self.python {
            Ok(python) => tests.env("SAMTYCKE_EXAMPLE_PYTHON", python),
            Err(reason) => tests.env("SAMTYCKE_EXAMPLE_NO_PYTHON", reason),
        }
    }
}

/// The inner fault leaves Python out; the outer one is ours.
fn python(paths: &Paths) -> Result<std::result::Result<PathBuf, Fault>> {
    let folder = paths.file("target/examples/python");
    let python = folder.join("bin/python");
    let requirements = paths.file(REQUIREMENTS);
    let Some(version) = process::first_line(process::program("python3", &paths.root).arg("--version")) else {
        return Ok(Err(Fault::new("`python3` is not installed", "PATH", "install Python 3.10 or later")));
    };
    let stamp = Stamp::of(paths, "example-python", std::slice::from_ref(&requirements), &[&version])?;
    if stamp.holds(&[&python]) {
        return Ok(Ok(python));
    }
    stamp.lift()?;
    files::empty(&folder)?;
    process::say(&format!("Installing the Python packages of {REQUIREMENTS} into target/examples/python"));
    if let Err(fault) = install(paths, &folder, &python, &requirements) {
        return Ok(Err(fault));
    }
    stamp.set()?;
    Ok(Ok(python))
}

fn install(paths: &Paths, folder: &Path, python: &Path, requirements: &Path) -> Result<()> {
    process::run(
        process::program("python3", &paths.root).args(["-m", "venv"]).arg(folder),
        "install Python 3.10 or later with venv and pip (Debian: `apt-get install python3-venv`)",
    )?;
    process::run(
        process::program(python, &paths.root)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
            .arg(requirements),
        "read pip's own message above",
    )
}
