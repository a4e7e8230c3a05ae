//! What was accepted before: the record that the page gives, believed only as far as it can be checked.

use std::rc::Rc;

use samtycke_pack::Manifest;
use samtycke_pack::manifest::Standing;
use samtycke_record::Digest;
use samtycke_record::acceptance::{Acceptance, EventType, Party, SCHEMA};
use samtycke_record::confirmation::Evidence;
use samtycke_record::json::FromJson as _;
use samtycke_record::jws::{self, Algorithm, Compact, RECORD_TYPE};
use samtycke_record::registry::Registration;

use super::stage::Wish;
use crate::browser::crypto;
use crate::browser::fetch::fetch;

const LIMIT_MS: u32 = 10_000;

/// A record that somebody accepted with, its signature checked.
#[derive(Clone, Debug)]
pub(crate) struct Accepted {
    pub(crate) record: Acceptance,
    /// Without what may stand behind it.
    pub(crate) jws: String,
    /// What stood behind it, unread: who checks the record checks that too.
    pub(crate) confirmation: String,
    /// Of the payload: what a later record names it by.
    pub(crate) digest: Digest,
}

impl PartialEq for Accepted {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl Eq for Accepted {}

impl Accepted {
    /// The organisation: whoever is not the vendor.
    pub(crate) fn customer(&self, vendor: &Registration) -> Option<&Party> {
        let parties = &self.record.parties;
        parties.iter().find(|party| party.registry != *vendor).or(parties.first())
    }
}

/// What the page knows of what was accepted before.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Earlier {
    /// Nothing was, or it was taken back.
    Nothing,
    /// This was.
    Is(Rc<Accepted>),
    /// It can't be told.
    Unusable(Unusable),
}

/// Why a record doesn't count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// The address gives no answer, or not a sensible one.
    Unreachable,
    /// Not a record of ours.
    NotARecord,
    /// Not signed by its own key.
    Signature,
    /// An objection: it follows what was accepted.
    Objection,
    /// Of another vendor or pack.
    Foreign,
    /// Of another role than the page asks for, or of one that is gone.
    Role,
}

impl Unusable {
    /// For the page's developers.
    pub(crate) fn detail(self) -> &'static str {
        match self {
            Self::Unreachable => "accepted: the address gave no answer that can be used",
            Self::NotARecord => "accepted: not an acceptance record, a compact JWS",
            Self::Signature => "accepted: the signature does not fit the record",
            Self::Objection => "accepted: an objection; give the record that it follows",
            Self::Foreign => "accepted: the record is of another vendor or pack",
            Self::Role => "accepted: the record is of another role",
        }
    }
}

/// Reads what the attribute gives: a record, or the address of one.
pub(crate) async fn read(source: &str, wish: &Wish, manifest: &Manifest) -> Earlier {
    let text = if source.starts_with('/') || source.starts_with("https://") {
        match get(source).await {
            Ok(Some(text)) => text,
            Ok(None) => return Earlier::Nothing,
            Err(unusable) => return Earlier::Unusable(unusable),
        }
    } else {
        source.to_owned()
    };
    let judged = match verified(text.trim()).await {
        Ok(accepted) => judge(&accepted.record, wish, manifest).map(|kind| (kind, accepted)),
        Err(unusable) => Err(unusable),
    };
    match judged {
        Ok((Kind::Yes, accepted)) => Earlier::Is(Rc::new(accepted)),
        Ok((Kind::No, _)) => Earlier::Nothing,
        Err(unusable) => Earlier::Unusable(unusable),
    }
}

/// What the address answers with; `None` when nothing was accepted.
async fn get(url: &str) -> Result<Option<String>, Unusable> {
    let answer = fetch(url, None, LIMIT_MS).await.map_err(|_| Unusable::Unreachable)?;
    match answer.status {
        200 => String::from_utf8(answer.body).map(Some).map_err(|_| Unusable::NotARecord),
        204 | 404 => Ok(None),
        _ => Err(Unusable::Unreachable),
    }
}

/// Parses and checks the signature: by the key in the header, which was made for this record.
async fn verified(text: &str) -> Result<Accepted, Unusable> {
    let evidence = Evidence::split(text);
    let jws = evidence.record;
    let parsed = Compact::parse(jws).map_err(|_| Unusable::NotARecord)?;
    let header = &parsed.header;
    let Some(key) = header.jwk.as_ref().filter(|_| header.typ == RECORD_TYPE) else {
        return Err(Unusable::NotARecord);
    };
    let value = parsed.payload_json().map_err(|_| Unusable::NotARecord)?;
    let record = Acceptance::from_json(&value).map_err(|_| Unusable::NotARecord)?;
    if value.canonical().as_bytes() != parsed.payload || record.schema != SCHEMA {
        return Err(Unusable::NotARecord);
    }
    let signed = crypto::verify(key, parsed.signing_input.as_bytes(), &parsed.signature).await;
    let thumbprint = crypto::sha256(key.thumbprint_input().as_bytes()).await;
    let (Ok(true), Ok(thumbprint)) = (signed, thumbprint) else { return Err(Unusable::Signature) };
    if header.alg != Algorithm::Es256 || jws::encode(&thumbprint) != header.kid {
        return Err(Unusable::Signature);
    }
    let digest = crypto::digest(&parsed.payload).await.map_err(|_| Unusable::Signature)?;
    let confirmation = evidence.confirmation.unwrap_or_default().to_owned();
    Ok(Accepted { record, jws: jws.to_owned(), confirmation, digest })
}

/// Was anything accepted by it?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Yes,
    No,
}

/// Pure: does a record count, here?
pub(super) fn judge(record: &Acceptance, wish: &Wish, manifest: &Manifest) -> Result<Kind, Unusable> {
    // The pack's id is in the digested bytes of its documents: one that is known is of this pack.
    let is_ours = record.documents.iter().any(|document| {
        let entry = manifest.document(&document.id);
        entry.is_some_and(|entry| entry.standing(&document.sha256) != Standing::Unknown)
    });
    if !is_ours || record.parties.iter().all(|party| party.registry != manifest.vendor.registry) {
        return Err(Unusable::Foreign);
    }
    let fits = wish.role().is_none_or(|role| role == record.role);
    if !fits || manifest.role(&record.role).is_none() {
        return Err(Unusable::Role);
    }
    match record.event.r#type {
        EventType::Agree | EventType::Acknowledge | EventType::Reaccept | EventType::AmendAnnex => {
            Ok(Kind::Yes)
        }
        EventType::Decline | EventType::Withdraw => Ok(Kind::No),
        EventType::Object => Err(Unusable::Objection),
    }
}
