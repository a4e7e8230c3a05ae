//! From bytes to a receipt: everything that decides whether a record is stored.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use samtycke_pack::offer;
use samtycke_record::confirmation::Evidence;
use samtycke_record::json::ToJson as _;
use samtycke_record::jws::{Algorithm, Compact};
use samtycke_record::protocol::ProblemKind;
use samtycke_record::receipt::{self, NonceState, Receipt};
use samtycke_record::sign::KeyInHeader;
use samtycke_record::verify::{self, Check, CheckId, Outcome, Policy};
use samtycke_record::{Digest, Nonce, Record, Uuid, acceptance, consent, jws};

use crate::clock;
use crate::entry::Entry;
use crate::problem::Refusal;
use crate::receiver::State;
use crate::store::{Arrival, Fate};
use crate::webhooks::Topic;

/// A record that is stored, with the compact JWS of its receipt.
#[derive(Debug)]
pub(crate) enum Taken {
    /// It is stored now.
    New(String),
    /// It was stored before; this is the receipt that it got then.
    Before(String),
}

/// A verified record: with its receipt, or with the reason why it would not be taken now.
enum Judged {
    Good(Box<Arrival>),
    /// What a record says of itself never changes. Whom we serve and what is published does: a record that was taken
    /// before gets its receipt again whatever the policy is now.
    Unless {
        id: Uuid,
        schema: &'static str,
        digest: Digest,
        key: String,
        refusal: Refusal,
    },
}

/// Verifies a record, stores it with its receipt; or says why not.
pub(crate) async fn take(state: &Arc<State>, body: Bytes) -> Result<Taken, Refusal> {
    let mut kind = None;
    let taken = decide(state, body, &mut kind).await;
    state.metrics.record(
        kind,
        match &taken {
            Ok(Taken::New(_)) => "stored",
            Ok(Taken::Before(_)) => "again",
            Err(refusal) => refusal.kind.name(),
        },
    );
    taken
}

async fn decide(state: &Arc<State>, body: Bytes, kind: &mut Option<&'static str>) -> Result<Taken, Refusal> {
    let judged = verify_off_thread(Arc::clone(state), body).await?;
    let schema = match &judged {
        Judged::Good(arrival) => arrival.schema,
        Judged::Unless { schema, .. } => schema,
    };
    *kind = Some(if schema == consent::SCHEMA { "consent" } else { "acceptance" });
    match judged {
        Judged::Good(arrival) => {
            let receipt = arrival.receipt.clone();
            let id = arrival.id.clone();
            match state.queue.store(*arrival).await? {
                Fate::Stored => Ok(Taken::New(receipt)),
                fate => before(fate, &id),
            }
        }
        Judged::Unless { id, digest, key, refusal, .. } => match state.store.find(&id).await? {
            Some(stored) => before(stored.fate(&digest, &key), &id),
            None => Err(refusal),
        },
    }
}

fn before(fate: Fate, id: &Uuid) -> Result<Taken, Refusal> {
    match fate {
        Fate::Stored => Err(Refusal::busy()),
        Fate::Known(receipt) => Ok(Taken::Before(receipt)),
        Fate::IdTaken => Err(Refusal::new(
            ProblemKind::IdTaken,
            format!(
                "record_id: another record was stored as {id}; a record is sent again in the same bytes, or made anew \
                 with an id of its own"
            ),
        )),
        Fate::NonceUsed => Err(Refusal::new(ProblemKind::NonceReused, "nonce: another record used it up")),
    }
}

/// Verifying takes 0.2 ms of a core, and more for a large body that means no good: too long for a thread that has
/// sockets to serve. As many at a time as there are cores: more would only take turns.
async fn verify_off_thread(state: Arc<State>, body: Bytes) -> Result<Judged, Refusal> {
    let permit = Arc::clone(&state.cores).acquire_owned().await.map_err(|error| Refusal::fault(&error))?;
    let work = move || {
        let began = Instant::now();
        let judged = judge(&state, &body);
        state.metrics.verified(began.elapsed());
        drop(permit);
        judged
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| Refusal::fault(&error))?
}

fn judge(state: &State, body: &[u8]) -> Result<Judged, Refusal> {
    let policy = Policy {
        audience: Some(state.public_url.as_str()),
        origins: Some(&state.origins),
        ..Policy::default()
    };
    let verified = verify::verify_record(body, policy);
    let by_itself = |check: &&Check| !matches!(check.check, CheckId::Audience | CheckId::Origin);
    if let Some(check) = verified.checks.iter().filter(by_itself).find(|check| failed(check)) {
        return Err(Refusal::from(check));
    }
    let (Some(record), Some(digest), Some(key)) = (verified.record, verified.digest, verified.thumbprint)
    else {
        return Err(Refusal::new(ProblemKind::Malformed, "the record can't be read"));
    };
    let schema = match record {
        Record::Acceptance(_) => acceptance::SCHEMA,
        Record::Consent(_) => consent::SCHEMA,
    };
    let mut checks = verified.checks;
    checks.extend(offer::check_evidence(&record, verified.confirmation.as_ref(), &state.packs));
    let now = (state.clock)();
    let keys = state.keys();
    let objection =
        forbidden_algorithm(state, body).or_else(|| verify::first_failure(&checks).map(Refusal::from));
    let nonce = match objection {
        Some(refusal) => Err(refusal),
        None => keys.mint.judge(&record.offer().nonce, &key, record.time(), now),
    };
    let nonce = match nonce {
        Ok(nonce) => nonce,
        Err(refusal) => return Ok(Judged::Unless { id: record.id().clone(), schema, digest, key, refusal }),
    };
    let received_at = clock::timestamp(now);
    let passed = checks.iter().filter(|c| c.outcome == Outcome::Pass).map(|c| c.check);
    let checked_nonce = (nonce != NonceState::NotCollected).then_some(CheckId::Nonce);
    let receipt = Receipt {
        schema: receipt::SCHEMA.into(),
        receipt_id: fresh_id(),
        record_id: record.id().clone(),
        record: digest.clone(),
        key: key.clone(),
        issuer: state.public_url.as_str().into(),
        received_at: received_at.clone(),
        nonce,
        verified: passed.chain(checked_nonce).map(|id| id.as_str().into()).collect(),
    };
    let text = String::from_utf8_lossy(body);
    let evidence = Evidence::split(text.trim_end());
    let entry = Entry::of(&record, state.vendor_of(&record.offer().pack));
    Ok(Judged::Good(Box::new(Arrival {
        id: record.id().clone(),
        digest,
        key,
        schema,
        pack: record.offer().pack.clone(),
        received_at,
        record: evidence.record.to_owned(),
        confirmation: evidence.confirmation.map(String::from),
        receipt: keys.ring.active().sign(
            jws::RECEIPT_TYPE,
            KeyInHeader::Named,
            &receipt.to_json().canonical(),
        ),
        nonce: match &record.offer().nonce {
            Nonce::Issued(issued) => Some(issued.value.clone()),
            Nonce::NotCollected => None,
        },
        topic: Topic::of_record(&record),
        entry,
    })))
}

/// Like what is published, what may sign can change: a record that was taken before keeps its receipt.
fn forbidden_algorithm(state: &State, body: &[u8]) -> Option<Refusal> {
    if Algorithm::ALL.iter().all(|known| state.algorithms.contains(known)) {
        return None;
    }
    let text = String::from_utf8_lossy(body);
    let used = Compact::parse(Evidence::split(text.trim_end()).record).ok()?.header.alg;
    (!state.algorithms.contains(&used)).then(|| {
        let allowed: Vec<_> = state.algorithms.iter().map(|allowed| allowed.as_str()).collect();
        let detail =
            format!("key: records are signed by {} here, not by {}", allowed.join(" or "), used.as_str());
        Refusal::new(ProblemKind::BadSignature, detail)
    })
}

fn fresh_id() -> Uuid {
    let id = uuid::Uuid::new_v4().hyphenated().to_string();
    Uuid::parse(&id).expect("a hyphenated UUID is what a Uuid is")
}

fn failed(check: &Check) -> bool {
    check.outcome == Outcome::Fail
}
