//! A record's payload: form, consistency, and what a pack says of it.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use samtycke_fuzz::{nothing_is_lost, unsigned};
use samtycke_pack::offer::{Published, check_record};
use samtycke_record::Digest;
use samtycke_record::jws;
use samtycke_record::verify::{CheckId, Outcome, Policy, verify_record};

/// Records name it by a digest of zeros.
static PACK: LazyLock<Published> = LazyLock::new(|| {
    let mut pack =
        Published::parse(include_bytes!("../seeds/manifest/vagthavn.json")).expect("the seed is a manifest");
    pack.digest = Digest::from_hash(&[0; 32]);
    pack
});

fuzz_target!(|payload: &[u8]| {
    let verified = verify_record(unsigned(jws::RECORD_TYPE, payload).as_bytes(), Policy::default());
    let outcome = |id| verified.checks.iter().find(|check| check.check == id).map(|check| check.outcome);
    for id in [CheckId::Envelope, CheckId::Type, CheckId::Key, CheckId::Thumbprint] {
        assert_eq!(outcome(id), Some(Outcome::Pass));
    }
    assert_eq!(outcome(CheckId::Signature), Some(Outcome::Fail));
    assert_eq!(outcome(CheckId::Schema) == Some(Outcome::Pass), verified.record.is_some());
    if let Some(record) = &verified.record {
        let text = core::str::from_utf8(payload).expect("records are UTF-8");
        nothing_is_lost(record, &samtycke_fuzz::json(text));
        let checks = check_record(record, std::slice::from_ref(&*PACK));
        assert!(checks.iter().all(|check| !check.why.is_empty()));
    }
});
