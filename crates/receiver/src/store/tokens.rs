//! Who may use `/api` and `/metrics`.

use std::collections::HashSet;

use samtycke_record::{Digest, Timestamp};

use super::{Store, acts, strange};
use crate::StartError;
use crate::acts::{Act, By, Done};
use crate::token::{self, Expiry, Role, Secret, Token};

macro_rules! columns {
    () => {
        "id, name, role, created_at, expires_at, revoked_at"
    };
}

/// What became of a new token.
#[derive(Debug)]
pub(crate) enum Made {
    /// It is good from now on. The secret is nowhere else.
    Good(Token, Secret),
    /// Nothing was made.
    Not(StartError),
}

/// In the order of `columns!`.
type Row = (String, String, String, String, Option<String>, Option<String>);

fn token((id, name, role, created_at, expires_at, revoked_at): Row) -> Result<Token, sqlx::Error> {
    let strange = |what: &str| sqlx::Error::Decode(format!("token {id}: {what}").into());
    let time = |text: &str| Timestamp::parse(text).ok_or_else(|| strange("not a time"));
    let role = Role::of(&role).ok_or_else(|| strange("a role that this version doesn't know"))?;
    let created_at = time(&created_at)?;
    let expires_at = expires_at.as_deref().map(time).transpose()?;
    let revoked_at = revoked_at.as_deref().map(time).transpose()?;
    Ok(Token { id, name, role, created_at, expires_at, revoked_at })
}

impl Store {
    /// Makes a token.
    pub(crate) async fn make_token(
        &self,
        by: &By,
        name: &str,
        role: Role,
        expiry: &Expiry,
        now: &Timestamp,
    ) -> Result<Made, sqlx::Error> {
        let fit = token::check_name(name).and_then(|()| expiry.check(now));
        if let Err(unfit) = fit {
            return Ok(Made::Not(unfit));
        }
        let secret = Secret::generate().map_err(|error| sqlx::Error::Io(error.into()))?;
        let made = Token {
            id: uuid::Uuid::new_v4().hyphenated().to_string(),
            name: name.to_owned(),
            role,
            created_at: now.clone(),
            expires_at: expiry.time().cloned(),
            revoked_at: None,
        };
        let mut transaction = self.writer.begin_with(self.begin).await?;
        let log = acts::lock(&mut transaction).await?;
        let added = sqlx::query(
            "INSERT INTO tokens (id, name, role, hash, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        )
        .bind(&made.id)
        .bind(&made.name)
        .bind(made.role.as_str())
        .bind(secret.hash().as_str())
        .bind(made.created_at.as_str())
        .bind(made.expires_at.as_ref().map(Timestamp::as_str))
        .execute(&mut *transaction)
        .await?;
        if added.rows_affected() == 0 {
            return Ok(Made::Not(StartError::new(
                format!("a token with the name {name:?} is in use"),
                "take another name, or revoke that one first",
            )));
        }
        let note = format!("{name}, role {}", role.as_str());
        let done = Done { act: Act::TokenMade, object: &made.id, note: &note };
        log.append(&mut transaction, by, done).await?;
        transaction.commit().await?;
        Ok(Made::Good(made, secret))
    }

    /// The token with that hash, good or not.
    pub(crate) async fn token(&self, hash: &Digest) -> Result<Option<Token>, sqlx::Error> {
        let row: Option<Row> = sqlx::query_as(concat!("SELECT ", columns!(), " FROM tokens WHERE hash = $1"))
            .bind(hash.as_str())
            .fetch_optional(&self.readers)
            .await?;
        row.map(token).transpose()
    }

    /// What all of them are found by.
    pub(crate) async fn token_hashes(&self) -> Result<HashSet<Digest>, sqlx::Error> {
        let hashes: Vec<String> =
            sqlx::query_scalar("SELECT hash FROM tokens").fetch_all(&self.readers).await?;
        let digest = |text: String| Digest::parse(&text).ok_or_else(|| strange("a token's hash is none"));
        hashes.into_iter().map(digest).collect()
    }

    /// All of them, the oldest first.
    pub(crate) async fn tokens(&self) -> Result<Vec<Token>, sqlx::Error> {
        let sql = concat!("SELECT ", columns!(), " FROM tokens ORDER BY created_at, id");
        let rows: Vec<Row> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
        rows.into_iter().map(token).collect()
    }

    /// Ends a token that isn't revoked, by id or name; `None` when there is none.
    pub(crate) async fn revoke_token(
        &self,
        by: &By,
        name_or_id: &str,
        now: &Timestamp,
    ) -> Result<Option<Token>, sqlx::Error> {
        let sql = concat!(
            "UPDATE tokens SET revoked_at = $1 WHERE revoked_at IS NULL AND (id = $2 OR name = $2) RETURNING ",
            columns!()
        );
        let mut transaction = self.writer.begin_with(self.begin).await?;
        let log = acts::lock(&mut transaction).await?;
        let row: Option<Row> =
            sqlx::query_as(sql).bind(now.as_str()).bind(name_or_id).fetch_optional(&mut *transaction).await?;
        let Some(revoked) = row.map(token).transpose()? else { return Ok(None) };
        let done = Done { act: Act::TokenRevoked, object: &revoked.id, note: &revoked.name };
        log.append(&mut transaction, by, done).await?;
        transaction.commit().await?;
        Ok(Some(revoked))
    }
}
