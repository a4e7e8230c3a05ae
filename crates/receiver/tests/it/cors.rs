//! Which pages may talk to the receiver.

use samtycke_record::Nonce;
use samtycke_record::protocol::{JOSE, ProblemKind};
use samtycke_record::sign::Es256Key;

use crate::packs::records::ORIGIN;
use crate::server::{Place, signed};

const ALLOW_ORIGIN: &str = "access-control-allow-origin";

#[tokio::test]
async fn pages_of_allowed_origins_may_ask_and_read() {
    let place = Place::new();
    let server = place.start().await;
    let preflight = [
        ("origin", ORIGIN),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "content-type"),
    ];
    for path in ["/records", "/nonces"] {
        let answer = server.send("OPTIONS", path, &preflight, b"").await;
        assert_eq!(answer.status, 204);
        for (name, expect) in [
            (ALLOW_ORIGIN, ORIGIN),
            ("access-control-allow-methods", "GET, POST"),
            ("access-control-allow-headers", "content-type"),
            ("access-control-allow-credentials", ""),
            ("vary", "Origin"),
        ] {
            assert_eq!(answer.header(name), expect, "{path} {name}");
        }
    }
    // Errors too: the widget must be able to read what went wrong.
    let answer = server.post("nonsense").await;
    assert_eq!(answer.problem(), ProblemKind::Malformed);
    assert_eq!((answer.header(ALLOW_ORIGIN), answer.header("vary")), (ORIGIN, "Origin"));
    let answer = server.send("GET", "/.well-known/jwks.json", &[("origin", ORIGIN)], b"").await;
    assert_eq!((answer.status.as_u16(), answer.header(ALLOW_ORIGIN)), (200, ORIGIN));
}

#[tokio::test]
async fn pages_of_other_origins_may_not() {
    let place = Place::new();
    let server = place.start().await;
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    for origin in [
        "https://other.example",
        "http://vagthavn.example",
        "https://vagthavn.example:8443",
        "https://vagthavn.example.evil.example",
        "https://VAGTHAVN.example",
        "null",
        "",
    ] {
        let headers = [("content-type", JOSE), ("origin", origin)];
        let preflight = [("origin", origin), ("access-control-request-method", "POST")];
        for answer in [
            server.send("POST", "/records", &headers, record.as_bytes()).await,
            server.send("POST", "/nonces", &headers, b"{}").await,
            server.send("OPTIONS", "/records", &preflight, b"").await,
        ] {
            assert_eq!(answer.problem(), ProblemKind::ForeignOrigin, "{origin}");
            assert_eq!((answer.header(ALLOW_ORIGIN), answer.header("vary")), ("", "Origin"), "{origin}");
        }
    }
    assert_eq!(server.stored().await, (0, 0));
}

/// A vendor's own backend, or a person with curl.
#[tokio::test]
async fn who_sends_no_origin_is_judged_by_the_record_alone() {
    let place = Place::new();
    let server = place.start().await;
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    let answer = server.send("POST", "/records", &[("content-type", JOSE)], record.as_bytes()).await;
    assert_eq!((answer.status.as_u16(), answer.header(ALLOW_ORIGIN)), (201, ""));
}
