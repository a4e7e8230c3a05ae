//! The log of administrative acts. Whoever acts takes the log's lock first, so that acts come one after the other: a
//! hold that is placed is seen by what would erase.

use std::time::SystemTime;

use samtycke_record::{Digest, Timestamp};
use sqlx::{AnyConnection, FromRow};

use super::{Store, strange};
use crate::acts::{Act, By, Chain, Done, Entry, Number};
use crate::clock;

/// The log, locked until the transaction ends.
#[derive(Debug)]
pub(super) struct Log {
    head: Chain,
}

/// Nobody else acts until the transaction ends.
pub(super) async fn lock(connection: &mut AnyConnection) -> Result<Log, sqlx::Error> {
    let (number, hash): (i64, String) =
        sqlx::query_as("UPDATE acts_head SET number = number RETURNING number, hash")
            .fetch_one(connection)
            .await?;
    let hash = Digest::parse(&hash).ok_or_else(|| strange("the log of acts has no hash"))?;
    Ok(Log { head: Chain { number: Number(number), hash } })
}

impl Log {
    /// Writes that down.
    pub(super) async fn append(
        self,
        connection: &mut AnyConnection,
        by: &By,
        done: Done<'_>,
    ) -> Result<(), sqlx::Error> {
        let at = clock::timestamp(SystemTime::now());
        let entry = Entry::seal(Number(self.head.number.0 + 1), at, by, done, self.head.hash);
        sqlx::query(
            "INSERT INTO acts (number, at, actor, act, object, note, previous, hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(entry.number.0)
        .bind(entry.at.as_str())
        .bind(&entry.actor)
        .bind(entry.act.as_str())
        .bind(&entry.object)
        .bind(&entry.note)
        .bind(entry.previous.as_str())
        .bind(entry.hash.as_str())
        .execute(&mut *connection)
        .await?;
        sqlx::query("UPDATE acts_head SET number = $1, hash = $2")
            .bind(entry.number.0)
            .bind(entry.hash.as_str())
            .execute(connection)
            .await
            .map(drop)
    }
}

#[derive(FromRow)]
struct Row {
    number: i64,
    at: String,
    actor: String,
    act: String,
    object: String,
    note: String,
    previous: String,
    hash: String,
}

impl Row {
    fn entry(self) -> Result<Entry, sqlx::Error> {
        let strange = |what: &str| strange(&format!("act {}: {what}", self.number));
        Ok(Entry {
            number: Number(self.number),
            at: Timestamp::parse(&self.at).ok_or_else(|| strange("not a time"))?,
            act: Act::of(&self.act).ok_or_else(|| strange("an act that this version doesn't know"))?,
            previous: Digest::parse(&self.previous).ok_or_else(|| strange("not a hash"))?,
            hash: Digest::parse(&self.hash).ok_or_else(|| strange("not a hash"))?,
            actor: self.actor,
            object: self.object,
            note: self.note,
        })
    }
}

impl Store {
    /// Writes an act down that changes nothing, before what it asks for is given out.
    pub(crate) async fn log_act(&self, by: &By, done: Done<'_>) -> Result<(), sqlx::Error> {
        let mut transaction = self.writer.begin_with(self.begin).await?;
        lock(&mut transaction).await?.append(&mut transaction, by, done).await?;
        transaction.commit().await
    }

    /// Those after that number, the oldest first, `limit` at most.
    pub(crate) async fn acts(&self, after: Number, limit: u32) -> Result<Vec<Entry>, sqlx::Error> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT number, at, actor, act, object, note, previous, hash FROM acts \
             WHERE number > $1 ORDER BY number LIMIT $2",
        )
        .bind(after.0)
        .bind(i64::from(limit))
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(Row::entry).collect()
    }

    /// When that was last done.
    pub(crate) async fn last_act(&self, act: Act) -> Result<Option<Timestamp>, sqlx::Error> {
        let at: Option<String> =
            sqlx::query_scalar("SELECT at FROM acts WHERE act = $1 ORDER BY number DESC LIMIT 1")
                .bind(act.as_str())
                .fetch_optional(&self.readers)
                .await?;
        Ok(at.as_deref().and_then(Timestamp::parse))
    }

    /// Follows the whole chain; the inner error says where it is broken.
    pub(crate) async fn verify_acts(&self) -> Result<Result<Chain, String>, sqlx::Error> {
        const PAGE: u32 = 1_000;
        // Acts may be added meanwhile: what must be there is what was there at the beginning.
        let (number, hash): (i64, String) =
            sqlx::query_as("SELECT number, hash FROM acts_head").fetch_one(&self.readers).await?;
        let mut chain = Chain::start();
        let mut passed = number == 0;
        loop {
            let page = self.acts(chain.number, PAGE).await?;
            if page.is_empty() {
                break;
            }
            for entry in &page {
                if let Err(why) = chain.follow(entry) {
                    return Ok(Err(why));
                }
                passed |= chain.number.0 == number && chain.hash.as_str() == hash;
            }
        }
        Ok(if passed { Ok(chain) } else { Err(format!("entries after {} are missing", chain.number)) })
    }
}
