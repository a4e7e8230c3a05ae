//! All of the SQL.

use axum::http::StatusCode;
use samtycke_site::Customer;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};

use crate::{Refusal, refuse};

/// The database.
#[derive(Clone)]
pub(crate) struct Accounts(SqlitePool);

/// An account with the record that it stands on.
pub(crate) struct Account<'a> {
    /// The record's id.
    pub(crate) record: &'a str,
    pub(crate) jws: &'a str,
    pub(crate) confirmation: Option<&'a str>,
    pub(crate) receipt: Option<&'a str>,
    pub(crate) name: &'a str,
    pub(crate) customer: Customer,
    pub(crate) state: &'a str,
}

impl Accounts {
    pub(crate) async fn open(file: &str) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
        let pool = SqlitePool::connect_with(options).await?;
        sqlx::raw_sql(include_str!("../../schema.sql")).execute(&pool).await?;
        Ok(Self(pool))
    }

    /// Both or nothing; the constraints say whether record or organisation have an account.
    pub(crate) async fn add(&self, account: &Account<'_>) -> Result<(), Refusal> {
        let Err(error) = self.insert(account).await else { return Ok(()) };
        let constraint = error.as_database_error().map_or("", |error| error.message());
        if constraint.contains("records.id") {
            refuse(StatusCode::CONFLICT, "This agreement has opened an account already.")
        } else if constraint.contains("accounts.number") {
            let organisation = &account.customer.organisation;
            refuse(StatusCode::CONFLICT, format!("{organisation} has an account already."))
        } else {
            eprintln!("{error}");
            let why = "Something is wrong on our side, and nothing was stored. Please try again.";
            refuse(StatusCode::INTERNAL_SERVER_ERROR, why)
        }
    }

    /// What ends before `commit` leaves nothing behind.
    async fn insert(&self, account: &Account<'_>) -> Result<(), sqlx::Error> {
        let Account { record, jws, confirmation, receipt, name, customer, state } = account;
        let mut both = self.0.begin().await?;
        sqlx::query("INSERT INTO records (id, jws, confirmation, receipt) VALUES (?, ?, ?, ?)")
            .bind(record)
            .bind(jws)
            .bind(confirmation)
            .bind(receipt)
            .execute(&mut *both)
            .await?;
        sqlx::query(
            "INSERT INTO accounts (record, name, scheme, number, organisation, signatory, email, state) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(record)
        .bind(name)
        .bind(customer.scheme)
        .bind(&customer.number)
        .bind(&customer.organisation)
        .bind(&customer.signatory)
        .bind(&customer.email)
        .bind(state)
        .execute(&mut *both)
        .await?;
        both.commit().await
    }

    /// Accounts that wait for a receipt, with their records and what was confirmed of them.
    pub(crate) async fn pending(&self) -> Result<Vec<(i64, String, Option<String>)>, sqlx::Error> {
        sqlx::query_as(
            "SELECT accounts.id, jws, confirmation FROM accounts JOIN records ON records.id = record \
             WHERE state = 'pending'",
        )
        .fetch_all(&self.0)
        .await
    }

    /// The receipt has come.
    pub(crate) async fn confirm(&self, account: i64, receipt: &str) -> Result<(), sqlx::Error> {
        let mut both = self.0.begin().await?;
        sqlx::query("UPDATE records SET receipt = ? WHERE id = (SELECT record FROM accounts WHERE id = ?)")
            .bind(receipt)
            .bind(account)
            .execute(&mut *both)
            .await?;
        sqlx::query("UPDATE accounts SET state = 'open' WHERE id = ?")
            .bind(account)
            .execute(&mut *both)
            .await?;
        both.commit().await
    }

    /// There will be no receipt.
    pub(crate) async fn refuse(&self, account: i64) -> Result<(), sqlx::Error> {
        let refused = sqlx::query("UPDATE accounts SET state = 'refused' WHERE id = ?");
        refused.bind(account).execute(&self.0).await.map(drop)
    }
}
