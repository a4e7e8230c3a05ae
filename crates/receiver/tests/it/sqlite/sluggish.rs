//! A disk whose flushes take long.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use samtycke_record::Nonce;
use samtycke_record::sign::Es256Key;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::evidence::{self, Load, assert_unavailable};
use crate::log::monitor;
use crate::process::{Process, ROOM};
use crate::server::{Answer, Client, Place, signed_anew};
use crate::sluggish::{Sluggish, this_program};

/// What no request takes longer than, whatever the disk does; and a little for a busy machine.
const LONGEST: Duration = Duration::from_secs(40);

fn record() -> String {
    signed_anew(&Es256Key::generate(), Nonce::NotCollected)
}

/// On a connection of its own: one that was idle may be closed by now.
async fn post(address: SocketAddr) -> Answer {
    Client::new(address).post(&record()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_disk_puts_records_off_and_loses_none_that_was_acknowledged() {
    let place = Place::new();
    let disk = Sluggish::new();
    let mut program = this_program(&disk);
    program.env(ROOM, "128");
    let process = Process::started_by(program, &place);
    let address = process.address;
    let load = Load::start(|| Client::new(address), 64);
    load.reach(30).await;

    // Slow: everybody is served all the same, many records with one flush.
    disk.takes(Duration::from_millis(200));
    load.reach(load.count() + 10).await;
    let began = Instant::now();
    assert_eq!(post(address).await.status, 201);
    assert!(began.elapsed() >= Duration::from_millis(200), "it is slow");
    let (before, began) = (load.count(), Instant::now());
    load.reach(before + 300).await;
    assert!(began.elapsed() < 300 * Duration::from_millis(200), "not a flush for each");

    // Slower, and more who come than there is room for: who finds none is told so at once.
    disk.takes(Duration::from_secs(2));
    let crowd = Load::start(|| Client::new(address), 160);
    crowd.refuse(50).await;
    assert_eq!(Client::new(address).get("/healthz").await.status, 200, "reading goes on");
    timeout(LONGEST, post(address)).await.unwrap();
    let mut acknowledged = crowd.stop().await;

    // Beyond all patience: nobody waits for ever.
    disk.takes(Duration::from_secs(15));
    let refused = load.refused();
    timeout(LONGEST, load.refuse(refused + 64)).await.unwrap();
    assert_unavailable(&timeout(LONGEST, post(address)).await.unwrap());

    disk.takes(Duration::ZERO);
    load.reach(load.count() + 100).await;
    acknowledged.extend(load.stop().await);
    evidence::holds(place.database(), &Client::new(address).keys().await, &acknowledged).await;
    assert!(monitor(&place, &Client::new(address)).await.unwrap() >= acknowledged.len() as u64);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stopping_waits_for_a_slow_disk() {
    let place = Place::new();
    let disk = Sluggish::new();
    let mut process = Process::started_by(this_program(&disk), &place);
    let keys = process.keys().await;
    let address = process.address;
    let load = Load::start(|| Client::new(address), 8);
    load.reach(30).await;
    disk.takes(Duration::from_secs(1));
    let own = record();
    let head = format!(
        "POST /records HTTP/1.1\r\nHost: a\r\nContent-Type: application/jose\r\nContent-Length: {}\r\n\
         Expect: 100-continue\r\n\r\n",
        own.len()
    );
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    // "100 Continue": it is under way.
    let mut interim = [0; 25];
    stream.read_exact(&mut interim).await.unwrap();
    stream.write_all(own.as_bytes()).await.unwrap();
    let stopping = tokio::task::spawn_blocking(move || process.stop());
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    stopping.await.unwrap();
    let acknowledged = load.end().await;
    evidence::holds(place.database(), &keys, &acknowledged).await;
    assert_eq!(place.start().await.post(&own).await.status, 200);
}
