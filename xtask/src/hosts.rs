//! `target/hosts`: what the end-to-end tests' host pages need built. One of them is a Yew app of its own.

use std::path::PathBuf;

use crate::{fault::Result, files, paths::Paths, process, rust::WASM, setup::Tools};

/// The page's crate, and what cargo makes of it.
const PACKAGE: &str = "samtycke-host-yew";
const WASM_FILE: &str = "samtycke_host_yew.wasm";

/// Builds it; the folder is what the tests get as `SAMTYCKE_HOSTS`.
pub(crate) fn build(paths: &Paths, tools: &Tools) -> Result<PathBuf> {
    let folder = paths.hosts();
    process::say(&format!(
        "Building the host page that is a Yew app into {}",
        paths.short(&folder).display()
    ));
    let target = paths.file("target");
    // Nothing of it is weighed: the quickest build will do.
    process::run(
        tools.cargo()?.args(["build", "-p", PACKAGE, "--target", WASM, "--target-dir"]).arg(&target),
        "read the first error of rustc above; the page is in tests/hosts/yew",
    )?;
    let out = folder.join("yew");
    files::empty(&out)?;
    process::run(
        tools
            .program("wasm-bindgen")?
            .args(["--target", "web", "--no-typescript", "--out-dir"])
            .arg(&out)
            .arg(target.join(WASM).join("debug").join(WASM_FILE)),
        "wasm-bindgen must be of the library's version in Cargo.lock",
    )?;
    Ok(folder)
}
