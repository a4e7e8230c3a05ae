//! A disk that is really full.

use crate::database::TestDatabase;
use crate::disk::Disk;
use crate::evidence::{self, Load};
use crate::log::monitor;
use crate::process::Process;
use crate::server::{Client, Place};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_without_room_is_waited_for_and_nothing_that_was_acknowledged_is_lost() {
    let Some(disk) = Disk::of(40) else { return };
    let place = Place::with(TestDatabase::file(disk.path()));
    let process = Process::start(&place);
    let address = process.address;
    let load = Load::start(|| Client::new(address), 8);
    load.reach(30).await;
    for _ in 0..3 {
        disk.fill();
        load.refuse(load.refused() + 50).await;
        assert_eq!(process.get("/healthz").await.status, 200, "reading goes on");
        disk.free();
        load.reach(load.count() + 30).await;
    }
    let acknowledged = load.stop().await;
    evidence::holds(place.database(), &process.keys().await, &acknowledged).await;
    assert!(monitor(&place, &process).await.unwrap() >= acknowledged.len() as u64);
}
