//! Verification of a receipt against a record and the receiver's published keys.

use super::{Check, CheckId, Verified, check_type, key, parse};
use crate::Receipt;
use crate::json::FromJson as _;
use crate::jws::{self, Compact, JwkSet};

/// Checks a receipt. `record` is the outcome of the record's own verification; without keys the signature stays
/// unchecked.
pub fn verify_receipt(
    bytes: &[u8],
    record: &Verified,
    keys: Option<&JwkSet>,
) -> (Vec<Check>, Option<Receipt>) {
    let jws = match parse(bytes) {
        Ok(jws) => jws,
        Err(why) => return (vec![Check::fail(CheckId::ReceiptForm, why)], None),
    };
    let receipt = match read(&jws) {
        Ok(receipt) => receipt,
        Err(why) => return (vec![Check::fail(CheckId::ReceiptForm, why)], None),
    };
    let checks = vec![
        check_type(&jws, jws::RECEIPT_TYPE, CheckId::ReceiptForm),
        signature(&jws, keys),
        Check::of(
            CheckId::ReceiptMatch,
            &format!("received {} by {}", receipt.received_at, receipt.issuer),
            matches_record(&receipt, record),
        ),
    ];
    (checks, Some(receipt))
}

fn read(jws: &Compact) -> Result<Receipt, String> {
    let value = jws.payload_json()?;
    if value.canonical().as_bytes() != jws.payload {
        return Err("the receipt is not in canonical form".into());
    }
    Receipt::from_json(&value).map_err(|error| error.to_string())
}

fn signature(jws: &Compact, keys: Option<&JwkSet>) -> Check {
    let id = CheckId::ReceiptSignature;
    let Some(keys) = keys else {
        return Check::skip(id, "the receiver's keys were not given");
    };
    let kid = &jws.header.kid;
    // By computed thumbprint, never by a name that the set gives: a kid can't point to another key.
    let Some(jwk) = keys.keys.iter().find(|jwk| jwk.thumbprint() == *kid) else {
        return Check::fail(id, format!("the receiver has published no key {kid}"));
    };
    match key::PublicKey::of(jwk, jws.header.alg) {
        Ok(key) if key.verifies(jws) => Check::pass(id, format!("signed by the receiver's key {kid}")),
        Ok(_) => Check::fail(id, "the signature does not fit: the receipt was changed"),
        Err(why) => Check::fail(id, why),
    }
}

fn matches_record(receipt: &Receipt, record: &Verified) -> Result<(), String> {
    if record.digest.as_ref() != Some(&receipt.record) {
        return Err("the receipt is for other bytes than this record's".into());
    }
    if record.thumbprint.as_deref() != Some(&receipt.key) {
        return Err("the receipt names another key than the one that signed this record".into());
    }
    if record.record.as_ref().map(crate::Record::id) != Some(&receipt.record_id) {
        return Err("the receipt names another record".into());
    }
    Ok(())
}
