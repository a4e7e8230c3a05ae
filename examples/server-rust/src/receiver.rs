//! The receiver, and the way of records to it.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use samtycke_record::confirmation::Evidence;
use samtycke_record::protocol::{JOSE, PROBLEM};
use samtycke_site::{JwkSet, Vendor, keys};
use tokio::sync::Notify;

use crate::accounts::Accounts;
use crate::{Fault, Refusal};

/// A client of the receiver.
#[derive(Clone)]
pub(crate) struct Receiver {
    agent: ureq::Agent,
    url: String,
}

struct Answer {
    status: StatusCode,
    media: String,
    body: String,
}

impl Receiver {
    pub(crate) fn at(url: &str) -> Self {
        let patience = Some(Duration::from_secs(5));
        let settings = ureq::Agent::config_builder().timeout_global(patience).http_status_as_error(false);
        Self { agent: settings.build().into(), url: url.to_owned() }
    }

    /// The keys as they are published now; `None` when the receiver can't be reached.
    pub(crate) async fn keys(&self) -> Option<JwkSet> {
        let answer = self.ask("/.well-known/jwks.json", None).await?;
        if answer.status.is_success() { keys(&answer.body) } else { None }
    }

    /// `None` when there is no answer. The client blocks, so it does that elsewhere.
    async fn ask(&self, path: &str, jws: Option<String>) -> Option<Answer> {
        let (agent, url) = (self.agent.clone(), format!("{}{path}", self.url));
        let asking = tokio::task::spawn_blocking(move || {
            let mut answer = match jws {
                Some(jws) => agent.post(url).header("content-type", JOSE).send(jws),
                None => agent.get(url).call(),
            }?;
            let media = answer.headers().get("content-type").and_then(|value| value.to_str().ok());
            let media = media.unwrap_or_default().to_owned();
            let body = answer.body_mut().read_to_string()?;
            Ok::<_, ureq::Error>(Answer { status: answer.status(), media, body })
        });
        asking.await.ok()?.ok()
    }
}

/// Brings what is pending to the receiver.
pub(crate) struct Delivery {
    vendor: Arc<Vendor>,
    accounts: Accounts,
    receiver: Receiver,
    called: Notify,
}

impl Delivery {
    pub(crate) fn of(vendor: Arc<Vendor>, accounts: Accounts, receiver: Receiver) -> Self {
        Self { vendor, accounts, receiver, called: Notify::new() }
    }

    /// Something became pending.
    pub(crate) fn soon(&self) {
        self.called.notify_one();
    }

    /// At the start, when called, and again after a while.
    pub(crate) async fn go_on(self: Arc<Self>, retry_seconds: u64) {
        loop {
            if let Err(error) = self.all().await {
                eprintln!("delivery: {error}");
            }
            let _called_or_late =
                tokio::time::timeout(Duration::from_secs(retry_seconds), self.called.notified()).await;
        }
    }

    /// What gets no answer stays pending.
    async fn all(&self) -> Result<(), Fault> {
        for (account, jws, confirmation) in self.accounts.pending().await? {
            let jws = Evidence { record: &jws, confirmation: confirmation.as_deref() }.join();
            let Some(answer) = self.receiver.ask("/records", Some(jws.clone())).await else { continue };
            if answer.status.is_success() {
                match self.confirmed(&jws, answer.body.trim()).await {
                    Ok(()) => {
                        self.accounts.confirm(account, answer.body.trim()).await?;
                        println!("account {account} is open: its receipt has come");
                    }
                    Err(Refusal(_, why)) => eprintln!("account {account} stays pending: {why}"),
                }
            } else if answer.status.is_client_error() && answer.media == PROBLEM {
                // A receiver's own no, as opposed to a proxy's: nobody gets in, and a person looks at it.
                self.accounts.refuse(account).await?;
                eprintln!("account {account} is refused: {}", answer.body);
            }
        }
        Ok(())
    }

    async fn confirmed(&self, jws: &str, receipt: &str) -> Result<(), Refusal> {
        let Some(keys) = self.receiver.keys().await else {
            return Err(Refusal(StatusCode::BAD_GATEWAY, "the receiver's keys can't be had".into()));
        };
        Ok(self.vendor.confirm(jws, receipt, &keys)?)
    }
}
