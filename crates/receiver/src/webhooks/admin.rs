//! What a webhook is asked for with, and what comes of it.

use std::time::{Duration, SystemTime};

use samtycke_record::json_object;

use super::{Detail, Endpoint, MOST_AT_A_TIME, Secret, Topic, Webhook};
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
        /// Messages that may be on their way at a time, 16 at most; absent: one, so that they come in the records' order.
        pub at_a_time: Option<u32>,
    }
}

/// How long messages are signed by the secret before as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap(Duration);

impl Overlap {
    /// A day: time to give the other side the new one.
    pub const USUAL: Self = Self(Duration::from_hours(24));

    const LONGEST: Duration = Duration::from_hours(30 * 24);

    /// None, when somebody else has the secret; 30 days at most.
    ///
    /// # Errors
    /// Longer.
    pub fn new(time: Duration) -> Result<Self, StartError> {
        if time <= Self::LONGEST {
            return Ok(Self(time));
        }
        Err(StartError::new(
            "a secret that was exchanged can't go on for more than 30 days",
            "say how long the other side needs; 0 when somebody else may have it",
        ))
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
        let at_a_time = new.at_a_time.unwrap_or(1);
        if !(1..=MOST_AT_A_TIME).contains(&at_a_time) {
            return Ok(Made::Not(StartError::new(
                format!("{at_a_time} messages at a time"),
                "1, so that they come in the records' order, to 16, where the order doesn't matter",
            )));
        }
        let secret = generate()?;
        let webhook = Webhook {
            id: uuid::Uuid::new_v4().hyphenated().to_string(),
            url: endpoint.to_string(),
            events,
            detail: new.detail.unwrap_or(Detail::Digest),
            at_a_time,
            created_at: clock::timestamp(SystemTime::now()),
            delivered_at: None,
            disabled_at: None,
            former_until: None,
        };
        self.add_webhook(by, &webhook, &secret).await?;
        Ok(Made::Good(webhook, secret))
    }

    /// Gives a webhook another secret, and shows it this once; `None` when there is none of that id.
    pub(crate) async fn rotate_webhook(
        &self,
        by: &By,
        id: &str,
        overlap: Overlap,
    ) -> Result<Option<(Webhook, Secret)>, sqlx::Error> {
        let secret = generate()?;
        let until = Some(overlap.0).filter(|time| !time.is_zero());
        let until = until.map(|time| clock::timestamp(SystemTime::now() + time));
        let webhook = self.exchange_secret(by, id, &secret, until.as_ref()).await?;
        Ok(webhook.map(|webhook| (webhook, secret)))
    }
}

fn generate() -> Result<Secret, sqlx::Error> {
    Secret::generate().map_err(|error| sqlx::Error::Io(error.into()))
}
