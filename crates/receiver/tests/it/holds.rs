//! What a hold keeps, nobody erases: not by hand, not by rule.

use samtycke_receiver::holds::{NewHold, Subject};
use samtycke_receiver::retention::{Months, RetentionMode, RetentionRules};
use samtycke_record::Nonce;
use samtycke_record::sign::Es256Key;

use crate::database::execute;
use crate::erasure::{id, office};
use crate::packs;
use crate::server::{Place, signed};

fn new(subject: Subject, value: &str) -> NewHold {
    NewHold { subject, value: value.into(), reason: "case 17".into() }
}

#[tokio::test]
async fn a_held_record_cannot_be_erased_until_it_is_released() {
    let record = packs::acceptance(&packs::published());
    let number = record.parties[1].registry.id.clone();
    let spaced = format!("{} {}", &number[..4], &number[4..]);
    let shouted = record.signatory.email.to_uppercase();
    for (subject, value, holds) in [
        (Subject::Record, record.record_id.as_str(), true),
        (Subject::Registration, spaced.as_str(), true),
        (Subject::Email, shouted.as_str(), true),
        (Subject::Record, "9b2f6c1e-0f3a-4d57-8a6b-1c2d3e4f5a6c", false),
        (Subject::Registration, "12345678", false),
        (Subject::Email, "nobody@vagthavn.example", false),
    ] {
        let place = Place::new();
        let server = place.start().await;
        server.post(&signed(&Es256Key::generate(), Nonce::NotCollected)).await;
        // As if it had been received long ago, and refused.
        execute(place.database(), "UPDATE records SET received_at = '2001-01-01T00:00:00.000Z'").await;
        let office = office(&place).await;
        let hold = office.hold(new(subject, value)).await.unwrap();
        let erased = office.erase(&id(), "asked for").await;
        if holds {
            let error = erased.unwrap_err().to_string();
            assert!(error.contains("under a legal hold since") && error.contains("case 17"), "{error}");
            let released = office.release(&hold.id).await.unwrap();
            assert_eq!(released.released_by.as_ref(), Some(&hold.placed_by));
            assert!(office.release(&hold.id).await.is_err(), "it was released");
            office.erase(&id(), "asked for").await.unwrap();
        } else {
            erased.unwrap();
        }
        assert_eq!(office.holds().await.unwrap().len(), 1, "released ones can still be told");
    }
}

/// A hold may be placed before the record that it is for.
#[tokio::test]
async fn a_hold_keeps_records_from_rules_too() {
    let place = Place::new();
    let server = place.start().await;
    let office = office(&place).await;
    let mut no = packs::acceptance(&packs::published());
    no.offer.nonce = Nonce::NotCollected;
    no.event.r#type = samtycke_record::acceptance::EventType::Decline;
    no.signatory.authority.attested = false;
    (no.statements, no.annex) = (Vec::new(), None);
    let hold = office.hold(new(Subject::Email, &no.signatory.email)).await.unwrap();
    assert_eq!(server.post(&crate::server::sign(&Es256Key::generate(), &no)).await.status, 201);
    execute(place.database(), "UPDATE records SET received_at = '2001-01-01T00:00:00.000Z'").await;
    let rules = RetentionRules { agreement: Some(Months::new(12).unwrap()), ..RetentionRules::default() };
    for (mode, agreements, held) in [(RetentionMode::DryRun, 0, 1), (RetentionMode::Erase, 0, 1)] {
        let report = office.retain(rules, mode).await.unwrap();
        assert_eq!((report.agreements, report.held), (agreements, held), "{mode:?}");
    }
    office.release(&hold.id).await.unwrap();
    let report = office.retain(rules, RetentionMode::Erase).await.unwrap();
    assert_eq!((report.agreements, report.held), (1, 0));
}
