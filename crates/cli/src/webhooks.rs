//! `samtycke webhooks`: other systems that are told what the receiver stores.

use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Subcommand};
use samtycke_receiver::webhooks::{Dead, Detail, NewWebhook, Overlap, Topic, Webhook};
use samtycke_receiver::{Office, StartError};
use samtycke_record::json::{ToJson, Value};

use crate::database::DatabaseArgs;
use crate::terminal::plain;

const HELP: &str = "\
Examples:
  samtycke webhooks add https://vendor.example/hooks/samtycke
  samtycke webhooks add https://vendor.example/hooks/crm --event record.accepted --at-a-time 8
  samtycke webhooks rotate ID --overlap 2d

A running receiver tells new webhooks of what is stored from then on. What a message says, and how its signature is checked: \
docs/receiver.md.";

/// Adds, lists and removes webhooks (Standard Webhooks), and shows what they did not take.
#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct WebhooksArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(subcommand)]
    command: WebhooksCommand,
}

#[derive(Subcommand)]
enum WebhooksCommand {
    /// Adds one and prints its secret, this once: both sides sign with it.
    Add {
        /// Where messages are posted: https, or http to this machine.
        url: String,
        /// What it is told of, once for each: record.accepted, record.declined, record.amended, record.objected,
        /// record.withdrawn, record.erased, consent.recorded [default: all but the last].
        #[arg(long, value_name = "TYPE", value_parser = topic)]
        event: Vec<Topic>,
        /// Send the record and its receipt besides: they name people.
        #[arg(long)]
        full: bool,
        /// Messages that may be on their way at a time, 1 to 16. With more than one their order isn't promised.
        #[arg(long, value_name = "NUMBER", default_value_t = 1)]
        at_a_time: u32,
    },
    /// Lists all webhooks, without the secrets.
    List {
        /// For programs.
        #[arg(long)]
        json: bool,
    },
    /// Gives one another secret and prints it, this once. For a while messages are signed by both.
    Rotate {
        /// Its id.
        id: String,
        /// How long the secret before signs, too: the time that the other side needs, 30d at most. 0s when somebody else may
        /// have it.
        #[arg(long, value_name = "TIME", default_value = "24h", value_parser = humantime::parse_duration)]
        overlap: Duration,
    },
    /// Removes one, and what it was still to be told.
    Remove {
        /// Its id.
        id: String,
    },
    /// Tells one again that answered 410.
    Enable {
        /// Its id.
        id: String,
    },
    /// Lists messages that were given up.
    Dead {
        /// For programs.
        #[arg(long)]
        json: bool,
    },
    /// Tries a message again that was given up.
    Retry {
        /// The message's id.
        id: String,
    },
}

fn topic(text: &str) -> Result<Topic, String> {
    Topic::of(text).ok_or_else(|| {
        let all: Vec<_> = Topic::ALL.iter().map(|topic| topic.as_str()).collect();
        format!("one of {}", all.join(", "))
    })
}

impl WebhooksArgs {
    pub(crate) fn run(self) -> ExitCode {
        let Self { database, command } = self;
        match command {
            WebhooksCommand::Add { url, event, full, at_a_time } => {
                database.work("webhooks add", async |office| {
                    let detail = if full { Detail::Full } else { Detail::Digest };
                    let events = Some(event.clone()).filter(|events| !events.is_empty());
                    add(
                        office,
                        NewWebhook {
                            url: url.clone(),
                            events,
                            detail: Some(detail),
                            at_a_time: Some(at_a_time),
                        },
                    )
                    .await
                })
            }
            WebhooksCommand::List { json } => {
                database.work("webhooks list", async |office| list(office, json).await)
            }
            WebhooksCommand::Rotate { id, overlap } => database
                .work("webhooks rotate", async |office| rotate(office, &id, Overlap::new(overlap)?).await),
            WebhooksCommand::Remove { id } => database.work("webhooks remove", async |office| {
                println!("removed {}", plain(&office.remove_webhook(&id).await?.url));
                Ok(())
            }),
            WebhooksCommand::Enable { id } => database.work("webhooks enable", async |office| {
                println!("enabled {}", plain(&office.enable_webhook(&id).await?.url));
                Ok(())
            }),
            WebhooksCommand::Dead { json } => {
                database.work("webhooks dead", async |office| dead(office, json).await)
            }
            WebhooksCommand::Retry { id } => database.work("webhooks retry", async |office| {
                office.retry_message(&id).await?;
                println!("{} is tried again", plain(&id));
                Ok(())
            }),
        }
    }
}

async fn add(office: &Office, new: NewWebhook) -> Result<(), StartError> {
    let (webhook, secret) = office.add_webhook(new).await?;
    eprintln!("webhook {} is told of {}; its secret is shown this once:", webhook.id, names(&webhook));
    println!("{}", secret.reveal());
    Ok(())
}

async fn rotate(office: &Office, id: &str, overlap: Overlap) -> Result<(), StartError> {
    let (webhook, secret) = office.rotate_webhook(id, overlap).await?;
    let former = webhook.former_until.as_ref().map_or_else(
        || String::from("the one before is used no more"),
        |until| format!("the one before signs, too, until {until}"),
    );
    eprintln!(
        "webhook {}, {}: {former}; the new secret is shown this once:",
        webhook.id,
        plain(&webhook.url)
    );
    println!("{}", secret.reveal());
    Ok(())
}

fn names(webhook: &Webhook) -> String {
    webhook.events.iter().map(|topic| topic.as_str()).collect::<Vec<_>>().join(", ")
}

async fn list(office: &Office, json: bool) -> Result<(), StartError> {
    let webhooks = office.webhooks().await?;
    if json {
        print_json(&webhooks);
        return Ok(());
    }
    if webhooks.is_empty() {
        eprintln!("no webhooks yet; `samtycke webhooks add URL` makes one");
    }
    for webhook in webhooks {
        let state = match (&webhook.disabled_at, &webhook.delivered_at) {
            (Some(at), _) => format!("disabled {at}"),
            (None, Some(at)) => format!("last told {at}"),
            (None, None) => "nothing told yet".into(),
        };
        let detail = webhook.detail.as_str();
        let at_a_time = match webhook.at_a_time {
            1 => String::new(),
            several => format!("  {several} at a time"),
        };
        let former =
            webhook.former_until.as_ref().map(|until| format!("  the secret before signs until {until}"));
        println!(
            "{}  {}  {state}  {detail}  {}{at_a_time}{}",
            webhook.id,
            plain(&webhook.url),
            names(&webhook),
            former.unwrap_or_default()
        );
    }
    Ok(())
}

async fn dead(office: &Office, json: bool) -> Result<(), StartError> {
    let dead = office.dead_messages().await?;
    if json {
        print_json(&dead);
        return Ok(());
    }
    if dead.is_empty() {
        eprintln!("nothing was given up");
    }
    for Dead { id, webhook, r#type, record_id, attempts, failed_at, why, .. } in dead {
        let topic = r#type.as_str();
        println!(
            "{id}  {topic} of {record_id}, to {webhook}: {} after {attempts} attempts, {failed_at}",
            plain(&why)
        );
    }
    Ok(())
}

fn print_json<T: ToJson>(items: &[T]) {
    println!("{}", Value::Array(items.iter().map(T::to_json).collect()).canonical());
}
