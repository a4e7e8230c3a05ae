//! `docs/PROMISES.md` names tests that exist: each row ends in `names` (path), and each name stands in that file.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The tests of a row's second cell, each with its file: `one`, `another` (path), `third` (other path).
fn tests(cell: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut waiting = Vec::new();
    for (index, part) in cell.split('`').enumerate() {
        if index % 2 == 1 {
            waiting.push(part);
        } else if let Some((_, rest)) = part.split_once('(') {
            let path = rest.split(')').next().unwrap();
            found.extend(waiting.drain(..).map(|name| (name, path)));
        }
    }
    found
}

#[test]
fn every_promise_names_tests_that_exist() {
    let text = fs::read_to_string(root().join("docs/PROMISES.md")).unwrap();
    let mut rows = 0;
    for line in text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| promise")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").collect();
        let tests = tests(cells.last().unwrap());
        assert!(cells.len() == 2 && !tests.is_empty(), "no test in: {line}");
        for (name, path) in tests {
            let file =
                fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert!(file.contains(name), "{path} has no {name:?}");
        }
        rows += 1;
    }
    assert!(rows > 50, "only {rows} rows were read");
}
