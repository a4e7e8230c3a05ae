//! What was acknowledged is there afterwards.

use samtycke_receiver::{Origin, Packs};
use samtycke_record::Nonce;
use samtycke_record::protocol::JOSE;
use samtycke_record::sign::Es256Key;

use crate::packs;
use crate::server::{Place, signed};

#[tokio::test]
async fn after_a_restart_the_same_record_gets_the_same_receipt_by_the_same_key() {
    let place = Place::new();
    let server = place.start().await;
    let key = Es256Key::generate();
    let record = signed(&key, server.nonce(&key).await);
    let unused = server.nonce(&Es256Key::generate()).await;
    let first = server.post(&record).await;
    let keys = server.keys().await;
    assert_eq!(first.status, 201);
    server.stop().await;

    let server = place.start().await;
    assert_eq!(server.keys().await, keys);
    let again = server.post(&record).await;
    assert_eq!((again.status.as_u16(), again.receipt()), (200, first.receipt()));
    assert_eq!(server.stored().await, (1, 1));
    assert!(matches!(unused, Nonce::Issued(_)));
}

#[tokio::test]
async fn a_nonce_outlives_a_restart() {
    let place = Place::new();
    let server = place.start().await;
    let key = Es256Key::generate();
    let record = signed(&key, server.nonce(&key).await);
    server.stop().await;
    assert_eq!(place.start().await.post(&record).await.status, 201);
}

#[tokio::test]
async fn a_record_that_was_taken_keeps_its_receipt_whatever_is_published_or_allowed_later() {
    let place = Place::new();
    let server = place.start().await;
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    let first = server.post(&record).await;
    server.stop().await;

    let mut manifest = packs::manifest();
    manifest.roles.pop();
    packs::write(&manifest, &place.path("pack"));
    let mut config = place.config();
    config.origins = vec![Origin::parse("https://new.example").unwrap()];
    let server = place.start_with(config).await;
    let headers = [("content-type", JOSE), ("origin", "https://new.example")];
    let again = server.send("POST", "/records", &headers, record.as_bytes()).await;
    assert_eq!((again.status.as_u16(), again.receipt()), (200, first.receipt()));
}

#[tokio::test]
async fn records_that_answer_an_earlier_pack_are_taken_while_it_is_in_the_history() {
    let place = Place::new();
    let old = packs::published();
    let mut manifest = packs::manifest();
    manifest.roles.pop();
    let history = place.path("pack").join("history");
    std::fs::create_dir(&history).unwrap();
    std::fs::rename(place.path("pack").join("pack.json"), history.join("1.json")).unwrap();
    packs::write(&manifest, &place.path("pack"));
    let server = place.start().await;
    let record = crate::server::signed_with(&Es256Key::generate(), Nonce::NotCollected, &old);
    assert_eq!(server.post(&record).await.status, 201);
}

#[tokio::test]
async fn without_packs_a_record_is_taken_and_its_receipt_names_no_check_of_them() {
    let place = Place::new();
    let mut config = place.config();
    config.packs = Packs::None;
    let server = place.start_with(config).await;
    let answer = server.post(&signed(&Es256Key::generate(), Nonce::NotCollected)).await;
    assert_eq!(answer.status, 201);
    let jws = samtycke_record::jws::Compact::parse(answer.receipt()).unwrap();
    let text = String::from_utf8(jws.payload).unwrap();
    assert!(
        text.contains("\"origin\"") && !text.contains("\"documents\"") && !text.contains("\"pack\""),
        "{text}"
    );
}
