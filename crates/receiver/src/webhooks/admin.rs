//! What a webhook is asked for with, and what comes of it.

use std::time::SystemTime;

use samtycke_record::json_object;

use super::{Detail, Endpoint, Secret, Topic, Webhook};
use crate::acts::By;
use crate::store::Store;
use crate::{StartError, clock};

json_object! {
    /// A webhook to be.
    pub struct NewWebhook {
        /// Where messages are to be posted.
        pub url: String,
        /// What it is told of; absent: everything but visitors' answers about cookies.
        pub events: Option<Vec<Topic>>,
        /// How much; absent: ids and digests.
        pub detail: Option<Detail>,
    }
}

/// What became of it.
#[derive(Debug)]
pub(crate) enum Made {
    /// It is told from now on. The secret is shown this once.
    Good(Webhook, Secret),
    /// Nothing was made.
    Not(StartError),
}

impl Store {
    /// Makes a webhook.
    pub(crate) async fn make_webhook(&self, by: &By, new: NewWebhook) -> Result<Made, sqlx::Error> {
        let endpoint = match Endpoint::parse(&new.url) {
            Ok(endpoint) => endpoint,
            Err(unfit) => return Ok(Made::Not(unfit)),
        };
        let mut events = new.events.unwrap_or_else(Topic::usual);
        events.sort();
        events.dedup();
        if events.is_empty() {
            return Ok(Made::Not(StartError::new(
                "a webhook that is told of nothing",
                "name events, or none for everything but visitors' answers about cookies",
            )));
        }
        let secret = Secret::generate().map_err(|error| sqlx::Error::Io(error.into()))?;
        let webhook = Webhook {
            id: uuid::Uuid::new_v4().hyphenated().to_string(),
            url: endpoint.to_string(),
            events,
            detail: new.detail.unwrap_or(Detail::Digest),
            created_at: clock::timestamp(SystemTime::now()),
            delivered_at: None,
            disabled_at: None,
        };
        self.add_webhook(by, &webhook, &secret).await?;
        Ok(Made::Good(webhook, secret))
    }
}
