//! Erasure: what a record says goes, that it was there stays. Number, digest, key and receipt name nobody, and the
//! transparency log is made of them.

use std::time::SystemTime;

use samtycke_record::{Timestamp, Uuid, json_enum, json_object};
use sqlx::AnyConnection;

use super::deliveries::{self, News};
use super::webhooks::Listener;
use super::{Store, acts, entries, holds, lock_head, strange, webhooks};
use crate::acts::{Act, By, Done};
use crate::clock;
use crate::holds::{Hold, Named};
use crate::webhooks::Topic;

/// What webhooks are told as the event.
const EVENT: &str = "erase";

json_enum! {
    /// How erasing ended.
    pub enum ErasureState {
        /// It is erased now.
        Erased = "erased",
        /// It was erased before.
        Before = "erased before",
    }
}

json_object! {
    /// A record that is erased.
    pub struct Erasure {
        /// Which.
        pub record_id: Uuid,
        /// Now or before.
        pub state: ErasureState,
        /// When.
        pub erased_at: Timestamp,
    }
}

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Erased {
    /// It is erased, now or before.
    Yes(Erasure),
    /// A hold forbids it.
    Held(Hold),
    /// Nobody ever stored it.
    Unknown,
}

/// A record that may be erased.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) number: i64,
    pub(super) id: Uuid,
}

impl Store {
    /// Erases one record by hand. That it was tried is written down even when a hold forbids it.
    pub(crate) async fn erase(&self, by: &By, id: &Uuid, reason: &str) -> Result<Erased, sqlx::Error> {
        let mut transaction = self.writer.begin_with(self.begin).await?;
        let log = acts::lock(&mut transaction).await?;
        let found: Option<(i64, String, Option<String>)> =
            sqlx::query_as("SELECT number, record, erased_at FROM records WHERE record_id = $1")
                .bind(id.as_str())
                .fetch_optional(&mut *transaction)
                .await?;
        let Some((number, record, erased_at)) = found else { return Ok(Erased::Unknown) };
        let record_id = id.clone();
        if let Some(at) = erased_at {
            let erased_at =
                Timestamp::parse(&at).ok_or_else(|| strange("a record's time of erasure is none"))?;
            return Ok(Erased::Yes(Erasure { record_id, state: ErasureState::Before, erased_at }));
        }
        let holds = holds::in_force(&mut transaction).await?;
        if let Some(hold) = Named::of(&record).held_by(id.as_str(), &holds) {
            let note = format!("refused, hold {}: {reason}", hold.id);
            let done = Done { act: Act::RecordErased, object: id.as_str(), note: &note };
            log.append(&mut transaction, by, done).await?;
            transaction.commit().await?;
            return Ok(Erased::Held(hold.clone()));
        }
        lock_head(&mut transaction).await?;
        let listeners = webhooks::listeners(&mut transaction).await?;
        let target = Target { number, id: id.clone() };
        let erased_at = clock::timestamp(SystemTime::now());
        erase(&mut transaction, &target, &erased_at, reason, &listeners).await?;
        let done = Done { act: Act::RecordErased, object: id.as_str(), note: reason };
        log.append(&mut transaction, by, done).await?;
        transaction.commit().await?;
        self.after_erasing().await?;
        Ok(Erased::Yes(Erasure { record_id, state: ErasureState::Erased, erased_at }))
    }

    /// Webhooks are told, and what was written over leaves the disk.
    pub(super) async fn after_erasing(&self) -> Result<(), sqlx::Error> {
        self.news.notify_one();
        let Some(scrub) = self.scrub else { return Ok(()) };
        let (busy, _, _): (i64, i64, i64) = sqlx::query_as(scrub).fetch_one(&self.writer).await?;
        if busy != 0 {
            tracing::warn!(
                "someone reads the database: what was erased leaves its write-ahead log when that is next written back"
            );
        }
        Ok(())
    }
}

/// Erases what says anything of a person or a company. The caller holds the head's lock: what is stored meanwhile would
/// move the same standings.
pub(super) async fn erase(
    connection: &mut AnyConnection,
    target: &Target,
    at: &Timestamp,
    reason: &str,
    listeners: &[Listener],
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE records SET record = '', confirmation = NULL, erased_at = $1, erased_why = $2 WHERE number = $3",
    )
    .bind(at.as_str())
    .bind(reason)
    .bind(target.number)
    .execute(&mut *connection)
    .await?;
    entries::remove(connection, target.number).await?;
    let news =
        News { topic: Topic::Erased, event: EVENT, number: target.number, record_id: target.id.as_str() };
    deliveries::announce(connection, listeners, news).await
}
