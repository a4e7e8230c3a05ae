//! Several receivers on one database are one.

use std::sync::Arc;

use samtycke_record::Nonce;
use samtycke_record::protocol::ProblemKind;
use samtycke_record::sign::Es256Key;
use tokio::task::JoinSet;

use crate::evidence::{self, Load};
use crate::server::{Answer, Client, Place, Server, signed_anew};

async fn two(place: &Place) -> [Arc<Server>; 2] {
    [Arc::new(place.start().await), Arc::new(place.start().await)]
}

/// From 16 connections, by turns to the one and the other.
async fn post_to_both(servers: &[Arc<Server>; 2], records: impl Iterator<Item = String>) -> Vec<Answer> {
    let mut tasks = JoinSet::new();
    for (record, server) in records.zip(servers.iter().cycle()) {
        let server = Arc::clone(server);
        tasks.spawn(async move { server.deliver(&record).await });
    }
    tasks.join_all().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_record_sent_to_both_at_once_is_stored_once_and_has_one_receipt() {
    let place = Place::new();
    let servers = two(&place).await;
    for _ in 0..8 {
        let key = Es256Key::generate();
        let record = signed_anew(&key, servers[0].nonce(&key).await);
        let answers = post_to_both(&servers, std::iter::repeat_n(record, 16)).await;
        let new = answers.iter().filter(|answer| answer.status == 201).count();
        let known = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!((new, known), (1, 15));
        assert!(answers.iter().all(|answer| answer.receipt() == answers[0].receipt()));
    }
    assert_eq!(servers[0].stored().await, (8, 8));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_nonce_of_the_one_is_taken_by_the_other_and_used_once_between_them() {
    let place = Place::new();
    let servers = two(&place).await;
    let key = Es256Key::generate();
    let nonce = servers[0].nonce(&key).await;
    let records: Vec<_> = (0..16).map(|_| signed_anew(&key, nonce.clone())).collect();
    assert_eq!(servers[1].deliver(&records[0]).await.status, 201);
    for answer in post_to_both(&servers, records.into_iter().skip(1)).await {
        assert_eq!(answer.problem(), ProblemKind::NonceReused);
    }
    assert_eq!(servers[0].stored().await, (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_load_on_both_the_numbers_have_no_gaps_and_either_knows_what_the_other_took() {
    let place = Place::new();
    let mut config = place.config();
    config.rate = None;
    let servers = [place.start_with(config.clone()).await, place.start_with(config).await];
    let addresses = [servers[0].address, servers[1].address];
    let [one, two] = addresses.map(|address| Load::start(move || Client::new(address), 4));
    one.reach(60).await;
    two.reach(60).await;
    let taken = [one.stop().await, two.stop().await];
    for (other, taken) in servers.iter().rev().zip(&taken) {
        for (record, receipt) in taken.iter().take(10) {
            let again = other.post(record).await;
            assert_eq!((again.status.as_u16(), again.receipt()), (200, receipt.as_str()));
        }
    }
    let keys = servers[0].keys().await;
    for server in servers {
        server.stop().await;
    }
    evidence::holds(place.database(), &keys, &taken.into_iter().flatten().collect()).await;
}

/// As an orchestrator does it, with a key that it brings and a database that is new.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn receivers_that_start_at_once_make_the_tables_once() {
    let place = Arc::new(Place::new());
    samtycke_receiver::create_key(&place.path("key.pem")).unwrap();
    let mut tasks = JoinSet::new();
    for _ in 0..4 {
        let place = Arc::clone(&place);
        tasks.spawn(async move { place.start().await });
    }
    let servers = tasks.join_all().await;
    let keys = servers[0].keys().await;
    for server in &servers {
        assert_eq!(server.keys().await, keys);
        let record = signed_anew(&Es256Key::generate(), Nonce::NotCollected);
        assert_eq!(server.deliver(&record).await.status, 201);
    }
    assert_eq!(servers[0].stored().await, (4, 0));
}
