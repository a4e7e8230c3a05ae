//! Receipts of acceptances that were delivered when the page that signed them was gone, or by another one: kept for the
//! person, one key each, until they have been shown.

use samtycke_record::acceptance::{Acceptance, SCHEMA};
use samtycke_record::confirmation::Evidence;
use samtycke_record::json::{self, FromJson, ToJson as _};
use samtycke_record::jws::Compact;
use samtycke_record::receipt::Logged;
use samtycke_record::{Receipt, Timestamp, Uuid, json_object};

use super::endpoint::Receipted;
use crate::browser::{clock, storage};

const PREFIX: &str = "samtycke-receipt:";
const KEPT_DAYS: u32 = 30;

json_object! {
    /// An acceptance with its receipt.
    pub(crate) struct Kept {
        /// What was signed, as it was sent.
        pub record: String,
        /// The JWS, with the proof behind it.
        pub receipt: String,
        /// When it was put here.
        pub since: Timestamp,
    }
}

/// Keeps the receipt of an acceptance; answers about cookies have nobody who waits for theirs.
pub(crate) fn keep(id: &Uuid, record: &str, receipted: &Receipted) {
    if let (Some(since), Some(_)) = (clock::now(), acceptance(record)) {
        let kept = Kept { record: record.into(), receipt: receipted.whole(), since };
        let _ = storage::write(&key(id), &kept.to_json().canonical());
    }
}

/// The record's receipt, when there is one.
pub(crate) fn of(id: &Uuid) -> Option<Receipted> {
    receipted(&read(&key(id))?)
}

/// The newest acceptance that was receipted meanwhile. Those that are too old go.
pub(crate) fn newest() -> Option<(Acceptance, Kept)> {
    let oldest = clock::days_ago(KEPT_DAYS)?;
    let mut found: Option<(Acceptance, Kept)> = None;
    for key in storage::keys(PREFIX) {
        let Some(kept) = read(&key).filter(|kept| kept.since >= oldest) else {
            storage::remove(&key);
            continue;
        };
        if found.as_ref().is_none_or(|(_, other)| kept.since > other.since) {
            found = acceptance(&kept.record).map(|record| (record, kept)).or(found);
        }
    }
    found
}

/// It has been shown, or is in the hands of a page that shows it.
pub(crate) fn forget(id: &Uuid) {
    storage::remove(&key(id));
}

/// The receipt that is kept, read.
pub(crate) fn receipted(kept: &Kept) -> Option<Receipted> {
    let Logged { receipt, proof } = Logged::split(&kept.receipt);
    let payload = Compact::parse(receipt).ok()?.payload_json().ok()?;
    Some(Receipted {
        jws: receipt.to_owned(),
        proof: proof.map(String::from),
        receipt: Receipt::from_json(&payload).ok()?,
    })
}

/// The id of the record that a key of the storage is about.
pub(crate) fn is_key_of(key: &str, id: &Uuid) -> bool {
    key.strip_prefix(PREFIX) == Some(id.as_str())
}

fn key(id: &Uuid) -> String {
    [PREFIX, id.as_str()].concat()
}

fn read(key: &str) -> Option<Kept> {
    Kept::from_json(&json::parse(&storage::read(key)?).ok()?).ok()
}

fn acceptance(record: &str) -> Option<Acceptance> {
    let payload = Compact::parse(Evidence::split(record).record).ok()?.payload_json().ok()?;
    let is_acceptance = payload.member("schema").and_then(json::Value::as_str) == Some(SCHEMA);
    is_acceptance.then(|| Acceptance::from_json(&payload).ok())?
}
