//! Erasing records, and keeping them from it.

use samtycke_record::Uuid;

use super::Office;
use crate::StartError;
use crate::acts::{Chain, Entry, Number};
use crate::holds::{Hold, NewHold, check_reason};
use crate::retention::{RetentionMode, RetentionReport, RetentionRules};
use crate::store::erase::{Erased, Erasure};

impl Office {
    /// Erases a record for that reason.
    ///
    /// # Errors
    /// No such record, a hold on it, no reason, a database that can't be written.
    pub async fn erase(&self, id: &Uuid, reason: &str) -> Result<Erasure, StartError> {
        let reason = check_reason(reason)?;
        match self.store.erase(&self.by, id, &reason).await.map_err(|error| self.fault(&error))? {
            Erased::Yes(erasure) => Ok(erasure),
            Erased::Held(hold) => Err(StartError::new(
                format!("{id} is under a legal hold since {}: {}", hold.placed_at, hold.reason),
                format!(
                    "when it may be erased, release the hold first: `samtycke records release {}`",
                    hold.id
                ),
            )),
            Erased::Unknown => Err(StartError::new(
                format!("no record has the id {id}"),
                "`samtycke records search` finds records",
            )),
        }
    }

    /// Places a hold; what it is for need not be there yet.
    ///
    /// # Errors
    /// A value that can't be one of its subject, no reason, a database that can't be written.
    pub async fn hold(&self, new: NewHold) -> Result<Hold, StartError> {
        self.store.place_hold(&self.by, new.normal()?).await.map_err(|error| self.fault(&error))
    }

    /// Releases a hold.
    ///
    /// # Errors
    /// No such hold in force, a database that can't be written.
    pub async fn release(&self, id: &str) -> Result<Hold, StartError> {
        let released = self.store.release_hold(&self.by, id).await.map_err(|error| self.fault(&error))?;
        released.ok_or_else(|| {
            StartError::new(
                format!("no hold in force has the id {id:?}"),
                "`samtycke records holds` shows them",
            )
        })
    }

    /// All holds that ever were, the newest first.
    ///
    /// # Errors
    /// A database that can't be read.
    pub async fn holds(&self) -> Result<Vec<Hold>, StartError> {
        self.store.holds().await.map_err(|error| self.fault(&error))
    }

    /// Applies the rules of retention.
    ///
    /// # Errors
    /// No rule, a database that can't be written.
    pub async fn retain(
        &self,
        rules: RetentionRules,
        mode: RetentionMode,
    ) -> Result<RetentionReport, StartError> {
        rules.check()?;
        self.store.retain(&self.by, rules, mode).await.map_err(|error| self.fault(&error))
    }

    /// The log of administrative acts after that number, the oldest first, `limit` at most.
    ///
    /// # Errors
    /// A database that can't be read.
    pub async fn acts(&self, after: Number, limit: u32) -> Result<Vec<Entry>, StartError> {
        self.store.acts(after, limit).await.map_err(|error| self.fault(&error))
    }

    /// Follows the log's chain from its beginning.
    ///
    /// # Errors
    /// Where it is broken; a database that can't be read.
    pub async fn verify_acts(&self) -> Result<Chain, StartError> {
        self.store.verify_acts().await.map_err(|error| self.fault(&error))?.map_err(|why| {
            StartError::new(
                format!("the log of administrative acts does not hold: {why}"),
                "somebody changed the database; compare it with a back-up",
            )
        })
    }
}
