//! Nonces tie a record to this receiver and to one key, and show that it is not an old one sent again.

use std::time::{Duration, SystemTime};

use samtycke_record::protocol::{NonceGrant, ProblemKind};
use samtycke_record::receipt::NonceState;
use samtycke_record::{IssuedNonce, Nonce, Timestamp, jws};

use crate::clock;
use crate::problem::Refusal;
use crate::store::{Store, StoredNonce};

/// For so long after its end a nonce is known: a record that waited in a browser may still come.
const KEPT: Duration = Duration::from_hours(30 * 24);

/// Issues a nonce for the key of that thumbprint.
pub(crate) async fn issue(store: &Store, key: &str, life: Duration) -> Result<NonceGrant, Refusal> {
    if jws::decode(key).is_none_or(|bytes| bytes.len() != 32) {
        return Err(Refusal::new(
            ProblemKind::BadRequest,
            "key: must be the signing key's thumbprint (RFC 7638), SHA-256 in base64url",
        ));
    }
    let mut random = [0_u8; 32];
    getrandom::fill(&mut random).map_err(|error| Refusal::fault(&error))?;
    let now = SystemTime::now();
    let grant = NonceGrant { nonce: jws::encode(&random), expires_at: clock::timestamp(now + life) };
    let forget = clock::timestamp(clock::before(now, KEPT));
    store.add_nonce(&grant.nonce, key, &grant.expires_at, &forget).await?;
    Ok(grant)
}

/// What becomes of a record's nonce, by what is known of it.
pub(crate) fn judge(
    offered: &Nonce,
    known: Option<&StoredNonce>,
    signer: &str,
    acted: &Timestamp,
    now: &Timestamp,
) -> Result<NonceState, Refusal> {
    let Nonce::Issued(IssuedNonce { expires_at, .. }) = offered else { return Ok(NonceState::NotCollected) };
    let unknown = |detail: String| Err(Refusal::new(ProblemKind::NonceUnknown, detail));
    let Some(known) = known else {
        return unknown("nonce: this receiver never issued it, or forgot it 30 days after its end".into());
    };
    if known.key != signer {
        return Err(Refusal::new(ProblemKind::NonceForeign, "nonce: it was issued for another key"));
    }
    if known.record_id.is_some() {
        return Err(Refusal::new(ProblemKind::NonceReused, "nonce: another record consumed it"));
    }
    let end = known.expires_at.as_str();
    if expires_at.as_str() != end {
        return unknown(format!("nonce: it ends {end}, the record says {expires_at}"));
    }
    if now.as_str() < end {
        Ok(NonceState::Consumed)
    } else if acted.as_str() <= end || acted > now {
        // Nobody has acted in the future: a clock that is ahead says nothing about the nonce.
        Ok(NonceState::Late)
    } else {
        unknown(format!("nonce: it ended {end}, before the person acted ({acted}); ask for a new one"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_good_once_for_its_key_and_until_its_end() {
        use NonceState as S;
        use ProblemKind as P;
        const END: &str = "2026-11-22T12:00:00.000Z";
        const BEFORE: &str = "2026-11-22T11:59:59.999Z";
        const AFTER: &str = "2026-11-22T12:00:00.001Z";
        let time = |text| Timestamp::parse(text).unwrap();
        let issued =
            |expires_at| Nonce::Issued(IssuedNonce { value: "n".into(), expires_at: time(expires_at) });
        let fresh = StoredNonce { key: "k".into(), expires_at: END.into(), record_id: None };
        let used = StoredNonce { record_id: Some("r".into()), ..fresh.clone() };
        let other = StoredNonce { key: "l".into(), ..used.clone() };
        for (offered, known, acted, now, expect) in [
            (issued(END), Some(&fresh), BEFORE, BEFORE, Ok(S::Consumed)),
            // The client's clock is nobody's business while the receiver's own says that there is time.
            (issued(END), Some(&fresh), AFTER, BEFORE, Ok(S::Consumed)),
            (issued(END), Some(&fresh), BEFORE, END, Ok(S::Late)),
            (issued(END), Some(&fresh), END, AFTER, Ok(S::Late)),
            (issued(END), Some(&fresh), AFTER, AFTER, Err(P::NonceUnknown)),
            // A record that waited in a browser whose clock is ahead.
            (issued(END), Some(&fresh), "2026-11-23T12:00:00.000Z", AFTER, Ok(S::Late)),
            (issued(AFTER), Some(&fresh), BEFORE, BEFORE, Err(P::NonceUnknown)),
            (issued(END), None, BEFORE, BEFORE, Err(P::NonceUnknown)),
            (issued(END), Some(&used), BEFORE, BEFORE, Err(P::NonceReused)),
            (issued(END), Some(&other), BEFORE, BEFORE, Err(P::NonceForeign)),
            (Nonce::NotCollected, None, AFTER, AFTER, Ok(S::NotCollected)),
        ] {
            let found = judge(&offered, known, "k", &time(acted), &time(now)).map_err(|refusal| refusal.kind);
            assert_eq!(found, expect, "{offered:?} {known:?} acted {acted} now {now}");
        }
    }
}
