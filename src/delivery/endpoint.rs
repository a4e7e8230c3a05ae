//! Talking to the receiver: nonces and records. What comes back is believed only as far as it can be checked.

use samtycke_record::confirmation::Evidence;
use samtycke_record::json::{self, FromJson, ToJson as _};
use samtycke_record::jws::{Algorithm, Compact, JwkSet, RECEIPT_TYPE};
use samtycke_record::protocol::{JOSE, NonceGrant, NonceRequest, Problem};
use samtycke_record::receipt::Logged;
use samtycke_record::{IssuedNonce, Nonce, Receipt};

use super::patience;
use crate::browser::fetch::{Answer, Body, NoAnswer, Pending, begin, fetch};
use crate::browser::{clock, crypto};

const NONCE_LIMIT_MS: u32 = 8_000;
const RECORD_LIMIT_MS: u32 = 15_000;
/// The keys are asked for together with the record, and read after its answer.
const KEYS_LIMIT_MS: u32 = RECORD_LIMIT_MS + 8_000;

/// What became of a record.
pub(crate) enum Sent {
    /// The receiver has it; this is its receipt.
    Receipted(Receipted),
    /// The receiver will never take it.
    Refused(Problem),
    /// No answer, or not a sensible one: try again later, and no sooner than in so many seconds.
    Later(u32),
}

/// A receipt that was checked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Receipted {
    pub(crate) jws: String,
    /// The proof that it was logged, encoded as it came. Whoever keeps the receipt can check it; nothing here depends
    /// on it.
    pub(crate) proof: Option<String>,
    pub(crate) receipt: Receipt,
}

impl Receipted {
    /// The receipt as it is kept.
    pub(crate) fn whole(&self) -> String {
        Logged { receipt: &self.jws, proof: self.proof.as_deref() }.join()
    }
}

/// A nonce for a key.
pub(crate) async fn nonce(endpoint: &str, thumbprint: &str) -> Nonce {
    if endpoint.is_empty() {
        return Nonce::NotCollected;
    }
    let request = NonceRequest { key: thumbprint.into() }.to_json().canonical();
    let body = Body { media_type: "application/json", text: &request };
    match fetch(&format!("{endpoint}/nonces"), Some(body), NONCE_LIMIT_MS).await {
        Ok(answer) if answer.status == 201 => match read::<NonceGrant>(&answer.body) {
            Some(grant) => Nonce::Issued(IssuedNonce { value: grant.nonce, expires_at: grant.expires_at }),
            None => Nonce::NotCollected,
        },
        _ => Nonce::NotCollected,
    }
}

/// Posts a record, with its confirmation behind it when it has one.
pub(crate) async fn send(endpoint: &str, record: &str) -> Sent {
    let body = Body { media_type: JOSE, text: record };
    // The person waits for both, so they go together.
    let keys = begin(&format!("{endpoint}/.well-known/jwks.json"), None, KEYS_LIMIT_MS);
    let Ok(answer) = fetch(&format!("{endpoint}/records"), Some(body), RECORD_LIMIT_MS).await else {
        return Sent::Later(0);
    };
    match answer.status {
        200 | 201 => match receipted(keys, record, &answer.body).await {
            Some(receipted) => Sent::Receipted(receipted),
            None => Sent::Later(0),
        },
        408 | 425 | 429 => Sent::Later(wait(&answer)),
        // A refusal counts only in the receiver's own words: a proxy's error page is no refusal.
        400..=499 => read::<Problem>(&answer.body).map_or(Sent::Later(0), Sent::Refused),
        _ => Sent::Later(wait(&answer)),
    }
}

/// For how many seconds the endpoint wants to be left alone.
fn wait(answer: &Answer) -> u32 {
    match (&answer.retry_after, clock::seconds()) {
        (Some(header), Some(now)) => patience::asked(header, now, clock::seconds_of),
        _ => 0,
    }
}

/// The receipt, when it is one, for these very bytes, and signed by a key that the endpoint publishes.
async fn receipted(keys: Result<Pending, NoAnswer>, record: &str, body: &[u8]) -> Option<Receipted> {
    let logged = Logged::split(core::str::from_utf8(body).ok()?.trim());
    let jws = Compact::parse(logged.receipt).ok()?;
    let receipt = Receipt::from_json(&jws.payload_json().ok()?).ok()?;
    let sent = Compact::parse(Evidence::split(record).record).ok()?;
    let digest = crypto::digest(&sent.payload).await.ok()?;
    if jws.header.typ != RECEIPT_TYPE || receipt.record != digest || receipt.key != sent.header.kid {
        return None;
    }
    let keys: JwkSet = read(&keys.ok()?.answer().await.ok()?.body)?;
    let key = keys.keys.iter().find(|key| key.kid.as_deref() == Some(&jws.header.kid))?;
    let known = jws.header.alg == Algorithm::Es256;
    let signed = crypto::verify(key, jws.signing_input.as_bytes(), &jws.signature).await.ok()?;
    (known && signed).then(|| Receipted {
        jws: logged.receipt.to_owned(),
        proof: logged.proof.map(String::from),
        receipt,
    })
}

/// The endpoint's keys, as it publishes them.
pub(crate) async fn keys_text(endpoint: &str) -> Option<String> {
    if endpoint.is_empty() {
        return None;
    }
    let answer = fetch(&format!("{endpoint}/.well-known/jwks.json"), None, NONCE_LIMIT_MS).await.ok()?;
    let text = String::from_utf8(answer.body).ok()?;
    read::<JwkSet>(text.as_bytes()).map(|_| text)
}

fn read<T: FromJson>(body: &[u8]) -> Option<T> {
    let value = json::parse(core::str::from_utf8(body).ok()?).ok()?;
    T::from_json(&value).ok()
}
