//! The wasm in its pieces, and its glue: one way for demo, tests and dist.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    cut::{self, MAIN},
    fault::{At, Fault, Result},
    files,
    paths::Paths,
    process,
    rust::{self, WASM},
    setup::Tools,
    short_names,
    stamp::Stamp,
    std_build::{StdBuild, cargo_home},
};

/// The module that the gate imports.
pub(crate) const GLUE: &str = "samtycke_widget.js";
/// The wasm that the gate hands to it.
const WASM_FILE: &str = "samtycke_widget_bg.wasm";
/// The binary in Cargo.toml.
const BINARY: &str = "samtycke_widget";
/// The profile in Cargo.toml.
const PROFILE: &str = "embed";

/// What Yew's names on elements begin with, and what ours begin with instead.
const YEW_NAMES: &str = "__yew_";
const OWN_NAMES: &str = "__samtycke_";

/// Size first: `-Oz` makes less, which compresses worse. Not `--directize`: most of the table is filled later, by pieces.
const WASM_OPT: [&str; 6] = [
    "--flatten",
    "--rereloop",
    "-Os",
    "--converge",
    "--strip-producers",
    // The names of functions, for `cargo xtask size`; what is hosted has none.
    "--debuginfo",
];

/// All that the build reads; a new dependency of the root crate on a crate of ours belongs here too.
const INPUTS: [&str; 14] = [
    "Cargo.toml",
    "Cargo.lock",
    "package-lock.json",
    "build.rs",
    "languages",
    "src",
    "crates/html",
    "crates/record",
    "crates/pack",
    "crates/pieces",
    "crates/words",
    "xtask/src/cut.rs",
    "xtask/src/short_names.rs",
    "xtask/src/widget.rs",
];

/// The glue, not yet minified, and the wasm's files by the names that a site hosts them under.
pub(crate) struct Widget {
    pub(crate) glue: PathBuf,
    pub(crate) wasm: Vec<PathBuf>,
}

/// Builds the widget into a folder of xtask's own, unless nothing changed.
pub(crate) fn build(paths: &Paths, tools: &Tools, std: StdBuild) -> Result<Widget> {
    let folder = paths.notes().join("widget");
    let widget = || -> Result<Widget> {
        let wasm = files::entries(&folder)?
            .into_iter()
            .filter(|file| file.extension().is_some_and(|is| is == "wasm"));
        Ok(Widget { glue: folder.join(GLUE), wasm: wasm.collect() })
    };
    let stamp = stamp(paths, std)?;
    if stamp.holds(&[&folder.join(GLUE), &folder.join(WASM_FILE)]) {
        process::say("The widget is up to date");
        return widget();
    }
    stamp.lift()?;
    files::empty(&folder)?;
    let whole = cargo(paths, tools, std)?;
    no_machine_paths(paths, &whole)?;
    let cut = cut::cut(&whole, &paths.notes().join("cut"))?;
    let bound = paths.notes().join("bound");
    glue(tools, &cut, &bound)?;
    short_names::shorten(&bound.join(GLUE), &bound.join(WASM_FILE))?;
    files::copy(&bound.join(GLUE), &folder.join(GLUE))?;
    own_names(paths, &folder.join(GLUE))?;
    no_snippets(paths, &bound)?;
    files::empty(&named(paths))?;
    for (name, file) in &cut {
        let (from, to) = match *name {
            MAIN => (bound.join(WASM_FILE), folder.join(WASM_FILE)),
            name => (file.clone(), folder.join(format!("samtycke_{name}.wasm"))),
        };
        optimise(tools, &from, &named(paths).join(format!("{name}.wasm")), &to)?;
    }
    stamp.set()?;
    widget()
}

/// The folder with the same files, but that their functions have names.
pub(crate) fn named(paths: &Paths) -> PathBuf {
    paths.notes().join("named")
}

fn stamp(paths: &Paths, std: StdBuild) -> Result<Stamp> {
    let inputs = INPUTS.map(|input| paths.file(input));
    let environment = std.environment(paths)?;
    let compiler = rust::version(paths)?;
    let mut manner = vec![compiler.as_str(), OWN_NAMES];
    manner.extend(environment.iter().flat_map(|(name, value)| [*name, value.as_str()]));
    Stamp::of(paths, "widget", &inputs, &manner)
}

/// The whole wasm, linked so that it can be cut.
fn cargo(paths: &Paths, tools: &Tools, std: StdBuild) -> Result<PathBuf> {
    process::say(&format!("Building the widget, {} std (a minute or two at first)", std.name()));
    let mut cargo = tools.cargo()?;
    cargo.args([
        "build",
        "--locked",
        "--package",
        "samtycke-widget",
        "--bin",
        BINARY,
        "--target",
        WASM,
        "--profile",
        PROFILE,
    ]);
    process::run(
        std.apply(&mut cargo, paths)?,
        "read the first error above: of rustc, in src/, crates/record, crates/pack or crates/pieces; of cargo: no network, or a Cargo.lock that `cargo check` must bring up to date first",
    )?;
    Ok(std.folder(paths).join(WASM).join(PROFILE).join(BINARY).with_extension("wasm"))
}

/// wasm-bindgen, over the piece that everything is called through.
fn glue(tools: &Tools, cut: &BTreeMap<&'static str, PathBuf>, folder: &Path) -> Result<()> {
    let Some(main) = cut.get(MAIN) else { return Ok(()) };
    files::empty(folder)?;
    let mut bindgen = tools.program("wasm-bindgen")?;
    // The pieces are linked through the table that the linker made.
    bindgen.args(["--target", "web", "--no-typescript", "--omit-default-module-path", "--keep-lld-exports"]);
    bindgen.args(["--out-name", BINARY, "--out-dir"]).arg(folder).arg(main);
    process::run(&mut bindgen, "wasm-bindgen must be of the library's version in Cargo.lock")
}

fn optimise(tools: &Tools, from: &Path, named: &Path, to: &Path) -> Result<()> {
    let run = |arguments: &[&str], from: &Path, to: &Path| {
        let mut optimise = tools.program("wasm-opt")?;
        optimise.args(arguments).arg(from).arg("-o").arg(to);
        process::run(&mut optimise, "wasm-opt comes with the npm package binaryen: `npm ci`")
    };
    run(&WASM_OPT, from, named)?;
    // Only now: what it is written for must be known to read it again.
    run(&["--strip-debug", "--strip-target-features"], named, to)
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
fn no_snippets(paths: &Paths, folder: &Path) -> Result<()> {
    let snippets = folder.join("snippets");
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
