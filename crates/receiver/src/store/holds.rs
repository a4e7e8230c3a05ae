//! What must not be erased.

use std::time::SystemTime;

use samtycke_record::Timestamp;
use sqlx::{AnyConnection, FromRow};

use super::{Store, acts, strange};
use crate::acts::{Act, By, Done};
use crate::clock;
use crate::holds::{Hold, NewHold, Subject};

macro_rules! columns {
    () => {
        "id, subject, value, reason, placed_at, placed_by, released_at, released_by"
    };
}

#[derive(FromRow)]
struct Row {
    id: String,
    subject: String,
    value: String,
    reason: String,
    placed_at: String,
    placed_by: String,
    released_at: Option<String>,
    released_by: Option<String>,
}

impl Row {
    fn hold(self) -> Result<Hold, sqlx::Error> {
        let strange = |what: &str| strange(&format!("hold {}: {what}", self.id));
        let time = |text: &str| Timestamp::parse(text).ok_or_else(|| strange("not a time"));
        Ok(Hold {
            subject: Subject::of(&self.subject).ok_or_else(|| strange("of an unknown subject"))?,
            placed_at: time(&self.placed_at)?,
            released_at: self.released_at.as_deref().map(time).transpose()?,
            id: self.id,
            value: self.value,
            reason: self.reason,
            placed_by: self.placed_by,
            released_by: self.released_by,
        })
    }
}

/// Those in force.
pub(super) async fn in_force(connection: &mut AnyConnection) -> Result<Vec<Hold>, sqlx::Error> {
    const SQL: &str =
        concat!("SELECT ", columns!(), " FROM holds WHERE released_at IS NULL ORDER BY placed_at, id");
    let rows: Vec<Row> = sqlx::query_as(SQL).fetch_all(connection).await?;
    rows.into_iter().map(Row::hold).collect()
}

impl Store {
    /// Places one. What it is for need not be there yet.
    pub(crate) async fn place_hold(&self, by: &By, new: NewHold) -> Result<Hold, sqlx::Error> {
        let mut transaction = self.writer.begin_with(self.begin).await?;
        let log = acts::lock(&mut transaction).await?;
        let hold = Hold {
            id: uuid::Uuid::new_v4().hyphenated().to_string(),
            subject: new.subject,
            value: new.value,
            reason: new.reason,
            placed_at: clock::timestamp(SystemTime::now()),
            placed_by: by.as_str().to_owned(),
            released_at: None,
            released_by: None,
        };
        sqlx::query(
            "INSERT INTO holds (id, subject, value, reason, placed_at, placed_by) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&hold.id)
        .bind(hold.subject.as_str())
        .bind(&hold.value)
        .bind(&hold.reason)
        .bind(hold.placed_at.as_str())
        .bind(&hold.placed_by)
        .execute(&mut *transaction)
        .await?;
        let note = format!("by {}: {}", hold.subject.as_str(), hold.reason);
        let done = Done { act: Act::HoldPlaced, object: &hold.id, note: &note };
        log.append(&mut transaction, by, done).await?;
        transaction.commit().await?;
        Ok(hold)
    }

    /// Releases one; `None` when none in force has that id.
    pub(crate) async fn release_hold(&self, by: &By, id: &str) -> Result<Option<Hold>, sqlx::Error> {
        const SQL: &str = concat!(
            "UPDATE holds SET released_at = $1, released_by = $2 WHERE id = $3 AND released_at IS NULL RETURNING ",
            columns!()
        );
        let mut transaction = self.writer.begin_with(self.begin).await?;
        let log = acts::lock(&mut transaction).await?;
        let row: Option<Row> = sqlx::query_as(SQL)
            .bind(clock::timestamp(SystemTime::now()).as_str())
            .bind(by.as_str())
            .bind(id)
            .fetch_optional(&mut *transaction)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let done = Done { act: Act::HoldReleased, object: id, note: "" };
        log.append(&mut transaction, by, done).await?;
        transaction.commit().await?;
        row.hold().map(Some)
    }

    /// All that ever were, the newest first.
    pub(crate) async fn holds(&self) -> Result<Vec<Hold>, sqlx::Error> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM holds ORDER BY placed_at DESC, id");
        let rows: Vec<Row> = sqlx::query_as(SQL).fetch_all(&self.readers).await?;
        rows.into_iter().map(Row::hold).collect()
    }
}
