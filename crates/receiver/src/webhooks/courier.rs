//! Tells what waits: one courier for each webhook that has something due, one message after the other, in the order in
//! which things happened, or as many at a time as the webhook takes. A message that isn't taken waits longer each time and
//! lets the others pass.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use samtycke_record::Timestamp;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use super::send::{Outcome, Sender};
use super::{MOST_AT_A_TIME, WebhookSettings, message};
use crate::clock;
use crate::metrics::Deliveries;
use crate::store::Store;
use crate::store::deliveries::{After, Delivery};
use crate::store::webhooks::{Lease, Leased};

/// Webhooks that one receiver tells at a time.
const AT_A_TIME: usize = 16;
/// How long a lease outlives an attempt, for the writing down.
const SLACK: Duration = Duration::from_secs(30);
/// A pause is up to so many hundredths longer, so that what failed together isn't tried together.
const JITTER: u32 = 20;

/// All of a receiver's couriers.
pub(crate) struct Couriers {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
    patience: Duration,
    store: Store,
    holder: String,
}

impl Couriers {
    /// Sets them to work; `patience` is how long [`stop`](Self::stop) waits.
    pub(crate) fn start(
        store: Store,
        settings: WebhookSettings,
        deliveries: Deliveries,
        patience: Duration,
    ) -> Self {
        let (stop, stopped) = watch::channel(false);
        let sender = Sender::new(settings.private, settings.timeout);
        let holder = uuid::Uuid::new_v4().to_string();
        let desk =
            Arc::new(Desk { store: store.clone(), settings, deliveries, sender, holder: holder.clone() });
        Self { stop, task: tokio::spawn(work(desk, stopped)), patience, store, holder }
    }

    /// Begins no further message, and waits for those under way. One that doesn't end in time is sent again after the next
    /// start.
    pub(crate) async fn stop(mut self) {
        let _ = self.stop.send(true);
        if tokio::time::timeout(self.patience, &mut self.task).await.is_err() {
            tracing::warn!("some webhooks did not answer in time; they are told again later");
            self.task.abort();
            let _ = self.task.await;
            if let Err(error) = self.store.patiently(|| self.store.release_webhooks(&self.holder)).await {
                tracing::warn!(%error, "webhooks' leases stay until their end");
            }
        }
    }
}

/// What the couriers share.
struct Desk {
    store: Store,
    settings: WebhookSettings,
    deliveries: Deliveries,
    sender: Sender,
    holder: String,
}

impl Desk {
    fn lease(&self) -> Lease {
        let now = SystemTime::now();
        Lease {
            holder: self.holder.clone(),
            now: clock::timestamp(now),
            until: clock::timestamp(now + self.settings.timeout + SLACK),
        }
    }

    /// The pause before the next attempt, after so many that failed.
    fn pause(&self, failed: u32) -> Option<Duration> {
        let pause = self.settings.pauses.get(usize::try_from(failed).ok()?.checked_sub(1)?)?;
        let chance = getrandom::u32().unwrap_or_default() % (JITTER + 1);
        Some(*pause + *pause * chance / 100)
    }
}

async fn work(desk: Arc<Desk>, mut stopped: watch::Receiver<bool>) {
    let mut couriers = JoinSet::new();
    while !*stopped.borrow() {
        while couriers.len() < AT_A_TIME {
            let lease = || async { desk.store.lease_webhook(&desk.lease()).await };
            match desk.store.patiently(lease).await {
                Ok(Some(webhook)) => {
                    couriers.spawn(tell(Arc::clone(&desk), webhook, stopped.clone()));
                }
                Ok(None) => break,
                Err(error) => {
                    tracing::warn!(%error, "webhooks can't be looked for; trying again");
                    break;
                }
            }
        }
        tokio::select! {
            () = desk.store.news.notified() => {}
            () = tokio::time::sleep(desk.settings.look) => {}
            Some(_) = couriers.join_next(), if !couriers.is_empty() => {}
            // An error means that nobody is left to say it.
            _ = stopped.changed() => break,
        }
    }
    while couriers.join_next().await.is_some() {}
}

/// Tells one webhook all that is due.
async fn tell(desk: Arc<Desk>, id: String, stopped: watch::Receiver<bool>) {
    if let Err(error) = tell_all(&desk, &id, &stopped).await {
        tracing::warn!(%error, webhook = id, "a webhook can't be told; trying again");
        tokio::time::sleep(desk.settings.look).await;
    }
    if let Err(error) = desk.store.patiently(|| desk.store.release_webhook(&id, &desk.holder)).await {
        tracing::warn!(%error, webhook = id, "a webhook's lease stays until its end");
    }
}

/// Each time one ends the lease is renewed, so that it outlives whichever began last.
async fn tell_all(desk: &Arc<Desk>, id: &str, stopped: &watch::Receiver<bool>) -> Result<(), sqlx::Error> {
    let store = &desk.store;
    let mut under_way = HashSet::new();
    let mut messages = JoinSet::new();
    let mut at_a_time = MOST_AT_A_TIME as usize;
    loop {
        let mut most = 0;
        if !*stopped.borrow() {
            // The messages before the webhook: a secret that was exchanged before something happened is the one that signs
            // what is told of it.
            let now = clock::timestamp(SystemTime::now());
            let mut due = store.patiently(|| store.due_deliveries(id, &now, at_a_time)).await?;
            let renew = || async { store.renew_lease(id, &desk.lease()).await };
            if let Some(webhook) = store.patiently(renew).await?.map(Arc::new) {
                at_a_time = webhook.at_a_time;
                most = at_a_time;
                due.retain(|delivery| !under_way.contains(&delivery.id));
                due.truncate(most.saturating_sub(under_way.len()));
                for delivery in due {
                    under_way.insert(delivery.id.clone());
                    messages.spawn(tell_one(Arc::clone(desk), Arc::clone(&webhook), delivery));
                }
            }
        }
        if messages.is_empty() {
            return Ok(());
        }
        tokio::select! {
            Some(ended) = messages.join_next() => {
                under_way.remove(&ended.map_err(|error| sqlx::Error::Io(std::io::Error::other(error)))??);
            }
            // What comes meanwhile needn't wait for those.
            () = tokio::time::sleep(desk.settings.look), if under_way.len() < most => {}
        }
    }
}

/// One attempt; the message's id when what came of it is written down.
async fn tell_one(desk: Arc<Desk>, webhook: Arc<Leased>, delivery: Delivery) -> Result<String, sqlx::Error> {
    let store = &desk.store;
    let body = message::body(&delivery, webhook.detail);
    let outcome = desk.sender.post(&webhook.endpoint, &webhook.secrets, &delivery.id, body).await;
    desk.deliveries.count(match &outcome {
        Outcome::Taken => "taken",
        Outcome::Gone => "gone",
        Outcome::Failed(_) => "failed",
    });
    let now = SystemTime::now();
    let at = clock::timestamp(now);
    let (why, after) = match outcome {
        Outcome::Taken => {
            store.patiently(|| store.delivered(&delivery.id, &webhook.id, &at)).await?;
            return Ok(delivery.id);
        }
        Outcome::Gone => (String::from("answered 410 Gone: the webhook is disabled"), After::Disable),
        Outcome::Failed(why) => (why, again(&desk, &delivery, now)),
    };
    tracing::warn!(webhook = webhook.id, message = delivery.id, why, "a webhook did not take a message");
    store.patiently(|| store.not_delivered(&delivery.id, &webhook.id, &at, &why, &after)).await?;
    Ok(delivery.id)
}

fn again(desk: &Desk, delivery: &Delivery, now: SystemTime) -> After {
    let pause = desk.pause(delivery.attempts.saturating_add(1));
    let due = |pause| -> Timestamp { clock::timestamp(now + pause) };
    pause.map_or(After::GiveUp, |pause| After::Again(due(pause)))
}
