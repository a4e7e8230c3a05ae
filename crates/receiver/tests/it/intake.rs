//! Records that hold, and their receipts.

use p256::ecdsa::Signature;
use samtycke_record::acceptance::EventType;
use samtycke_record::jws::Compact;
use samtycke_record::protocol::JOSE;
use samtycke_record::receipt::{NonceState, Receipt};
use samtycke_record::sign::Es256Key;
use samtycke_record::verify::{Outcome, Policy, verify_receipt, verify_record};
use samtycke_record::{Nonce, Uuid, jws};

use crate::database::rows;
use crate::packs;
use crate::packs::records::{AUDIENCE, ORIGIN};
use crate::server::{Place, Server, sign, signed};

/// The receipt, checked against its record and the receiver's keys.
async fn check_receipt(server: &Server, record: &str, receipt: &str) -> Receipt {
    let verified = verify_record(record.as_bytes(), Policy::default());
    let keys = server.keys().await;
    let (checks, receipt) = verify_receipt(receipt.as_bytes(), &verified, Some(&keys));
    let receipt = receipt.unwrap();
    let open: Vec<_> = checks.iter().filter(|check| check.outcome != Outcome::Pass).collect();
    if receipt.nonce == NonceState::NotCollected {
        assert_eq!(open.len(), 1, "only the nonce is not checked: {open:?}");
    } else {
        assert_eq!(open, Vec::<&_>::new());
    }
    receipt
}

#[tokio::test]
async fn a_record_that_holds_gets_a_receipt_that_verifies() {
    let place = Place::new();
    let server = place.start().await;
    let pack = packs::published();
    let agreement = "envelope type key thumbprint signature canonical schema consistency audience origin \
                     pack role documents statements terms annex nonce";
    let consent = "envelope type key thumbprint signature canonical schema consistency audience origin \
                   pack documents banner terms purposes nonce";
    for (kind, verified) in [("agreement", agreement), ("consent", consent)] {
        let key = Es256Key::generate();
        let nonce = server.nonce(&key).await;
        let record = if kind == "agreement" {
            signed(&key, nonce)
        } else {
            let mut record = packs::consent(&pack);
            record.offer.nonce = nonce;
            sign(&key, &record)
        };
        let answer = server.post(&record).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (201, JOSE), "{answer:?}");
        assert_eq!(answer.header("access-control-allow-origin"), ORIGIN);
        let receipt = check_receipt(&server, &record, &answer.body).await;
        assert_eq!(receipt.nonce, NonceState::Consumed);
        assert_eq!(receipt.issuer, AUDIENCE);
        assert_eq!(receipt.verified.join(" "), verified);
    }
    assert_eq!(server.stored().await, (2, 2));
}

#[tokio::test]
async fn a_record_made_while_the_receiver_was_away_is_taken_and_its_receipt_says_so() {
    let place = Place::new();
    let server = place.start().await;
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    let answer = server.post(&record).await;
    assert_eq!(answer.status, 201);
    let receipt = check_receipt(&server, &record, &answer.body).await;
    assert_eq!(receipt.nonce, NonceState::NotCollected);
    assert!(!receipt.verified.contains(&"nonce".into()));
}

#[tokio::test]
async fn a_no_is_taken_too_with_its_reason_and_from_nobody_in_particular() {
    let place = Place::new();
    let server = place.start().await;
    let pack = packs::published();
    for (reason, parties) in [(Some("Vi har vores egen aftale."), 2), (None, 1)] {
        let key = Es256Key::generate();
        let mut record = packs::acceptance(&pack);
        record.record_id = Uuid::parse(&format!("9b2f6c1e-0f3a-4d57-8a6b-1c2d3e4f5a6{parties}")).unwrap();
        record.offer.nonce = server.nonce(&key).await;
        record.event.r#type = EventType::Decline;
        record.event.reason = reason.map(String::from);
        record.statements.clear();
        record.annex = None;
        record.signatory.authority.attested = false;
        record.submit_label = "Afvis".into();
        record.parties.truncate(parties);
        if parties == 1 {
            record.signatory.name = "not collected".into();
            record.signatory.email = "not collected".into();
            record.signatory.position = "not collected".into();
        }
        let record = sign(&key, &record);
        let answer = server.post(&record).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        let receipt = check_receipt(&server, &record, &answer.body).await;
        assert_eq!(receipt.nonce, NonceState::Consumed);
    }
    assert_eq!(server.stored().await, (2, 2));
}

#[tokio::test]
async fn the_same_record_again_gets_the_same_receipt() {
    let place = Place::new();
    let server = place.start().await;
    let key = Es256Key::generate();
    let record = signed(&key, server.nonce(&key).await);
    let first = server.post(&record).await;
    assert_eq!(first.status, 201);
    let parsed = Compact::parse(&record).unwrap();
    let (r, s) = Signature::from_slice(&parsed.signature).unwrap().split_scalars();
    let turned = Signature::from_scalars(r, -s).unwrap();
    for (name, again) in [
        ("as it was", record.clone()),
        ("with a line end", format!("{record}\n")),
        // ECDSA is malleable: a signature's bytes are no id.
        ("with the signature's other form", jws::assemble(&parsed.signing_input, &turned.to_bytes())),
    ] {
        let answer = server.post(&again).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, JOSE), "{name}");
        assert_eq!(answer.receipt(), first.receipt(), "{name}");
    }
    assert_eq!(server.stored().await, (1, 1));
}

#[tokio::test]
async fn what_is_stored_is_what_came_and_says_nothing_of_the_connection() {
    let place = Place::new();
    let server = place.start().await;
    let key = Es256Key::generate();
    let record = signed(&key, Nonce::NotCollected);
    let answer = server.post(&format!("{record}\r\n")).await;
    let stored: Vec<(String, String, String)> =
        rows(place.database(), "SELECT record, receipt, key FROM records").await;
    assert_eq!(stored, [(record, answer.receipt().into(), key.kid().into())]);
    let columns = place.database().columns().await;
    assert_eq!(
        columns.join(" "),
        "acts.act acts.actor acts.at acts.hash acts.note acts.number acts.object acts.previous acts_head.hash \
         acts_head.number deliveries.attempts deliveries.created_at deliveries.due_at deliveries.event \
         deliveries.failed_at deliveries.id deliveries.number deliveries.type deliveries.webhook \
         deliveries.why entries.acted_at entries.company entries.customer entries.email entries.event \
         entries.folded entries.kind entries.number entries.origin entries.purposes entries.received_at \
         entries.registration entries.role entries.scheme entry_documents.act entry_documents.document \
         entry_documents.language entry_documents.number entry_documents.received_at entry_documents.version \
         head.records holds.id holds.placed_at holds.placed_by holds.reason holds.released_at \
         holds.released_by holds.subject holds.value log.checkpoint log.origin log.size log_tiles.hashes \
         log_tiles.level log_tiles.place records.confirmation records.digest records.erased_at \
         records.erased_why records.key records.nonce records.number records.pack records.receipt \
         records.received_at records.record records.record_id records.schema standings.customer \
         standings.document standings.number standings.version tokens.created_at \
         tokens.expires_at tokens.hash tokens.id tokens.name tokens.revoked_at tokens.role unindexed.last \
         unindexed.next webhooks.at_a_time webhooks.created_at webhooks.delivered_at webhooks.detail \
         webhooks.disabled_at webhooks.events webhooks.former_secret webhooks.former_until webhooks.id webhooks.leased_by webhooks.leased_until webhooks.secret webhooks.url"
    );
}
