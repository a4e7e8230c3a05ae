//! A nonce is good once, for its key, and until its end; a record that waited in a browser may come later.

use std::time::{Duration, SystemTime};

use samtycke_record::json::{self, FromJson as _};
use samtycke_record::jws::Compact;
use samtycke_record::protocol::ProblemKind;
use samtycke_record::receipt::{NonceState, Receipt};
use samtycke_record::sign::Es256Key;
use samtycke_record::{IssuedNonce, Nonce, Timestamp, Uuid};

use crate::packs;
use crate::server::{Answer, Place, sign, signed};

fn nonce_state(answer: &Answer) -> NonceState {
    assert_eq!(answer.status, 201, "{answer:?}");
    let jws = Compact::parse(answer.receipt()).unwrap();
    let payload = json::parse(core::str::from_utf8(&jws.payload).unwrap()).unwrap();
    Receipt::from_json(&payload).unwrap().nonce
}

#[tokio::test]
async fn a_nonce_is_used_up_by_the_record_that_is_stored_and_by_no_other() {
    let place = Place::new();
    let server = place.start().await;
    let key = Es256Key::generate();
    let nonce = server.nonce(&key).await;
    let mut record = packs::acceptance(&packs::published());
    record.offer.nonce = nonce.clone();
    // Refused, so the nonce stays good.
    record.role = "nobody".into();
    assert_eq!(server.post(&sign(&key, &record)).await.problem(), ProblemKind::NotAsPublished);
    record.role = "customer".into();
    assert_eq!(nonce_state(&server.post(&sign(&key, &record)).await), NonceState::Consumed);
    record.record_id = Uuid::parse("11111111-2222-4333-8444-555555555555").unwrap();
    assert_eq!(server.post(&sign(&key, &record)).await.problem(), ProblemKind::NonceReused);
    assert_eq!(server.stored().await, (1, 1));
}

#[tokio::test]
async fn a_nonce_of_another_key_or_of_nobody_or_with_another_end_is_refused() {
    let place = Place::new();
    let server = place.start().await;
    let key = Es256Key::generate();
    let other = Es256Key::generate();
    let nonce = server.nonce(&other).await;
    let Nonce::Issued(issued) = nonce.clone() else { unreachable!("the receiver issues them") };
    let own = server.nonce(&key).await;
    let Nonce::Issued(own) = own else { unreachable!("the receiver issues them") };
    let made_up = IssuedNonce { value: own.value.replace(|_: char| true, "A"), ..own.clone() };
    let longer = IssuedNonce { expires_at: Timestamp::parse("2999-01-01T00:00:00.000Z").unwrap(), ..own };
    for (name, nonce, expect) in [
        ("another key's", issued, ProblemKind::NonceForeign),
        ("made up", made_up, ProblemKind::NonceUnknown),
        ("good for longer than granted", longer, ProblemKind::NonceUnknown),
    ] {
        assert_eq!(server.post(&signed(&key, Nonce::Issued(nonce))).await.problem(), expect, "{name}");
    }
    assert_eq!(server.stored().await, (0, 0));
}

#[tokio::test]
async fn a_nonce_that_ended_is_taken_from_a_person_who_acted_in_time() {
    let place = Place::new();
    let mut config = place.config();
    config.nonce_life = Duration::ZERO;
    let server = place.start_with(config).await;
    let key = Es256Key::generate();
    let nonce = server.nonce(&key).await;
    let mut record = packs::acceptance(&packs::published());
    let Nonce::Issued(issued) = &nonce else { unreachable!("the receiver issues them") };
    let end = humantime::parse_rfc3339(issued.expires_at.as_str()).unwrap();
    let after = end + Duration::from_millis(1);
    while SystemTime::now() < after + Duration::from_millis(1) {
        tokio::task::yield_now().await;
    }
    record.offer.nonce = nonce;
    record.event.time = Timestamp::parse(&humantime::format_rfc3339_millis(after).to_string()).unwrap();
    let answer = server.post(&sign(&key, &record)).await;
    assert_eq!(answer.problem(), ProblemKind::NonceUnknown);
    assert!(answer.body.contains("before the person acted"), "{answer:?}");
    assert_eq!(server.stored().await, (0, 0));
    record.event.time = Timestamp::parse("2026-11-21T23:10:55.000Z").unwrap();
    assert_eq!(nonce_state(&server.post(&sign(&key, &record)).await), NonceState::Late);
    assert_eq!(server.stored().await, (1, 1));
}

#[tokio::test]
async fn receivers_that_share_a_signing_key_take_each_others_nonces() {
    let place = Place::new();
    let server = place.start().await;
    let key = Es256Key::generate();
    let record = signed(&key, server.nonce(&key).await);
    let mut config = place.config();
    config.database = place.path("other.db").into();
    let other = place.start_with(config).await;
    assert_eq!(nonce_state(&other.post(&record).await), NonceState::Consumed);
}
