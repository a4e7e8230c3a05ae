//! Nonces tie a record to this receiver and to one key, and show that it is not an old one sent again.
//!
//! A nonce carries its end and its own proof, so nothing is stored when one is asked for: whoever asks for millions
//! fills no disk, and every receiver that has the signing key knows those of the others. That a nonce is used once is
//! the database's to hold, when a record comes with it.

use core::fmt;
use std::time::{Duration, SystemTime};

use hmac::{Hmac, KeyInit as _, Mac as _};
use samtycke_record::protocol::{NonceGrant, ProblemKind};
use samtycke_record::receipt::NonceState;
use samtycke_record::sign::Es256Key;
use samtycke_record::{IssuedNonce, Nonce, Timestamp, jws};
use sha2::Sha256;

use crate::clock;
use crate::problem::Refusal;

const RANDOM: usize = 16;
/// Half of a SHA-256: 128 bits, as RFC 2104 allows.
const TAG: usize = 16;
/// End in milliseconds since 1970, random bytes, a tag over both, a tag over both and the key.
const LENGTH: usize = 8 + RANDOM + 2 * TAG;

/// What proves nonces. It follows from a signing key, and leads back to none: it is kept when the key is gone.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct NonceSecret([u8; 32]);

impl NonceSecret {
    pub(crate) fn of(key: &Es256Key) -> Self {
        Self(key.secret_for("samtycke nonces 1"))
    }

    /// Reads what [`encode`](Self::encode) wrote.
    pub(crate) fn decode(text: &str) -> Option<Self> {
        Some(Self(jws::decode(text)?.try_into().ok()?))
    }

    /// base64url. Secret.
    pub(crate) fn encode(&self) -> String {
        jws::encode(&self.0)
    }
}

impl fmt::Debug for NonceSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NonceSecret(…)")
    }
}

/// Issues nonces and knows its own.
#[derive(Clone, Debug)]
pub(crate) struct Mint {
    secret: NonceSecret,
    /// Of other keys whose nonces are still good: earlier ones, and one that is about to sign.
    others: Vec<NonceSecret>,
}

impl Mint {
    pub(crate) fn new(secret: NonceSecret, others: Vec<NonceSecret>) -> Self {
        Self { secret, others }
    }

    /// A nonce for the key of that thumbprint.
    pub(crate) fn issue(&self, key: &str, now: SystemTime, life: Duration) -> Result<NonceGrant, Refusal> {
        if jws::decode(key).is_none_or(|bytes| bytes.len() != 32) {
            return Err(Refusal::new(
                ProblemKind::BadRequest,
                "key: must be the signing key's thumbprint (RFC 7638), SHA-256 in base64url",
            ));
        }
        let end = now + life;
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend(millis(end).to_be_bytes());
        let mut random = [0_u8; RANDOM];
        getrandom::fill(&mut random).map_err(|error| Refusal::fault(&error))?;
        bytes.extend(random);
        let (own, bound) = tags(&self.secret, &bytes, key);
        bytes.extend(own);
        bytes.extend(bound);
        Ok(NonceGrant { nonce: jws::encode(&bytes), expires_at: clock::timestamp(end) })
    }

    /// What becomes of a record's nonce, if no other record has used it up.
    pub(crate) fn judge(
        &self,
        offered: &Nonce,
        signer: &str,
        acted: &Timestamp,
        now: SystemTime,
    ) -> Result<NonceState, Refusal> {
        let Nonce::Issued(IssuedNonce { value, expires_at }) = offered else {
            return Ok(NonceState::NotCollected);
        };
        let unknown = |detail: String| Err(Refusal::new(ProblemKind::NonceUnknown, detail));
        let bytes = jws::decode(value).filter(|bytes| bytes.len() == LENGTH).unwrap_or_default();
        let Some((body, (own, bound))) = bytes
            .split_at_checked(8 + RANDOM)
            .and_then(|(body, tags)| Some((body, tags.split_at_checked(TAG)?)))
        else {
            return unknown("nonce: this receiver never issued it".into());
        };
        let mut of_each =
            [&self.secret].into_iter().chain(&self.others).map(|secret| tags(secret, body, signer));
        let Some((_, expected_bound)) = of_each.find(|(expected_own, _)| same(own, expected_own)) else {
            return unknown("nonce: this receiver never issued it".into());
        };
        if !same(bound, &expected_bound) {
            return Err(Refusal::new(ProblemKind::NonceForeign, "nonce: it was issued for another key"));
        }
        let end = body.first_chunk::<8>().copied().map(u64::from_be_bytes).unwrap_or_default();
        let written = clock::timestamp(SystemTime::UNIX_EPOCH + Duration::from_millis(end));
        if *expires_at != written {
            return unknown(format!("nonce: it ends {written}, the record says {expires_at}"));
        }
        if millis(now) < end {
            Ok(NonceState::Consumed)
        } else if *acted <= written || *acted > clock::timestamp(now) {
            // Nobody has acted in the future: a clock that is ahead says nothing about the nonce.
            Ok(NonceState::Late)
        } else {
            unknown(format!(
                "nonce: it ended {written}, before the person acted ({acted}); ask for a new one"
            ))
        }
    }
}

fn tags(secret: &NonceSecret, body: &[u8], key: &str) -> ([u8; TAG], [u8; TAG]) {
    let mut mac = Hmac::<Sha256>::new_from_slice(&secret.0).expect("a MAC takes any length of key");
    mac.update(body);
    let own = mac.clone().finalize().into_bytes();
    mac.update(key.as_bytes());
    let bound = mac.finalize().into_bytes();
    let half = |whole: &[u8]| whole.first_chunk::<TAG>().copied().unwrap_or_default();
    (half(&own), half(&bound))
}

/// In a time that doesn't tell where they differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

fn millis(at: SystemTime) -> u64 {
    let since = at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn mint(key: &Es256Key) -> Mint {
        Mint::new(NonceSecret::of(key), Vec::new())
    }

    #[test]
    fn a_nonce_is_good_for_its_key_and_until_its_end() {
        use NonceState as S;
        use ProblemKind as P;
        let signing = Es256Key::generate();
        let mint = mint(&signing);
        let kid = Es256Key::generate().kid().to_owned();
        let other = Es256Key::generate().kid().to_owned();
        let grant = mint.issue(&kid, SystemTime::now(), Duration::from_secs(60)).unwrap();
        let end = humantime::parse_rfc3339(grant.expires_at.as_str()).unwrap();
        let (before, after) = (end - Duration::from_millis(1), end + Duration::from_millis(1));
        let issued = |value: &str, end| {
            Nonce::Issued(IssuedNonce { value: value.into(), expires_at: clock::timestamp(end) })
        };
        let good = issued(&grant.nonce, end);
        let changed = grant.nonce.replace(|c: char| c.is_ascii_digit(), "x");
        let elsewhere = self::mint(&Es256Key::generate())
            .issue(&kid, SystemTime::now(), Duration::from_secs(60))
            .unwrap();
        let elsewhere_end = humantime::parse_rfc3339(elsewhere.expires_at.as_str()).unwrap();
        for (name, offered, key, acted, now, expect) in [
            ("in time", good.clone(), &kid, before, before, Ok(S::Consumed)),
            // The client's clock is nobody's business while the receiver's own says that there is time.
            ("by a wrong clock", good.clone(), &kid, after, before, Ok(S::Consumed)),
            ("come at the end", good.clone(), &kid, before, end, Ok(S::Late)),
            ("come late", good.clone(), &kid, end, after, Ok(S::Late)),
            ("acted late", good.clone(), &kid, after, after, Err(P::NonceUnknown)),
            (
                "by a clock that is ahead",
                good.clone(),
                &kid,
                after + Duration::from_secs(9),
                after,
                Ok(S::Late),
            ),
            ("another end", issued(&grant.nonce, after), &kid, before, before, Err(P::NonceUnknown)),
            ("another key", good, &other, before, before, Err(P::NonceForeign)),
            ("changed", issued(&changed, end), &kid, before, before, Err(P::NonceUnknown)),
            (
                "of others",
                issued(&elsewhere.nonce, elsewhere_end),
                &kid,
                before,
                before,
                Err(P::NonceUnknown),
            ),
            ("nothing", issued("", end), &kid, before, before, Err(P::NonceUnknown)),
            ("too long", issued(&(grant.nonce + "AAAA"), end), &kid, before, before, Err(P::NonceUnknown)),
            ("none", Nonce::NotCollected, &kid, after, after, Ok(S::NotCollected)),
        ] {
            let found = mint.judge(&offered, key, &clock::timestamp(acted), now);
            assert_eq!(found.map_err(|refusal| refusal.kind), expect, "{name}");
        }
    }

    #[test]
    fn receivers_with_one_signing_key_know_each_others_nonces() {
        let signing = Es256Key::generate();
        let again = Es256Key::from_pem(&signing.to_pem().unwrap()).unwrap();
        let kid = Es256Key::generate().kid().to_owned();
        let NonceGrant { nonce, expires_at } =
            mint(&signing).issue(&kid, SystemTime::now(), Duration::from_secs(60)).unwrap();
        let offered = Nonce::Issued(IssuedNonce { value: nonce, expires_at: expires_at.clone() });
        let found = mint(&again).judge(&offered, &kid, &expires_at, SystemTime::now());
        assert_eq!(found, Ok(NonceState::Consumed));
    }
}
