//! `cargo xtask dist`: what sites host, and what it weighs.

use clap::Args;

use crate::{
    crates,
    fault::Result,
    files, front,
    limits::{self, CORE},
    npm_package, packs,
    paths::Paths,
    process,
    provenance::Provenance,
    setup::Tools,
    site,
    sizes::Sizes,
    std_build::{StdBuild, StdSwitch},
    surfaces,
};

/// Builds dist/embed, the files a site hosts, and dist/npm, the package; says what each file weighs
///
/// dist/embed gets the glue of the widget, the pieces of its wasm, its style sheets, the gate and its types; dist/npm the same with what
/// an application imports; dist/crates what a site's own server in Rust takes; dist/packs the sample
/// packs as published, each with its verify page; dist/verify that page alone; dist/themes the ready themes; dist/demo a site that uses all of it. Each file's size, raw, gzip 9 and brotli 11, its SRI hash, and
/// what a page loads for each view, are printed and written to dist/sizes.json, with limits and goals, the commit and the tools. It fails where something weighs more than it may.
#[derive(Args)]
pub(crate) struct Options {
    #[command(flatten)]
    std: StdSwitch,
}

/// Does it.
pub(crate) fn run(paths: &Paths, options: &Options) -> Result<()> {
    let std = options.std.choice();
    let tools = Tools::ready(paths, std.needs())?;
    build(paths, &tools, std)
}

/// Does it with tools that are ready.
pub(crate) fn build(paths: &Paths, tools: &Tools, std: StdBuild) -> Result<()> {
    let site = site::build(paths, tools, std)?;
    let published = packs::publish(paths, &site.samtycke, &paths.packs(), None)?;
    process::say("Weighing what a site hosts");
    let mut measured = files::under(&paths.embed())?;
    // No browser loads them.
    measured.retain(|file| !file.ends_with(site::TYPES) && !file.ends_with(site::README));
    for folder in &published {
        let embeds = files::entries(folder)?.into_iter().filter(|file| limits::is_embed(file));
        measured.extend(embeds);
    }
    measured.extend(files::entries(&paths.file("dist").join(surfaces::LATER))?);
    let core = paths.file("dist").join(CORE);
    files::empty(&paths.file("dist/weighed"))?;
    site.samtycke.core_gate(&core)?;
    measured.push(core);
    let made = Provenance::of(paths)?;
    npm_package::build(paths, std, &made)?;
    crates::package(paths, tools)?;
    let sizes = Sizes::of(paths, std, &made, &measured)?;
    sizes.write(&paths.file("dist/sizes.json"))?;
    front::numbers(paths)?;
    println!("\n{sizes}");
    println!("written to dist/sizes.json");
    sizes.hold_files()?;
    sizes.hold_surfaces()
}
