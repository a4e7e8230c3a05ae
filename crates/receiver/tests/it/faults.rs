//! What fails around the receiver while it runs. Each time: requests are answered, nothing is acknowledged that isn't
//! stored, and it goes on by itself when the fault is over.

use std::sync::Arc;

use samtycke_record::Nonce;
use samtycke_record::sign::Es256Key;
use sqlx::Executor as _;
use tokio::task::JoinSet;

use crate::evidence::{self, Acknowledged, assert_unavailable};
use crate::server::{Answer, Place, Server, signed_anew};

pub(crate) fn records(count: usize) -> Vec<String> {
    let key = Es256Key::generate();
    (0..count).map(|_| signed_anew(&key, Nonce::NotCollected)).collect()
}

pub(crate) async fn post_all(server: &Arc<Server>, records: &[String]) -> Vec<Answer> {
    let mut tasks = JoinSet::new();
    for (index, record) in records.iter().cloned().enumerate() {
        let server = Arc::clone(server);
        tasks.spawn(async move { (index, server.post(&record).await) });
    }
    let mut answers = tasks.join_all().await;
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// All of them can be stored now, and were not half stored before.
pub(crate) async fn all_are_taken(place: &Place, server: &Arc<Server>, records: &[String]) {
    let answers = post_all(server, records).await;
    assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
    let receipts = answers.into_iter().map(|answer| answer.receipt().to_owned());
    let acknowledged: Acknowledged = records.iter().cloned().zip(receipts).collect();
    evidence::holds(place.database(), &server.keys().await, &acknowledged).await;
}

/// As a slow disk, or another program, may hold it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_another_holds_the_lock_records_are_put_off_and_afterwards_taken() {
    let place = Place::new();
    let server = Arc::new(place.start().await);
    let records = records(40);
    let mut other = place.database().connect().await;
    other
        .execute(place.database().pick("BEGIN IMMEDIATE", "BEGIN; UPDATE head SET records = records"))
        .await
        .unwrap();
    let answers = post_all(&server, &records).await;
    answers.iter().for_each(assert_unavailable);
    assert_eq!(server.get("/healthz").await.status, 200, "reading goes on beside");
    other.execute("ROLLBACK").await.unwrap();
    all_are_taken(&place, &server, &records).await;
}
