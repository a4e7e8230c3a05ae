//! A published document, and what changed between it and another.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use samtycke_fuzz::{json, nothing_is_lost};
use samtycke_pack::{Document, Redline};
use samtycke_record::json::FromJson as _;
use samtycke_record::verify::digest_of;

static OTHER: LazyLock<Document> = LazyLock::new(|| {
    Document::from_json(&json(include_str!("../seeds/document/dpa.json"))).expect("the seed is a document")
});

fuzz_target!(|text: &str| {
    let Ok(value) = samtycke_record::json::parse(text) else { return };
    if let Ok(redline) = Redline::from_json(&value) {
        nothing_is_lost(&redline, &value);
        let _ = (redline.apply(&OTHER.blocks), redline.revert(&OTHER.blocks));
    }
    let Ok(document) = Document::from_json(&value) else { return };
    nothing_is_lost(&document, &value);
    let redline = Redline::between((&OTHER, digest_of(&*OTHER)), (&document, digest_of(&document)));
    assert_eq!(redline.apply(&OTHER.blocks).as_ref(), Some(&document.blocks));
    assert_eq!(redline.revert(&document.blocks).as_ref(), Some(&OTHER.blocks));
});
