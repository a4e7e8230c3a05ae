//! From bytes to a receipt: everything that decides whether a record is stored.

use std::sync::Arc;
use std::time::SystemTime;

use axum::body::Bytes;
use samtycke_pack::offer;
use samtycke_record::confirmation::Evidence;
use samtycke_record::json::ToJson as _;
use samtycke_record::protocol::ProblemKind;
use samtycke_record::receipt::{self, NonceState, Receipt};
use samtycke_record::sign::KeyInHeader;
use samtycke_record::verify::{self, Check, CheckId, Outcome, Policy};
use samtycke_record::{Digest, Nonce, Record, Timestamp, Uuid, acceptance, consent, jws};

use crate::problem::Refusal;
use crate::receiver::State;
use crate::store::{NewRecord, StoredNonce};
use crate::{clock, nonces};

/// A record that is stored, with the compact JWS of its receipt.
#[derive(Debug)]
pub(crate) enum Taken {
    /// It is stored now.
    New(String),
    /// It was stored before; this is the receipt that it got then.
    Before(String),
}

/// What can be said of a record without the database.
struct Judged {
    jws: String,
    /// Of the record as it came now. A record that is stored keeps what it was stored with.
    confirmation: Option<String>,
    record: Record,
    digest: Digest,
    key: String,
    passed: Vec<CheckId>,
    /// Why it would not be taken now.
    objection: Option<Refusal>,
}

impl Judged {
    fn nonce(&self) -> Option<&str> {
        match &self.record.offer().nonce {
            Nonce::Issued(issued) => Some(&issued.value),
            Nonce::NotCollected => None,
        }
    }
}

/// Verifies a record, stores it and signs its receipt; or says why not.
pub(crate) async fn take(state: &Arc<State>, body: Bytes) -> Result<Taken, Refusal> {
    let judged = verify_off_thread(Arc::clone(state), body).await?;
    // Between looking and storing another request may take the id or the nonce. Looking again then tells which.
    for _ in 0..2 {
        let known = state.store.look(judged.record.id(), judged.nonce()).await?;
        if let Some(stored) = known.record {
            return if stored.digest == judged.digest.as_str() && stored.key == judged.key {
                Ok(Taken::Before(stored.receipt))
            } else {
                Err(Refusal::new(
                    ProblemKind::IdTaken,
                    format!(
                        "record_id: another record was stored as {}; a record is sent again in the same bytes, or \
                         made anew with an id of its own",
                        judged.record.id()
                    ),
                ))
            };
        }
        if let Some(objection) = &judged.objection {
            return Err(objection.clone());
        }
        if let Some(receipt) = store(state, &judged, known.nonce.as_ref()).await? {
            return Ok(Taken::New(receipt));
        }
    }
    Err(Refusal::new(ProblemKind::Unavailable, "other records came in between, twice; send it again"))
}

/// `None` when another request took the id or the nonce meanwhile.
async fn store(
    state: &State,
    judged: &Judged,
    known: Option<&StoredNonce>,
) -> Result<Option<String>, Refusal> {
    let received_at = clock::timestamp(SystemTime::now());
    let (offered, acted) = (&judged.record.offer().nonce, judged.record.time());
    let nonce_state = nonces::judge(offered, known, &judged.key, acted, &received_at)?;
    let receipt = sign_receipt(state, judged, nonce_state, received_at.clone());
    let stored = state
        .store
        .add_record(&NewRecord {
            id: judged.record.id(),
            digest: &judged.digest,
            key: &judged.key,
            schema: match judged.record {
                Record::Acceptance(_) => acceptance::SCHEMA,
                Record::Consent(_) => consent::SCHEMA,
            },
            pack: &judged.record.offer().pack,
            received_at: &received_at,
            record: &judged.jws,
            confirmation: judged.confirmation.as_deref(),
            receipt: &receipt,
            nonce: judged.nonce(),
        })
        .await?;
    Ok(stored.then_some(receipt))
}

/// Verifying takes 0.2 ms of a core, and more for a large body that means no good: too long for a thread that has
/// sockets to serve. Signing a receipt takes 0.06 ms, once for each record that holds, and stays where it is.
async fn verify_off_thread(state: Arc<State>, body: Bytes) -> Result<Judged, Refusal> {
    tokio::task::spawn_blocking(move || judge(&state, &body)).await.map_err(|error| Refusal::fault(&error))?
}

fn judge(state: &State, body: &[u8]) -> Result<Judged, Refusal> {
    let policy = Policy { audience: Some(state.public_url.as_str()), origins: Some(&state.origins) };
    let verified = verify::verify_record(body, policy);
    // What a record says of itself never changes. Whom we serve and what is published does: a record that was taken
    // before gets its receipt again whatever the policy is now, so those objections wait.
    let by_itself = |check: &&Check| !matches!(check.check, CheckId::Audience | CheckId::Origin);
    if let Some(check) = verified.checks.iter().filter(by_itself).find(|check| failed(check)) {
        return Err(Refusal::from(check));
    }
    let (Some(record), Some(digest), Some(key)) = (verified.record, verified.digest, verified.thumbprint)
    else {
        return Err(Refusal::new(ProblemKind::Malformed, "the record can't be read"));
    };
    let mut checks = verified.checks;
    checks.extend(offer::check_evidence(&record, verified.confirmation.as_ref(), &state.packs));
    let text = String::from_utf8_lossy(body);
    let evidence = Evidence::split(text.trim_end());
    Ok(Judged {
        jws: evidence.record.to_owned(),
        confirmation: evidence.confirmation.map(String::from),
        passed: checks.iter().filter(|c| c.outcome == Outcome::Pass).map(|c| c.check).collect(),
        objection: verify::first_failure(&checks).map(Refusal::from),
        record,
        digest,
        key,
    })
}

fn failed(check: &Check) -> bool {
    check.outcome == Outcome::Fail
}

fn sign_receipt(state: &State, judged: &Judged, nonce: NonceState, received_at: Timestamp) -> String {
    let id = uuid::Uuid::new_v4().hyphenated().to_string();
    let checked_nonce = (nonce != NonceState::NotCollected).then_some(CheckId::Nonce);
    let receipt = Receipt {
        schema: receipt::SCHEMA.into(),
        receipt_id: Uuid::parse(&id).expect("a hyphenated UUID is what a Uuid is"),
        record_id: judged.record.id().clone(),
        record: judged.digest.clone(),
        key: judged.key.clone(),
        issuer: state.public_url.as_str().into(),
        received_at,
        nonce,
        verified: judged.passed.iter().copied().chain(checked_nonce).map(|id| id.as_str().into()).collect(),
    };
    state.key.sign(jws::RECEIPT_TYPE, KeyInHeader::Named, &receipt.to_json().canonical())
}
