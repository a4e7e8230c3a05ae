//! Everything that is refused, each with its own problem, and nothing of it stored.

use std::collections::BTreeSet;

use samtycke_record::acceptance::Acceptance;
use samtycke_record::consent::{EventType, Initial, Layer, Method, Mode, Place as Region, State};
use samtycke_record::json::ToJson as _;
use samtycke_record::jws;
use samtycke_record::protocol::{JOSE, ProblemKind};
use samtycke_record::sign::{Es256Key, KeyInHeader};
use samtycke_record::{Consent, Digest, IssuedNonce, Nonce, RegionCode, Timestamp};

use crate::database::execute;
use crate::packs;
use crate::packs::records::ORIGIN;
use crate::server::{Place, sign, signed};

#[tokio::test]
async fn every_record_that_does_not_hold_is_refused_with_its_problem_and_not_stored() {
    use ProblemKind as P;
    type Alter = fn(&mut Acceptance);
    let altered: &[(&str, Alter, P)] = &[
        ("contradicts itself", |r| r.statements[0].answer = false, P::Inconsistent),
        (
            "meant for another endpoint",
            |r| r.context.audience = "https://other.example".into(),
            P::WrongAudience,
        ),
        (
            "made elsewhere",
            |r| {
                r.context.origin = "https://other.example".into();
                r.context.page = "https://other.example/".into();
            },
            P::ForeignOrigin,
        ),
        ("another pack", |r| r.offer.pack = Digest::from_hash(&[0; 32]), P::UnknownPack),
        ("another role", |r| r.role = "nobody".into(), P::NotAsPublished),
        ("another document", |r| r.documents[0].sha256 = Digest::from_hash(&[0; 32]), P::NotAsPublished),
        ("another sentence", |r| r.statements[1].text = "Nej.".into(), P::NotAsPublished),
        ("another button", |r| r.submit_label = "OK".into(), P::NotAsPublished),
        ("no annex", |r| r.annex = None, P::NotAsPublished),
        (
            "a made-up nonce",
            |r| {
                let expires_at = Timestamp::parse("2999-01-01T00:00:00.000Z").unwrap();
                r.offer.nonce = Nonce::Issued(IssuedNonce { value: "A".repeat(43), expires_at });
            },
            P::NonceUnknown,
        ),
    ];
    let place = Place::new();
    let server = place.start().await;
    let key = Es256Key::generate();
    let good = signed(&key, Nonce::NotCollected);
    let payload = packs::acceptance(&packs::published()).to_json().canonical();
    let embedded = |typ: &str, payload: &str| key.sign(typ, KeyInHeader::Embedded, payload);
    let mut cases = vec![
        ("nothing", String::new(), P::Malformed),
        ("not a JWS", "hello".into(), P::Malformed),
        ("two parts", good.rsplit_once('.').unwrap().0.into(), P::Malformed),
        ("not canonical", embedded(jws::RECORD_TYPE, &format!("{payload} ")), P::Malformed),
        ("a receipt's typ", embedded(jws::RECEIPT_TYPE, &payload), P::WrongType),
        ("another schema", embedded(jws::RECORD_TYPE, r#"{"schema":"x"}"#), P::WrongType),
        ("no public key", key.sign(jws::RECORD_TYPE, KeyInHeader::Named, &payload), P::BadSignature),
        (
            "signed by nobody",
            format!("{}.{}", good.rsplit_once('.').unwrap().0, "A".repeat(86)),
            P::BadSignature,
        ),
    ];
    for (name, alter, expect) in altered {
        let mut record = packs::acceptance(&packs::published());
        alter(&mut record);
        cases.push((name, sign(&key, &record), *expect));
    }
    for (name, record, expect) in cases {
        let answer = server.post(&record).await;
        assert_eq!(answer.problem(), expect, "{name}: {answer:?}");
        assert_eq!(server.stored().await, (0, 0), "{name}");
    }
    assert_eq!(server.post(&good).await.status, 201, "the record itself holds");
}

/// Combinations that no gate makes: consent claimed of a signal, of an OK, of a law that holds elsewhere.
#[tokio::test]
async fn every_answer_about_cookies_that_does_not_hold_is_refused_with_its_problem_and_not_stored() {
    use ProblemKind as P;
    type Alter = fn(&mut Consent);
    fn acknowledged(record: &mut Consent) {
        (record.banner.mode, record.banner.initial) = (Mode::Notice, Initial::AllOn);
        (record.method, record.banner.layer) = (Method::Acknowledge, Layer::Banner);
        record.purposes.iter_mut().for_each(|purpose| purpose.state = State::NotObjected);
        record.event.r#type = EventType::Acknowledged;
    }
    let region = |record: &mut Consent, code| {
        record.banner.region = Region::Code(RegionCode::parse(code).unwrap());
    };
    let key = Es256Key::generate();
    let pack = packs::published();
    let mut good = packs::consent(&pack);
    acknowledged(&mut good);
    region(&mut good, "US-VA");
    let altered: &[(&str, Alter, P)] = &[
        ("consent by an OK", |r| r.purposes[0].state = State::Given, P::Inconsistent),
        ("an OK where one is asked first", |r| r.banner.mode = Mode::OptIn, P::Inconsistent),
        ("all off where everything runs", |r| r.banner.initial = Initial::AllOff, P::Inconsistent),
        ("another event", |r| r.event.r#type = EventType::Given, P::Inconsistent),
        ("a signal that was a button", |r| r.method = Method::Gpc, P::Inconsistent),
        ("a button that was a signal", |r| r.banner.layer = Layer::Signal, P::Inconsistent),
        ("a law that holds elsewhere", |r| r.banner.region = Region::NotCollected, P::NotAsPublished),
        ("the validity of a refusal", |r| r.event.validity_days = 90, P::NotAsPublished),
        ("another country", |r| r.purposes[0].country = "US".into(), P::NotAsPublished),
        ("other data", |r| r.purposes[0].data.clear(), P::NotAsPublished),
        ("another retention", |r| r.purposes[0].retention = "not stated".into(), P::NotAsPublished),
        ("another controller", |r| r.controller.phone = "112".into(), P::NotAsPublished),
        (
            "a signal that stops nothing",
            |r| (r.method, r.banner.layer) = (Method::Gpc, Layer::Signal),
            P::NotAsPublished,
        ),
        (
            "consent to a legitimate interest",
            |r| {
                (r.method, r.event.r#type) = (Method::AcceptAll, EventType::Given);
                r.purposes.iter_mut().for_each(|purpose| purpose.state = State::Given);
            },
            P::NotAsPublished,
        ),
    ];
    let mut cases: Vec<_> = altered
        .iter()
        .map(|(name, alter, expect)| {
            let mut record = good.clone();
            alter(&mut record);
            (*name, sign(&key, &record), *expect)
        })
        .collect();
    let payload = good.to_json().canonical();
    for (name, from, to) in [
        ("a chain", "\"prev\":\"not collected\"", "\"prev\":\"9b2f6c1e-0f3a-4d57-8a6b-1c2d3e4f5a6b\""),
        ("a person", "\"principal\":\"not collected\"", "\"principal\":\"visitor-7\""),
        ("a region that is none", "\"region\":\"US-VA\"", "\"region\":\"Virginia\""),
    ] {
        assert!(payload.contains(from), "{name}");
        let changed = payload.replacen(from, to, 1);
        cases.push((name, key.sign(jws::RECORD_TYPE, KeyInHeader::Embedded, &changed), P::WrongType));
    }
    let place = Place::new();
    let server = place.start().await;
    for (name, record, expect) in cases {
        let answer = server.post(&record).await;
        assert_eq!(answer.problem(), expect, "{name}: {answer:?}");
        assert_eq!(server.stored().await, (0, 0), "{name}");
    }
    assert_eq!(server.post(&sign(&key, &good)).await.status, 201, "the record itself holds");
}

#[tokio::test]
async fn another_record_with_a_stored_id_is_refused_and_changes_nothing() {
    let place = Place::new();
    let server = place.start().await;
    let key = Es256Key::generate();
    let first = signed(&key, Nonce::NotCollected);
    let receipt = server.post(&first).await.receipt().to_owned();
    let mut record = packs::acceptance(&packs::published());
    record.signatory.position = "Bogholder".into();
    for (name, other) in [
        ("other bytes", sign(&key, &record)),
        ("the same bytes by another key", signed(&Es256Key::generate(), Nonce::NotCollected)),
    ] {
        assert_eq!(server.post(&other).await.problem(), ProblemKind::IdTaken, "{name}");
    }
    assert_eq!(server.post(&first).await.receipt(), receipt);
    assert_eq!(server.stored().await, (1, 0));
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_even_when_it_does_not_say_so_before() {
    let place = Place::new();
    let mut config = place.config();
    config.body_limit = 10_000;
    let server = place.start_with(config).await;
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    let padded = |length: usize| record.clone() + &"\n".repeat(length - record.len());
    assert_eq!(server.post(&padded(10_001)).await.problem(), ProblemKind::TooLarge);
    assert_eq!(server.post(&padded(70_000)).await.problem(), ProblemKind::TooLarge);
    let headers = [("content-type", "application/json")];
    let answer = server.send("POST", "/nonces", &headers, &[b' '; 10_001]).await;
    assert_eq!(answer.problem(), ProblemKind::TooLarge);
    assert_eq!(server.stored().await, (0, 0));
    assert_eq!(server.post(&padded(10_000)).await.status, 201);
}

#[tokio::test]
async fn another_media_type_is_refused() {
    let place = Place::new();
    let server = place.start().await;
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    for media_type in ["", "application/json", "text/plain", "application/jose+json", "application/josephine"]
    {
        let headers = [("content-type", media_type)];
        let answer = server.send("POST", "/records", &headers, record.as_bytes()).await;
        assert_eq!(answer.problem(), ProblemKind::WrongMediaType, "{media_type}");
    }
    assert_eq!(server.stored().await, (0, 0));
    let headers = [("content-type", "Application/JOSE; charset=utf-8")];
    assert_eq!(server.send("POST", "/records", &headers, record.as_bytes()).await.status, 201);
}

#[tokio::test]
async fn a_fault_of_ours_is_told_without_its_inside_and_may_be_tried_again() {
    let place = Place::new();
    let server = place.start().await;
    let key = Es256Key::generate();
    let record = signed(&key, server.nonce(&key).await);
    execute(place.database(), "ALTER TABLE records RENAME TO elsewhere").await;
    let answer = server.post(&record).await;
    assert_eq!(answer.problem(), ProblemKind::Unavailable);
    assert_eq!(answer.header("retry-after"), "5");
    assert_eq!(answer.header("access-control-allow-origin"), ORIGIN);
    assert!(!answer.body.contains("table") && !answer.body.contains("SQL"), "{answer:?}");
    execute(place.database(), "ALTER TABLE elsewhere RENAME TO records").await;
    assert_eq!(server.stored().await, (0, 0), "nothing by halves");
    assert_eq!(server.post(&record).await.status, 201);
}

/// The list that the widget and its users rely on: nobody changes it by accident.
#[test]
fn problem_types_are_stable() {
    let types: Vec<_> = ProblemKind::ALL
        .iter()
        .map(|kind| (kind.as_str().strip_prefix("https://samtycke.org/problems/").unwrap(), kind.status()))
        .collect();
    assert_eq!(
        types,
        [
            ("malformed", 400),
            ("wrong-type", 400),
            ("bad-signature", 400),
            ("inconsistent", 422),
            ("wrong-audience", 422),
            ("foreign-origin", 403),
            ("unknown-pack", 422),
            ("not-as-published", 422),
            ("unconfirmed", 422),
            ("nonce-unknown", 422),
            ("nonce-foreign", 422),
            ("nonce-reused", 409),
            ("id-taken", 409),
            ("too-large", 413),
            ("wrong-media-type", 415),
            ("bad-request", 400),
            ("unauthorised", 401),
            ("forbidden", 403),
            ("held", 409),
            ("not-found", 404),
            ("method-not-allowed", 405),
            ("too-many-requests", 429),
            ("unavailable", 503),
        ]
    );
    let names: BTreeSet<_> = types.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), types.len());
    assert_eq!(JOSE, "application/jose");
}
