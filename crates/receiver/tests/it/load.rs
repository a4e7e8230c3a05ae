//! More than the receiver can or will do.

use std::sync::Arc;

use samtycke_record::protocol::{JOSE, ProblemKind};
use samtycke_record::sign::Es256Key;
use samtycke_record::{Nonce, Uuid};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::database::{execute, rows};
use crate::packs;
use crate::server::{Place, Server, sign};

/// Two files each here, of the 1,024 that many systems give a process.
pub(crate) const CONNECTIONS: usize = 100;

fn records(count: usize) -> Vec<String> {
    let key = Es256Key::generate();
    let mut record = packs::acceptance(&packs::published());
    record.offer.nonce = Nonce::NotCollected;
    let one = |_| {
        record.record_id = Uuid::parse(&uuid::Uuid::new_v4().hyphenated().to_string()).unwrap();
        sign(&key, &record)
    };
    (0..count).map(one).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_records_at_once_are_each_stored_and_receipted() {
    let place = Place::new();
    let mut config = place.config();
    config.rate = None;
    let server = Arc::new(place.start_with(config).await);
    let seats = Arc::new(Semaphore::new(CONNECTIONS));
    let mut tasks = JoinSet::new();
    for record in records(300) {
        let (server, seats) = (Arc::clone(&server), Arc::clone(&seats));
        tasks.spawn(async move {
            let _seat = seats.acquire().await.unwrap();
            (server.post(&record).await, record)
        });
    }
    for (answer, record) in tasks.join_all().await {
        assert_eq!(answer.status, 201, "{answer:?}");
        let again = server.post(&record).await;
        assert_eq!((again.status.as_u16(), again.receipt()), (200, answer.receipt()));
    }
    assert_eq!(server.stored().await, (300, 0));
}

/// Holds the room for one record: its body doesn't come.
async fn hold(server: &Server) -> TcpStream {
    let head = "POST /records HTTP/1.1\r\nHost: a\r\nContent-Type: application/jose\r\nContent-Length: 9\r\n\
                Expect: 100-continue\r\n\r\n";
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut interim = [0; 25];
    stream.read_exact(&mut interim).await.unwrap();
    stream
}

#[tokio::test]
async fn who_finds_no_room_is_told_to_come_back() {
    let place = Place::new();
    let mut config = place.config();
    config.room = 2;
    let server = place.start_with(config).await;
    let held = [hold(&server).await, hold(&server).await];
    let record = records(1).remove(0);
    let answer = server.post(&record).await;
    assert_eq!(answer.problem(), ProblemKind::Unavailable);
    assert_eq!(answer.header("retry-after"), "5");
    assert_eq!(server.get("/healthz").await.status, 200, "what is no record is answered");
    for mut stream in held {
        stream.write_all(b"not a jws").await.unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 400");
    }
    assert_eq!(server.post(&record).await.status, 201);
}

#[tokio::test]
async fn an_origin_that_sends_too_much_waits_and_others_do_not() {
    let place = Place::new();
    let mut config = place.config();
    config.rate = Some(1);
    let server = place.start_with(config).await;
    let [one, two, three, four] = records(4).try_into().unwrap();
    // At once: the share fills up again while one after the other is stored.
    let (one, two, three) = tokio::join!(server.post(&one), server.post(&two), server.post(&three));
    let (taken, mut refused): (Vec<_>, Vec<_>) =
        [one, two, three].into_iter().partition(|answer| answer.status == 201);
    assert_eq!((taken.len(), refused.len()), (2, 1));
    let refused = refused.remove(0);
    assert_eq!(refused.problem(), ProblemKind::TooManyRequests);
    assert_eq!(refused.header("retry-after"), "1");
    assert!(refused.header("access-control-expose-headers").contains("Retry-After"));
    // A backend of the vendor's own has a share of its own.
    let backend = server.send("POST", "/records", &[("content-type", JOSE)], four.as_bytes()).await;
    assert_eq!(backend.status, 201);
    assert_eq!(server.get("/.well-known/jwks.json").await.status, 200);
}

#[tokio::test]
async fn what_cannot_be_stored_is_not_acknowledged() {
    let place = Place::new();
    let server = place.start().await;
    let record = records(1).remove(0);
    let full = place.database().pick(
        "CREATE TRIGGER no_room BEFORE INSERT ON records BEGIN SELECT RAISE(ABORT, 'disk is full'); END",
        "ALTER TABLE records ADD CONSTRAINT no_room CHECK (number < 0) NOT VALID",
    );
    execute(place.database(), full).await;
    assert_eq!(server.post(&record).await.problem(), ProblemKind::Unavailable);
    let room = place.database().pick("DROP TRIGGER no_room", "ALTER TABLE records DROP CONSTRAINT no_room");
    execute(place.database(), room).await;
    assert_eq!(server.post(&record).await.status, 201);
    let stored: Vec<(i64,)> = rows(place.database(), "SELECT count(*) FROM records").await;
    assert_eq!(stored, [(1,)]);
}
