//! Whom to tell.

use samtycke_record::Timestamp;
use sqlx::{AnyConnection, FromRow};

use super::{Store, acts, strange};
use crate::acts::{Act, By, Done};
use crate::webhooks::{Detail, Endpoint, Secret, Secrets, Topic, Webhook};

const COLUMNS: &str =
    "id, url, events, detail, at_a_time, created_at, delivered_at, disabled_at, former_until";

/// A webhook that is told of what is stored.
#[derive(Debug)]
pub(super) struct Listener {
    pub(super) id: String,
    topics: Vec<Topic>,
}

impl Listener {
    pub(super) fn hears(&self, topic: Topic) -> bool {
        self.topics.contains(&topic)
    }
}

/// A webhook that nobody else tells until the lease ends.
#[derive(Debug)]
pub(crate) struct Leased {
    pub(crate) id: String,
    pub(crate) endpoint: Endpoint,
    pub(crate) detail: Detail,
    pub(crate) at_a_time: usize,
    pub(crate) secrets: Secrets,
}

/// Who tells a webhook, and until when nobody else may.
#[derive(Clone, Debug)]
pub(crate) struct Lease {
    pub(crate) holder: String,
    pub(crate) now: Timestamp,
    pub(crate) until: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: String,
    url: String,
    events: String,
    detail: String,
    at_a_time: i64,
    created_at: String,
    delivered_at: Option<String>,
    disabled_at: Option<String>,
    former_until: Option<String>,
}

impl Row {
    fn webhook(self) -> Result<Webhook, sqlx::Error> {
        let strange = |what: &str| strange(&format!("webhook {}: {what}", self.id));
        let time = |text: &str| Timestamp::parse(text).ok_or_else(|| strange("not a time"));
        Ok(Webhook {
            events: topics(&self.events),
            detail: Detail::of(&self.detail).ok_or_else(|| strange("an unknown detail"))?,
            at_a_time: u32::try_from(self.at_a_time).map_err(|_| strange("how many at a time"))?,
            created_at: time(&self.created_at)?,
            delivered_at: self.delivered_at.as_deref().map(time).transpose()?,
            disabled_at: self.disabled_at.as_deref().map(time).transpose()?,
            former_until: self.former_until.as_deref().map(time).transpose()?,
            id: self.id,
            url: self.url,
        })
    }
}

/// Those that this version doesn't know are left out.
fn topics(text: &str) -> Vec<Topic> {
    text.split_whitespace().filter_map(Topic::of).collect()
}

/// Whom what is stored now is told.
pub(super) async fn listeners(connection: &mut AnyConnection) -> Result<Vec<Listener>, sqlx::Error> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT id, events FROM webhooks WHERE disabled_at IS NULL")
            .fetch_all(connection)
            .await?;
    Ok(rows.into_iter().map(|(id, events)| Listener { id, topics: topics(&events) }).collect())
}

impl Store {
    /// Adds one.
    pub(crate) async fn add_webhook(
        &self,
        by: &By,
        webhook: &Webhook,
        secret: &Secret,
    ) -> Result<(), sqlx::Error> {
        let mut transaction = self.writer.begin_with(self.begin).await?;
        let log = acts::lock(&mut transaction).await?;
        let topics: Vec<&str> = webhook.events.iter().map(|topic| topic.as_str()).collect();
        sqlx::query(
            "INSERT INTO webhooks (id, url, events, detail, secret, created_at, at_a_time) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&webhook.id)
        .bind(&webhook.url)
        .bind(topics.join(" "))
        .bind(webhook.detail.as_str())
        .bind(secret.reveal())
        .bind(webhook.created_at.as_str())
        .bind(i64::from(webhook.at_a_time))
        .execute(&mut *transaction)
        .await?;
        let note = format!("{} ({})", topics.join(", "), webhook.detail.as_str());
        let done = Done { act: Act::WebhookAdded, object: &webhook.id, note: &note };
        log.append(&mut transaction, by, done).await?;
        transaction.commit().await
    }

    /// All of them, the oldest first.
    pub(crate) async fn webhooks(&self) -> Result<Vec<Webhook>, sqlx::Error> {
        let sql = format!("SELECT {COLUMNS} FROM webhooks ORDER BY created_at, id");
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&self.readers).await?;
        rows.into_iter().map(Row::webhook).collect()
    }

    /// Removes it with what it was still to be told; `None` when there is none of that id.
    pub(crate) async fn remove_webhook(&self, by: &By, id: &str) -> Result<Option<Webhook>, sqlx::Error> {
        let mut transaction = self.writer.begin_with(self.begin).await?;
        let log = acts::lock(&mut transaction).await?;
        let sql = format!("DELETE FROM webhooks WHERE id = $1 RETURNING {COLUMNS}");
        let row: Option<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut *transaction).await?;
        let Some(row) = row else { return Ok(None) };
        sqlx::query("DELETE FROM deliveries WHERE webhook = $1").bind(id).execute(&mut *transaction).await?;
        let done = Done { act: Act::WebhookRemoved, object: id, note: "" };
        log.append(&mut transaction, by, done).await?;
        transaction.commit().await?;
        row.webhook().map(Some)
    }

    /// Tells one again that was disabled, from now on; `None` when no disabled one has that id.
    pub(crate) async fn enable_webhook(&self, by: &By, id: &str) -> Result<Option<Webhook>, sqlx::Error> {
        let mut transaction = self.writer.begin_with(self.begin).await?;
        let log = acts::lock(&mut transaction).await?;
        let sql = format!(
            "UPDATE webhooks SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL RETURNING {COLUMNS}"
        );
        let row: Option<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut *transaction).await?;
        let Some(row) = row else { return Ok(None) };
        let done = Done { act: Act::WebhookEnabled, object: id, note: "" };
        log.append(&mut transaction, by, done).await?;
        transaction.commit().await?;
        row.webhook().map(Some)
    }

    /// Gives it another secret; the one before signs, too, until then. `None` when there is none of that id.
    pub(crate) async fn exchange_secret(
        &self,
        by: &By,
        id: &str,
        secret: &Secret,
        until: Option<&Timestamp>,
    ) -> Result<Option<Webhook>, sqlx::Error> {
        let mut transaction = self.writer.begin_with(self.begin).await?;
        let log = acts::lock(&mut transaction).await?;
        let former = if until.is_some() { "secret" } else { "NULL" };
        let sql = format!(
            "UPDATE webhooks SET former_secret = {former}, former_until = $1, secret = $2 WHERE id = $3 \
             RETURNING {COLUMNS}"
        );
        let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(until.map(Timestamp::as_str))
            .bind(secret.reveal())
            .bind(id)
            .fetch_optional(&mut *transaction)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let note = until.map_or_else(
            || String::from("the secret before ends at once"),
            |until| format!("the secret before signs until {until}"),
        );
        log.append(&mut transaction, by, Done { act: Act::WebhookRotated, object: id, note: &note }).await?;
        transaction.commit().await?;
        row.webhook().map(Some)
    }

    /// Takes a webhook that has something due and that nobody tells just now. Looks before it writes: mostly there is none.
    pub(crate) async fn lease_webhook(&self, lease: &Lease) -> Result<Option<String>, sqlx::Error> {
        const DUE: &str = "SELECT id FROM webhooks WHERE disabled_at IS NULL AND leased_until <= $1 AND EXISTS \
            (SELECT 1 FROM deliveries WHERE webhook = webhooks.id AND due_at <= $1) ORDER BY leased_until, id LIMIT 1";
        let due: Option<String> =
            sqlx::query_scalar(DUE).bind(lease.now.as_str()).fetch_optional(&self.readers).await?;
        let Some(due) = due else { return Ok(None) };
        sqlx::query_scalar(
            "UPDATE webhooks SET leased_by = $1, leased_until = $2 \
             WHERE id = $3 AND leased_until <= $4 AND disabled_at IS NULL RETURNING id",
        )
        .bind(&lease.holder)
        .bind(lease.until.as_str())
        .bind(due)
        .bind(lease.now.as_str())
        .fetch_optional(&self.writer)
        .await
    }

    /// Renews a lease, and gives the webhook as it is now; `None` when it was lost, or the webhook is told nothing more.
    /// A secret whose time is over goes for good.
    pub(crate) async fn renew_lease(&self, id: &str, lease: &Lease) -> Result<Option<Leased>, sqlx::Error> {
        let row: Option<LeasedRow> = sqlx::query_as(
            "UPDATE webhooks SET leased_until = $1, \
             former_secret = CASE WHEN former_until > $4 THEN former_secret END, \
             former_until = CASE WHEN former_until > $4 THEN former_until END \
             WHERE id = $2 AND leased_by = $3 AND disabled_at IS NULL \
             RETURNING id, url, detail, at_a_time, secret, former_secret",
        )
        .bind(lease.until.as_str())
        .bind(id)
        .bind(&lease.holder)
        .bind(lease.now.as_str())
        .fetch_optional(&self.writer)
        .await?;
        row.map(LeasedRow::leased).transpose()
    }

    /// Gives all of a holder's leases back.
    pub(crate) async fn release_webhooks(&self, holder: &str) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE webhooks SET leased_until = '' WHERE leased_by = $1")
            .bind(holder)
            .execute(&self.writer)
            .await
            .map(drop)
    }

    /// Lets others tell what is still due.
    pub(crate) async fn release_webhook(&self, id: &str, holder: &str) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE webhooks SET leased_until = '' WHERE id = $1 AND leased_by = $2")
            .bind(id)
            .bind(holder)
            .execute(&self.writer)
            .await
            .map(drop)
    }
}

#[derive(FromRow)]
struct LeasedRow {
    id: String,
    url: String,
    detail: String,
    at_a_time: i64,
    secret: String,
    former_secret: Option<String>,
}

impl LeasedRow {
    fn leased(self) -> Result<Leased, sqlx::Error> {
        let strange = |what: &str| strange(&format!("webhook {}: {what}", self.id));
        let secret = |text: &str| Secret::parse(text).ok_or_else(|| strange("its secret"));
        Ok(Leased {
            endpoint: Endpoint::parse(&self.url).map_err(|_| strange("its address"))?,
            detail: Detail::of(&self.detail).ok_or_else(|| strange("an unknown detail"))?,
            at_a_time: usize::try_from(self.at_a_time).map_err(|_| strange("how many at a time"))?,
            secrets: Secrets {
                current: secret(&self.secret)?,
                former: self.former_secret.as_deref().map(secret).transpose()?,
            },
            id: self.id,
        })
    }
}
