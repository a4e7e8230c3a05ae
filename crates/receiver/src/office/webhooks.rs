//! Webhooks.

use super::Office;
use crate::StartError;
use crate::webhooks::{Dead, Made, NewWebhook, Overlap, Secret, Webhook};

impl Office {
    /// Adds a webhook. Its secret is shown this once.
    ///
    /// # Errors
    /// An address that isn't fit, a database that can't be written.
    pub async fn add_webhook(&self, new: NewWebhook) -> Result<(Webhook, Secret), StartError> {
        match self.store.make_webhook(&self.by, new).await {
            Ok(Made::Good(webhook, secret)) => Ok((webhook, secret)),
            Ok(Made::Not(error)) => Err(error),
            Err(error) => Err(self.fault(&error)),
        }
    }

    /// All webhooks, the oldest first.
    ///
    /// # Errors
    /// A database that can't be read.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>, StartError> {
        self.store.webhooks().await.map_err(|error| self.fault(&error))
    }

    /// Removes a webhook and what it was still to be told.
    ///
    /// # Errors
    /// No such webhook, a database that can't be written.
    pub async fn remove_webhook(&self, id: &str) -> Result<Webhook, StartError> {
        let removed = self.store.remove_webhook(&self.by, id).await.map_err(|error| self.fault(&error))?;
        removed.ok_or_else(|| no_webhook(id))
    }

    /// Tells a webhook again that was disabled.
    ///
    /// # Errors
    /// No such webhook that is disabled, a database that can't be written.
    pub async fn enable_webhook(&self, id: &str) -> Result<Webhook, StartError> {
        let enabled = self.store.enable_webhook(&self.by, id).await.map_err(|error| self.fault(&error))?;
        enabled.ok_or_else(|| no_webhook(id))
    }

    /// Gives a webhook another secret, which is shown this once; the one before signs beside it for that time.
    ///
    /// # Errors
    /// No such webhook, a database that can't be written.
    pub async fn rotate_webhook(&self, id: &str, overlap: Overlap) -> Result<(Webhook, Secret), StartError> {
        let rotated = self.store.rotate_webhook(&self.by, id, overlap).await;
        rotated.map_err(|error| self.fault(&error))?.ok_or_else(|| no_webhook(id))
    }

    /// Messages that were given up, the oldest first, a thousand at most.
    ///
    /// # Errors
    /// A database that can't be read.
    pub async fn dead_messages(&self) -> Result<Vec<Dead>, StartError> {
        self.store.dead_deliveries().await.map_err(|error| self.fault(&error))
    }

    /// Tries a message again that was given up.
    ///
    /// # Errors
    /// No such message, a database that can't be written.
    pub async fn retry_message(&self, id: &str) -> Result<(), StartError> {
        if self.store.retry_delivery(&self.by, id).await.map_err(|error| self.fault(&error))? {
            return Ok(());
        }
        Err(StartError::new(
            format!("no message that was given up has the id {id:?}"),
            "`samtycke webhooks dead` shows them",
        ))
    }
}

fn no_webhook(id: &str) -> StartError {
    StartError::new(format!("no such webhook: {id:?}"), "`samtycke webhooks list` shows them")
}
