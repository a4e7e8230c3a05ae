//! `samtycke verify`: what holds of a record, and what does not, without asking anyone.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use samtycke_pack::offer::{self, Published};
use samtycke_record::acceptance::{Acceptance, Act, EventType, Party};
use samtycke_record::consent::{Consent, State};
use samtycke_record::json::{self, FromJson as _, ToJson as _, Value};
use samtycke_record::jws::JwkSet;
use samtycke_record::verify::{self, Check, CheckId, Outcome, Policy, Verified};
use samtycke_record::{Receipt, Record};

use crate::published;
use crate::terminal::{colour, plain};

const HELP: &str = "\
Every check is reported as pass, fail, or not checked, with the reason. Exit code: 0 when none fails, 1 when one \
fails, 2 when a file can't be read or the command line is wrong.

With --json, one object on one line; members are added in later versions, never renamed or removed:

  result        \"pass\" (none fails) or \"fail\"
  passed, failed, not_checked
                how many checks
  checks        [{check, outcome, why}], outcome one of \"pass\", \"fail\", \"not checked\"
  record        when its form is right: {record_id, digest, schema, event, time, audience, origin, pack, key};
                as the record says, so only as good as its checks
  confirmation  when the record has one of the right form: {type, rp_id, credential_id, key}; key is the thumbprint of
                its public key, to compare with the passkeys that the account is known to have
  receipt       when one is given and its form is right: {receipt_id, issuer, received_at, nonce, verified}

What passing proves and what it doesn't: docs/records.md.";

/// Verifies a record, offline: its signature and form, and with more at hand what it says.
#[derive(Args)]
#[command(after_long_help = HELP)]
pub(crate) struct VerifyArgs {
    /// The record, a compact JWS, with its confirmation behind it when it has one.
    #[arg(value_name = "RECORD.jws")]
    record: PathBuf,
    /// The receipt that the receiver gave for it, with the proof that it was logged when it came with one.
    #[arg(long, value_name = "R.jws")]
    receipt: Option<PathBuf>,
    /// The receiver's keys, as its /.well-known/jwks.json has them.
    #[arg(long, value_name = "FILE", requires = "receipt")]
    jwks: Option<PathBuf>,
    /// A published pack's folder, to check documents, sentences and the rest; once for each pack.
    #[arg(long, value_name = "DIR")]
    pack: Vec<PathBuf>,
    /// The thumbprint of the key that the pack must be signed with (`samtycke build --key`).
    // One in 64 thumbprints begins with a hyphen.
    #[arg(long, value_name = "THUMBPRINT", requires = "pack", allow_hyphen_values = true)]
    pack_key: Option<String>,
    /// The record that this one follows: a new version was accepted, the annex amended, a change objected to.
    #[arg(long, value_name = "EARLIER.jws")]
    prev: Option<PathBuf>,
    /// The endpoint that the record should be meant for.
    #[arg(long, value_name = "URL")]
    audience: Option<String>,
    /// Print JSON instead of text.
    #[arg(long)]
    json: bool,
}

/// Everything that was found.
struct Report {
    verified: Verified,
    receipt: Option<Receipt>,
    checks: Vec<Check>,
}

impl VerifyArgs {
    pub(crate) fn run(self) -> ExitCode {
        let report = match self.report() {
            Ok(report) => report,
            Err(problem) => {
                eprintln!("samtycke verify: {problem}");
                return ExitCode::from(2);
            }
        };
        if self.json {
            println!("{}", report.json());
        } else {
            print!("{}", report.text(colour(&io::stdout())));
        }
        if report.count(Outcome::Fail) == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn report(&self) -> Result<Report, String> {
        let record = read(&self.record)?;
        let receipt = self.receipt.as_deref().map(read).transpose()?;
        let keys = self.jwks.as_deref().map(read_keys).transpose()?;
        let prev = self.prev.as_deref().map(read).transpose()?;
        let mut packs: Vec<Published> = Vec::new();
        for folder in &self.pack {
            packs.extend(samtycke_receiver::packs::load(folder)?);
        }
        let policy = Policy { audience: self.audience.as_deref(), ..Policy::default() };
        let verified = verify::verify_record(&record, policy);
        let mut made = verified.checks.clone();
        if let Some(record) = &verified.record {
            made.extend(offer::check_evidence(record, verified.confirmation.as_ref(), &packs));
            if let Some(key) = &self.pack_key {
                let manifest = &record.offer().pack;
                let check = made.iter_mut().find(|check| check.check == CheckId::Pack);
                if let Some(check) = check.filter(|check| check.outcome == Outcome::Pass) {
                    let held = format!("{}, signed with {key}", check.why);
                    *check = Check::of(CheckId::Pack, &held, published::signed(&self.pack, manifest, key));
                }
            }
        }
        if let (Some(record), Some(earlier)) = (&verified.record, &prev) {
            let earlier = verify::verify_record(earlier, Policy::default());
            made.push(offer::check_prev(record, &earlier, &packs));
        }
        let (receipt_checks, receipt) = match &receipt {
            Some(receipt) => verify::verify_receipt(receipt, &verified, keys.as_ref()),
            None => (Vec::new(), None),
        };
        made.extend(receipt_checks);
        let reason = |id| self.why_not_made(id, &verified);
        let checks = CheckId::ALL
            .iter()
            .map(|id| match made.iter().find(|check| check.check == *id) {
                Some(check) => check.clone(),
                None => Check::skip(*id, reason(*id)),
            })
            .collect();
        Ok(Report { verified, receipt, checks })
    }

    /// Why a check was never begun.
    fn why_not_made(&self, id: CheckId, verified: &Verified) -> &'static str {
        const EARLIER: &str = "an earlier check failed";
        const CONSENT: &str = "not a part of consent records";
        const ACCEPTANCE: &str = "not a part of acceptance records";
        match (id, &verified.record) {
            (CheckId::ReceiptForm | CheckId::ReceiptSignature | CheckId::ReceiptMatch | CheckId::Log, _)
                if self.receipt.is_none() =>
            {
                "no receipt given"
            }
            (CheckId::Nonce, _) if self.receipt.is_none() => "no receipt given, and only a receipt can tell",
            (
                CheckId::Role | CheckId::Statements | CheckId::Annex | CheckId::Prev,
                Some(Record::Consent(_)),
            ) => CONSENT,
            (CheckId::Prev, Some(Record::Acceptance(record))) => match &record.prev {
                Some(_) => "it follows an earlier record, which was not given",
                None => "it follows no other record",
            },
            (CheckId::Banner | CheckId::Purposes, Some(Record::Acceptance(_))) => ACCEPTANCE,
            (CheckId::Confirmation, Some(Record::Consent(_))) => CONSENT,
            (CheckId::Confirmation, Some(Record::Acceptance(_))) => {
                "the record is not confirmed with a passkey"
            }
            (
                CheckId::Role
                | CheckId::Documents
                | CheckId::Statements
                | CheckId::Annex
                | CheckId::Terms
                | CheckId::Banner
                | CheckId::Purposes,
                Some(_),
            ) if self.pack.is_empty() => "no pack given",
            _ => EARLIER,
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{} can't be read: {error}", path.display()))
}

pub(crate) fn read_keys(path: &Path) -> Result<JwkSet, String> {
    let bytes = read(path)?;
    let not_keys = |why: String| format!("{} is not a JWK set: {why}", path.display());
    let text = String::from_utf8(bytes).map_err(|error| not_keys(error.to_string()))?;
    let value = json::parse(&text).map_err(|error| not_keys(error.to_string()))?;
    JwkSet::from_json(&value).map_err(|error| not_keys(error.to_string()))
}

impl Report {
    fn count(&self, outcome: Outcome) -> usize {
        self.checks.iter().filter(|check| check.outcome == outcome).count()
    }

    fn passed(&self, id: CheckId) -> bool {
        self.checks.iter().any(|check| check.check == id && check.outcome == Outcome::Pass)
    }

    fn json(&self) -> String {
        let number = |outcome| Value::Integer(i64::try_from(self.count(outcome)).unwrap_or(i64::MAX));
        let result = if self.count(Outcome::Fail) == 0 { "pass" } else { "fail" };
        let mut members = vec![
            ("result", Value::from(result)),
            ("passed", number(Outcome::Pass)),
            ("failed", number(Outcome::Fail)),
            ("not_checked", number(Outcome::NotChecked)),
            ("checks", self.checks.to_json()),
        ];
        if let (Some(record), Some(digest)) = (&self.verified.record, &self.verified.digest) {
            let whole = record.to_json();
            let event = whole.member("event").and_then(|event| event.member("type")).cloned();
            members.push((
                "record",
                object(vec![
                    ("record_id", record.id().to_json()),
                    ("digest", digest.to_json()),
                    ("schema", whole.member("schema").cloned().unwrap_or(Value::from(""))),
                    ("event", event.unwrap_or(Value::from(""))),
                    ("time", record.time().to_json()),
                    ("audience", record.context().audience.to_json()),
                    ("origin", record.context().origin.to_json()),
                    ("pack", record.offer().pack.to_json()),
                    ("key", Value::from(self.verified.thumbprint.as_deref().unwrap_or_default())),
                ]),
            ));
        }
        if let Some(confirmation) = &self.verified.confirmation {
            members.push((
                "confirmation",
                object(vec![
                    ("type", confirmation.r#type.to_json()),
                    ("rp_id", confirmation.rp_id.to_json()),
                    ("credential_id", confirmation.credential_id.to_json()),
                    ("key", Value::String(confirmation.public_key.thumbprint())),
                ]),
            ));
        }
        if let Some(receipt) = &self.receipt {
            members.push((
                "receipt",
                object(vec![
                    ("receipt_id", receipt.receipt_id.to_json()),
                    ("issuer", receipt.issuer.to_json()),
                    ("received_at", receipt.received_at.to_json()),
                    ("nonce", receipt.nonce.to_json()),
                    ("verified", receipt.verified.to_json()),
                ]),
            ));
        }
        object(members).canonical()
    }

    fn text(&self, colour: bool) -> String {
        let mut out = String::new();
        let failed = self.count(Outcome::Fail);
        self.summary(&mut out);
        for check in &self.checks {
            let (on, off) = match (colour, check.outcome) {
                (false, _) => ("", ""),
                (true, Outcome::Pass) => ("\x1b[32m", "\x1b[0m"),
                (true, Outcome::Fail) => ("\x1b[1;31m", "\x1b[0m"),
                (true, Outcome::NotChecked) => ("\x1b[2m", "\x1b[0m"),
            };
            let (outcome, id, why) = (check.outcome.as_str(), check.check.as_str(), plain(&check.why));
            let _ = writeln!(out, "{on}{outcome:<11}{off}  {id:<17}  {why}");
        }
        let (passed, open) = (self.count(Outcome::Pass), self.count(Outcome::NotChecked));
        let verdict = if failed == 0 { "Nothing fails." } else { "This does not hold: do not rely on it." };
        let _ = writeln!(out, "\n{passed} passed, {failed} failed, {open} not checked. {verdict}");
        out
    }

    /// Who, what, when: as the record says.
    fn summary(&self, out: &mut String) {
        let mut line = |name: &str, text: &str| {
            let _ = writeln!(out, "{name:<9} {}", plain(text));
        };
        let Some(record) = &self.verified.record else {
            line("record", "can't be read; the checks say why");
            out.push('\n');
            return;
        };
        let (kind, what, who, parties) = match record {
            Record::Acceptance(record) => ("acceptance", what_was_done(record), who(record), between(record)),
            Record::Consent(record) => (
                "consent",
                what_was_answered(record),
                format!("a visitor of {}; the record carries no identity", record.context.origin),
                format!("{} (controller, {})", record.controller.name, record.controller.registry),
            ),
        };
        line("record", &format!("{kind} {}", record.id()));
        if let Some(digest) = &self.verified.digest {
            line("digest", digest.as_str());
        }
        line("what", &what);
        if let Record::Acceptance(record) = record
            && let Some(reason) = &record.event.reason
        {
            line("why", reason);
        }
        line("who", &who);
        line("parties", &parties);
        line("when", &format!("{} by the signer's own clock", record.time()));
        if let Record::Acceptance(Acceptance { prev: Some(prev), .. }) = record {
            line("follows", prev.as_str());
        }
        if let Some(receipt) = &self.receipt {
            let proven = [CheckId::ReceiptForm, CheckId::ReceiptSignature, CheckId::ReceiptMatch];
            let doubt =
                if proven.iter().all(|id| self.passed(*id)) { "" } else { " (not proven, see below)" };
            line("received", &format!("{} by {}{doubt}", receipt.received_at, receipt.issuer));
        }
        out.push('\n');
    }
}

fn object(members: Vec<(&str, Value)>) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn what_was_done(record: &Acceptance) -> String {
    let verb = match record.event.r#type {
        EventType::Agree | EventType::Reaccept | EventType::Acknowledge => None,
        EventType::Decline => Some("declined"),
        EventType::AmendAnnex => Some("amended the annex of"),
        EventType::Object => Some("objected to"),
        EventType::Withdraw => Some("withdrew from"),
    };
    let documents = |act: Option<Act>| {
        let chosen = record.documents.iter().filter(|document| act.is_none_or(|act| document.act == act));
        let names: Vec<_> = chosen
            .map(|document| format!("{} {} ({})", document.title, document.version, document.language))
            .collect();
        names.join(", ")
    };
    if let Some(verb) = verb {
        return format!("{verb} {}", documents(None));
    }
    let agreed = match record.event.r#type {
        EventType::Reaccept => "agreed again to",
        _ => "agreed to",
    };
    let parts = [(Act::Agree, agreed), (Act::Acknowledge, "acknowledged"), (Act::Offer, "was offered")];
    let parts = parts.map(|(act, verb)| (verb, documents(Some(act))));
    let done = parts.iter().filter(|(_, names)| !names.is_empty());
    done.map(|(verb, names)| format!("{verb} {names}")).collect::<Vec<_>>().join("; ")
}

fn who(record: &Acceptance) -> String {
    let person = &record.signatory;
    if [&person.name, &person.email, &person.position].iter().all(|text| *text == "not collected") {
        return "somebody who does not say".into();
    }
    format!("{} <{}>, {}", person.name, person.email, person.position)
}

fn between(record: &Acceptance) -> String {
    record.parties.iter().map(party_name).collect::<Vec<_>>().join(" and ")
}

fn party_name(party: &Party) -> String {
    let (scheme, number) = (party.registry.scheme.as_str(), party.registry.formatted());
    format!("{} ({}, {scheme} {number})", party.name, party.role.as_str())
}

fn what_was_answered(record: &Consent) -> String {
    let done = |state: State| match state {
        State::Given => "given",
        State::Refused => "refused",
        State::Withdrawn => "withdrawn",
        State::NotObjected => "not objected to",
        State::Objected => "objected to",
    };
    let parts = State::ALL.iter().map(|state| {
        let ids = record.purposes.iter().filter(|purpose| purpose.state == *state);
        (done(*state), ids.map(|purpose| purpose.id.as_str()).collect::<Vec<_>>().join(", "))
    });
    let known = parts.filter(|(_, ids)| !ids.is_empty());
    known.map(|(verb, ids)| format!("{verb} {ids}")).collect::<Vec<_>>().join("; ")
}
