//! What is still to be told, and to whom: written with what happened, gone when it was told.

use std::time::SystemTime;

use samtycke_record::{Digest, Timestamp};
use sqlx::{AnyConnection, FromRow};

use super::webhooks::Listener;
use super::{Store, acts, strange};
use crate::acts::{Act, By, Done};
use crate::clock;
use crate::webhooks::{Dead, Topic};

/// What happened to a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct News<'a> {
    pub(super) topic: Topic,
    /// The record's own word for it.
    pub(super) event: &'a str,
    pub(super) number: i64,
    pub(super) record_id: &'a str,
}

/// A message to send, with the record that it tells of.
#[derive(Debug)]
pub(crate) struct Delivery {
    pub(crate) id: String,
    pub(crate) topic: Topic,
    pub(crate) event: String,
    pub(crate) created_at: Timestamp,
    /// Failed ones.
    pub(crate) attempts: u32,
    pub(crate) number: i64,
    pub(crate) record_id: String,
    pub(crate) digest: String,
    pub(crate) schema: String,
    /// Empty when it was erased.
    pub(crate) record: String,
    pub(crate) confirmation: Option<String>,
    pub(crate) receipt: String,
}

/// What becomes of a message that wasn't taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// It is tried again then.
    Again(Timestamp),
    /// It is given up.
    GiveUp,
    /// It is given up, and so is everything else for this webhook, which hears no more.
    Disable,
}

/// Writes down what those who hear of it are to be told.
pub(super) async fn announce(
    connection: &mut AnyConnection,
    listeners: &[Listener],
    news: News<'_>,
) -> Result<(), sqlx::Error> {
    for listener in listeners.iter().filter(|listener| listener.hears(news.topic)) {
        let now = clock::timestamp(SystemTime::now());
        sqlx::query(
            "INSERT INTO deliveries (id, webhook, type, event, number, created_at, due_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING",
        )
        .bind(message_id(&listener.id, news))
        .bind(&listener.id)
        .bind(news.topic.as_str())
        .bind(news.event)
        .bind(news.number)
        .bind(now.as_str())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// By what it tells to whom: the same even after the database was restored from a copy.
fn message_id(webhook: &str, news: News<'_>) -> String {
    let digest = Digest::of(format!("{webhook} {} {}", news.topic.as_str(), news.record_id).as_bytes());
    format!("msg_{}", digest.hex().get(..32).unwrap_or_default())
}

#[derive(FromRow)]
struct Row {
    id: String,
    r#type: String,
    event: String,
    created_at: String,
    attempts: i64,
    number: i64,
    record_id: String,
    digest: String,
    schema: String,
    record: String,
    confirmation: Option<String>,
    receipt: String,
}

#[derive(FromRow)]
struct DeadRow {
    id: String,
    webhook: String,
    r#type: String,
    record_id: String,
    created_at: String,
    attempts: i64,
    failed_at: String,
    why: String,
}

impl Row {
    fn delivery(self) -> Result<Delivery, sqlx::Error> {
        Ok(Delivery {
            topic: topic(&self.r#type)?,
            created_at: time(&self.created_at)?,
            attempts: u32::try_from(self.attempts).unwrap_or(u32::MAX),
            id: self.id,
            event: self.event,
            number: self.number,
            record_id: self.record_id,
            digest: self.digest,
            schema: self.schema,
            record: self.record,
            confirmation: self.confirmation,
            receipt: self.receipt,
        })
    }
}

fn topic(text: &str) -> Result<Topic, sqlx::Error> {
    Topic::of(text).ok_or_else(|| strange("a delivery of a type that this version doesn't know"))
}

fn time(text: &str) -> Result<Timestamp, sqlx::Error> {
    Timestamp::parse(text).ok_or_else(|| strange("a delivery's time is none"))
}

impl Store {
    /// What is due for a webhook, the earliest first, so many at most.
    pub(crate) async fn due_deliveries(
        &self,
        webhook: &str,
        now: &Timestamp,
        most: usize,
    ) -> Result<Vec<Delivery>, sqlx::Error> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT d.id, d.type, d.event, d.created_at, d.attempts, d.number, r.record_id, r.digest, r.schema, \
             r.record, r.confirmation, r.receipt FROM deliveries d JOIN records r ON r.number = d.number \
             WHERE d.webhook = $1 AND d.due_at <= $2 ORDER BY d.due_at, d.number LIMIT $3",
        )
        .bind(webhook)
        .bind(now.as_str())
        .bind(i64::try_from(most).unwrap_or(i64::MAX))
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(Row::delivery).collect()
    }

    /// It was taken.
    pub(crate) async fn delivered(&self, id: &str, webhook: &str, at: &Timestamp) -> Result<(), sqlx::Error> {
        let mut transaction = self.writer.begin_with(self.begin).await?;
        // The webhook before its messages, here as wherever both change: or two would wait for each other.
        sqlx::query("UPDATE webhooks SET delivered_at = $1 WHERE id = $2")
            .bind(at.as_str())
            .bind(webhook)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM deliveries WHERE id = $1").bind(id).execute(&mut *transaction).await?;
        transaction.commit().await
    }

    /// It was not.
    pub(crate) async fn not_delivered(
        &self,
        id: &str,
        webhook: &str,
        at: &Timestamp,
        why: &str,
        after: &After,
    ) -> Result<(), sqlx::Error> {
        let mut transaction = self.writer.begin_with(self.begin).await?;
        let due = match after {
            After::Again(due) => Some(due.as_str()),
            After::GiveUp | After::Disable => None,
        };
        if *after == After::Disable {
            sqlx::query("UPDATE webhooks SET disabled_at = $1 WHERE id = $2")
                .bind(at.as_str())
                .bind(webhook)
                .execute(&mut *transaction)
                .await?;
        }
        sqlx::query(
            // Another message may have brought 410 meanwhile.
            "UPDATE deliveries SET attempts = attempts + 1, failed_at = $1, why = $2, due_at = CASE WHEN EXISTS \
             (SELECT 1 FROM webhooks WHERE id = deliveries.webhook AND disabled_at IS NULL) THEN $3 END WHERE id = $4",
        )
        .bind(at.as_str())
        .bind(why)
        .bind(due)
        .bind(id)
        .execute(&mut *transaction)
        .await?;
        if *after == After::Disable {
            sqlx::query(
                "UPDATE deliveries SET failed_at = $1, why = $2, due_at = NULL \
                 WHERE webhook = $3 AND due_at IS NOT NULL",
            )
            .bind(at.as_str())
            .bind(why)
            .bind(webhook)
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await
    }

    /// Messages that were given up, the oldest first, 1,000 at most.
    pub(crate) async fn dead_deliveries(&self) -> Result<Vec<Dead>, sqlx::Error> {
        let rows: Vec<DeadRow> = sqlx::query_as(
            "SELECT d.id, d.webhook, d.type, r.record_id, d.created_at, d.attempts, d.failed_at, d.why \
             FROM deliveries d JOIN records r ON r.number = d.number \
             WHERE d.due_at IS NULL ORDER BY d.failed_at, d.number LIMIT 1000",
        )
        .fetch_all(&self.readers)
        .await?;
        let dead = |row: DeadRow| {
            Ok(Dead {
                r#type: topic(&row.r#type)?,
                created_at: time(&row.created_at)?,
                attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
                failed_at: time(&row.failed_at)?,
                id: row.id,
                webhook: row.webhook,
                record_id: row.record_id,
                why: row.why,
            })
        };
        rows.into_iter().map(dead).collect()
    }

    /// Tries one again that was given up, with all its attempts; `false` when none has that id.
    pub(crate) async fn retry_delivery(&self, by: &By, id: &str) -> Result<bool, sqlx::Error> {
        let mut transaction = self.writer.begin_with(self.begin).await?;
        let log = acts::lock(&mut transaction).await?;
        let now = clock::timestamp(SystemTime::now());
        let found =
            sqlx::query("UPDATE deliveries SET due_at = $1, attempts = 0 WHERE id = $2 AND due_at IS NULL")
                .bind(now.as_str())
                .bind(id)
                .execute(&mut *transaction)
                .await?;
        if found.rows_affected() == 0 {
            return Ok(false);
        }
        let done = Done { act: Act::MessageRetried, object: id, note: "" };
        log.append(&mut transaction, by, done).await?;
        transaction.commit().await?;
        self.news.notify_one();
        Ok(true)
    }
}
