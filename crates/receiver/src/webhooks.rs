//! Webhooks: other systems are told what happens here (Standard Webhooks 1.0). What is to be told is written in the
//! transaction of what happened (`store::deliveries`); `courier` tells it, as often as it takes.

mod address;
mod admin;
mod courier;
mod message;
mod secret;
mod send;

use std::fmt;
use std::time::Duration;

use axum::http::Uri;
use samtycke_record::acceptance::EventType;
use samtycke_record::{Record, Timestamp, json_enum, json_object};

use crate::StartError;
pub(crate) use admin::Made;
pub use admin::{NewWebhook, Overlap};
pub(crate) use courier::Couriers;
pub use secret::Secret;
pub(crate) use secret::Secrets;

/// Messages that may be on their way to one webhook.
const MOST_AT_A_TIME: u32 = 16;

json_enum! {
    /// What a webhook can be told of: the `type` of a message.
    #[derive(PartialOrd, Ord)]
    pub enum Topic {
        /// Someone agreed, agreed anew or acknowledged.
        Accepted = "record.accepted",
        /// Someone said no.
        Declined = "record.declined",
        /// Someone changed the annex.
        Amended = "record.amended",
        /// Someone objected to a change.
        Objected = "record.objected",
        /// Someone withdrew.
        Withdrawn = "record.withdrawn",
        /// A visitor answered about cookies. Many do.
        Consent = "consent.recorded",
        /// A record was erased.
        Erased = "record.erased",
    }
}

impl Topic {
    /// What storing that record is.
    pub(crate) fn of_record(record: &Record) -> Self {
        match record {
            Record::Consent(_) => Self::Consent,
            Record::Acceptance(record) => match record.event.r#type {
                EventType::Agree | EventType::Reaccept | EventType::Acknowledge => Self::Accepted,
                EventType::Decline => Self::Declined,
                EventType::AmendAnnex => Self::Amended,
                EventType::Object => Self::Objected,
                EventType::Withdraw => Self::Withdrawn,
            },
        }
    }

    /// What a webhook is told of that doesn't choose: everything but visitors' answers.
    pub fn usual() -> Vec<Self> {
        Self::ALL.iter().copied().filter(|topic| *topic != Self::Consent).collect()
    }
}

json_enum! {
    /// How much a message says.
    pub enum Detail {
        /// Ids, digest, kind and event: no personal data.
        Digest = "digest",
        /// The record and its receipt besides.
        Full = "full",
    }
}

json_object! {
    /// A webhook as it is known: never its secret.
    pub struct Webhook {
        /// Chosen by the receiver.
        pub id: String,
        /// Where messages are posted.
        pub url: String,
        /// What it is told of.
        pub events: Vec<Topic>,
        /// How much.
        pub detail: Detail,
        /// Messages that may be on their way at a time; with one they come in the records' order.
        pub at_a_time: u32,
        /// When it was made.
        pub created_at: Timestamp,
        /// When it last took a message.
        pub delivered_at: Option<Timestamp>,
        /// Since when it is told nothing: it answered 410.
        pub disabled_at: Option<Timestamp>,
        /// Until when messages are signed by the secret before this one, too.
        pub former_until: Option<Timestamp>,
    }
}

json_object! {
    /// A message that was given up.
    pub struct Dead {
        /// The message's id, `webhook-id` in its headers.
        pub id: String,
        /// The webhook's id.
        pub webhook: String,
        /// What it tells.
        pub r#type: Topic = "type",
        /// Of which record.
        pub record_id: String,
        /// When that happened.
        pub created_at: Timestamp,
        /// How often it was tried.
        pub attempts: u32,
        /// When it was given up.
        pub failed_at: Timestamp,
        /// What came of the last attempt.
        pub why: String,
    }
}

/// May messages go to addresses that are not of the public Internet?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrivateAddresses {
    /// No: a webhook reaches nothing that only this machine can reach.
    Refused,
    /// Yes.
    Allowed,
}

/// How messages are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookSettings {
    /// Where they may go.
    pub private: PrivateAddresses,
    /// Before each further attempt, up to a fifth more; a message is given up when the attempt after the last fails.
    pub pauses: Vec<Duration>,
    /// For one attempt, from the name's look-up to the status.
    pub timeout: Duration,
    /// How often it is looked for what another program or receiver left to be told.
    pub look: Duration,
}

impl WebhookSettings {
    const LONGEST_PAUSE: Duration = Duration::from_hours(7 * 24);
    const MOST_PAUSES: usize = 100;
    const LONGEST_TIMEOUT: Duration = Duration::from_secs(120);

    /// What can't be kept.
    pub(crate) fn check(&self) -> Result<(), StartError> {
        if self.pauses.len() > Self::MOST_PAUSES
            || self.pauses.iter().any(|pause| *pause > Self::LONGEST_PAUSE)
        {
            return Err(StartError::new(
                "webhooks would be tried again too often, or after too long",
                "give 100 pauses at most, of a week at most each",
            ));
        }
        if self.timeout.is_zero() || self.timeout > Self::LONGEST_TIMEOUT {
            return Err(StartError::new(
                format!("a webhook can't be given {:?} to answer", self.timeout),
                "give it a second at least and two minutes at most; 15 seconds are usual",
            ));
        }
        Ok(())
    }
}

impl Default for WebhookSettings {
    /// The standard's schedule: ten attempts in about three days.
    fn default() -> Self {
        const MINUTE: u64 = 60;
        const HOUR: u64 = 60 * MINUTE;
        let pauses =
            [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
        Self {
            private: PrivateAddresses::Refused,
            pauses: pauses.map(Duration::from_secs).to_vec(),
            timeout: Duration::from_secs(15),
            look: Duration::from_secs(2),
        }
    }
}

/// Where messages are posted: `https`, or `http` to this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint(Uri);

impl Endpoint {
    /// Reads it.
    ///
    /// # Errors
    /// Another scheme, no host, a user or password.
    pub fn parse(text: &str) -> Result<Self, StartError> {
        let wrong = |why: &str| {
            StartError::new(
                format!("{text:?} is not a webhook's address: {why}"),
                "write it like https://vendor.example/hooks/samtycke",
            )
        };
        if text.contains('#') {
            return Err(wrong("it has a fragment"));
        }
        let uri: Uri = text.parse().map_err(|_| wrong("it is no URL"))?;
        let endpoint = Self(uri);
        if endpoint.0.authority().is_none_or(|authority| authority.as_str().contains('@')) {
            return Err(wrong("it has no host, or a user beside it"));
        }
        match endpoint.0.scheme_str() {
            Some("https") => Ok(endpoint),
            Some("http") if is_this_machine(endpoint.host()) => Ok(endpoint),
            Some("http") => Err(wrong("without TLS anyone on the way reads and changes what is sent")),
            _ => Err(wrong("its scheme is not https")),
        }
    }

    /// Without the brackets of an IPv6 address.
    fn host(&self) -> &str {
        self.0.host().unwrap_or_default().trim_matches(['[', ']'])
    }

    fn port(&self) -> u16 {
        self.0.port_u16().unwrap_or(if self.has_tls() { 443 } else { 80 })
    }

    fn has_tls(&self) -> bool {
        self.0.scheme_str() == Some("https")
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_webhook_is_reached_by_tls_or_on_this_machine() {
        for (text, expect) in [
            ("https://vendor.example/hooks?key=1", true),
            ("https://vendor.example:8443", true),
            ("http://127.0.0.1:9000/hook", true),
            ("http://localhost/hook", true),
            ("http://[::1]:9000/", true),
            ("http://vendor.example/hook", false),
            ("http://127.0.0.1.evil.example/", false),
            ("http://localhost.evil.example/", false),
            ("https://user:secret@vendor.example/", false),
            ("https://vendor.example/#part", false),
            ("ftp://vendor.example/", false),
            ("file:///etc/passwd", false),
            ("//vendor.example/", false),
            ("vendor.example", false),
            ("/hook", false),
            ("https://", false),
            ("", false),
        ] {
            assert_eq!(Endpoint::parse(text).is_ok(), expect, "{text}");
        }
    }
}
