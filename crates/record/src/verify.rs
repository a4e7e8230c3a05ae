//! Verification: pure functions from bytes to a list of checks, each *pass*, *fail* or *not checked*, and why.
//!
//! What needs the vendor's pack (documents, role, sentences, annex) is checked by `samtycke_pack::offer`.

mod key;
mod log;
mod receipt;
mod rules;

use crate::confirmation::{Confirmation, Evidence};
use crate::json::{FromJson, ToJson, Value, is_noncharacter};
use crate::jws::{self, Algorithm, Compact, Jwk};
use crate::{Digest, Record, json_enum, json_object};

pub use key::signature_is_valid;
pub(crate) use key::{KeyError, der_signature_is_valid};
pub use receipt::verify_receipt;

json_enum! {
    /// What is checked.
    pub enum CheckId {
        /// A compact JWS of ours.
        Envelope = "envelope",
        /// `typ` is the record's.
        Type = "type",
        /// The algorithm is an allowed one, and the public key a valid point of its curve.
        Key = "key",
        /// `kid` is the key's thumbprint.
        Thumbprint = "thumbprint",
        /// The signature is the key's over these bytes.
        Signature = "signature",
        /// The payload's bytes are its canonical form.
        Canonical = "canonical",
        /// Every field is there and has its form.
        Schema = "schema",
        /// The fields agree with each other.
        Consistency = "consistency",
        /// Meant for this endpoint.
        Audience = "audience",
        /// Made on an allowed origin.
        Origin = "origin",
        /// The pack is one that the vendor published.
        Pack = "pack",
        /// The role exists and has these acts.
        Role = "role",
        /// The documents are the published ones of that role.
        Documents = "documents",
        /// The sentences are the published ones.
        Statements = "statements",
        /// The annex follows from the published one by its edits.
        Annex = "annex",
        /// Law, venue and notice channels, or controller, authority and validity, are the published ones.
        Terms = "terms",
        /// The banner is the published one.
        Banner = "banner",
        /// The answered services are the published ones.
        Purposes = "purposes",
        /// It follows the earlier record that it names, between the same parties.
        Prev = "prev",
        /// The nonce is the endpoint's and bound to the key.
        Nonce = "nonce",
        /// The record is confirmed with a passkey.
        Confirmation = "confirmation",
        /// The receipt is a receipt.
        ReceiptForm = "receipt-form",
        /// The receipt is signed by one of the receiver's keys.
        ReceiptSignature = "receipt-signature",
        /// The receipt is for this record and key.
        ReceiptMatch = "receipt-match",
        /// Record and receipt are in the receiver's transparency log.
        Log = "log",
    }
}

json_enum! {
    /// How a check ended.
    pub enum Outcome {
        /// It holds.
        Pass = "pass",
        /// It doesn't hold.
        Fail = "fail",
        /// What it needs was not given, or an earlier check failed.
        NotChecked = "not checked",
    }
}

json_object! {
    /// One check.
    pub struct Check {
        /// What was checked.
        pub check: CheckId,
        /// How it ended.
        pub outcome: Outcome,
        /// Why, for a person.
        pub why: String,
    }
}

impl Check {
    /// A check that held.
    pub fn pass(check: CheckId, why: impl Into<String>) -> Self {
        Self { check, outcome: Outcome::Pass, why: why.into() }
    }

    /// A check that did not hold.
    pub fn fail(check: CheckId, why: impl Into<String>) -> Self {
        Self { check, outcome: Outcome::Fail, why: why.into() }
    }

    /// A check that could not be made.
    pub fn skip(check: CheckId, why: impl Into<String>) -> Self {
        Self { check, outcome: Outcome::NotChecked, why: why.into() }
    }

    /// Pass, or fail with the reason.
    pub fn of(check: CheckId, held: &str, result: Result<(), String>) -> Self {
        match result {
            Ok(()) => Self::pass(check, held),
            Err(why) => Self::fail(check, why),
        }
    }
}

/// What the verifier expects of a record; without an endpoint or origins, these are not checked.
#[derive(Clone, Copy, Debug)]
pub struct Policy<'a> {
    /// The algorithms that may have signed: all that are known, or fewer.
    pub algorithms: &'a [Algorithm],
    /// The endpoint's own URL.
    pub audience: Option<&'a str>,
    /// Origins whose pages may make records.
    pub origins: Option<&'a [String]>,
}

impl Default for Policy<'_> {
    fn default() -> Self {
        Self { algorithms: Algorithm::ALL, audience: None, origins: None }
    }
}

/// What [`verify_record`] checks, in this order.
const RECORD_CHECKS: &[CheckId] = &[
    CheckId::Envelope,
    CheckId::Type,
    CheckId::Key,
    CheckId::Thumbprint,
    CheckId::Signature,
    CheckId::Canonical,
    CheckId::Schema,
    CheckId::Consistency,
    CheckId::Audience,
    CheckId::Origin,
];

/// A record and what was found about it.
#[derive(Clone, Debug)]
pub struct Verified {
    /// Every check of a record, in the same order whatever it is.
    pub checks: Vec<Check>,
    /// The record, when its form is right. Trust it only as far as the checks go.
    pub record: Option<Record>,
    /// SHA-256 of the payload's bytes: what receipts and later records name it by.
    pub digest: Option<Digest>,
    /// Thumbprint of the signing key, as computed.
    pub thumbprint: Option<String>,
    /// The confirmation behind the record, when it has one of the right form. Trust it only as far as its check goes.
    pub confirmation: Option<Confirmation>,
}

impl Verified {
    /// The first check that failed.
    pub fn failure(&self) -> Option<&Check> {
        first_failure(&self.checks)
    }
}

/// The first check that failed.
pub fn first_failure(checks: &[Check]) -> Option<&Check> {
    checks.iter().find(|check| check.outcome == Outcome::Fail)
}

/// The checks that were made, in the order of `all`; those that could not be made because of another as not checked.
fn complete(made: Vec<Check>, all: &[CheckId]) -> Vec<Check> {
    let mut made = made.into_iter().peekable();
    let mut checks: Vec<Check> = all
        .iter()
        .map(|id| made.next_if(|check| check.check == *id))
        .zip(all)
        .map(|(check, id)| check.unwrap_or_else(|| Check::skip(*id, "an earlier check failed")))
        .collect();
    checks.extend(made);
    checks
}

/// Checks everything that a record says of itself, and the confirmation behind it when there is one. Never panics; any
/// bytes are fine.
pub fn verify_record(bytes: &[u8], policy: Policy<'_>) -> Verified {
    let mut checks = Vec::new();
    let parts = text(bytes).map(Evidence::split).and_then(|evidence| {
        let jws = Compact::parse(evidence.record).map_err(|error| error.to_string())?;
        Ok((jws, evidence.confirmation))
    });
    let (jws, confirmation) = match parts {
        Ok(parts) => parts,
        Err(why) => {
            let checks = complete(vec![Check::fail(CheckId::Envelope, why)], RECORD_CHECKS);
            return Verified { checks, record: None, digest: None, thumbprint: None, confirmation: None };
        }
    };
    checks.push(Check::pass(CheckId::Envelope, "compact JWS"));
    checks.push(check_type(&jws, jws::RECORD_TYPE, CheckId::Type));
    let thumbprint = check_key(&jws, policy, &mut checks);
    let payload = jws.payload_json();
    checks.push(check_canonical(&jws, &payload));
    let record = check_schema(payload, &mut checks);
    if let Some(record) = &record {
        checks.push(Check::of(
            CheckId::Consistency,
            "the fields agree with each other",
            rules::consistent(record),
        ));
        checks.push(check_audience(record, policy));
        checks.push(check_origin(record, policy));
    }
    let mut checks = complete(checks, RECORD_CHECKS);
    let digest = Digest::of(&jws.payload);
    let confirmation = match (&record, confirmation) {
        (Some(record), Some(encoded)) => check_confirmation(encoded, record, &digest, &mut checks),
        _ => None,
    };
    Verified { checks, record, digest: Some(digest), thumbprint, confirmation }
}

fn text(bytes: &[u8]) -> Result<&str, String> {
    core::str::from_utf8(bytes).map_err(|_| String::from("the bytes are not UTF-8"))
}

fn check_confirmation(
    encoded: &str,
    record: &Record,
    digest: &Digest,
    checks: &mut Vec<Check>,
) -> Option<Confirmation> {
    let id = CheckId::Confirmation;
    if let Record::Consent(_) = record {
        checks.push(Check::fail(id, "an answer about cookies has none"));
        return None;
    }
    let confirmation = match Confirmation::parse(encoded) {
        Ok(confirmation) => confirmation,
        Err(problem) => {
            checks.push(Check::fail(id, problem.to_string()));
            return None;
        }
    };
    let held =
        format!("a passkey for {} signed this record's digest, of a verified person", confirmation.rp_id);
    let result = confirmation.check(digest, &record.context().origin);
    checks.push(Check::of(id, &held, result.map_err(|problem| problem.to_string())));
    Some(confirmation)
}

fn check_type(jws: &Compact, expected: &str, id: CheckId) -> Check {
    let found = &jws.header.typ;
    if found == expected {
        Check::pass(id, format!("typ is {expected}"))
    } else {
        Check::fail(id, format!("typ is {found:?}, not {expected}"))
    }
}

fn check_key(jws: &Compact, policy: Policy<'_>, checks: &mut Vec<Check>) -> Option<String> {
    let Some(jwk) = &jws.header.jwk else {
        checks.push(Check::fail(CheckId::Key, "the header has no public key (jwk)"));
        return None;
    };
    let thumbprint = jwk.thumbprint();
    match allowed_key(jwk, jws.header.alg, policy) {
        Ok(key) => {
            checks.push(Check::pass(CheckId::Key, format!("a valid {} key", jwk.crv)));
            checks.push(Check::of(
                CheckId::Thumbprint,
                "kid is the key's thumbprint",
                if jws.header.kid == thumbprint {
                    Ok(())
                } else {
                    Err(format!("kid is {:?}, the key's thumbprint is {thumbprint}", jws.header.kid))
                },
            ));
            checks.push(Check::of(
                CheckId::Signature,
                "the key signed exactly these bytes",
                if key.verifies(jws) {
                    Ok(())
                } else {
                    Err("the signature does not fit: the bytes were changed or another key signed them"
                        .into())
                },
            ));
        }
        Err(why) => checks.push(Check::fail(CheckId::Key, why)),
    }
    Some(thumbprint)
}

fn allowed_key(jwk: &Jwk, alg: Algorithm, policy: Policy<'_>) -> Result<key::PublicKey, String> {
    if policy.algorithms.contains(&alg) {
        key::PublicKey::of(jwk, alg)
    } else {
        Err(format!("{} is not an allowed algorithm", alg.as_str()))
    }
}

fn check_canonical(jws: &Compact, payload: &Result<Value, String>) -> Check {
    Check::of(
        CheckId::Canonical,
        "the payload's bytes are its canonical form (RFC 8785)",
        match payload {
            Err(why) => Err(why.clone()),
            Ok(value) => canonical(value, &jws.payload),
        },
    )
}

/// Are these the bytes of the value in I-JSON's canonical form?
fn canonical(value: &Value, bytes: &[u8]) -> Result<(), String> {
    let canonical = value.canonical();
    if canonical.as_bytes() != bytes {
        return Err("the payload is JSON, but not in canonical form".into());
    }
    match canonical.chars().find(|c| is_noncharacter(*c)) {
        Some(c) => Err(format!("U+{:04X} is a noncharacter, which I-JSON excludes", u32::from(c))),
        None => Ok(()),
    }
}

fn check_schema(payload: Result<Value, String>, checks: &mut Vec<Check>) -> Option<Record> {
    let read = payload.and_then(|value| Record::from_json(&value).map_err(|error| error.to_string()));
    match read {
        Ok(record) => {
            checks.push(Check::pass(CheckId::Schema, "every field is there and has its form"));
            Some(record)
        }
        Err(why) => {
            checks.push(Check::fail(CheckId::Schema, why));
            None
        }
    }
}

fn check_audience(record: &Record, policy: Policy<'_>) -> Check {
    let found = &record.context().audience;
    match policy.audience {
        None => Check::skip(CheckId::Audience, format!("no endpoint given; the record names {found}")),
        Some(expected) if expected.trim_end_matches('/') == found.trim_end_matches('/') => {
            Check::pass(CheckId::Audience, format!("meant for {found}"))
        }
        Some(expected) => Check::fail(CheckId::Audience, format!("meant for {found}, not for {expected}")),
    }
}

fn check_origin(record: &Record, policy: Policy<'_>) -> Check {
    let found = &record.context().origin;
    match policy.origins {
        None => Check::skip(CheckId::Origin, format!("no allowed origins given; the record names {found}")),
        Some(allowed) if allowed.contains(found) => Check::pass(CheckId::Origin, format!("made on {found}")),
        Some(_) => Check::fail(CheckId::Origin, format!("{found} is not an allowed origin")),
    }
}

/// SHA-256 of a value's canonical bytes.
pub fn digest_of(value: &impl ToJson) -> Digest {
    Digest::of(value.to_json().canonical().as_bytes())
}
