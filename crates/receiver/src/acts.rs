//! The log of administrative acts: who did what, each entry bound to the one before by its hash. Pure; `store::acts`
//! keeps it.

use std::fmt;

use samtycke_record::json::{ToJson as _, Value};
use samtycke_record::{Digest, Timestamp, json_enum, json_object};

json_enum! {
    /// What can be done here.
    pub enum Act {
        /// A token was made.
        TokenMade = "token.made",
        /// A token was revoked.
        TokenRevoked = "token.revoked",
        /// A record was looked at.
        RecordOpened = "record.opened",
        /// Records were exported.
        RecordsExported = "records.exported",
        /// A record was erased, or couldn't be: the note says which.
        RecordErased = "record.erased",
        /// A hold was placed.
        HoldPlaced = "hold.placed",
        /// A hold was released.
        HoldReleased = "hold.released",
        /// Records were erased by rule: some of those that a run found.
        RetentionErased = "retention.erased",
        /// The rules were applied to all records.
        RetentionRun = "retention.run",
        /// A webhook was added.
        WebhookAdded = "webhook.added",
        /// A webhook that was disabled is told again.
        WebhookEnabled = "webhook.enabled",
        /// A webhook was given another secret.
        WebhookRotated = "webhook.rotated",
        /// A webhook was removed.
        WebhookRemoved = "webhook.removed",
        /// A message that was given up is tried again.
        MessageRetried = "webhook.retried",
    }
}

/// Who acts, as the log names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By(String);

impl By {
    /// Whoever showed that token.
    pub(crate) fn token(id: &str, name: &str) -> Self {
        Self(format!("token {id} ({name})"))
    }

    /// A user of the machine, at the command line.
    pub fn user(name: &str) -> Self {
        Self(format!("user {name}"))
    }

    /// The receiver itself, by rule.
    pub(crate) fn receiver() -> Self {
        Self(String::from("receiver"))
    }

    /// As the log has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

json_object! {
    /// An entry of the log.
    pub struct Entry {
        /// 1, 2, …
        pub number: Number,
        /// When.
        pub at: Timestamp,
        /// Who.
        pub actor: String,
        /// What.
        pub act: Act,
        /// To what: an id.
        pub object: String,
        /// Why, and what came of it.
        pub note: String,
        /// The hash of the entry before; zeros for the first.
        pub previous: Digest,
        /// SHA-256 of this entry's canonical JSON without this member.
        pub hash: Digest,
    }
}

impl Entry {
    /// With its hash.
    pub(crate) fn seal(number: Number, at: Timestamp, by: &By, done: Done<'_>, previous: Digest) -> Self {
        let mut entry = Self {
            number,
            at,
            actor: by.0.clone(),
            act: done.act,
            object: done.object.to_owned(),
            note: done.note.to_owned(),
            hash: previous.clone(),
            previous,
        };
        entry.hash = entry.computed();
        entry
    }

    /// What the hash must be.
    fn computed(&self) -> Digest {
        let mut value = self.to_json();
        if let Value::Object(members) = &mut value {
            members.retain(|(name, _)| name != "hash");
        }
        Digest::of(value.canonical().as_bytes())
    }
}

/// What is done, before it has a place in the log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Done<'a> {
    pub(crate) act: Act,
    pub(crate) object: &'a str,
    pub(crate) note: &'a str,
}

/// Numbers are below 2^53.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub i64);

impl samtycke_record::json::ToJson for Number {
    fn to_json(&self) -> Value {
        Value::Integer(self.0)
    }
}

impl samtycke_record::json::FromJson for Number {
    fn read(source: &mut samtycke_record::json::Source<'_>) -> Self {
        if let Some(Value::Integer(number)) = source.value() {
            return Self(*number);
        }
        source.refuse("must be an integer");
        Self(0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Follows the chain, entry by entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The last entry's number.
    pub number: Number,
    /// The last entry's hash: whoever keeps it elsewhere finds out when entries behind it are changed.
    pub hash: Digest,
}

impl Chain {
    /// Before the first entry.
    pub(crate) fn start() -> Self {
        Self { number: Number(0), hash: Digest::from_hash(&[0; 32]) }
    }

    /// Takes the next entry.
    ///
    /// # Errors
    /// What about it doesn't fit.
    pub(crate) fn follow(&mut self, entry: &Entry) -> Result<(), String> {
        let expected = self.number.0 + 1;
        if entry.number.0 != expected {
            return Err(format!("entry {expected} is missing: entry {} stands in its place", entry.number));
        }
        if entry.previous != self.hash {
            return Err(format!("entry {} does not follow the entry before it", entry.number));
        }
        if entry.hash != entry.computed() {
            return Err(format!("entry {} was changed", entry.number));
        }
        *self = Self { number: entry.number, hash: entry.hash.clone() };
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn log() -> Vec<Entry> {
        let mut chain = Chain::start();
        let at = Timestamp::parse("2026-11-22T12:00:00.000Z").unwrap();
        let mut entries = Vec::new();
        for object in ["a", "b", "c"] {
            let done = Done { act: Act::RecordOpened, object, note: "" };
            let entry = Entry::seal(
                Number(chain.number.0 + 1),
                at.clone(),
                &By::user("anna"),
                done,
                chain.hash.clone(),
            );
            chain.follow(&entry).unwrap();
            entries.push(entry);
        }
        entries
    }

    #[test]
    fn whatever_is_changed_in_the_log_is_found() {
        type Change = fn(&mut Vec<Entry>);
        let cases: [(&str, Change, Result<(), &str>); 8] = [
            ("nothing", |_| {}, Ok(())),
            ("the actor", |log| log[1].actor = By::user("eva").0, Err("entry 2 was changed")),
            ("the object", |log| log[2].object = "d".into(), Err("entry 3 was changed")),
            ("the note", |log| log[0].note = "x".into(), Err("entry 1 was changed")),
            (
                "its hash as well",
                |log| {
                    log[1].note = "x".into();
                    log[1].hash = log[1].computed();
                },
                Err("entry 3 does not follow the entry before it"),
            ),
            (
                "one left out",
                |log| drop(log.remove(1)),
                Err("entry 2 is missing: entry 3 stands in its place"),
            ),
            (
                "the first left out",
                |log| drop(log.remove(0)),
                Err("entry 1 is missing: entry 2 stands in its place"),
            ),
            ("two exchanged", |log| log.swap(0, 1), Err("entry 1 is missing: entry 2 stands in its place")),
        ];
        for (name, change, expect) in cases {
            let mut log = log();
            change(&mut log);
            let mut chain = Chain::start();
            let found = log.iter().try_for_each(|entry| chain.follow(entry));
            assert_eq!(found, expect.map_err(String::from), "{name}");
        }
    }
}
