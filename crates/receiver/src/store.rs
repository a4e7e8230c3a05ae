//! All of the SQL, one text for SQLite and PostgreSQL alike. A write returns after it is on disk.
//!
//! Records are numbered without gaps, in the order in which they were stored. Whoever stores takes the number under a
//! lock (SQLite: of the database, PostgreSQL: of the one row of `head`), so receivers that share a database take turns,
//! a group of records each time. Reads go beside them.

mod acts;
pub(crate) mod busy;
pub(crate) mod deliveries;
pub(crate) mod entries;
pub(crate) mod erase;
mod group;
mod holds;
pub(crate) mod kept;
mod log;
mod migrations;
mod open;
pub(crate) mod pending;
mod retention;
pub(crate) mod search;
mod server;
mod sql;
mod standings;
pub(crate) mod tokens;
pub(crate) mod webhooks;

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use samtycke_log::Hash;
use samtycke_record::{Digest, Timestamp, Uuid};
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, Connection as _};
use tokio::sync::Notify;
use tokio::time::error::Elapsed;
use tokio::time::timeout;

use crate::entry::Entry;
use crate::webhooks::Topic;
use busy::{RETRY, WORTH_A_TRY, is_busy};
use deliveries::News;

/// What takes longer has failed: better an error, after which the record is sent again, than a wait without end for a
/// server that is gone. Longer than any wait for a lock.
const LONGEST: Duration = Duration::from_secs(10);

pub(crate) use log::{Log, Place, entry as log_entry};
pub(crate) use open::Patience;

/// The database.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    writer: AnyPool,
    readers: AnyPool,
    /// What takes the lock when a transaction begins.
    begin: &'static str,
    /// What takes erased bytes out of the files that it lies in.
    scrub: Option<&'static str>,
    /// Rung when there is something to tell webhooks.
    pub(crate) news: Arc<Notify>,
}

/// A record that is verified, with the receipt that it gets when it is stored.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) id: Uuid,
    pub(crate) digest: Digest,
    /// Thumbprint of the key that signed it.
    pub(crate) key: String,
    pub(crate) schema: &'static str,
    pub(crate) pack: Digest,
    pub(crate) received_at: Timestamp,
    /// The compact JWS as it came.
    pub(crate) record: String,
    /// The confirmation behind it, encoded as it came.
    pub(crate) confirmation: Option<String>,
    /// The compact JWS of its receipt.
    pub(crate) receipt: String,
    /// Its leaf in the log.
    pub(crate) leaf: Hash,
    /// The nonce that it uses up.
    pub(crate) nonce: Option<String>,
    /// What webhooks are told of it.
    pub(crate) topic: Topic,
    /// What it will be found by.
    pub(crate) entry: Entry,
}

/// What became of a record.
#[derive(Clone, Debug)]
pub(crate) enum Fate {
    /// It is stored now, with its receipt, and logged there.
    Stored(Place),
    /// It was stored before; this is the receipt that it got then.
    Known(StoredReceipt),
    /// Another record has its id.
    IdTaken,
    /// Another record used its nonce up.
    NonceUsed,
}

/// The receipt of a record that is stored.
#[derive(Clone, Debug)]
pub(crate) struct StoredReceipt {
    /// The record's number: from 1, without gaps.
    pub(crate) number: i64,
    /// The compact JWS.
    pub(crate) receipt: String,
}

/// A record that is stored.
#[derive(Debug)]
pub(crate) struct StoredRecord {
    digest: String,
    key: String,
    receipt: StoredReceipt,
}

impl StoredRecord {
    /// Its receipt, when it is that record and not another with the same id.
    pub(crate) fn own(self, digest: &Digest, key: &str) -> Option<StoredReceipt> {
        (self.digest == digest.as_str() && self.key == key).then_some(self.receipt)
    }
}

impl Store {
    /// Can it be read?
    pub(crate) async fn ping(&self) -> Result<(), sqlx::Error> {
        let mut connection = self.readers.acquire().await?;
        let query = sqlx::query("SELECT 1 FROM records LIMIT 1");
        let done = timeout(LONGEST, query.fetch_optional(&mut *connection)).await;
        settle(connection, done).map(drop)
    }

    /// Can it be written? A transaction that changes nothing, to the disk and back.
    pub(crate) async fn touch(&self) -> Result<(), sqlx::Error> {
        let mut connection = self.writer.acquire().await?;
        let done = timeout(LONGEST, touch(&mut connection, self.begin)).await;
        settle(connection, done)
    }

    /// The record of that id.
    pub(crate) async fn find(&self, id: &Uuid) -> Result<Option<StoredRecord>, sqlx::Error> {
        let mut connection = self.readers.acquire().await?;
        let done = timeout(LONGEST, find(&mut connection, id)).await;
        settle(connection, done)
    }

    /// Stores records, uses up their nonces and appends them to the log: all that can be, or on an error none. In the
    /// order given, so of two with one id or one nonce the first has it. After an error it may be stored all the same,
    /// when the answer was lost.
    pub(crate) async fn add(&self, log: &Log, arrivals: &[Arrival]) -> Result<Vec<Fate>, sqlx::Error> {
        let mut connection = self.writer.acquire().await?;
        let done = timeout(LONGEST, add(&mut connection, self.begin, log, arrivals)).await;
        let Added { fates, listeners } = settle(connection, done)?;
        if listeners > 0 {
            self.news.notify_one();
        }
        Ok(fates)
    }

    /// For work that nobody's request bounds: what takes too long has failed, and its connection is not used again. What
    /// finds the database busy is begun again.
    pub(crate) async fn patiently<T, F>(&self, work: impl Fn() -> F) -> Result<T, sqlx::Error>
    where
        F: Future<Output = Result<T, sqlx::Error>>,
    {
        let began = Instant::now();
        loop {
            match timeout(LONGEST, work()).await.unwrap_or_else(|_| Err(timed_out())) {
                Err(error) if is_busy(&error) && began.elapsed() < WORTH_A_TRY => {
                    tokio::time::sleep(RETRY).await;
                }
                outcome => return outcome,
            }
        }
    }

    /// Waits for what is under way and writes the log back into the file.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// A connection on which something failed, or nothing comes any more, is not used again.
fn settle<T>(
    mut connection: PoolConnection<Any>,
    done: Result<Result<T, sqlx::Error>, Elapsed>,
) -> Result<T, sqlx::Error> {
    let done = done.unwrap_or_else(|_| Err(timed_out()));
    if done.is_err() {
        connection.close_on_drop();
    }
    done
}

fn timed_out() -> sqlx::Error {
    sqlx::Error::Io(io::ErrorKind::TimedOut.into())
}

async fn touch(connection: &mut AnyConnection, begin: &'static str) -> Result<(), sqlx::Error> {
    let mut transaction = connection.begin_with(begin).await?;
    lock_head(&mut transaction).await?;
    transaction.commit().await
}

/// What became of records, and how many webhooks hear of such things.
struct Added {
    fates: Vec<Fate>,
    listeners: usize,
}

async fn add(
    connection: &mut AnyConnection,
    begin: &'static str,
    log: &Log,
    arrivals: &[Arrival],
) -> Result<Added, sqlx::Error> {
    let mut transaction = connection.begin_with(begin).await?;
    let before = lock_head(&mut transaction).await?;
    let known = group::store(&mut transaction, before, arrivals).await?;
    let listeners = webhooks::listeners(&mut transaction).await?;
    let mut head = before;
    let (mut lines, mut leaves) = (Vec::with_capacity(arrivals.len()), Vec::with_capacity(arrivals.len()));
    for (arrival, _) in arrivals.iter().zip(&known).filter(|(_, known)| known.is_none()) {
        head += 1;
        leaves.push(arrival.leaf);
        let (event, record_id) = (arrival.entry.event, arrival.id.as_str());
        let news = News { topic: arrival.topic, event, number: head, record_id };
        deliveries::announce(&mut transaction, &listeners, news).await?;
        lines.push((head, &arrival.entry, &arrival.received_at));
    }
    entries::add(&mut transaction, &lines).await?;
    if leaves.is_empty() {
        transaction.commit().await?;
        return Ok(Added { fates: fates(known, std::iter::empty()), listeners: 0 });
    }
    let tree = Arc::new(log.append(&mut transaction, before, &leaves).await?);
    sqlx::query("UPDATE head SET records = $1").bind(head).execute(&mut *transaction).await?;
    transaction.commit().await?;
    let places = (before + 1..).map(|number| Place::new(number, Arc::clone(&tree)));
    Ok(Added { fates: fates(known, places), listeners: listeners.len() })
}

/// What was not known before is stored, one place after the other.
fn fates(known: Vec<Option<Fate>>, mut places: impl Iterator<Item = Place>) -> Vec<Fate> {
    known.into_iter().filter_map(|known| known.or_else(|| places.next().map(Fate::Stored))).collect()
}

/// The number of the last record; nobody else stores until the transaction ends.
async fn lock_head(connection: &mut AnyConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("UPDATE head SET records = records RETURNING records").fetch_one(connection).await
}

async fn find(connection: &mut AnyConnection, id: &Uuid) -> Result<Option<StoredRecord>, sqlx::Error> {
    let found: Option<(String, String, i64, String)> =
        sqlx::query_as("SELECT digest, key, number, receipt FROM records WHERE record_id = $1")
            .bind(id.as_str())
            .fetch_optional(connection)
            .await?;
    Ok(found.map(|(digest, key, number, receipt)| StoredRecord {
        digest,
        key,
        receipt: StoredReceipt { number, receipt },
    }))
}

/// What the database holds and nobody here wrote.
fn strange(what: &str) -> sqlx::Error {
    sqlx::Error::Decode(what.into())
}
