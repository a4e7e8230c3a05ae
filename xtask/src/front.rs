//! What the demonstration's pages show beside themselves: the ready themes, and what was measured and weighed.

use std::fs;

use crate::{
    fault::{At, Result},
    files,
    paths::Paths,
};

/// The ready themes, from `themes/` to `dist/themes` and to the demonstration.
pub(crate) fn themes(paths: &Paths) -> Result<()> {
    for out in [paths.file("dist/themes"), paths.demo().join("demo/themes")] {
        files::empty(&out)?;
        for theme in files::entries(&paths.file("themes"))? {
            if let Some(name) = theme.file_name() {
                files::copy(&theme, &out.join(name))?;
            }
        }
    }
    Ok(())
}

/// The numbers, as far as there are any: the front page says which command makes them.
pub(crate) fn numbers(paths: &Paths) -> Result<()> {
    let out = paths.demo().join("demo/figures");
    fs::create_dir_all(&out).at("create", &out)?;
    for (from, name) in [("bench/results/page.json", "page.json"), ("dist/sizes.json", "sizes.json")] {
        let from = paths.file(from);
        if from.is_file() {
            files::copy(&from, &out.join(name))?;
        }
    }
    Ok(())
}
