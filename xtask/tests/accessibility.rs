//! `docs/accessibility.md` has a row for every criterion, and names tests that exist.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

/// WCAG 2.2, levels A and AA; those of guideline 1.2 are one thing to whoever has neither film nor sound.
const CRITERIA: [&str; 51] = [
    "1.1.1", "1.2", "1.3.1", "1.3.2", "1.3.3", "1.3.4", "1.3.5", "1.4.1", "1.4.2", "1.4.3", "1.4.4", "1.4.5",
    "1.4.10", "1.4.11", "1.4.12", "1.4.13", "2.1.1", "2.1.2", "2.1.4", "2.2.1", "2.2.2", "2.3.1", "2.4.1",
    "2.4.2", "2.4.3", "2.4.4", "2.4.5", "2.4.6", "2.4.7", "2.4.11", "2.5.1", "2.5.2", "2.5.3", "2.5.4",
    "2.5.7", "2.5.8", "3.1.1", "3.1.2", "3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.6", "3.3.1", "3.3.2",
    "3.3.3", "3.3.4", "3.3.7", "3.3.8", "4.1.2", "4.1.3",
];

/// As the page's own words say it: `e2e/x` is `e2e/x.test.mjs`.
fn file(name: &str) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("tests");
    tests.join(if name.starts_with("e2e/") { format!("{name}.test.mjs") } else { name.to_owned() })
}

#[test]
fn every_criterion_has_a_row_and_every_file_of_it_exists() {
    let text = fs::read_to_string(file("../docs/accessibility.md")).unwrap();
    let mut told: Vec<&str> = Vec::new();
    for line in text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| criterion")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, criteria, how, test, _] = cells[..] else { panic!("not three cells: {line}") };
        let numbers =
            criteria.split([' ', ',', ';']).filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        told.extend(numbers);
        let files: Vec<&str> = test.split('`').skip(1).step_by(2).collect();
        assert!(
            !files.is_empty() || test == "by hand" || how.starts_with("there "),
            "neither a test, nor by hand, nor nothing to test: {line}"
        );
        for name in files {
            assert!(file(name).is_file(), "there is no {}: {line}", file(name).display());
        }
    }
    told.sort_unstable();
    let mut wanted = CRITERIA;
    wanted.sort_unstable();
    assert_eq!(told, wanted);
}
