//! Whoever is slow is not waited for, and whoever is in the middle of something is.

use std::io::ErrorKind;
use std::time::Duration;

use samtycke_record::Nonce;
use samtycke_record::protocol::ProblemKind;
use samtycke_record::sign::Es256Key;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::process::Process;
use crate::server::{Place, Server, signed};

const SHORT: Duration = Duration::from_millis(300);

async fn connect(server: &Server, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream
}

async fn read_to_end(mut stream: TcpStream) -> String {
    let mut text = Vec::new();
    stream.read_to_end(&mut text).await.unwrap();
    String::from_utf8(text).unwrap()
}

#[tokio::test]
async fn a_request_whose_head_does_not_end_is_cut_off() {
    let place = Place::new();
    let mut config = place.config();
    config.timeouts.headers = SHORT;
    let server = place.start_with(config).await;
    for start in ["", "GET /hea", "GET /healthz HTTP/1.1\r\nHost: a\r\nX: "] {
        let stream = connect(&server, start.as_bytes()).await;
        assert_eq!(read_to_end(stream).await, "", "{start:?}");
    }
    let idle = connect(&server, b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert!(read_to_end(idle).await.starts_with("HTTP/1.1 200"), "and then the idle connection is closed");
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let place = Place::new();
    let mut config = place.config();
    config.timeouts.body = SHORT;
    let server = place.start_with(config).await;
    let head =
        "POST /records HTTP/1.1\r\nHost: a\r\nContent-Type: application/jose\r\nContent-Length: 9999\r\n\r\n";
    let answer = read_to_end(connect(&server, format!("{head}abc").as_bytes()).await).await;
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(
        answer.contains(ProblemKind::Unavailable.as_str()) && answer.contains("within 0.3 seconds"),
        "{answer}"
    );
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let place = Place::new();
    let server = place.start().await;
    let many = "X: y\r\n".repeat(200);
    let large = format!("X: {}\r\n", "y".repeat(20_000));
    for headers in [many, large] {
        let request = format!("GET /healthz HTTP/1.1\r\nHost: a\r\n{headers}\r\n");
        let mut stream = connect(&server, request.as_bytes()).await;
        let mut status = [0; 12];
        stream.read_exact(&mut status).await.unwrap();
        assert_eq!(&status, b"HTTP/1.1 431");
    }
}

#[tokio::test]
async fn stopping_waits_for_the_record_that_is_under_way() {
    let place = Place::new();
    let server = place.start().await;
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    let (first, rest) = record.split_at(100);
    let head = format!(
        "POST /records HTTP/1.1\r\nHost: a\r\nContent-Type: application/jose\r\nContent-Length: {}\r\n\
         Expect: 100-continue\r\n\r\n",
        record.len()
    );
    let mut stream = connect(&server, head.as_bytes()).await;
    // "100 Continue": the receiver is reading the body now.
    let mut interim = [0; 25];
    stream.read_exact(&mut interim).await.unwrap();
    assert!(interim.starts_with(b"HTTP/1.1 100"));
    stream.write_all(first.as_bytes()).await.unwrap();
    let address = server.address;
    let stopping = server.begin_stop();
    // The listener is closed before anything else ends.
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    stream.write_all(rest.as_bytes()).await.unwrap();
    let answer = read_to_end(stream).await;
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    stopping.await.unwrap();
    let server = place.start().await;
    assert_eq!(server.post(&record).await.status, 200);
}

#[tokio::test]
async fn stopping_does_not_wait_for_ever() {
    let place = Place::new();
    let mut config = place.config();
    config.timeouts.drain = SHORT;
    let server = place.start_with(config).await;
    let head =
        b"POST /records HTTP/1.1\r\nHost: a\r\nContent-Type: application/jose\r\nContent-Length: 9\r\n\
                 Expect: 100-continue\r\n\r\n";
    let mut stream = connect(&server, head).await;
    let mut interim = [0; 25];
    stream.read_exact(&mut interim).await.unwrap();
    server.stop().await;
}

/// Answers that nobody reads fill what the system keeps for them; then somebody else gets the seat.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_read_the_answers_is_cut_off() {
    let place = Place::new();
    let mut config = place.config();
    config.timeouts.reading = SHORT;
    let server = place.start_with(config).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let many = "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000);
    // Nothing is read: the receiver can't write any more, reads no more requests, and ends it.
    let ended = loop {
        if let Err(error) = stream.write_all(many.as_bytes()).await {
            break error.kind();
        }
    };
    assert!(matches!(ended, ErrorKind::ConnectionReset | ErrorKind::BrokenPipe), "{ended:?}");
}

/// Slow-loris: a byte now and then keeps nothing open.
#[tokio::test]
async fn who_sends_a_byte_now_and_then_is_cut_off_like_one_who_sends_none() {
    let place = Place::new();
    let mut config = place.config();
    (config.timeouts.headers, config.timeouts.body) = (SHORT, SHORT);
    let server = place.start_with(config).await;
    let head =
        "POST /records HTTP/1.1\r\nHost: a\r\nContent-Type: application/jose\r\nContent-Length: 9999\r\n";
    for (start, byte, expect) in [
        (format!("{head}X: "), "x", ""),
        (format!("{head}\r\n"), "x", "HTTP/1.1 503"),
        (head.into(), "X: y\r\n", ""),
    ] {
        let (mut reading, mut writing) = connect(&server, start.as_bytes()).await.into_split();
        let drip = tokio::spawn(async move {
            let mut ticks = tokio::time::interval(SHORT / 10);
            while writing.write_all(byte.as_bytes()).await.is_ok() {
                ticks.tick().await;
            }
        });
        let mut answer = Vec::new();
        // A reset is an end, too.
        let _ = reading.read_to_end(&mut answer).await;
        assert!(String::from_utf8_lossy(&answer).starts_with(expect), "{byte:?}");
        drip.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hundreds_who_are_slow_do_not_hinder_one_who_is_not() {
    let place = Place::new();
    let server = place.start().await;
    let mut slow = Vec::new();
    // Two files each here, of the 1,024 that many systems give a process.
    for _ in 0..300 {
        slow.push(connect(&server, b"POST /records HTTP/1.1\r\nHost: a\r\nX: ").await);
    }
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    assert_eq!(server.post(&record).await.status, 201);
    drop(slow);
}

/// Far more than is ever kept: read on a while so that the answer arrives, then cut off.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_of_ten_megabytes_are_refused_and_take_no_memory() {
    const LENGTH: usize = 10_000_000;
    let place = Place::new();
    let process = Process::start(&place);
    let send = |announced: bool| {
        let length =
            if announced { format!("Content-Length: {LENGTH}") } else { "Transfer-Encoding: chunked".into() };
        let head = format!(
            "POST /records HTTP/1.1\r\nHost: a\r\nContent-Type: application/jose\r\n{length}\r\n\r\n"
        );
        let address = process.address;
        async move {
            let (mut reading, mut writing) = TcpStream::connect(address).await.unwrap().into_split();
            let flood = tokio::spawn(async move {
                let chunk = if announced {
                    "y".repeat(100_000)
                } else {
                    format!("186a0\r\n{}\r\n", "y".repeat(100_000))
                };
                writing.write_all(head.as_bytes()).await?;
                for _ in 0..LENGTH / 100_000 {
                    writing.write_all(chunk.as_bytes()).await?;
                }
                std::io::Result::Ok(())
            });
            let mut status = [0; 12];
            reading.read_exact(&mut status).await.unwrap();
            assert_eq!(&status, b"HTTP/1.1 413");
            drop(reading);
            // Cut off, or through: nobody waits for it.
            let _ = flood.await;
        }
    };
    let many = async || {
        let all: Vec<_> = (0..16).map(|index| send(index % 2 == 0)).collect();
        let mut tasks = JoinSet::new();
        all.into_iter().for_each(|one| drop(tasks.spawn(one)));
        tasks.join_all().await;
    };
    // With what so many at once take at any time.
    many().await;
    let before = process.memory_kib();
    for _ in 0..4 {
        many().await;
    }
    let after = process.memory_kib();
    assert!(after < before + 16 * 1024, "memory grew from {before} to {after} KiB");
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    assert_eq!(process.post(&record).await.status, 201);
}
