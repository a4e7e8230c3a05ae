//! Parts of the Rust toolchain itself.

use std::path::PathBuf;

use crate::{fault::Result, paths::Paths, process};

/// What browsers run.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The compiled standard library for the browser.
pub(crate) fn wasm_target(paths: &Paths) -> Result<()> {
    if sysroot(paths)?.join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    rustup(paths, &["target", "add", WASM], "the standard library compiled for wasm", "")
}

/// The standard library's sources, from which the smallest one is built.
pub(crate) fn rust_source(paths: &Paths) -> Result<()> {
    if source(paths)?.join("library/std/Cargo.toml").is_file() {
        return Ok(());
    }
    rustup(
        paths,
        &["component", "add", "rust-src"],
        "the standard library's sources",
        "; `--plain-std` does without them",
    )
}

/// Where those sources are.
pub(crate) fn source(paths: &Paths) -> Result<PathBuf> {
    Ok(sysroot(paths)?.join("lib/rustlib/src/rust"))
}

/// What rustc calls itself, with its version.
pub(crate) fn version(paths: &Paths) -> Result<String> {
    process::read(process::program("rustc", &paths.root).arg("-vV"), "install Rust with rustup")
}

fn sysroot(paths: &Paths) -> Result<PathBuf> {
    let printed = process::read(
        process::program("rustc", &paths.root).args(["--print", "sysroot"]),
        "install Rust with rustup",
    )?;
    Ok(PathBuf::from(printed.trim()))
}

fn rustup(paths: &Paths, arguments: &[&str], what: &str, otherwise: &str) -> Result<()> {
    process::say(&format!("Installing {what}"));
    let typed = arguments.join(" ");
    process::run(
        process::program("rustup", &paths.root).args(arguments),
        &format!(
            "by hand: `rustup {typed}`; without rustup, {what} from wherever this rustc came from{otherwise}"
        ),
    )
}
