//! All of the SQL, one text for SQLite and PostgreSQL alike. A write returns after it is on disk.
//!
//! Records are numbered without gaps, in the order in which they were stored. Whoever stores takes the number under a
//! lock (SQLite: of the database, PostgreSQL: of the one row of `head`), so receivers that share a database take turns,
//! a group of records each time. Reads go beside them.

mod log;
mod migrations;
mod open;

use std::sync::Arc;

use samtycke_log::Hash;
use samtycke_record::{Digest, Timestamp, Uuid};
use sqlx::{AnyConnection, AnyPool};

pub(crate) use log::{Log, Place};

/// The database.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    writer: AnyPool,
    readers: AnyPool,
    /// What takes the lock when a transaction begins.
    begin: &'static str,
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
        sqlx::query("SELECT 1 FROM records LIMIT 1").fetch_optional(&self.readers).await.map(drop)
    }

    /// The record of that id.
    pub(crate) async fn find(&self, id: &Uuid) -> Result<Option<StoredRecord>, sqlx::Error> {
        let mut connection = self.readers.acquire().await?;
        find(&mut connection, id).await
    }

    /// Stores records, uses up their nonces and appends them to the log: all that can be, or on an error none. In the
    /// order given, so of two with one id or one nonce the first has it.
    pub(crate) async fn add(&self, log: &Log, arrivals: &[Arrival]) -> Result<Vec<Fate>, sqlx::Error> {
        let mut transaction = self.writer.begin_with(self.begin).await?;
        let before = lock_head(&mut transaction).await?;
        let mut taken = Vec::with_capacity(arrivals.len());
        let mut leaves = Vec::with_capacity(arrivals.len());
        let mut head = before;
        for arrival in arrivals {
            let known = if insert(&mut transaction, head + 1, arrival).await? {
                head += 1;
                leaves.push(arrival.leaf);
                None
            } else {
                Some(match find(&mut transaction, &arrival.id).await? {
                    Some(stored) => {
                        stored.own(&arrival.digest, &arrival.key).map_or(Fate::IdTaken, Fate::Known)
                    }
                    None => Fate::NonceUsed,
                })
            };
            taken.push((head, known));
        }
        if leaves.is_empty() {
            return Ok(taken.into_iter().filter_map(|(_, fate)| fate).collect());
        }
        let tree = Arc::new(log.append(&mut transaction, before, &leaves).await?);
        sqlx::query("UPDATE head SET records = $1").bind(head).execute(&mut *transaction).await?;
        transaction.commit().await?;
        let fate = |(number, known): (i64, Option<Fate>)| {
            known.unwrap_or_else(|| Fate::Stored(Place::new(number, Arc::clone(&tree))))
        };
        Ok(taken.into_iter().map(fate).collect())
    }

    /// Waits for what is under way and writes the log back into the file.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// The number of the last record; nobody else stores until the transaction ends.
async fn lock_head(connection: &mut AnyConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("UPDATE head SET records = records RETURNING records").fetch_one(connection).await
}

/// `false`: its id or its nonce is taken, and nothing was stored.
async fn insert(connection: &mut AnyConnection, number: i64, new: &Arrival) -> Result<bool, sqlx::Error> {
    let inserted = sqlx::query(
        "INSERT INTO records (number, record_id, digest, key, schema, pack, received_at, record, confirmation, \
         receipt, nonce) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
    )
    .bind(number)
    .bind(new.id.as_str())
    .bind(new.digest.as_str())
    .bind(&new.key)
    .bind(new.schema)
    .bind(new.pack.as_str())
    .bind(new.received_at.as_str())
    .bind(&new.record)
    .bind(&new.confirmation)
    .bind(&new.receipt)
    .bind(&new.nonce)
    .execute(connection)
    .await?;
    Ok(inserted.rows_affected() == 1)
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
