//! A PostgreSQL server that crashes, has no room left, or a slow disk.

use std::time::Duration;

use samtycke_record::Nonce;
use samtycke_record::sign::Es256Key;

use crate::cluster::{Cluster, Wal};
use crate::database::TestDatabase;
use crate::disk::Disk;
use crate::evidence::{self, Load, assert_unavailable};
use crate::log::monitor;
use crate::process::Process;
use crate::server::{Client, Place, signed_anew};
use crate::sluggish::Sluggish;

/// What was acknowledged is there, every receipt verifies, and the log is what its records make it.
async fn nothing_is_lost(place: &Place, process: &Process, load: Load) {
    let acknowledged = load.stop().await;
    evidence::holds(place.database(), &process.keys().await, &acknowledged).await;
    assert!(monitor(place, process).await.unwrap() >= acknowledged.len() as u64);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL's programs"]
async fn a_server_that_crashes_and_restarts_under_load_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::TempDir::new().unwrap();
    let cluster = Cluster::start(folder.path(), Wal::Inside, None);
    let place = Place::with(TestDatabase::on(cluster.url(), ""));
    let process = Process::start(&place);
    let address = process.address;
    let load = Load::start(|| Client::new(address), 8);
    for _ in 0..5 {
        load.reach(load.count() + 30).await;
        cluster.crash_and_restart();
    }
    load.reach(load.count() + 30).await;
    nothing_is_lost(&place, &process, load).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL's programs"]
async fn a_server_whose_disk_is_full_is_waited_for() {
    for wal in [Wal::Aside, Wal::Inside] {
        let Some(disk) = Disk::of(96) else { return };
        let cluster = Cluster::start(disk.path(), wal, None);
        let place = Place::with(TestDatabase::on(cluster.url(), ""));
        let process = Process::start(&place);
        let address = process.address;
        let load = Load::start(|| Client::new(address), 8);
        load.reach(30).await;
        disk.fill();
        // It still has room in the files that it made.
        load.refuse(load.refused() + 50).await;
        assert_eq!(process.get("/healthz").await.status, 200, "{wal:?}");
        disk.free();
        // Without room for its log it ends itself.
        cluster.restart_if_it_ended();
        load.reach(load.count() + 30).await;
        nothing_is_lost(&place, &process, load).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL's programs"]
async fn a_server_whose_disk_is_slow_is_waited_for_but_not_for_ever() {
    let folder = tempfile::TempDir::new().unwrap();
    let disk = Sluggish::new();
    let cluster = Cluster::start(folder.path(), Wal::Inside, Some(&disk));
    let place = Place::with(TestDatabase::on(cluster.url(), ""));
    let process = Process::start(&place);
    let address = process.address;
    let load = Load::start(|| Client::new(address), 16);
    load.reach(30).await;
    for (time, more) in [(200, 100), (2_000, 30)] {
        disk.takes(Duration::from_millis(time));
        load.reach(load.count() + more).await;
    }
    disk.takes(Duration::from_secs(15));
    load.refuse(load.refused() + 16).await;
    let record = signed_anew(&Es256Key::generate(), Nonce::NotCollected);
    assert_unavailable(&Client::new(address).post(&record).await);
    disk.takes(Duration::ZERO);
    load.reach(load.count() + 30).await;
    nothing_is_lost(&place, &process, load).await;
}
