//! `dist/crates`: what a site's own server in Rust takes, as it would be published.

use crate::{
    fault::{Fault, Result},
    files,
    paths::Paths,
    process,
    setup::Tools,
};

/// Those with `publish = true`: the first for others to use, the rest because it is made of them.
const PUBLISHED: [&str; 5] =
    ["samtycke-site", "samtycke-pack", "samtycke-record", "samtycke-log", "samtycke-words"];

/// Packages them, without building each again: a test of ours does.
pub(crate) fn package(paths: &Paths, tools: &Tools) -> Result<()> {
    let (out, target) = (paths.file("dist/crates"), paths.file("target"));
    process::say("Packaging the crates of a site's own server into dist/crates");
    files::empty(&out)?;
    let mut cargo = tools.cargo()?;
    cargo.args(["package", "--quiet", "--no-verify", "--allow-dirty", "--target-dir"]).arg(&target);
    cargo.args(PUBLISHED.iter().flat_map(|name| ["--package", name]));
    process::run(
        &mut cargo,
        "read cargo's message above: a path dependency needs its version in [workspace.dependencies]",
    )?;
    let name = |krate: &str| format!("{krate}-{}.crate", env!("CARGO_PKG_VERSION"));
    for krate in PUBLISHED.map(name) {
        let made = target.join("package").join(&krate);
        if !made.is_file() {
            return Err(Fault::new(
                "cargo packaged no such crate",
                made.display(),
                "its version is the workspace's",
            ));
        }
        files::copy(&made, &out.join(&krate))?;
    }
    Ok(())
}
