//! `cargo xtask test`: everything that must hold before a change lands.

use std::{
    fmt,
    path::{Path, PathBuf},
    time::Instant,
};

use clap::{Args, ValueEnum};
use serde_json::Value;

use crate::{
    dist,
    examples::Examples,
    fault::{Fault, Result},
    files, fuzz, hosts, npm_package, packs,
    paths::Paths,
    process,
    provenance::Provenance,
    rust::WASM,
    samtycke::Samtycke,
    setup::{Need, Tools},
    site,
    std_build::StdBuild,
};

/// Installs what tests need and runs every one of them
///
/// Goes on after a part that fails, and ends with a table of what passed, what failed and how long each took.
#[derive(Args)]
pub(crate) struct Options {
    /// Run this part only (may be given more than once)
    #[arg(long, value_name = "PART")]
    only: Vec<Part>,
}

/// A part of the tests, in the order they run: what fails quickly first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// `cargo fmt --check`
    Fmt,
    /// gate/, verify/, console/, npm/, and what sites write against their types, type-checked by tsc
    Types,
    /// clippy over everything, native and wasm, warnings denied
    Clippy,
    /// `cargo test --workspace`
    Native,
    /// The receiver's tests over PostgreSQL
    Postgres,
    /// `samtycke check` over packs/*
    Packs,
    /// The fuzz targets, each for so many inputs
    Fuzz,
    /// The widget's tests in headless Chromium
    Wasm,
    /// `cargo xtask dist`
    Dist,
    /// tests/e2e/*.mjs against the built demo and the real receiver
    E2e,
}

/// How a part went.
enum Outcome {
    Passed,
    Failed,
    /// Another part that it needs failed.
    NotRun,
}

/// Does it.
pub(crate) fn run(paths: &Paths, options: &Options) -> Result<()> {
    let parts: Vec<Part> = Part::value_variants()
        .iter()
        .copied()
        .filter(|part| options.only.is_empty() || options.only.contains(part))
        .collect();
    let needs: Vec<Need> = parts.iter().flat_map(|part| part.needs()).collect();
    let tools = Tools::ready(paths, &needs)?;
    let results = run_all(&parts, |part| part.run(paths, &tools));
    eprintln!("\n{}", Summary(&results));
    let failed: Vec<&str> = results
        .iter()
        .filter(|(_, outcome, _)| !matches!(outcome, Outcome::Passed))
        .map(|r| r.0.name())
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    let again: String = failed.iter().map(|name| format!(" --only {name}")).collect();
    Err(Fault::new(
        format!("tests failed: {}", failed.join(", ")),
        "the messages above, where each part begins with `==>`",
        format!("mend the first, then `cargo xtask test{again}`"),
    ))
}

type Results = Vec<(Part, Outcome, f64)>;

fn run_all(parts: &[Part], mut run_part: impl FnMut(Part) -> Result<()>) -> Results {
    let mut results = Results::new();
    for &part in parts {
        let blocked = results.iter().any(|(other, outcome, _)| {
            part == Part::E2e && *other == Part::Dist && !matches!(outcome, Outcome::Passed)
        });
        if blocked {
            results.push((part, Outcome::NotRun, 0.0));
            continue;
        }
        process::say(&format!("test {}", part.name()));
        let begun = Instant::now();
        let outcome = match run_part(part) {
            Ok(()) => Outcome::Passed,
            Err(fault) => {
                eprintln!("\n{fault}\n");
                Outcome::Failed
            }
        };
        results.push((part, outcome, begun.elapsed().as_secs_f64()));
    }
    results
}

impl Part {
    /// As on the command line.
    fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Types => "types",
            Self::Clippy => "clippy",
            Self::Native => "native",
            Self::Postgres => "postgres",
            Self::Packs => "packs",
            Self::Fuzz => "fuzz",
            Self::Wasm => "wasm",
            Self::Dist => "dist",
            Self::E2e => "e2e",
        }
    }

    fn needs(self) -> Vec<Need> {
        match self {
            Self::Fmt | Self::Packs => Vec::new(),
            Self::Types => vec![Need::TestPackages, Need::ExamplePackages],
            // Native tests read the specifications that npm carries.
            Self::Native => vec![Need::TestPackages],
            Self::Clippy => vec![Need::WasmTarget],
            Self::Postgres => vec![Need::Postgres],
            Self::Fuzz => vec![Need::Fuzz],
            Self::Wasm => vec![Need::WasmTarget, Need::WasmBindgen, Need::Browser],
            Self::Dist => StdBuild::Smallest.needs().to_vec(),
            Self::E2e => {
                let mut needs = StdBuild::Smallest.needs().to_vec();
                needs.extend([Need::TestPackages, Need::ExamplePackages, Need::Browser]);
                needs
            }
        }
    }

    fn run(self, paths: &Paths, tools: &Tools) -> Result<()> {
        match self {
            Self::Fmt => fmt(tools),
            Self::Types => types(paths, tools),
            Self::Clippy => clippy(tools),
            Self::Native => native(tools),
            Self::Postgres => over_postgres(paths, tools),
            Self::Packs => check_packs(paths, tools),
            Self::Fuzz => fuzz::run(paths, tools),
            Self::Wasm => wasm(tools),
            Self::Dist => dist::build(paths, tools, StdBuild::Smallest),
            Self::E2e => end_to_end(paths, tools),
        }
    }
}

fn fmt(tools: &Tools) -> Result<()> {
    process::run(tools.cargo()?.args(["fmt", "--all", "--check"]), "`cargo fmt --all` mends it")?;
    // A workspace of its own.
    let fuzz = ["fmt", "--manifest-path", "fuzz/Cargo.toml"];
    process::run(
        tools.cargo()?.args(fuzz).arg("--check"),
        "`cargo fmt --manifest-path fuzz/Cargo.toml` mends it",
    )
}

fn types(paths: &Paths, tools: &Tools) -> Result<()> {
    let projects = [
        ("npm/tsconfig.json", "each line above names file, line and what does not fit npm/*.d.ts"),
        (
            "tests/types/tsconfig.npm.json",
            "each line above names a use that the npm package's types take or refuse wrongly",
        ),
        ("examples/react/tsconfig.json", "each line above names what the example in React writes wrongly"),
        ("gate/tsconfig.json", "each line above names file, line and what does not fit gate/types.d.ts"),
        ("verify/tsconfig.json", "each line above names file, line and what does not fit verify/types.d.ts"),
        ("console/tsconfig.json", "each line above names file, line and what does not fit in console/"),
        ("demo/tsconfig.json", "each line above names file, line and what does not fit in demo/"),
        (
            "tests/types/tsconfig.json",
            "each line above names a use that gate/samtycke.d.ts takes or refuses wrongly",
        ),
    ];
    for (project, remedy) in projects {
        let project = paths.file(project);
        process::run(
            tools.program("tsc")?.args(["--noEmit", "--project"]).arg(paths.short(&project)),
            remedy,
        )?;
    }
    Ok(())
}

fn clippy(tools: &Tools) -> Result<()> {
    let remedy = "each warning above says how to mend it; `cargo clippy --fix` does some";
    let deny = ["--", "--deny", "warnings"];
    process::run(tools.cargo()?.args(["clippy", "--workspace", "--all-targets"]).args(deny), remedy)?;
    let widget = ["clippy", "-p", "samtycke-widget", "--target", WASM, "--all-targets"];
    process::run(tools.cargo()?.args(widget).args(deny), remedy)
}

fn native(tools: &Tools) -> Result<()> {
    process::run(
        tools.cargo()?.args(["test", "--workspace"]),
        "the failing test is named above, with its message",
    )
}

fn over_postgres(paths: &Paths, tools: &Tools) -> Result<()> {
    // As the part before built it: with fewer packages other features would be chosen, and much built again.
    let mut cargo = tools.cargo()?;
    cargo.args(["test", "--workspace", "--test", "it", "--no-run"]);
    cargo.args(["--message-format", "json-render-diagnostics"]);
    let messages = process::read(&mut cargo, "read the first error of rustc above; it names file and line")?;
    let package = paths.file("crates/receiver");
    let tests = test_binary(&messages, &package.join("tests/it/main.rs")).ok_or_else(|| {
        Fault::new("cargo built no tests of the receiver", package.display(), "they are in tests/it")
    })?;
    let server = tools.postgres()?.start(paths)?;
    process::say("The tests of tests/it/sqlite.rs are not for PostgreSQL; those it ignores elsewhere are");
    let mut run = process::program(tests, &package);
    run.args(["--include-ignored", "--skip", "sqlite::"]).env("SAMTYCKE_TEST_POSTGRES", server.url());
    run.env("SAMTYCKE_TEST_POSTGRES_PROGRAMS", server.programs());
    process::run(&mut run, "the failing test is named above, with its message")
}

/// The test program that was made of that file, in cargo's JSON messages.
fn test_binary(messages: &str, source: &Path) -> Option<PathBuf> {
    messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).find_map(|message| {
        let made_of = message.pointer("/target/src_path")?.as_str()?;
        let executable = message.get("executable")?.as_str()?;
        (Path::new(made_of) == source).then(|| PathBuf::from(executable))
    })
}

fn check_packs(paths: &Paths, tools: &Tools) -> Result<()> {
    let samtycke = Samtycke::build(paths, tools)?;
    // Every pack, so that one run shows all that is wrong.
    let mut first = None;
    for pack in packs::all(paths)? {
        process::say(&format!("samtycke check packs/{}", pack.id));
        if let Err(fault) = samtycke.check(&pack.folder) {
            eprintln!("{fault}");
            first.get_or_insert(fault);
        }
    }
    first.map_or(Ok(()), Err)
}

fn wasm(tools: &Tools) -> Result<()> {
    process::run(
        tools
            .cargo()?
            .args(["test", "-p", "samtycke-widget", "--target", WASM])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("CHROMEDRIVER", &tools.browser()?.driver)
            // Seconds for a whole file; the runner's own 20 are short where two cores do everything.
            .env("WASM_BINDGEN_TEST_TIMEOUT", "180")
            // And for the driver to answer at all: its own 5 are short as well.
            .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60"),
        "the failing test is named above; a driver that does not start: are chromium and chromium-driver of one version?",
    )
}

fn end_to_end(paths: &Paths, tools: &Tools) -> Result<()> {
    // Nothing is built twice; alone, this part must not test yesterday's build.
    let samtycke = site::build(paths, tools, StdBuild::Smallest)?.samtycke;
    let made = Provenance::of(paths)?;
    let package = npm_package::build(paths, StdBuild::Smallest, &made)?;
    let hosts = hosts::build(paths, tools)?;
    let examples = Examples::ready(paths, tools)?;
    let folder = paths.file("tests/e2e");
    let tests: Vec<_> = files::entries(&folder)?
        .into_iter()
        .filter(|file| file.extension().is_some_and(|end| end == "mjs"))
        .collect();
    if tests.is_empty() {
        return Err(Fault::new(
            "there are no end-to-end tests",
            folder.display(),
            "each is a file *.mjs in there",
        ));
    }
    let mut node = tools.program("node")?;
    process::run(
        examples
            .name_to(&mut node)
            // Node.js 20 takes this as a limit for a whole file; tests have their own in support/world.mjs.
            .args(["--test", "--test-reporter=spec", "--test-timeout=3600000"])
            .args(tests.iter().map(|test| paths.short(test)))
            .env("SAMTYCKE_BIN", &samtycke.binary)
            .env("SAMTYCKE_DEMO", paths.demo())
            .env("SAMTYCKE_HOSTS", hosts)
            .env("SAMTYCKE_NPM", package)
            .env("SAMTYCKE_XTASK", own_program()?)
            .env("CHROMIUM", &tools.browser()?.chromium),
        "the failing test is named above; pictures of what it saw are in tests/e2e/screenshots",
    )
}

/// What the docs say of `cargo xtask` is compared with its help.
fn own_program() -> Result<PathBuf> {
    std::env::current_exe().map_err(|error| {
        Fault::new(format!("could not find this program: {error}"), "xtask", "run it as `cargo xtask test`")
    })
}

/// The table at the end.
struct Summary<'a>(&'a Results);

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:8} {:8} {:>8}", "part", "result", "seconds")?;
        for (part, outcome, seconds) in self.0 {
            let said = match outcome {
                Outcome::Passed => "passed",
                Outcome::Failed => "FAILED",
                Outcome::NotRun => "not run",
            };
            writeln!(f, "{:8} {said:8} {seconds:>8.1}", part.name())?;
        }
        let total: f64 = self.0.iter().map(|(_, _, seconds)| seconds).sum();
        write!(f, "{:8} {:8} {total:>8.1}", "", "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_on_after_a_failure_but_not_where_it_matters() {
        let mut ran = Vec::new();
        let results = run_all(&[Part::Fmt, Part::Dist, Part::E2e], |part| {
            ran.push(part);
            Err(Fault::new("broken", "here", "mend it"))
        });
        assert_eq!(ran, [Part::Fmt, Part::Dist]);
        let table = Summary(&results).to_string();
        assert!(table.contains("dist     FAILED") && table.contains("e2e      not run"), "{table}");
    }

    #[test]
    fn parts_are_named_as_on_the_command_line() {
        for part in Part::value_variants() {
            let named = Part::from_str(part.name(), false);
            assert_eq!(named.ok(), Some(*part));
        }
    }
}
