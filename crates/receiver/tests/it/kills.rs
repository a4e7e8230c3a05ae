//! Killed, at any moment: what was acknowledged is there.

use std::time::Duration;

use crate::database::Kind;
use crate::evidence::{self, Acknowledged, Load};
use crate::log::monitor;
use crate::process::Process;
use crate::server::{Client, Place};

const CLIENTS: usize = 8;

/// Random, and the same again for whoever sets the seed that a failure shows.
fn random() -> fastrand::Rng {
    let seed = std::env::var("SAMTYCKE_TEST_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(|| fastrand::u64(..));
    println!("SAMTYCKE_TEST_SEED={seed}");
    fastrand::Rng::with_seed(seed)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_under_load_at_random_moments_it_loses_nothing_that_was_acknowledged() {
    let place = Place::new();
    let mut random = random();
    let rounds = match place.database().kind() {
        Kind::File => 50,
        Kind::Server { .. } => 15,
    };
    let mut all = Acknowledged::new();
    for _ in 0..rounds {
        let mut process = Process::start(&place);
        if let Some((record, receipt)) = all.iter().next() {
            let again = process.post(record).await;
            assert_eq!((again.status.as_u16(), again.receipt()), (200, receipt.as_str()));
        }
        let address = process.address;
        let load = Load::start(|| Client::new(address), CLIENTS);
        // Some kills come before the first record, some after a few, at no moment in particular.
        load.reach(random.usize(0..12)).await;
        tokio::time::sleep(Duration::from_micros(random.u64(0..20_000))).await;
        process.kill();
        all.extend(load.end().await);
    }
    let process = Process::start(&place);
    let keys = process.keys().await;
    evidence::holds(place.database(), &keys, &all).await;
    let logged = monitor(&place, &process).await.unwrap();
    assert!(logged >= all.len() as u64, "the log is what its records make it");
    assert!(all.len() > rounds, "{} were acknowledged in {rounds} rounds", all.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_receivers_on_one_database_one_is_killed_and_the_other_goes_on() {
    let place = Place::new();
    let mut random = random();
    let mut all = Acknowledged::new();
    let stays = Process::start(&place);
    for _ in 0..5 {
        let mut goes = Process::start(&place);
        let (here, there) = (stays.address, goes.address);
        let steady = Load::start(|| Client::new(here), CLIENTS / 2);
        let cut = Load::start(|| Client::new(there), CLIENTS / 2);
        cut.reach(random.usize(1..12)).await;
        tokio::time::sleep(Duration::from_micros(random.u64(0..20_000))).await;
        goes.kill();
        let before = steady.count();
        steady.reach(before + 10).await;
        all.extend(cut.end().await);
        all.extend(steady.stop().await);
    }
    evidence::holds(place.database(), &stays.keys().await, &all).await;
}
