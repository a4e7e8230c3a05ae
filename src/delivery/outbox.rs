//! Signed records that wait in this browser, one key each, so that tabs don't overwrite each other.

use samtycke_record::json::{self, FromJson as _, ToJson as _};
use samtycke_record::{Uuid, json_object};

use super::endpoint::{self, Sent};
use crate::browser;
use crate::browser::storage::{self, Denied};

const PREFIX: &str = "samtycke-outbox:";

json_object! {
    /// A record that waits.
    pub(crate) struct Entry {
        /// The record's id.
        pub id: Uuid,
        /// Where it is to be sent.
        pub endpoint: String,
        /// The JWS.
        pub record: String,
    }
}

/// Keeps a record until it is delivered.
pub(crate) fn keep(entry: &Entry) -> Result<(), Denied> {
    storage::write(&key(&entry.id), &entry.to_json().canonical())
}

/// Keeps a record, or sends it at once where nothing can be kept.
pub(crate) async fn keep_or_send(entry: Entry) {
    if keep(&entry).is_err()
        && !matches!(endpoint::send(&entry.endpoint, &entry.record).await, Sent::Receipted(_))
    {
        browser::warn(
            "an answer could not be recorded: the browser keeps nothing and the endpoint did not take it",
        );
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
