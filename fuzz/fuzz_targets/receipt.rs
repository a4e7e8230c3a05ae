//! A receipt's payload, for a record that holds.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use samtycke_fuzz::{nothing_is_lost, unsigned};
use samtycke_record::json::FromJson as _;
use samtycke_record::jws::{self, JwkSet};
use samtycke_record::verify::{Outcome, Policy, Verified, verify_receipt, verify_record};

static RECORD: LazyLock<Verified> = LazyLock::new(|| {
    let record = unsigned(jws::RECORD_TYPE, include_bytes!("../seeds/record/consent.json"));
    verify_record(record.as_bytes(), Policy::default())
});

fuzz_target!(|payload: &[u8]| {
    let none = JwkSet { keys: Vec::new() };
    let receipt = unsigned(jws::RECEIPT_TYPE, payload);
    let (checks, receipt) = verify_receipt(receipt.as_bytes(), &RECORD, Some(&none));
    // Nobody's signature makes none of it true.
    assert!(checks.iter().any(|check| check.outcome == Outcome::Fail));
    let text = core::str::from_utf8(payload).ok();
    if let Some(receipt) = receipt {
        nothing_is_lost(&receipt, &samtycke_fuzz::json(text.expect("receipts are UTF-8")));
    }
    // The keys that the receiver publishes come over the same wire.
    let value = text.and_then(|text| samtycke_record::json::parse(text).ok());
    if let Some((value, set)) = value.and_then(|value| JwkSet::from_json(&value).ok().map(|set| (value, set)))
    {
        nothing_is_lost(&set, &value);
        let _ = verify_receipt(unsigned(jws::RECEIPT_TYPE, payload).as_bytes(), &RECORD, Some(&set));
    }
});
