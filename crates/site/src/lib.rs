//! For a site's own server: is what a sign-up form brought an agreement to what this site publishes, made just now and on
//! its page?
//!
//! ```no_run
//! use samtycke_site::{Form, Vendor, keys};
//!
//! let vendor = Vendor {
//!     pack: "public/legal".into(),
//!     endpoint: "https://consent.example.com".into(),
//!     origin: "https://www.example.com".into(),
//!     role: "customer".into(),
//! };
//! # let (agreement, receipt, jwks) = ("", None, "");
//! // The form's fields, and what the receiver's /.well-known/jwks.json said.
//! let form = Form { record: agreement, confirmation: None, receipt };
//! match vendor.check(form, keys(jwks).as_ref()) {
//!     Ok(agreed) => println!("{} of {}", agreed.customer.signatory, agreed.customer.organisation),
//!     Err(refusal) => println!("{}: {refusal}", refusal.status()),
//! }
//! ```
//!
//! By `samtycke-record` and `samtycke-pack`, which the receiver and `samtycke verify` are made of: what passes here passes
//! there. It asks nobody: the record that opened an account before, and the organisation that has one, are for your
//! database to refuse.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use samtycke_pack::offer::{self, Published};
use samtycke_record::acceptance::{EventType, PartyRole};
use samtycke_record::confirmation::Evidence;
use samtycke_record::json::{self, FromJson as _};
use samtycke_record::jws::Algorithm;
use samtycke_record::verify::{self, Check, CheckId, Outcome, Policy, Verified};
use samtycke_record::{Acceptance, Record};

pub use samtycke_record::jws::JwkSet;

mod refusal;

pub use refusal::{Reason, Refusal};

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
#[derive(Clone, Debug)]
pub struct Vendor {
    /// The folder that `samtycke build` wrote; its `pack.json` is read at each check.
    pub pack: PathBuf,
    /// The receiver, which records name as their audience: the page's `data-endpoint`, without a slash at its end.
    pub endpoint: String,
    /// Of the sign-up page, as in `https://www.example.com`.
    pub origin: String,
    /// The role that signs up here.
    pub role: String,
}

/// What the form brought, for `<samtycke-agreement name="agreement">`.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// `agreement`
    pub record: &'a str,
    /// `agreement.confirmation`
    pub confirmation: Option<&'a str>,
    /// `agreement.receipt`
    pub receipt: Option<&'a str>,
}

/// A record that holds.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// The record's id: to be unique among your accounts.
    pub id: String,
    /// Who is to have the account.
    pub customer: Customer,
    /// The record with its confirmation behind it: what the receiver takes, and `samtycke verify`.
    pub evidence: String,
    /// Whether the receiver's receipt came with it, and holds. Without one the account should wait for it.
    pub receipted: bool,
}

/// Who is to have the account: as it was signed, not as the form's other fields have it.
#[derive(Clone, Debug)]
pub struct Customer {
    /// Its legal name.
    pub organisation: String,
    /// The register of its number.
    pub scheme: &'static str,
    /// Its number there.
    pub number: String,
    /// Who signed.
    pub signatory: String,
    /// Whose address nobody has confirmed.
    pub email: String,
}

/// The receiver's keys, as its `/.well-known/jwks.json` publishes them.
pub fn keys(jwks: &str) -> Option<JwkSet> {
    JwkSet::from_json(&json::parse(jwks).ok()?).ok()
}

impl Vendor {
    /// Whether the form's record opens an account. Without keys no receipt is believed.
    ///
    /// # Errors
    /// What doesn't hold, in words for the person who signs up.
    pub fn check(&self, form: Form<'_>, keys: Option<&JwkSet>) -> Result<Agreement, Refusal> {
        let evidence = Evidence { record: form.record.trim(), confirmation: form.confirmation }.join();
        let verified = self.read(&evidence)?;
        let Some(record) = &verified.record else {
            return Err(Reason::Malformed.because("The agreement has no signed record."));
        };
        let customer = self.agreed_by(record)?;
        let receipt = form.receipt.zip(keys);
        if let Some((receipt, keys)) = receipt {
            holds(receipt, &verified, keys)?;
        }
        Ok(Agreement {
            id: record.id().as_str().to_owned(),
            customer,
            receipted: receipt.is_some(),
            evidence,
        })
    }

    /// Whether a receipt that came later is of this evidence.
    ///
    /// # Errors
    /// What doesn't hold.
    pub fn confirm(&self, evidence: &str, receipt: &str, keys: &JwkSet) -> Result<(), Refusal> {
        holds(receipt, &self.read(evidence)?, keys)
    }

    /// A record that its own key signed, made for this endpoint on this page: `kid` is the key's thumbprint, `typ` a
    /// record's, the payload canonical JSON with every field in its form, which don't contradict each other.
    fn read(&self, evidence: &str) -> Result<Verified, Refusal> {
        let origins = [self.origin.clone()];
        let policy = Policy {
            algorithms: &[Algorithm::Es256],
            audience: Some(&self.endpoint),
            origins: Some(&origins),
        };
        let record = verify::verify_record(evidence.as_bytes(), policy);
        passes(&record.checks, Reason::Malformed, "The record does not hold")?;
        Ok(record)
    }

    /// Who agreed, when the record says so of what is published now: the pack, the documents of the role with what was
    /// done with each, the sentences and the button word for word, the parties, the annex and the terms.
    fn agreed_by(&self, record: &Record) -> Result<Customer, Refusal> {
        let Record::Acceptance(said) = record else {
            return Err(Reason::Unfit.because("This is not a record of an agreement."));
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
        // Read each time: who publishes need not think of restarting the server.
        let file = self.pack.join("pack.json");
        let published = fs::read(&file).map_err(|error| error.to_string()).and_then(|b| Published::parse(&b));
        let published =
            published.map_err(|why| Reason::Ours.because(format!("{}: {why}", file.display())))?;
        ensure(
            said.offer.pack == published.digest,
            "The agreement has changed since it was shown: please load the page again.",
        )?;
        let party = published.manifest.roles.iter().find(|role| role.id == said.role).map(|role| role.party);
        let checks = offer::check_record(record, &[published]);
        passes(&checks, Reason::Unfit, "The record is not what we publish")?;
        customer(said, party)
    }
}

/// The receipt is signed by one of the receiver's published keys, for these very bytes and this key, and says that the
/// receiver compared the whole record with the pack.
fn holds(receipt: &str, record: &Verified, keys: &JwkSet) -> Result<(), Refusal> {
    let (checks, said) = verify::verify_receipt(receipt.trim().as_bytes(), record, Some(keys));
    passes(&checks, Reason::Unfit, "The receipt does not hold")?;
    let verified = said.map(|receipt| receipt.verified).unwrap_or_default();
    ensure(
        BY_RECEIVER.iter().all(|check| verified.iter().any(|name| name == check.as_str())),
        "The receiver did not check all of the record.",
    )
}

fn ensure(holds: bool, why: &str) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Reason::Unfit.because(why)) }
}

fn customer(said: &Acceptance, part: Option<PartyRole>) -> Result<Customer, Refusal> {
    // The pack's check saw to it that there are two, one of them the vendor in its own part.
    let Some(party) = said.parties.iter().find(|party| Some(party.role) == part) else {
        return Err(Reason::Unfit.because("The parties are not the two of this agreement."));
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
fn passes(checks: &[Check], reason: Reason, what: &str) -> Result<(), Refusal> {
    match checks.iter().find(|check| check.outcome == Outcome::Fail) {
        Some(check) => Err(reason.because(format!("{what}: {}.", check.why))),
        None => Ok(()),
    }
}
