//! Announced versions are read by the checks as those in force are: once published, their text can't change any more.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use samtycke_pack::author::{self, Checked, Sources};

/// A sample pack that announces an agreement, with that change to its English text and that at the end of `pack.toml`.
fn announcing(change: impl Fn(String) -> String, more: &str) -> Sources {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/vagthavn");
    let mut sources =
        Sources { pack: fs::read_to_string(folder.join("pack.toml")).unwrap(), ..Sources::default() };
    for entry in fs::read_dir(folder.join("documents")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        sources.documents.insert(name, fs::read_to_string(path).unwrap());
    }
    let upcoming = "\n[[document.upcoming]]\nversion = \"9.0\"\neffective = 2028-01-01\n\
                    summary.da = \"Nyt.\"\nsummary.en = \"New.\"\n";
    let next = "\n[[document]]\nid = \"annex-a\"";
    assert!(sources.pack.contains(next));
    sources.pack = sources.pack.replace(next, &format!("{upcoming}{next}")) + more;
    let text = |language: &str| sources.documents[&format!("dpa.{language}.md")].clone() + "\n";
    let (da, en) = (text("da") + "Nyt.\n", change(text("en")));
    sources.documents.extend([("dpa@9.0.da.md".to_owned(), da), ("dpa@9.0.en.md".to_owned(), en)]);
    sources
}

fn told(checked: &Checked) -> Vec<String> {
    checked.findings.iter().map(|finding| format!("{} {}", finding.file, finding.code)).collect()
}

const BAD: &str =
    "We may change this agreement at any time without notice, whatever clause 99.9 says of 2026-02-31.";

#[test]
fn an_announced_version_is_checked_like_the_one_in_force() {
    let checked = author::check(&announcing(|text| text + "New.\n", ""));
    assert_eq!(told(&checked), [""; 0], "{:?}", checked.findings);
    let checked = author::check(&announcing(|text| format!("{text}{BAD}\n"), ""));
    let found = ["change-without-notice", "clause-reference", "impossible-date"];
    assert_eq!(told(&checked), found.map(|code| format!("documents/dpa@9.0.en.md {code}")));
    // Its coverage and its reading ease stand beside those of the version in force.
    let without = |text: String| {
        let lines = text
            .lines()
            .map(|line| if line.starts_with("2.6 ") { "2.6 The processor is kind." } else { line });
        lines.collect::<Vec<_>>().join("\n")
    };
    let checked = author::check(&announcing(without, ""));
    assert_eq!(
        told(&checked),
        ["art28-e", "translation-numbers"].map(|code| format!("documents/dpa@9.0.en.md {code}"))
    );
    let covered = |document: &str, letter: char| {
        let of_it = checked.coverage.iter().filter(|one| one.document == document && one.language == "en");
        of_it.filter(|one| one.letter == letter).map(|one| one.place.is_some()).collect::<Vec<_>>()
    };
    assert_eq!((covered("dpa", 'e'), covered("dpa@9.0", 'e')), (vec![true], vec![false]));
    assert_eq!((covered("dpa", 'c'), covered("dpa@9.0", 'c')), (vec![true], vec![true]));
    let read = checked.reading.iter().filter(|one| one.document == "dpa@9.0");
    assert_eq!(read.map(|one| one.language.as_str()).collect::<Vec<_>>(), ["da", "en"]);
}

#[test]
fn an_allow_for_a_document_answers_its_announced_versions() {
    let allow =
        |code: &str| format!("\n[[allow]]\ncode = \"{code}\"\ndocument = \"dpa\"\nreason = \"Agreed.\"\n");
    let allows: String = ["change-without-notice", "clause-reference", "impossible-date"].map(allow).concat();
    let checked = author::check(&announcing(|text| format!("{text}{BAD}\n"), &allows));
    assert_eq!(told(&checked), [""; 0]);
    let allowed: Vec<_> = checked.allowed.iter().map(|allowed| allowed.finding.code).collect();
    assert_eq!(allowed, ["change-without-notice", "clause-reference", "impossible-date"]);
    // One for another document answers nothing.
    let other = allows.replace("\"dpa\"", "\"terms\"");
    let checked = author::check(&announcing(|text| format!("{text}{BAD}\n"), &other));
    assert_eq!(checked.findings.len(), 6, "{:?}", told(&checked));
}
