//! `cargo xtask tables`: the numbers in the docs, from what was weighed and measured.
//!
//! A block of a page between `<!-- NAME: cargo xtask tables -->` and `<!-- end -->` is written here. In `sizes` people write
//! rows and words, and only the numbers come from `dist/sizes.json`; `account` and `measured` are made as a whole.

use std::{collections::BTreeMap, fs, path::Path};

use clap::Args;
use serde::de::DeserializeOwned;

use crate::{
    fault::{At, Fault, Result},
    paths::Paths,
    process, size,
    surfaces::SURFACES,
    tables::{measured::Run, weighed::Weighed},
    widget,
};

mod account;
mod measured;
mod weighed;

const SIZES: &str = "dist/sizes.json";
const RUN: &str = "bench/results/page.json";
const SIZE: &str = "docs/size.md";
const COMPARISON: &str = "docs/comparison.md";

const MARK: &str = ": cargo xtask tables -->";
const END: &str = "<!-- end -->";

/// Writes the docs' tables of sizes and times anew
///
/// docs/size.md from dist/sizes.json and the widget's files as `cargo xtask dist` has left them, docs/comparison.md from
/// bench/results/page.json. Run it after either was made anew.
#[derive(Args)]
pub(crate) struct Options {}

/// Does it.
pub(crate) fn run(paths: &Paths) -> Result<()> {
    let weighed: Weighed = read(paths, SIZES, "run `cargo xtask dist` first")?;
    let modules = modules(paths)?;
    let run: Run = read(paths, RUN, "run `cargo xtask bench page` first")?;
    write(paths, SIZE, |name, old| match name {
        "sizes" => weighed.filled(old),
        "account" => account::table(&modules, &weighed),
        name => Err(unknown(name)),
    })?;
    write(paths, COMPARISON, |name, _| match name {
        "measured" => Ok(run.table()),
        "faster" => Ok(run.faster()),
        name => Err(unknown(name)),
    })
}

/// The bytes of code by module, in each file of wasm that policy and agreement load.
fn modules(paths: &Paths) -> Result<Vec<(&'static str, BTreeMap<String, usize>)>> {
    let files = SURFACES.iter().find(|surface| surface.name == account::SURFACE).map(|surface| surface.files);
    let pieces = files.unwrap_or_default().iter().filter_map(|file| file.strip_suffix(".wasm"));
    let read = |piece: &'static str| {
        let name = if piece == "widget_bg" { "main" } else { piece };
        Ok((name, size::modules_of(paths, &widget::named(paths).join(name).with_extension("wasm"), 2)?))
    };
    pieces.map(read).collect()
}

fn read<T: DeserializeOwned>(paths: &Paths, file: &str, remedy: &str) -> Result<T> {
    let path = paths.file(file);
    let text = fs::read_to_string(&path).map_err(|error| Fault::new(error.to_string(), file, remedy))?;
    serde_json::from_str(&text).map_err(|error| Fault::new(error.to_string(), file, remedy))
}

fn write(paths: &Paths, page: &str, block: impl FnMut(&str, &str) -> Result<String>) -> Result<()> {
    let path = paths.file(page);
    let old = fs::read_to_string(&path).at("read", &path)?;
    let new = rewritten(&old, Path::new(page), block)?;
    if new != old {
        fs::write(&path, new).at("write", &path)?;
        process::say(&format!("{page} is written anew"));
    }
    Ok(())
}

/// The page with each of its blocks replaced.
fn rewritten(
    page: &str,
    place: &Path,
    mut block: impl FnMut(&str, &str) -> Result<String>,
) -> Result<String> {
    let mut new = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(MARK) {
        let Some((block_text, after)) = after.split_once(END) else {
            return Err(Fault::new(
                "a block has no end",
                place.display(),
                format!("write `{END}` after its table"),
            ));
        };
        let name = before.rsplit_once("<!-- ").map_or("", |(_, name)| name);
        new.push_str(before);
        new.push_str(MARK);
        new.push_str(&block(name, block_text)?);
        new.push_str(END);
        rest = after;
    }
    new.push_str(rest);
    Ok(new)
}

fn unknown(name: &str) -> Fault {
    Fault::new(format!("nothing is known of a block {name:?}"), "docs", "name it as xtask/src/tables.rs does")
}

/// A row of a Markdown table.
fn row(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<_> = cells.into_iter().collect();
    format!("| {} |\n", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_in_a_block_is_written_anew() {
        let page = "before\n<!-- a: cargo xtask tables -->\n1\n<!-- end -->\nbetween\n<!-- b: cargo xtask tables -->2<!-- end -->";
        let new = rewritten(page, Path::new("x.md"), |name, old| Ok(format!("\n{name} of {}\n", old.trim())));
        let expected = "before\n<!-- a: cargo xtask tables -->\na of 1\n<!-- end -->\nbetween\n<!-- b: cargo xtask tables -->\nb of 2\n<!-- end -->";
        assert_eq!(new.unwrap_or_default(), expected);
        assert!(
            rewritten("<!-- a: cargo xtask tables -->", Path::new("x.md"), |_, _| Ok(String::new())).is_err()
        );
    }

    /// Whoever commits another run writes the tables anew. What the sizes say is compared in tests/e2e/docs.test.mjs,
    /// where there is a build to compare it with.
    #[test]
    fn the_comparison_says_what_was_measured() -> Result<()> {
        let paths = Paths::find();
        let run: Run = read(&paths, RUN, "")?;
        let page = fs::read_to_string(paths.file(COMPARISON)).at("read", &paths.file(COMPARISON))?;
        let mut blocks = Vec::new();
        let new = rewritten(&page, Path::new(COMPARISON), |name, _| {
            blocks.push(name.to_owned());
            Ok(if name == "measured" { run.table() } else { run.faster() })
        })?;
        assert_eq!(blocks, ["measured", "faster"]);
        assert_eq!(new, page, "run `cargo xtask tables`");
        Ok(())
    }
}
