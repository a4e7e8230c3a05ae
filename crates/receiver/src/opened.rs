//! One record with everything about it, and what today's check of it finds.

use samtycke_pack::offer::{self, Published};
use samtycke_record::json::{self, ToJson as _, Value};
use samtycke_record::jws::{Compact, JwkSet};
use samtycke_record::receipt::Logged;
use samtycke_record::verify::{self, Policy};

use crate::store::kept::Kept;

/// What a check of a stored record is made with.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'a> {
    /// The endpoint's own URL, when it is known.
    pub audience: Option<&'a str>,
    /// Origins that are allowed, when they are known.
    pub origins: Option<&'a [String]>,
    /// What was published, as of now.
    pub packs: &'a [Published],
    /// The receiver's keys, when they are known.
    pub keys: Option<&'a JwkSet>,
}

/// Everything about a record as JSON: `record` and `receipt` as they read, `jws`, `confirmation` and `receipt_jws` as they
/// were signed, the `proof` that they are logged, and `checks`. Of an erased record there is neither `record` nor `jws`, but
/// `erased_at` and `erased_why`; of one that may not be erased there is the `hold`.
pub(crate) fn opened(kept: &Kept, measure: Measure<'_>) -> Value {
    let mut members = vec![
        ("number", Value::Integer(kept.number)),
        ("digest", Value::from(kept.digest.as_str())),
        ("key", Value::from(kept.key.as_str())),
        ("received_at", Value::from(kept.received_at.as_str())),
        ("receipt_jws", Value::from(kept.receipt.as_str())),
    ];
    members.extend(payload(&kept.receipt).map(|receipt| ("receipt", receipt)));
    members.extend(kept.proof.as_deref().map(|proof| ("proof", Value::from(proof))));
    members.extend(kept.hold.as_ref().map(|hold| ("hold", hold.to_json())));
    if let Some((at, why)) = &kept.erased {
        members.extend([("erased_at", Value::from(at.as_str())), ("erased_why", Value::from(why.as_str()))]);
    }
    if kept.record.is_empty() {
        members.push(("erased", Value::Bool(true)));
        return object(members);
    }
    let confirmation = kept.confirmation.as_deref();
    let evidence =
        [kept.record.as_str(), confirmation.map_or("", |_| "~"), confirmation.unwrap_or("")].concat();
    let policy = Policy { audience: measure.audience, origins: measure.origins, ..Policy::default() };
    let verified = verify::verify_record(evidence.as_bytes(), policy);
    let mut checks = verified.checks.clone();
    if let Some(record) = &verified.record {
        checks.extend(offer::check_evidence(record, verified.confirmation.as_ref(), measure.packs));
    }
    let receipt = Logged { receipt: &kept.receipt, proof: kept.proof.as_deref() }.join();
    checks.extend(verify::verify_receipt(receipt.as_bytes(), &verified, measure.keys).0);
    let holds = verify::first_failure(&checks).is_none();
    members.extend([
        ("jws", Value::from(kept.record.as_str())),
        ("checks", checks.to_json()),
        ("holds", Value::Bool(holds)),
    ]);
    members.extend(payload(&kept.record).map(|record| ("record", record)));
    members.extend(confirmation.map(|confirmation| ("confirmation", Value::from(confirmation))));
    object(members)
}

fn payload(jws: &str) -> Option<Value> {
    let jws = Compact::parse(jws).ok()?;
    json::parse(core::str::from_utf8(&jws.payload).ok()?).ok()
}

fn object(members: Vec<(&str, Value)>) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
}
