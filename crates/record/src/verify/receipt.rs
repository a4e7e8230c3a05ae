//! Verification of a receipt against a record and the receiver's published keys.

use super::{Check, CheckId, Outcome, Verified, canonical, check_type, complete, key, log, text};
use crate::json::FromJson as _;
use crate::jws::{self, Compact, JwkSet};
use crate::receipt::{self, Logged, NonceState, Receipt};
use crate::{Nonce, Record};

/// What [`verify_receipt`] checks, in this order.
const CHECKS: &[CheckId] =
    &[CheckId::ReceiptForm, CheckId::ReceiptSignature, CheckId::ReceiptMatch, CheckId::Nonce, CheckId::Log];

/// Checks a receipt, and the proof behind it when there is one. `record` is the outcome of the record's own verification; without keys the signature stays
/// unchecked.
pub fn verify_receipt(
    bytes: &[u8],
    record: &Verified,
    keys: Option<&JwkSet>,
) -> (Vec<Check>, Option<Receipt>) {
    let parsed = text(bytes).map(Logged::split).and_then(|logged| {
        let jws = Compact::parse(logged.receipt).map_err(|error| error.to_string())?;
        let receipt = read(&jws)?;
        Ok((jws, receipt, logged.proof))
    });
    let (jws, receipt, proof) = match parsed {
        Ok(parts) => parts,
        Err(why) => return (complete(vec![Check::fail(CheckId::ReceiptForm, why)], CHECKS), None),
    };
    let mut checks = vec![
        check_type(&jws, jws::RECEIPT_TYPE, CheckId::ReceiptForm),
        signature(&jws, keys),
        Check::of(
            CheckId::ReceiptMatch,
            &format!("received {} by {}", receipt.received_at, receipt.issuer),
            matches_record(&receipt, record),
        ),
    ];
    let trusted = checks.iter().all(|check| check.outcome == Outcome::Pass);
    checks.push(nonce(&receipt, record.record.as_ref(), trusted));
    checks.push(log::check(proof, &receipt, &jws, keys));
    (checks, Some(receipt))
}

fn read(jws: &Compact) -> Result<Receipt, String> {
    let value = jws.payload_json()?;
    canonical(&value, &jws.payload)?;
    let receipt = Receipt::from_json(&value).map_err(|error| error.to_string())?;
    if receipt.schema != receipt::SCHEMA {
        return Err(format!("its schema is {:?}, not {}", receipt.schema, receipt::SCHEMA));
    }
    Ok(receipt)
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
    if record.record.as_ref().map(Record::id) != Some(&receipt.record_id) {
        return Err("the receipt names another record".into());
    }
    let audience = record.record.as_ref().map_or("", |record| &record.context().audience);
    if receipt.issuer.trim_end_matches('/') != audience.trim_end_matches('/') {
        return Err(format!("the receipt is by {}, the record was meant for {audience}", receipt.issuer));
    }
    Ok(())
}

/// Only the receiver knows its nonces; a receipt that can be trusted says what became of this one.
fn nonce(receipt: &Receipt, record: Option<&Record>, trusted: bool) -> Check {
    let id = CheckId::Nonce;
    let Some(record) = record.filter(|_| trusted) else {
        return Check::skip(id, "only a receipt that fits and is signed by the receiver can tell");
    };
    match (&record.offer().nonce, receipt.nonce) {
        (Nonce::Issued(_), NonceState::Consumed) => {
            Check::pass(id, "the receiver issued it for this key, and this record used it up")
        }
        (Nonce::Issued(_), NonceState::Late) => {
            Check::pass(id, "the receiver issued it for this key; the record came after it had ended")
        }
        (Nonce::NotCollected, NonceState::NotCollected) => {
            Check::skip(id, "there is none: the receiver was not reached when the person acted")
        }
        (_, state) => Check::fail(id, format!("the receipt says {:?}, the record does not", state.as_str())),
    }
}
