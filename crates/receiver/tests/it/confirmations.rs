//! Records that are confirmed with a passkey.

use samtycke_pack::manifest::{AgreementRules, ConfirmationRule};
use samtycke_record::acceptance::EventType;
use samtycke_record::json::FromJson as _;
use samtycke_record::jws::Compact;
use samtycke_record::protocol::ProblemKind;
use samtycke_record::sign::Es256Key;
use samtycke_record::{Nonce, Receipt};

use crate::database::rows;
use crate::packs;
use crate::passkey::{Assertion, confirmed, join};
use crate::server::{Place, sign, signed};

type Stored = (String, Option<String>, String);

async fn stored(place: &Place) -> Vec<Stored> {
    rows(place.database(), "SELECT record, confirmation, receipt FROM records ORDER BY number").await
}

fn verified(receipt: &str) -> Vec<String> {
    Receipt::from_json(&Compact::parse(receipt).unwrap().payload_json().unwrap()).unwrap().verified
}

#[tokio::test]
async fn a_confirmed_record_is_stored_in_two_parts_and_its_receipt_names_the_check() {
    let place = Place::new();
    let server = place.start().await;
    let key = Es256Key::generate();
    let record = signed(&key, server.nonce(&key).await);
    let whole = confirmed(&record);
    let answer = server.post(&format!("{whole}\r\n")).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    assert!(verified(answer.receipt()).contains(&"confirmation".into()));
    let confirmation = whole.split_once('~').unwrap().1.to_owned();
    assert_eq!(stored(&place).await, [(record, Some(confirmation), answer.receipt().into())]);
}

#[tokio::test]
async fn what_was_stored_first_counts() {
    let key = Es256Key::generate();
    let record = signed(&key, Nonce::NotCollected);
    let (one, other) = (confirmed(&record), confirmed(&record));
    for (name, first, again) in [
        ("the same", &one, &one),
        ("another confirmation", &one, &other),
        ("no confirmation any more", &one, &record),
        ("a confirmation afterwards", &record, &one),
    ] {
        let place = Place::new();
        let server = place.start().await;
        let receipt = server.post(first).await;
        assert_eq!(receipt.status, 201, "{name}");
        let before = stored(&place).await;
        let answer = server.post(again).await;
        assert_eq!((answer.status.as_u16(), answer.receipt()), (200, receipt.receipt()), "{name}");
        assert_eq!(stored(&place).await, before, "{name}");
    }
}

#[tokio::test]
async fn a_confirmation_that_does_not_hold_is_refused_with_its_record() {
    let place = Place::new();
    let server = place.start().await;
    let key = Es256Key::generate();
    let record = signed(&key, Nonce::NotCollected);
    let origin = packs::records::ORIGIN;
    let mut unverified = Assertion::of(&record, origin);
    unverified.flags = 0x01;
    let cookies = sign(&key, &packs::consent(&packs::published()));
    for (name, text) in [
        ("nothing behind the ~", format!("{record}~")),
        ("not a confirmation", format!("{record}~aGVq")),
        ("nobody verified", join(&record, &unverified.sign(&key))),
        ("made elsewhere", join(&record, &Assertion::of(&record, "https://evil.example").sign(&key))),
        ("another record's", {
            let other = confirmed(&signed(&Es256Key::generate(), server.nonce(&key).await));
            [&record, "~", other.split_once('~').unwrap().1].concat()
        }),
        ("an answer about cookies", confirmed(&cookies)),
    ] {
        let answer = server.post(&text).await;
        assert_eq!(answer.problem(), ProblemKind::Unconfirmed, "{name}: {answer:?}");
        assert_eq!(server.stored().await, (0, 0), "{name}");
    }
    assert_eq!(server.post(&confirmed(&record)).await.status, 201);
}

#[tokio::test]
async fn where_the_pack_requires_one_no_agreement_is_taken_without() {
    let mut manifest = packs::manifest();
    manifest.agreement =
        Some(AgreementRules { decline: None, confirmation: Some(ConfirmationRule::Require) });
    let pack = packs::publish(&manifest);
    let place = Place::new();
    packs::write(&manifest, &place.path("pack"));
    let server = place.start().await;
    let key = Es256Key::generate();
    let agreement = packs::acceptance(&pack);
    let record = sign(&key, &agreement);
    let refused = server.post(&record).await;
    assert_eq!(refused.problem(), ProblemKind::Unconfirmed, "{refused:?}");
    assert_eq!(server.stored().await, (0, 0));
    let receipt = server.post(&confirmed(&record)).await;
    assert_eq!(receipt.status, 201, "{receipt:?}");
    // It is stored: the record alone asks for its receipt.
    let again = server.post(&record).await;
    assert_eq!((again.status.as_u16(), again.receipt()), (200, receipt.receipt()));

    // Nobody confirms a no.
    let mut no = packs::acceptance(&pack);
    no.record_id = samtycke_record::Uuid::parse("5d0c7c52-6a0b-4d6e-9a55-0f4a3f9f2b12").unwrap();
    no.event.r#type = EventType::Decline;
    no.signatory.authority.attested = false;
    (no.statements, no.annex) = (Vec::new(), None);
    let declined = server.post(&sign(&key, &no)).await;
    assert_eq!(declined.status, 201, "{declined:?}");
}
