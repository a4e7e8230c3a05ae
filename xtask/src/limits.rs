//! What single files may weigh, and are to weigh, in bytes of brotli 11.

use std::path::Path;

/// Of one file of `dist`.
pub(crate) struct Limit {
    pub(crate) file: &'static str,
    /// More fails the build: what it weighs today, rounded up, but never above what is promised of it.
    pub(crate) most: usize,
    /// What it is to weigh.
    pub(crate) goal: Option<usize>,
}

/// The gate's code alone: made to be weighed, not to be hosted.
pub(crate) const CORE: &str = "weighed/gate-core.js";
/// What the most used cookie banner needs without its interface.
const CORE_GOAL: usize = 4079;
/// One language, banner, styles and four categories (with six services and Global Privacy Control): below what the smallest
/// peers with blocking and preferences need, and near those without either.
const ONE_LANGUAGE: usize = 7500;

/// Every embed of every sample pack has one.
const LIMITS: [Limit; 13] = [
    Limit { file: CORE, most: CORE_GOAL, goal: Some(CORE_GOAL) },
    several("packs/nordlunda/embed.js", 7_750),
    one("packs/nordlunda/embed.en.js", ONE_LANGUAGE),
    one("packs/nordlunda/embed.sv.js", ONE_LANGUAGE),
    several("packs/prognosvik/embed.js", 7_800),
    one("packs/prognosvik/embed.en.js", ONE_LANGUAGE),
    one("packs/prognosvik/embed.sv.js", ONE_LANGUAGE),
    several("packs/skyltljus/embed.js", 8_400),
    one("packs/skyltljus/embed.en.js", 8_000),
    one("packs/skyltljus/embed.sv.js", 8_150),
    several("packs/vagthavn/embed.js", 7_750),
    one("packs/vagthavn/embed.da.js", ONE_LANGUAGE),
    one("packs/vagthavn/embed.en.js", ONE_LANGUAGE),
];

const fn one(file: &'static str, most: usize) -> Limit {
    Limit { file, most, goal: Some(ONE_LANGUAGE) }
}

const fn several(file: &'static str, most: usize) -> Limit {
    Limit { file, most, goal: None }
}

/// The limit of a file of `dist`, if it has one.
pub(crate) fn of(file: &str) -> Option<&'static Limit> {
    LIMITS.iter().find(|limit| limit.file == file)
}

/// The files that have one.
#[cfg(test)]
pub(crate) fn files() -> impl Iterator<Item = &'static str> {
    LIMITS.iter().map(|limit| limit.file)
}

/// A file that must have a limit and has none, or else a limit of a file that isn't there.
pub(crate) fn amiss(files: &[&str]) -> Option<String> {
    let without = files.iter().find(|file| must(file) && of(file).is_none());
    let unlimited = without.map(|file| format!("{file} has no limit"));
    let stale = LIMITS.iter().find(|limit| !files.contains(&limit.file));
    unlimited.or_else(|| stale.map(|limit| format!("there is no {} to weigh", limit.file)))
}

/// What a page includes.
fn must(file: &str) -> bool {
    file == CORE || is_embed(Path::new(file))
}

/// Whether a page includes this file of a published pack: `embed.js` or `embed.<lang>.js`.
pub(crate) fn is_embed(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.starts_with("embed.") && name.ends_with(".js")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embeds_are_told_from_other_files() {
        let embed = |name| is_embed(Path::new(name));
        assert!(embed("a/embed.js") && embed("embed.da.js"));
        assert!(!embed("pack.json") && !embed("embed.js.map") && !embed("widget.js"));
    }

    #[test]
    fn an_embed_without_a_limit_is_found_and_so_is_a_limit_without_its_file() {
        let all: Vec<_> = files().collect();
        let amiss_with = |more| amiss(&files().chain([more]).collect::<Vec<_>>());
        assert_eq!((amiss(&all), amiss_with("embed/gate.js")), (None, None));
        let another = amiss_with("packs/vagthavn/embed.fi.js");
        assert_eq!(another.as_deref(), Some("packs/vagthavn/embed.fi.js has no limit"));
        let [_, others @ ..] = all.as_slice() else { return };
        assert_eq!(amiss(others).as_deref(), Some("there is no weighed/gate-core.js to weigh"));
    }

    #[test]
    fn no_limit_is_above_a_goal_that_was_met() {
        let core = of(CORE).map(|limit| limit.most);
        let promised = of("packs/vagthavn/embed.en.js").map(|limit| limit.most);
        assert_eq!((core, promised), (Some(CORE_GOAL), Some(ONE_LANGUAGE)));
    }
}
