//! A vendor's old document, whatever it is: the bytes of a file under the name of one of the kinds that are read. What
//! comes of it is an error, or a draft that the checker can read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samtycke_import::{Draft, File, import};
use samtycke_pack::author::{self, Sources};

const NAMES: [&str; 4] = ["dpa.docx", "dpa.html", "dpa.md", "dpa.txt"];

fuzz_target!(|input: &[u8]| {
    // The first byte says which kind, so that all kinds of seeds are in one folder.
    let Some((kind, bytes)) = input.split_first() else { return };
    let name = NAMES[usize::from(*kind) % NAMES.len()];
    let Ok(Draft { pack, documents, .. }) = import(&[File { name, bytes }], None) else { return };
    for finding in author::check(&Sources { pack, documents }).findings {
        assert!(author::rule(finding.code).is_some(), "{finding}");
    }
});
