//! What vendors really have. It isn't ours to keep here: it lies beside the repository, in `../shared/vendor-samples`, or
//! where `SAMTYCKE_VENDOR_SAMPLES` says.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use samtycke_pack::author::{self, Severity, Sources};

use crate::support::{draft, filled};
use crate::words::whole;

/// Name and text of each; none, and a word of it on the terminal, where they are not.
fn samples(test: &str) -> Vec<(String, String)> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vendor-samples");
    let folder = std::env::var_os("SAMTYCKE_VENDOR_SAMPLES").map_or(beside, PathBuf::from);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        // Past what the test runner captures: nobody shall take it for tested.
        let mut out = std::io::stderr();
        writeln!(out, "SKIPPED {test}: there are no vendors' documents in {}", folder.display()).unwrap();
        return Vec::new();
    };
    let mut samples: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    samples.sort();
    samples
}

#[test]
fn every_word_of_vendors_documents_is_published_in_order() {
    for (name, text) in samples("every_word_of_vendors_documents_is_published_in_order") {
        whole(&name, text.as_bytes(), &text);
    }
}

/// What these codes say of the two documents was read in them. More may be found as the checks learn.
const WRONG: [(&str, &[&str]); 2] = [
    ("annex.sv.txt", &["role-agreement"]),
    ("dpa.da.txt", &["art28-d", "change-without-notice", "clause-gap", "clause-section", "transfer-list"]),
];

#[test]
fn check_finds_in_vendors_documents_what_is_wrong_with_them() {
    for (name, text) in samples("check_finds_in_vendors_documents_what_is_wrong_with_them") {
        let draft = draft(&name, text.as_bytes());
        let sources = Sources { pack: filled(&draft.pack), documents: draft.documents };
        let findings = author::check(&sources).findings;
        let said: Vec<_> = findings.iter().map(ToString::to_string).collect();
        let found: BTreeSet<_> = findings.iter().map(|finding| finding.code).collect();
        let expected = WRONG.iter().filter(|(sample, _)| *sample == name).flat_map(|(_, codes)| *codes);
        let missed: Vec<_> = expected.filter(|code| !found.contains(**code)).collect();
        assert!(missed.is_empty(), "{name}: {missed:?} in\n{}", said.join("\n"));
        // Nothing that the import wrote is wrong in itself.
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        assert_eq!(errors, 0, "{name}: {}", said.join("\n"));
    }
}
