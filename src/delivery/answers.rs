//! The answers that the gate left (`Answer` in `gate/types.d.ts`), one key each, turned into signed records.

use samtycke_record::consent::{Layer, Method, Mode};
use samtycke_record::json::{self, FromJson, ToJson as _};
use samtycke_record::{Digest, Nonce, Timestamp, Uuid, json_object};

use super::endpoint::{self, Sent};
use super::outbox::Entry;
use super::{consent, offer, outbox};
use crate::browser::{self, dom, storage};
use crate::messages::{LANGUAGES, ready};
use crate::pack::{LoadError, load_published};

const PREFIX: &str = "samtycke-answer:";

json_object! {
    /// One answer, as the gate wrote it.
    pub(crate) struct Answer {
        /// Becomes the record's id.
        pub id: Uuid,
        /// When it was given.
        pub time: Timestamp,
        /// By which control.
        pub method: Method,
        /// Where.
        pub layer: Layer,
        /// Services allowed.
        pub services: Vec<String>,
        /// Categories allowed whole.
        pub categories: Vec<String>,
        /// Services that an earlier answer allowed.
        pub before: Vec<String>,
        /// Services that are allowed because they were in force, not because anybody was asked; an older gate left this out.
        pub unasked: Option<Vec<String>>,
        /// Language of the banner.
        pub lang: String,
        /// URL of the manifest.
        pub pack: String,
        /// Digest of the manifest that the embed was made with.
        pub manifest: Digest,
        /// URL of the endpoint.
        pub endpoint: String,
        /// The page, without query and fragment.
        pub page: String,
        /// What was answered.
        pub fingerprint: Digest,
        /// The banner that was shown.
        pub banner: Digest,
        /// The rule that held; an earlier version of the gate knew opt-in only, and didn't write it.
        pub mode: Option<Mode>,
        /// Where the site said the visitor was; empty when it didn't.
        pub region: Option<String>,
    }
}

/// Signs every answer that can be signed now. `unkept` is what the gate could not store, as a JSON array: those are sent at
/// once, and what could not be comes back.
pub(crate) async fn sign_waiting(unkept: &str) -> String {
    let mut left = Vec::new();
    for answer in read::<Vec<Answer>>(unkept).unwrap_or_default() {
        let done = is_done(&answer).await;
        if !done {
            left.push(answer);
        }
    }
    for key in storage::keys(PREFIX) {
        let Some(text) = storage::read(&key) else { continue };
        let Some(answer) = read::<Answer>(&text) else {
            browser::warn("an answer in this browser can't be read; it is left alone");
            continue;
        };
        let done = is_done(&answer).await;
        if done {
            storage::remove(&key);
        }
    }
    left.to_json().canonical()
}

/// Is it out of our hands: a record in the outbox, or sent where there is no room for one, or never to be one?
async fn is_done(answer: &Answer) -> bool {
    match sign(answer).await {
        Signed::Record(entry) => {
            outbox::keep(&entry).is_ok()
                || !matches!(endpoint::send(&entry.endpoint, &entry.record).await, Sent::Later(_))
        }
        Signed::Never => true,
        Signed::Later => false,
    }
}

fn read<T: FromJson>(text: &str) -> Option<T> {
    T::from_json(&json::parse(text).ok()?).ok()
}

enum Signed {
    /// To be sent.
    Record(Entry),
    /// No true record can be made of it.
    Never,
    /// Try again later: the answer stays where it is.
    Later,
}

async fn sign(answer: &Answer) -> Signed {
    let pack = match load_published(&answer.pack, &answer.manifest).await {
        Ok(pack) => pack,
        Err(LoadError::Unknown) => {
            // A true record can't be made of it: what was answered is published nowhere any more.
            browser::warn("an answer to a manifest that is no longer published was not recorded");
            return Signed::Never;
        }
        Err(_) => return Signed::Later,
    };
    let Ok(prepared) = offer::prepare(&answer.endpoint).await else { return Signed::Later };
    if prepared.nonce == Nonce::NotCollected {
        return Signed::Later;
    }
    // A record says some things in the interface's words, and in the language that was spoken.
    if LANGUAGES.contains(&answer.lang.as_str()) && !ready(&answer.lang).await {
        return Signed::Later;
    }
    let viewport = dom::page().map(|(_, _, viewport)| viewport).unwrap_or_default();
    let Some(record) = consent::record(answer, &pack, prepared.nonce.clone(), viewport) else {
        return Signed::Never;
    };
    match prepared.key.sign(&record.to_json().canonical()).await {
        Ok(jws) => Signed::Record(Entry::new(answer.id.clone(), answer.endpoint.clone(), jws)),
        Err(_) => Signed::Later,
    }
}
