//! Signed records that wait in this browser, one key each, so that tabs don't overwrite each other.

use samtycke_record::json::{self, FromJson as _, ToJson as _};
use samtycke_record::{Uuid, json_object};

use super::patience;
use crate::browser::clock;
use crate::browser::storage::{self, Denied};

const PREFIX: &str = "samtycke-outbox:";
const REFUSED: &str = "samtycke-refused:";

json_object! {
    /// A record that waits.
    pub(crate) struct Entry {
        /// The record's id.
        pub id: Uuid,
        /// Where it is to be sent.
        pub endpoint: String,
        /// The JWS, with its confirmation behind it when it has one.
        pub record: String,
        /// In seconds since 1970: until then the endpoint wants to be left alone.
        pub not_before: Option<u32>,
    }
}

impl Entry {
    /// One that may be sent at once.
    pub(crate) fn new(id: Uuid, endpoint: String, record: String) -> Self {
        Self { id, endpoint, record, not_before: None }
    }
}

/// Keeps a record until it is delivered.
pub(crate) fn keep(entry: &Entry) -> Result<(), Denied> {
    storage::write(&key(&entry.id), &entry.to_json().canonical())
}

/// Keeps a record that the receiver refused, without sending it again: what a person was told is saved is not thrown
/// away, and a vendor that mends its receiver can still ask for it.
pub(crate) fn set_aside(entry: &Entry) {
    let aside = format!("{REFUSED}{}", entry.id);
    if storage::write(&aside, &entry.to_json().canonical()).is_ok() {
        remove(&entry.id);
    }
}

/// Sends a record that still waits no sooner than in so many seconds.
pub(crate) fn put_off(id: &Uuid, seconds: u32) {
    let now = clock::seconds().filter(|_| seconds > 0);
    if let (Some(now), Some(mut entry)) = (now, read(&key(id))) {
        entry.not_before = Some(now.saturating_add(seconds));
        // What can't be written now was kept before: it is only sent too soon.
        let _ = keep(&entry);
    }
}

/// In how many seconds a record may be sent.
pub(crate) fn wait(entry: &Entry) -> u32 {
    match (entry.not_before, clock::seconds()) {
        (Some(time), Some(now)) => patience::left(time, now),
        _ => 0,
    }
}

/// The same, for the record of that id.
pub(crate) fn wait_of(id: &Uuid) -> u32 {
    read(&key(id)).map_or(0, |entry| wait(&entry))
}

/// Does it still wait?
pub(crate) fn has(id: &Uuid) -> bool {
    storage::read(&key(id)).is_some()
}

/// Forgets a record.
pub(crate) fn remove(id: &Uuid) {
    storage::remove(&key(id));
}

/// All that wait. What can't be read is left alone: another version of the widget may know it.
pub(crate) fn waiting() -> Vec<Entry> {
    storage::keys(PREFIX).iter().filter_map(|key| read(key)).collect()
}

fn read(key: &str) -> Option<Entry> {
    let value = json::parse(&storage::read(key)?).ok()?;
    Entry::from_json(&value).ok()
}

fn key(id: &Uuid) -> String {
    format!("{PREFIX}{id}")
}
