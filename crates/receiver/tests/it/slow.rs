//! Whoever is slow is not waited for, and whoever is in the middle of something is.

use std::time::Duration;

use samtycke_record::Nonce;
use samtycke_record::protocol::ProblemKind;
use samtycke_record::sign::Es256Key;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

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
