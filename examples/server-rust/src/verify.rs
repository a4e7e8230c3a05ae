//! Is this a record of somebody accepting, just now and on our page, what we publish? And is this its receipt?
//!
//! By `samtycke-record` and `samtycke-pack`, which the receiver and `samtycke verify` are made of, instead of a JOSE
//! library: they check the signature alike, and compare the whole record with the pack, its annex and terms too.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use axum::http::StatusCode;
use samtycke_pack::offer::{self, Published};
use samtycke_record::acceptance::{EventType, PartyRole};
use samtycke_record::json::{self, FromJson as _};
use samtycke_record::jws::{Algorithm, JwkSet};
use samtycke_record::verify::{self, Check, CheckId, Outcome, Policy, Verified};
use samtycke_record::{Acceptance, Record};

/// How old a record may be, and how far ahead of our clock the person's may go.
const OLDEST: Duration = Duration::from_secs(24 * 60 * 60);
const AHEAD: Duration = Duration::from_secs(10 * 60);

/// A receiver that was started without packs gives receipts that say less than ours must.
const BY_RECEIVER: [CheckId; 9] = [
    CheckId::Signature,
    CheckId::Audience,
    CheckId::Origin,
    CheckId::Pack,
    CheckId::Role,
    CheckId::Documents,
    CheckId::Statements,
    CheckId::Annex,
    CheckId::Terms,
];

/// What this vendor expects.
pub(crate) struct Vendor {
    /// The folder that `samtycke build` wrote.
    pub(crate) pack: PathBuf,
    /// The receiver, which records name as their audience.
    pub(crate) endpoint: String,
    /// Of the sign-up page.
    pub(crate) origin: String,
    /// The role that signs up here.
    pub(crate) role: String,
}

/// Who is to have the account: as it was signed, not as the form's other fields have it.
pub(crate) struct Customer {
    pub(crate) organisation: String,
    pub(crate) scheme: &'static str,
    pub(crate) number: String,
    pub(crate) signatory: String,
    pub(crate) email: String,
}

/// Why there is no account, for a person to read.
#[derive(Debug)]
pub(crate) struct Refusal(pub(crate) StatusCode, pub(crate) String);

pub(crate) fn refuse<T>(status: StatusCode, why: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal(status, why.into()))
}

fn ensure(holds: bool, why: &str) -> Result<(), Refusal> {
    if holds { Ok(()) } else { refuse(StatusCode::UNPROCESSABLE_ENTITY, why) }
}

impl Vendor {
    /// A record that its own key signed, made for this endpoint on this page: `kid` is the key's thumbprint, `typ` a
    /// record's, the payload canonical JSON with every field in its form, which don't contradict each other.
    pub(crate) fn read_record(&self, jws: &str) -> Result<Verified, Refusal> {
        let origins = [self.origin.clone()];
        let policy = Policy {
            algorithms: &[Algorithm::Es256],
            audience: Some(&self.endpoint),
            origins: Some(&origins),
        };
        let record = verify::verify_record(jws.as_bytes(), policy);
        passes(&record.checks, StatusCode::BAD_REQUEST, "The record does not hold")?;
        Ok(record)
    }

    /// Who agreed, when the record says so of what is published now: the pack, the documents of the role with what was
    /// done with each, the sentences and the button word for word, the parties, the annex and the terms.
    pub(crate) fn agreed_by(&self, record: &Record) -> Result<Customer, Refusal> {
        let Record::Acceptance(said) = record else {
            return refuse(StatusCode::UNPROCESSABLE_ENTITY, "This is not a record of an agreement.");
        };
        ensure(
            said.event.r#type == EventType::Agree,
            "The record does not say that the agreement was accepted.",
        )?;
        ensure(said.role == self.role, "The agreement was accepted in another role.")?;
        // RFC 3339 in UTC sorts as time does.
        let now = SystemTime::now();
        let written = |time| humantime::format_rfc3339_millis(time).to_string();
        let time = said.event.time.as_str();
        ensure(
            time >= written(now - OLDEST).as_str(),
            "The agreement was accepted too long ago: please accept it again.",
        )?;
        ensure(
            time <= written(now + AHEAD).as_str(),
            "The agreement's time is in the future: please set your device's clock.",
        )?;
        // Read each time: who publishes need not think of restarting this server.
        let file = self.pack.join("pack.json");
        let published = fs::read(&file).map_err(|error| error.to_string()).and_then(|b| Published::parse(&b));
        let published = published.map_err(|why| {
            eprintln!("{}: {why}", file.display());
            Refusal(StatusCode::INTERNAL_SERVER_ERROR, "Something is wrong on our side.".into())
        })?;
        ensure(
            said.offer.pack == published.digest,
            "The agreement has changed since it was shown: please load the page again.",
        )?;
        let party = published.manifest.roles.iter().find(|role| role.id == said.role).map(|role| role.party);
        let checks = offer::check_record(record, &[published]);
        passes(&checks, StatusCode::UNPROCESSABLE_ENTITY, "The record is not what we publish")?;
        customer(said, party)
    }

    /// The receipt is signed by one of the receiver's published keys, for these very bytes and this key, and says that
    /// the receiver compared the whole record with the pack.
    pub(crate) fn verify_receipt(
        &self,
        receipt: &str,
        record: &Verified,
        keys: &JwkSet,
    ) -> Result<(), Refusal> {
        let (checks, said) = verify::verify_receipt(receipt.as_bytes(), record, Some(keys));
        passes(&checks, StatusCode::UNPROCESSABLE_ENTITY, "The receipt does not hold")?;
        let verified = said.map(|receipt| receipt.verified).unwrap_or_default();
        ensure(
            BY_RECEIVER.iter().all(|check| verified.iter().any(|name| name == check.as_str())),
            "The receiver did not check all of the record.",
        )
    }
}

/// The receiver's keys, as it publishes them.
pub(crate) fn keys_of(text: &str) -> Option<JwkSet> {
    JwkSet::from_json(&json::parse(text).ok()?).ok()
}

fn customer(said: &Acceptance, part: Option<PartyRole>) -> Result<Customer, Refusal> {
    // The pack's check saw to it that there are two, one of them the vendor in its own part.
    let Some(party) = said.parties.iter().find(|party| Some(party.role) == part) else {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "The parties are not the two of this agreement.");
    };
    Ok(Customer {
        organisation: party.name.clone(),
        scheme: party.registry.scheme.as_str(),
        number: party.registry.id.clone(),
        signatory: said.signatory.name.clone(),
        email: said.signatory.email.clone(),
    })
}

/// None of the checks failed. None is left out either: endpoint, origin, pack and keys are all given.
fn passes(checks: &[Check], status: StatusCode, what: &str) -> Result<(), Refusal> {
    match checks.iter().find(|check| check.outcome == Outcome::Fail) {
        Some(check) => refuse(status, format!("{what}: {}.", check.why)),
        None => Ok(()),
    }
}
