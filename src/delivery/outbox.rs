//! Signed records that wait in this browser, one key each, so that tabs don't overwrite each other.

use samtycke_record::json::{self, FromJson as _, ToJson as _};
use samtycke_record::{Uuid, json_object};

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

/// Forgets a record.
pub(crate) fn remove(id: &Uuid) {
    storage::remove(&key(id));
}

/// All that wait. What can't be read is left alone: another version of the widget may know it.
pub(crate) fn waiting() -> Vec<Entry> {
    let read = |key: &String| {
        let value = json::parse(&storage::read(key)?).ok()?;
        Entry::from_json(&value).ok()
    };
    storage::keys(PREFIX).iter().filter_map(read).collect()
}

fn key(id: &Uuid) -> String {
    format!("{PREFIX}{id}")
}
