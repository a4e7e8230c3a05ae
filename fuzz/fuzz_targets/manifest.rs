//! A published `pack.json`, and records checked against it.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use samtycke_fuzz::{json, nothing_is_lost};
use samtycke_pack::offer::{Published, check_record};
use samtycke_record::json::FromJson as _;
use samtycke_record::{Digest, Record};

static RECORDS: LazyLock<[Record; 2]> = LazyLock::new(|| {
    [include_str!("../seeds/record/acceptance.json"), include_str!("../seeds/record/consent.json")]
        .map(|text| Record::from_json(&json(text)).expect("the seeds are records"))
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut published) = Published::parse(bytes) else { return };
    nothing_is_lost(&published.manifest, &json(core::str::from_utf8(bytes).expect("manifests are UTF-8")));
    // The digest that the records name.
    published.digest = Digest::from_hash(&[0; 32]);
    for record in RECORDS.iter() {
        assert!(check_record(record, std::slice::from_ref(&published)).len() > 1);
    }
});
