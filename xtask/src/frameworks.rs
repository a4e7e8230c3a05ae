//! What the examples in React and Vue take from npm, in a folder of theirs; one of it is our own package.

use crate::{
    fault::Result, node, npm_package, paths::Paths, process, provenance::Provenance, stamp::Stamp,
    std_build::StdBuild,
};

/// The folder with their lock file, and the examples in it.
const FOLDER: &str = "examples";
/// What decides what is installed: the last two are what our own package is made of, but for the widget's files.
const INPUTS: [&str; 6] = [
    "examples/package.json",
    "examples/package-lock.json",
    "examples/react/package.json",
    "examples/vue/package.json",
    "npm",
    "gate/samtycke.d.ts",
];

/// Installs it; quick when that was done.
pub(crate) fn packages(paths: &Paths) -> Result<()> {
    node::ready(paths)?;
    let folder = paths.file(FOLDER);
    let stamp = Stamp::of(paths, "example-packages", &INPUTS.map(|input| paths.file(input)), &[])?;
    if stamp.holds(&[&folder.join("node_modules/vite"), &folder.join("node_modules/samtycke")]) {
        return Ok(());
    }
    stamp.lift()?;
    npm_package::build(paths, StdBuild::Smallest, &Provenance::of(paths)?)?;
    process::say("Installing the npm packages of examples/");
    process::run(
        process::program("npm", &folder).args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--fetch-retries=5",
        ]),
        "read npm's own message above; by hand: `npm ci` in examples/",
    )?;
    stamp.set()
}
