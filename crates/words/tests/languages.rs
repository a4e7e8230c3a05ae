//! The languages themselves: whole, and every string of them read.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use samtycke_words::{Part, check_folder};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn every_language_has_every_string_as_it_should_be() {
    let problems: Vec<String> =
        check_folder(&root().join("languages")).iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

/// Every string has a field, and the compiler knows who reads which: by its whole path, not by its name.
#[test]
fn a_string_that_no_code_reads_is_named_by_the_compiler() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unread");
    fs::create_dir_all(&place).unwrap();
    let group =
        |name: &str, kind: &str| format!("[{name}]\n_is = \"It.\"\n_type = \"{kind}\"\ntitle = \"Its.\"\n");
    fs::write(place.join("context.toml"), group("read", "Read") + &group("unread", "Unread")).unwrap();
    fs::write(place.join("en.toml"), "[read]\ntitle = \"A\"\n[unread]\ntitle = \"B\"\n").unwrap();
    samtycke_words::generate(&place, Part::Widget, "Messages", &place).unwrap();
    let code = r#"
        pub struct Words;
        pub struct Plural;
        pub trait Fill { const EMPTY: Self; fn fill(&mut self, words: &mut Words); }
        impl Fill for &'static str { const EMPTY: Self = ""; fn fill(&mut self, _: &mut Words) {} }
        include!("widget.rs");
        pub fn shown(messages: &Messages) -> &'static str { messages.read.title }
        pub fn all(messages: &Messages) -> impl Sized { (messages.tag, &messages.unread, FORM, CATALOGUES) }
    "#;
    fs::write(place.join("lib.rs"), code).unwrap();
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let told = Command::new(compiler)
        .args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--error-format=short", "lib.rs"])
        .env("OUT_DIR", &place)
        .current_dir(&place)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    let unread: Vec<&str> = told.lines().filter(|line| line.contains("never read")).collect();
    let generated = fs::read_to_string(place.join("widget.rs")).unwrap();
    let line = |text: &str| generated.lines().position(|line| line.contains(text)).unwrap() + 1;
    assert_eq!(unread.len(), 1, "{told}");
    let at = unread[0].split(':').nth(1).unwrap().parse::<usize>().unwrap();
    assert!(at > line("pub struct Unread"), "{told}");
}
