//! `samtycke records erase|hold|holds|release|retention|acts`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use samtycke_receiver::acts::Number;
use samtycke_receiver::holds::{NewHold, Subject};
use samtycke_receiver::retention::{Months, RetentionMode, RetentionRules};
use samtycke_receiver::{ErasureState, Office, StartError};
use samtycke_record::Uuid;
use samtycke_record::json::{ToJson, Value};

use crate::database::DatabaseArgs;
use crate::serve;
use crate::terminal::plain;

/// Acts that are read at a time.
const PAGE: u32 = 500;

#[derive(Subcommand)]
pub(crate) enum AdminCommand {
    /// Erases what a record says. Its number, digest, key and receipt stay.
    Erase {
        /// The record's id.
        id: String,
        /// Why: it is kept with the record's number and in the log of acts.
        #[arg(long)]
        reason: String,
    },
    /// Places a legal hold: what it is meant for can't be erased, by hand or by rule.
    Hold {
        #[command(flatten)]
        subject: SubjectArgs,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Lists all holds, released ones as well.
    Holds {
        /// For programs.
        #[arg(long)]
        json: bool,
    },
    /// Releases a hold.
    Release {
        /// The hold's id.
        id: String,
    },
    /// Erases what has been kept long enough, by the rules of the configuration file or of the flags.
    Retention {
        /// The receiver's configuration file; its [retention] counts.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// Months that answers about cookies are kept after they were received.
        #[arg(long, value_name = "N")]
        consent_months: Option<u16>,
        /// Months that agreements are kept after they ended.
        #[arg(long, value_name = "N")]
        agreement_months: Option<u16>,
        /// Say what would be erased, and erase nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Shows who did what: the log of administrative acts.
    Acts {
        /// Follow the chain of hashes and say whether it holds.
        #[arg(long)]
        verify: bool,
        /// Only those after that number.
        #[arg(long, value_name = "NUMBER", default_value_t = 0)]
        after: i64,
        /// For programs: one object a line.
        #[arg(long)]
        json: bool,
    },
}

/// What a hold is for.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub(crate) struct SubjectArgs {
    /// A company's registration number, in any spacing.
    #[arg(long, value_name = "NUMBER")]
    registration: Option<String>,
    /// A record's id.
    #[arg(long, value_name = "ID")]
    record: Option<String>,
    /// An e-mail address.
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
}

impl SubjectArgs {
    fn hold(self, reason: String) -> NewHold {
        let (subject, value) = match (self.registration, self.record, self.email) {
            (Some(value), _, _) => (Subject::Registration, value),
            (None, Some(value), _) => (Subject::Record, value),
            (None, None, value) => (Subject::Email, value.unwrap_or_default()),
        };
        NewHold { subject, value, reason }
    }
}

impl AdminCommand {
    pub(crate) fn run(self, database: &DatabaseArgs) -> ExitCode {
        match self {
            Self::Erase { id, reason } => {
                database.work("records erase", async |office| erase(office, &id, &reason).await)
            }
            Self::Hold { subject, reason } => {
                let new = subject.hold(reason);
                database.work("records hold", async |office| {
                    let hold = office.hold(new.clone()).await?;
                    println!("hold {} on {} {}", hold.id, hold.subject.as_str(), plain(&hold.value));
                    Ok(())
                })
            }
            Self::Holds { json } => database.work("records holds", async |office| holds(office, json).await),
            Self::Release { id } => database.work("records release", async |office| {
                let hold = office.release(&id).await?;
                println!("released the hold on {} {}", hold.subject.as_str(), plain(&hold.value));
                Ok(())
            }),
            Self::Retention { config, consent_months, agreement_months, dry_run } => {
                let mode = if dry_run { RetentionMode::DryRun } else { RetentionMode::Erase };
                database.work("records retention", async |office| {
                    let mut rules = match &config {
                        Some(path) => serve::retention_rules(path)?,
                        None => RetentionRules::default(),
                    };
                    let months = |flag: Option<u16>| flag.map(Months::new).transpose();
                    rules.consent = months(consent_months)?.or(rules.consent);
                    rules.agreement = months(agreement_months)?.or(rules.agreement);
                    retain(office, rules, mode).await
                })
            }
            Self::Acts { verify: true, .. } => database.work("records acts", async |office| {
                let chain = office.verify_acts().await?;
                println!("{} acts, and the chain holds; the last hash is {}", chain.number, chain.hash);
                Ok(())
            }),
            Self::Acts { after, json, .. } => {
                database.work("records acts", async |office| acts(office, Number(after), json).await)
            }
        }
    }
}

async fn erase(office: &Office, id: &str, reason: &str) -> Result<(), StartError> {
    let id = Uuid::parse(id).ok_or_else(|| {
        StartError::new(
            format!("{id:?} is no record's id"),
            "give a UUID as `samtycke records search` shows it",
        )
    })?;
    let erasure = office.erase(&id, reason).await?;
    match erasure.state {
        ErasureState::Erased => println!("erased {id}"),
        ErasureState::Before => println!("{id} was erased {}", erasure.erased_at),
    }
    Ok(())
}

async fn holds(office: &Office, json: bool) -> Result<(), StartError> {
    let holds = office.holds().await?;
    if json {
        println!("{}", Value::Array(holds.iter().map(ToJson::to_json).collect()).canonical());
        return Ok(());
    }
    for hold in holds {
        let until = hold.released_at.map_or_else(String::new, |at| format!(", released {at}"));
        println!(
            "{}  {} {}  since {} by {}{until}: {}",
            hold.id,
            hold.subject.as_str(),
            plain(&hold.value),
            hold.placed_at,
            plain(&hold.placed_by),
            plain(&hold.reason)
        );
    }
    Ok(())
}

async fn retain(office: &Office, rules: RetentionRules, mode: RetentionMode) -> Result<(), StartError> {
    let report = office.retain(rules, mode).await?;
    if mode == RetentionMode::DryRun {
        for id in &report.records {
            println!("{id}");
        }
    }
    let done = match mode {
        RetentionMode::DryRun => "would be erased",
        RetentionMode::Erase => "erased",
    };
    println!(
        "{} consents and {} records of agreements {done}; {} held",
        report.consents, report.agreements, report.held
    );
    Ok(())
}

async fn acts(office: &Office, mut after: Number, json: bool) -> Result<(), StartError> {
    loop {
        let page = office.acts(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.number;
        for entry in page {
            if json {
                println!("{}", entry.to_json().canonical());
                continue;
            }
            let note =
                if entry.note.is_empty() { String::new() } else { format!(": {}", plain(&entry.note)) };
            println!(
                "{}  {}  {}  {} {}{note}",
                entry.number,
                entry.at,
                plain(&entry.actor),
                entry.act.as_str(),
                plain(&entry.object)
            );
        }
    }
}
