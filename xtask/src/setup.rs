//! What each command needs on this machine: looked for, installed when missing, named when that can't be done.

use std::{ffi::OsString, path::PathBuf, process::Command};

use crate::{
    browser::{self, Browser},
    cargo_tools::{self, CargoTool},
    fault::{Fault, Result},
    frameworks,
    node::{self, Packages},
    paths::Paths,
    postgres::{self, Postgres},
    process, rust,
};

/// The cargo-fuzz that `cargo xtask test` fuzzes with.
const FUZZ: &str = "0.13.2";

/// One thing a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// rustc for `wasm32-unknown-unknown`.
    WasmTarget,
    /// The standard library's sources, to build it small.
    RustSource,
    /// wasm-bindgen and its test runner, of the version in `Cargo.lock`.
    WasmBindgen,
    /// cargo-fuzz.
    Fuzz,
    /// wasm-opt.
    Binaryen,
    /// TypeScript, Playwright and axe.
    TestPackages,
    /// React, Vue and Vite, for the examples.
    ExamplePackages,
    /// Chromium and its driver.
    Browser,
    /// PostgreSQL's programs.
    Postgres,
}

/// Everything that was needed, ready for use.
pub(crate) struct Tools {
    root: PathBuf,
    folders: Vec<PathBuf>,
    browser: Option<Browser>,
    postgres: Option<Postgres>,
}

impl Tools {
    /// Sees to every need, the quick ones first.
    pub(crate) fn ready(paths: &Paths, needs: &[Need]) -> Result<Self> {
        let mut tools = Self { root: paths.root.clone(), folders: Vec::new(), browser: None, postgres: None };
        let needed = |need| needs.contains(&need);
        if needed(Need::WasmTarget) {
            rust::wasm_target(paths)?;
        }
        if needed(Need::RustSource) {
            rust::rust_source(paths)?;
        }
        if needed(Need::TestPackages) {
            tools.folders.push(node::packages(paths, Packages::All)?);
        } else if needed(Need::Binaryen) {
            tools.folders.push(node::packages(paths, Packages::Build)?);
        }
        if needed(Need::ExamplePackages) {
            frameworks::packages(paths)?;
        }
        if needed(Need::Browser) {
            tools.browser = Some(browser::ready(paths)?);
        }
        if needed(Need::Postgres) {
            tools.postgres = Some(postgres::ready(paths)?);
        }
        if needed(Need::WasmBindgen) {
            let version = cargo_tools::locked_version(paths, "wasm-bindgen")?;
            tools.folders.extend(CargoTool::wasm_bindgen(version).ready(paths)?);
        }
        if needed(Need::Fuzz) {
            tools.folders.extend(CargoTool::fuzz(FUZZ).ready(paths)?);
        }
        Ok(tools)
    }

    /// A program, started at the root with every tool on its PATH before anything else.
    pub(crate) fn program(&self, name: &str) -> Result<Command> {
        let mut command = process::program(name, &self.root);
        command.env("PATH", self.path()?);
        Ok(command)
    }

    /// Cargo, likewise.
    pub(crate) fn cargo(&self) -> Result<Command> {
        let mut command = process::cargo(&self.root);
        command.env("PATH", self.path()?);
        Ok(command)
    }

    /// The browser for tests; a fault when it wasn't asked for.
    pub(crate) fn browser(&self) -> Result<&Browser> {
        self.browser.as_ref().ok_or_else(|| {
            Fault::new(
                "no browser was looked for",
                "xtask/src/setup.rs",
                "add Need::Browser to the command's needs",
            )
        })
    }

    /// PostgreSQL for tests; a fault when it wasn't asked for.
    pub(crate) fn postgres(&self) -> Result<&Postgres> {
        self.postgres.as_ref().ok_or_else(|| {
            Fault::new(
                "no PostgreSQL was looked for",
                "xtask/src/setup.rs",
                "add Need::Postgres to the command's needs",
            )
        })
    }

    fn path(&self) -> Result<OsString> {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(std::env::split_paths(&inherited));
        std::env::join_paths(folders).map_err(|error| {
            Fault::new(
                format!("PATH cannot name the tools: {error}"),
                self.root.display(),
                "use a checkout and a cache folder without ':' in their names",
            )
        })
    }
}
