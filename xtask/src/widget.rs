//! The wasm and its glue, by Trunk: one way for demo, tests and dist.
//!
//! The same build also lays out the demo's pages, because that is what Trunk is for: `index.html` says both.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    fault::{At, Fault, Result},
    files,
    paths::Paths,
    process,
    rust::{self, WASM},
    setup::Tools,
    stamp::Stamp,
    std_build::{StdBuild, cargo_home},
};

/// The module that the gate imports.
pub(crate) const GLUE: &str = "samtycke_widget.js";
/// The wasm that the gate hands to it.
pub(crate) const WASM_FILE: &str = "samtycke_widget_bg.wasm";

/// What Yew's names on elements begin with, and what ours begin with instead.
const YEW_NAMES: &str = "__yew_";
const OWN_NAMES: &str = "__samtycke_";

/// All that Trunk's build reads; a new dependency of the root crate on a crate of ours belongs here too.
const INPUTS: [&str; 9] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "index.html",
    "package-lock.json",
    "src",
    "demo",
    "crates/record",
    "crates/pack",
];

/// The glue and the wasm as Trunk left them, not yet minified.
pub(crate) struct Widget {
    pub(crate) glue: PathBuf,
    pub(crate) wasm: PathBuf,
}

/// Builds the widget into a folder of xtask's own and the demo's pages into `dist/demo`, unless nothing changed.
pub(crate) fn build(paths: &Paths, tools: &Tools, std: StdBuild) -> Result<Widget> {
    let folder = paths.notes().join("widget");
    let widget = Widget { glue: folder.join(GLUE), wasm: folder.join(WASM_FILE) };
    let stamp = stamp(paths, std)?;
    let page = paths.demo().join("index.html");
    if stamp.holds(&[&widget.glue, &widget.wasm, &page]) {
        process::say("The widget is up to date");
        return Ok(widget);
    }
    stamp.lift()?;
    fetch(paths, tools, std)?;
    trunk(paths, tools, std)?;
    files::empty(&folder)?;
    take(paths, GLUE, &widget.glue)?;
    take(paths, WASM_FILE, &widget.wasm)?;
    own_names(paths, &widget.glue)?;
    no_fourth_file(paths)?;
    no_machine_paths(paths, &widget.wasm)?;
    stamp.set()?;
    Ok(widget)
}

fn stamp(paths: &Paths, std: StdBuild) -> Result<Stamp> {
    let inputs = INPUTS.map(|input| paths.file(input));
    let environment = std.environment(paths)?;
    let compiler = rust::version(paths)?;
    let mut manner = vec![compiler.as_str(), OWN_NAMES];
    manner.extend(environment.iter().flat_map(|(name, value)| [*name, value.as_str()]));
    Stamp::of(paths, "widget", &inputs, &manner)
}

/// Trunk is told to stay offline, and tells cargo so too: what they read must be here before.
fn fetch(paths: &Paths, tools: &Tools, std: StdBuild) -> Result<()> {
    process::say("Fetching the widget's dependencies");
    process::run(
        std.apply(tools.cargo()?.args(["fetch", "--locked", "--target", WASM]), paths)?,
        "read cargo's message above: no network, or a Cargo.lock that `cargo check` must bring up to date first",
    )
}

fn trunk(paths: &Paths, tools: &Tools, std: StdBuild) -> Result<()> {
    process::say(&format!(
        "Building the widget and the demo's pages with Trunk, {} std (a minute or two at first)",
        std.name()
    ));
    let mut trunk = tools.program("trunk")?;
    // Trunk takes NO_COLOR for a yes-or-no flag and trips over its usual "1"; a backtrace of Trunk helps no one.
    trunk.arg("build").env_remove("NO_COLOR").env("RUST_BACKTRACE", "0");
    process::run(
        std.apply(&mut trunk, paths)?,
        "read the first error above: an error of rustc is in src/, crates/record or crates/pack; one of Trunk's own in index.html or Trunk.toml",
    )
}

/// Moves a file out of the demo's root: the demo has it where every host has it, beside a pack's embed.
fn take(paths: &Paths, name: &str, to: &Path) -> Result<()> {
    let from = paths.demo().join(name);
    if !from.is_file() {
        return Err(Fault::new(
            format!("Trunk made no {name}"),
            paths.short(&from).display(),
            "index.html must have `<link data-trunk rel=\"rust\" data-bin=\"samtycke_widget\">`, and Cargo.toml that [[bin]]",
        ));
    }
    files::copy(&from, to)?;
    fs::remove_file(&from).at("move", &from)
}

/// Yew keeps numbers on elements as properties of theirs. A page that is a Yew application itself would take ours for
/// its own and call its handlers.
fn own_names(paths: &Paths, glue: &Path) -> Result<()> {
    let text = fs::read_to_string(glue).at("read", glue)?;
    if !text.contains(YEW_NAMES) {
        return Err(Fault::new(
            format!("the widget's glue has no {YEW_NAMES} any more"),
            paths.short(glue).display(),
            "see how this version of Yew marks elements, and give ours another name in xtask/src/widget.rs",
        ));
    }
    fs::write(glue, text.replace(YEW_NAMES, OWN_NAMES)).at("write", glue)
}

/// The gate loads glue, wasm and styles; a snippet that the glue imports would be missing on every site.
fn no_fourth_file(paths: &Paths) -> Result<()> {
    let snippets = paths.demo().join("snippets");
    if !snippets.exists() {
        return Ok(());
    }
    Err(Fault::new(
        "the widget's glue imports JavaScript snippets, which the gate does not load",
        paths.short(&snippets).display(),
        "take `inline_js` or `module = …` out of the widget's #[wasm_bindgen], or the dependency that brings it",
    ))
}

/// What sites host must not tell where it was built.
fn no_machine_paths(paths: &Paths, wasm: &Path) -> Result<()> {
    let bytes = fs::read(wasm).at("read", wasm)?;
    let folders = [Some(paths.root.clone()), cargo_home(), rust::source(paths).ok()];
    for folder in folders.into_iter().flatten() {
        let name = folder.as_os_str().as_encoded_bytes();
        if bytes.windows(name.len().max(1)).any(|window| window == name) {
            return Err(Fault::new(
                format!("the wasm contains the path {}", folder.display()),
                paths.short(wasm).display(),
                "add a --remap-path-prefix to xtask/src/std_build.rs",
            ));
        }
    }
    Ok(())
}
