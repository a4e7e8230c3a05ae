//! Records to test with: a Danish sign-up and an answer about cookies. Their forms stand in the JSON files beside.
//! Other crates' tests take this module by `#[path]`.

#![allow(dead_code, reason = "each test takes what it needs")]

use samtycke_record::Digest;
use samtycke_record::acceptance::Acceptance;
use samtycke_record::consent::Consent;
use samtycke_record::json::{self, FromJson, ToJson, Value};
use samtycke_record::jws;
use samtycke_record::sign::{Es256Key, KeyInHeader};
use samtycke_record::verify::{Check, CheckId, Outcome, digest_of};

/// The endpoint that the records name.
pub(crate) const AUDIENCE: &str = "https://consent.vagthavn.example";
/// The origin that they were made on.
pub(crate) const ORIGIN: &str = "https://vagthavn.example";

/// Fjordcaféen ApS accepts the data processing agreement of Vagthavn ApS.
pub(crate) fn acceptance() -> Acceptance {
    let mut record: Acceptance = read(include_str!("acceptance.json"));
    seal(&mut record);
    record
}

/// A visitor allows statistics, refuses films and doesn't object to protection.
pub(crate) fn consent() -> Consent {
    read(include_str!("consent.json"))
}

/// Makes the digests inside a record fit what they are digests of.
pub(crate) fn seal(record: &mut Acceptance) {
    if let Some(statement) = record.statements.iter().find(|statement| statement.id == "authority") {
        record.signatory.authority.statement_digest = Digest::of(statement.text.as_bytes());
    }
    if let Some(annex) = &mut record.annex {
        annex.digest = digest_of(&annex.content);
    }
}

/// Typed data from text; panics when it isn't.
pub(crate) fn read<T: FromJson>(text: &str) -> T {
    T::from_json(&json(text)).unwrap()
}

/// JSON from text; panics when it isn't.
pub(crate) fn json(text: &str) -> Value {
    json::parse(text).unwrap()
}

/// Signs a record as browsers do.
pub(crate) fn sign(key: &Es256Key, record: &impl ToJson) -> String {
    key.sign(jws::RECORD_TYPE, KeyInHeader::Embedded, &record.to_json().canonical())
}

/// The checks that failed.
pub(crate) fn failures(checks: &[Check]) -> Vec<CheckId> {
    checks.iter().filter(|check| check.outcome == Outcome::Fail).map(|check| check.check).collect()
}
