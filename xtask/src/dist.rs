//! `cargo xtask dist`: what sites host, and what it weighs.

use clap::Args;

use crate::{
    fault::Result,
    files, packs,
    paths::Paths,
    process,
    setup::Tools,
    site,
    sizes::{self, Sizes},
    std_build::{StdBuild, StdSwitch},
};

/// The gate's code alone: made to be weighed, not to be hosted.
const CORE: &str = "weighed/gate-core.js";
/// What the most used cookie banner needs without its interface, in bytes of brotli 11.
const CORE_LIMIT: usize = 4079;

/// Builds dist/embed, the files a site hosts, and says what each weighs
///
/// dist/embed gets the glue and the wasm of the widget, its style sheet, the gate and its types; dist/packs the sample
/// packs as published, each with its verify page; dist/verify that page alone; dist/demo a site that uses all of it. Each file's size, raw, gzip 9 and brotli 11, and its SRI hash are
/// printed and written to dist/sizes.json.
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
    // Nobody's browser loads it.
    measured.retain(|file| !file.ends_with(site::TYPES));
    for folder in &published {
        let embeds = files::entries(folder)?.into_iter().filter(|file| sizes::is_embed(file));
        measured.extend(embeds);
    }
    let core = paths.file("dist").join(CORE);
    files::empty(&paths.file("dist/weighed"))?;
    site.samtycke.core_gate(&core)?;
    measured.push(core);
    let sizes = Sizes::of(paths, std, &measured)?;
    sizes.write(&paths.file("dist/sizes.json"))?;
    println!("\n{sizes}");
    println!("written to dist/sizes.json");
    sizes.hold(CORE, CORE_LIMIT)
}
