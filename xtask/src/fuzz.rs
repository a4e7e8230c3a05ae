//! Every target in fuzz/, for a while: all of its seeds, then so many inputs that libFuzzer makes of them.

use std::path::Path;

use crate::{
    fault::{Fault, Result},
    files,
    paths::Paths,
    process,
    setup::Tools,
};

/// How many inputs each target gets, and made of which words: a few seconds' worth on two cores.
const TARGETS: [(&str, u32, &str); 11] = [
    ("config", 150_000, ""),
    ("document", 40_000, "json"),
    ("envelope", 60_000, "json"),
    ("import", 6_000, "markdown"),
    ("json", 200_000, "json"),
    ("log", 200_000, "log"),
    ("manifest", 20_000, "json"),
    ("markdown", 4_000, "markdown"),
    ("pack_toml", 4_000, "toml"),
    ("receipt", 20_000, "json"),
    ("record", 20_000, "json"),
];

/// Does it. The inputs are the same ones each time, so that what fails, fails because of a change.
pub(crate) fn run(paths: &Paths, tools: &Tools) -> Result<()> {
    let folder = paths.file("fuzz/fuzz_targets");
    for target in files::entries(&folder)? {
        let name = target.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        if !TARGETS.iter().any(|(known, ..)| *known == name) {
            return Err(Fault::new(
                format!("the fuzz target {name} would not be run"),
                "xtask/src/fuzz.rs",
                "say there how many inputs it gets",
            ));
        }
    }
    TARGETS.iter().try_for_each(|(name, inputs, words)| fuzz(paths, tools, name, *inputs, words))
}

fn fuzz(paths: &Paths, tools: &Tools, name: &str, inputs: u32, words: &str) -> Result<()> {
    process::say(&format!("fuzz {name} ({inputs} inputs)"));
    let found = paths.file("target/fuzz/found").join(name);
    files::empty(&found)?;
    let short = |path: &Path| paths.short(path).to_path_buf();
    let mut cargo = tools.cargo()?;
    // Stable Rust has libFuzzer's coverage, and no sanitizer, which safe code needs least.
    cargo.args(["fuzz", "run", "--sanitizer", "none", "--target-dir", "target/fuzz", name]);
    cargo.arg(short(&found)).arg(format!("fuzz/seeds/{name}"));
    cargo.args([
        "--",
        "-seed=1",
        "-timeout=20",
        "-max_total_time=120",
        "-print_final_stats=1",
        "-verbosity=0",
    ]);
    cargo.arg(format!("-runs={inputs}"));
    if !words.is_empty() {
        cargo.arg(format!("-dict=fuzz/dict/{words}.dict"));
    }
    process::run(
        &mut cargo,
        "the message above says what did not hold, and names the file with the input in fuzz/artifacts; `cargo fuzz run \
         --sanitizer none TARGET FILE` shows it again. Mend it, and put the input into a test",
    )
}
