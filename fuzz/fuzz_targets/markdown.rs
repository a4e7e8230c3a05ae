//! A document's Markdown, as a vendor writes it; what is published is read again, and compared with another text.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use samtycke_fuzz::{PACK, build, json, nothing_is_lost};
use samtycke_pack::author::Built;
use samtycke_pack::{Document, Redline};
use samtycke_record::json::FromJson as _;
use samtycke_record::verify::digest_of;

fn document(built: &Built) -> Document {
    let name = format!("documents/{}.json", built.manifest.documents[0].files[0].sha256.hex());
    let value = json(core::str::from_utf8(&built.files[&name]).expect("JSON is UTF-8"));
    let document = Document::from_json(&value).expect("what was published can be read");
    nothing_is_lost(&document, &value);
    document
}

static OTHER: LazyLock<Document> = LazyLock::new(|| {
    document(&build(PACK, include_str!("../seeds/markdown/dpa.da.md")).expect("the seed can be published"))
});

fuzz_target!(|text: &str| {
    let Ok(built) = build(PACK, text) else { return };
    let document = document(&built);
    let redline = Redline::between((&OTHER, digest_of(&*OTHER)), (&document, digest_of(&document)));
    assert_eq!(redline.apply(&OTHER.blocks).as_ref(), Some(&document.blocks));
    assert_eq!(redline.revert(&document.blocks).as_ref(), Some(&OTHER.blocks));
});
