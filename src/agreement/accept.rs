//! Accepting: sign, keep, send. The only effects of the flow.

use samtycke_pack::manifest::Role;
use samtycke_record::acceptance::SignedAnnex;
use samtycke_record::json::ToJson;
use samtycke_record::{Acceptance, Context, Digest, Nonce};

use super::annex;
use super::confirm::Confirming;
use super::intent::Intent;
use super::outcome::{Kept, Outcome, Signed};
use super::record::{self, Circumstances};
use super::state::State;
use crate::browser::crypto::{self, CryptoError};
use crate::browser::{clock, dom};
use crate::delivery::endpoint::{self, Sent};
use crate::delivery::offer::{self, Prepared};
use crate::delivery::outbox::{self, Entry};
use crate::delivery::receipts;
use crate::pack::Pack;

/// Signs what the state says, and delivers it unless the person may still confirm it.
pub(super) async fn accept(
    intent: Intent,
    state: &State,
    pack: &Pack,
    role: &Role,
    language: &str,
    endpoint: &str,
    prepared: Option<Prepared>,
) -> Outcome {
    let Ok(prepared) = offer::refresh(prepared, endpoint).await else { return Outcome::NotSigned };
    let nonce = prepared.nonce.clone();
    let signed = match build(intent, state, pack, role, language, endpoint, nonce).await {
        Ok(Some(record)) => match prepared.key.sign(&record.to_json().canonical()).await {
            Ok(jws) => Signed { record: record.into(), jws, confirmation: None },
            Err(CryptoError) => return Outcome::NotSigned,
        },
        Ok(None) | Err(CryptoError) => return Outcome::NotSigned,
    };
    match Confirming::of(&pack.manifest, &signed.record) {
        Some(confirming) => Outcome::Confirming(signed, confirming),
        None => deliver(signed, endpoint).await,
    }
}

/// From here on it is a record: kept first, then sent.
pub(super) async fn deliver(signed: Signed, endpoint: &str) -> Outcome {
    if endpoint.is_empty() {
        return Outcome::Queued(signed, Kept::Form);
    }
    let entry = Entry::new(signed.record.record_id.clone(), endpoint.into(), signed.whole());
    let kept = match outbox::keep(&entry) {
        Ok(()) => Kept::Browser,
        Err(_) => Kept::Page,
    };
    let outcome = send(signed, kept, endpoint).await;
    if let Outcome::Refused(_) = outcome {
        // Nothing was promised yet: the person is told that nothing is agreed, and can try again.
        outbox::remove(&entry.id);
    }
    outcome
}

/// Sends a record, for the first time or again: the receiver answers the same record with the same receipt.
pub(super) async fn send(signed: Signed, kept: Kept, endpoint: &str) -> Outcome {
    match endpoint::send(endpoint, &signed.whole()).await {
        Sent::Receipted(receipted) => {
            outbox::remove(&signed.record.record_id);
            receipts::forget(&signed.record.record_id);
            Outcome::Receipted(signed, receipted)
        }
        Sent::Refused(problem) => Outcome::Refused(problem.detail),
        Sent::Later(seconds) => {
            outbox::put_off(&signed.record.record_id, seconds);
            Outcome::Queued(signed, kept)
        }
    }
}

async fn build(
    intent: Intent,
    state: &State,
    pack: &Pack,
    role: &Role,
    language: &str,
    endpoint: &str,
    nonce: Nonce,
) -> Result<Option<Acceptance>, CryptoError> {
    let manifest = &*pack.manifest;
    let (origin, page, viewport) = dom::page().ok_or(CryptoError)?;
    let sentence = record::authority_sentence(manifest, role, language);
    let annex = match manifest.annex_of(role) {
        None => None,
        Some(published) => {
            let sub_processors = digest(&manifest.sub_processors).await?;
            let measures = digest(&manifest.measures).await?;
            let (content, edits) =
                annex::content(&state.annex, manifest, published, language, [sub_processors, measures]);
            let digest = digest(&content).await?;
            Some(SignedAnnex { content, edits, digest })
        }
    };
    let circumstances = Circumstances {
        intent,
        id: crypto::uuid()?,
        now: clock::now().ok_or(CryptoError)?,
        context: Context { audience: endpoint.into(), origin, page },
        viewport,
        nonce,
        authority: crypto::digest(sentence.as_bytes()).await?,
        annex,
    };
    Ok(record::record(state, pack, role, language, circumstances))
}

async fn digest(value: &impl ToJson) -> Result<Digest, CryptoError> {
    crypto::digest(value.to_json().canonical().as_bytes()).await
}
