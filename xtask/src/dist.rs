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

/// Builds dist/embed, the files a site hosts, and says what each weighs
///
/// dist/embed gets the glue and the wasm of the widget, its style sheet and the gate; dist/packs the sample packs as
/// published; dist/demo a site that uses both. Each file's size, raw, gzip 9 and brotli 11, and its SRI hash are
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
    for folder in &published {
        let embeds = files::entries(folder)?.into_iter().filter(|file| sizes::is_embed(file));
        measured.extend(embeds);
    }
    let sizes = Sizes::of(paths, std, &measured)?;
    sizes.write(&paths.file("dist/sizes.json"))?;
    println!("\n{sizes}");
    println!("written to dist/sizes.json");
    Ok(())
}
