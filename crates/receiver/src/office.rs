//! The receiver's database as its operator uses it: what `/api` does, without a server and without a token. Whoever
//! may write the database's file, or knows its password, may do all of it.

mod records;
mod webhooks;

use std::time::SystemTime;

use samtycke_record::Uuid;
use samtycke_record::json::Value;

use crate::acts::By;
use crate::export::{Export, Format};
use crate::filter::Filter;
use crate::opened::{Measure, opened};
use crate::pages::{self, Fault, FoundPage, Paging, PendingPage};
use crate::store::tokens::Made;
use crate::store::{Patience, Store};
use crate::token::{Expiry, Role, Secret, Token};
use crate::{Database, StartError, clock};

/// An open database. A receiver may run on it at the same time.
#[derive(Clone, Debug)]
pub struct Office {
    pub(crate) store: Store,
    database: Database,
    /// Who works here, for the log of acts.
    pub(crate) by: By,
}

impl Office {
    /// Opens a database that is there, and brings its tables up to date.
    ///
    /// # Errors
    /// What is wrong, where, and what to do.
    pub async fn open(database: &Database) -> Result<Self, StartError> {
        if let Some(path) = database.file()
            && !path.exists()
        {
            return Err(StartError::new(
                format!("there is no database {}", path.display()),
                "name the receiver's with --db or SAMTYCKE_DB; `samtycke serve` makes it at its first start",
            ));
        }
        let user = ["SUDO_USER", "USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
        let by = By::user(user.as_deref().unwrap_or("unknown"));
        let store = Store::open(database).await?;
        store.wait_for_lock(database, Patience::Operator).await?;
        Ok(Self { store, database: database.clone(), by })
    }

    /// Makes a token. The secret is nowhere else.
    ///
    /// # Errors
    /// A name that isn't one or is taken, an end in the past, a database that can't be written.
    pub async fn new_token(
        &self,
        name: &str,
        role: Role,
        expiry: &Expiry,
    ) -> Result<(Token, Secret), StartError> {
        let now = clock::timestamp(SystemTime::now());
        match self.store.make_token(&self.by, name, role, expiry, &now).await {
            Ok(Made::Good(token, secret)) => Ok((token, secret)),
            Ok(Made::Not(error)) => Err(error),
            Err(error) => Err(self.fault(&error)),
        }
    }

    /// All tokens, the oldest first.
    ///
    /// # Errors
    /// A database that can't be read.
    pub async fn tokens(&self) -> Result<Vec<Token>, StartError> {
        self.store.tokens().await.map_err(|error| self.fault(&error))
    }

    /// Ends a token that isn't revoked, by its name or id.
    ///
    /// # Errors
    /// No such token, a database that can't be written.
    pub async fn revoke_token(&self, name_or_id: &str) -> Result<Token, StartError> {
        let now = clock::timestamp(SystemTime::now());
        let revoked =
            self.store.revoke_token(&self.by, name_or_id, &now).await.map_err(|error| self.fault(&error))?;
        revoked.ok_or_else(|| {
            StartError::new(
                format!("no token that is in use has the name or id {name_or_id:?}"),
                "`samtycke tokens list` shows them",
            )
        })
    }

    /// A page of records, the newest first.
    ///
    /// # Errors
    /// A page that isn't one, a database that can't be read.
    pub async fn search(&self, filter: &Filter, paging: &Paging) -> Result<FoundPage, StartError> {
        pages::found(&self.store, filter, paging).await.map_err(|fault| self.told(fault))
    }

    /// Everything about a record as JSON, with what a check of it finds; `None` when there is none of that id.
    ///
    /// # Errors
    /// A database that can't be read.
    pub async fn open_record(&self, id: &str, measure: Measure<'_>) -> Result<Option<Value>, StartError> {
        let Some(id) = Uuid::parse(id) else { return Ok(None) };
        let kept = self.store.open_record(&self.by, &id).await.map_err(|error| self.fault(&error))?;
        Ok(kept.map(|kept| opened(&kept, measure)))
    }

    /// Begins an export.
    ///
    /// # Errors
    /// A database that can't be read.
    pub async fn export(&self, filter: Filter, format: Format) -> Result<Export, StartError> {
        let begun = Export::begin(self.store.clone(), &self.by, filter, format).await;
        begun.map_err(|error| self.fault(&error))
    }

    /// The next part of an export's text; `None` after the last.
    ///
    /// # Errors
    /// A database that can't be read: what came before is not the whole.
    pub async fn export_part(&self, export: &mut Export) -> Result<Option<String>, StartError> {
        export.part().await.map_err(|error| self.fault(&error))
    }

    /// A page of customers whose newest acceptance of a document is of a version before that one.
    ///
    /// # Errors
    /// A page that isn't one, a database that can't be read.
    pub async fn pending(
        &self,
        document: &str,
        version: &str,
        paging: &Paging,
    ) -> Result<PendingPage, StartError> {
        let page = pages::pending(&self.store, document, version, paging).await;
        page.map_err(|fault| self.told(fault))
    }

    /// Waits for what is under way.
    pub async fn close(self) {
        self.store.close().await;
    }

    fn told(&self, fault: Fault) -> StartError {
        match fault {
            Fault::Asked(error) => StartError::new(error.to_string(), "`--help` shows every filter"),
            Fault::Store(error) => self.fault(&error),
        }
    }

    pub(crate) fn fault(&self, error: &sqlx::Error) -> StartError {
        StartError::new(
            format!("the database {}: {error}", self.database),
            "check that it can be read and written by this user, and that the disk has room",
        )
    }
}
