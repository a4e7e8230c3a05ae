//! Many requests at once: one of them wins, the others learn the truth.

use std::collections::BTreeMap;
use std::sync::Arc;

use samtycke_record::Nonce;
use samtycke_record::protocol::ProblemKind;
use samtycke_record::sign::Es256Key;
use tokio::task::JoinSet;

use crate::packs;
use crate::server::{Answer, Place, Server, fresh_id, sign, signed};

async fn post_at_once(server: &Arc<Server>, records: Vec<String>) -> Vec<Answer> {
    let mut tasks = JoinSet::new();
    for record in records {
        let server = Arc::clone(server);
        tasks.spawn(async move { server.deliver(&record).await });
    }
    tasks.join_all().await
}

fn count(answers: &[Answer]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for answer in answers {
        let what = match answer.status.as_u16() {
            200 | 201 => answer.status.as_u16().to_string(),
            _ => answer.problem().as_str().rsplit('/').next().unwrap().to_owned(),
        };
        *counts.entry(what).or_default() += 1;
    }
    counts
}

fn counts(expect: &[(&str, usize)]) -> BTreeMap<String, usize> {
    expect.iter().map(|(what, number)| ((*what).to_owned(), *number)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_record_many_times_at_once_is_stored_once_and_has_one_receipt() {
    let place = Place::new();
    let server = Arc::new(place.start().await);
    for _ in 0..4 {
        let key = Es256Key::generate();
        let mut record = packs::acceptance(&packs::published());
        record.offer.nonce = server.nonce(&key).await;
        record.record_id = fresh_id();
        let answers = post_at_once(&server, vec![sign(&key, &record); 16]).await;
        assert_eq!(count(&answers), counts(&[("200", 15), ("201", 1)]));
        assert!(answers.iter().all(|answer| answer.receipt() == answers[0].receipt()));
    }
    assert_eq!(server.stored().await, (4, 4));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_records_with_one_id_the_first_has_it() {
    let place = Place::new();
    let server = Arc::new(place.start().await);
    let records = (0..16).map(|_| signed(&Es256Key::generate(), Nonce::NotCollected)).collect();
    let answers = post_at_once(&server, records).await;
    // The payloads are the same; who signed them is not.
    assert_eq!(count(&answers), counts(&[("201", 1), ("id-taken", 15)]));
    assert_eq!(server.stored().await, (1, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_records_with_one_nonce_the_first_has_it() {
    let place = Place::new();
    let server = Arc::new(place.start().await);
    let key = Es256Key::generate();
    let nonce = server.nonce(&key).await;
    let mut record = packs::acceptance(&packs::published());
    record.offer.nonce = nonce;
    let records = (0..16)
        .map(|_| {
            record.record_id = fresh_id();
            sign(&key, &record)
        })
        .collect();
    let answers = post_at_once(&server, records).await;
    assert_eq!(count(&answers), counts(&[("201", 1), ("nonce-reused", 15)]));
    assert_eq!(server.stored().await, (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_receivers_on_one_database_are_one() {
    let place = Place::new();
    let one = Arc::new(place.start().await);
    let two = Arc::new(place.start().await);
    let key = Es256Key::generate();
    let record = signed(&key, one.nonce(&key).await);
    let (mut answers, others) = tokio::join!(
        post_at_once(&one, vec![record.clone(); 8]),
        post_at_once(&two, vec![record.clone(); 8])
    );
    answers.extend(others);
    assert_eq!(count(&answers), counts(&[("200", 15), ("201", 1)]));
    assert!(answers.iter().all(|answer| answer.receipt() == answers[0].receipt()));
    let other = Es256Key::generate();
    assert_eq!(two.post(&signed(&other, Nonce::NotCollected)).await.problem(), ProblemKind::IdTaken);
}
