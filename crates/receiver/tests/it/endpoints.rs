//! The endpoints by themselves.

use std::time::{Duration, SystemTime};

use samtycke_record::json::{self, FromJson as _, ToJson as _};
use samtycke_record::jws;
use samtycke_record::protocol::{NonceGrant, ProblemKind};
use samtycke_record::sign::Es256Key;

use crate::server::Place;

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn a_nonce_is_never_the_same_and_good_for_a_day() {
    let place = Place::new();
    let server = place.start().await;
    let body = format!(r#"{{"key":"{}"}}"#, Es256Key::generate().kid());
    let mut seen = Vec::new();
    let before = SystemTime::now();
    for _ in 0..3 {
        let answer = server.send("POST", "/nonces", &[JSON], body.as_bytes()).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (201, "application/json"));
        assert_eq!(answer.header("cache-control"), "no-store");
        let grant = NonceGrant::from_json(&json::parse(&answer.body).unwrap()).unwrap();
        assert_eq!(jws::decode(&grant.nonce).unwrap().len(), 56);
        assert!(!seen.contains(&grant.nonce));
        seen.push(grant.nonce);
        let ends = humantime::parse_rfc3339(grant.expires_at.as_str()).unwrap();
        let life = ends.duration_since(before).unwrap();
        assert!((Duration::from_secs(86_399)..Duration::from_secs(86_460)).contains(&life), "{life:?}");
    }
}

#[tokio::test]
async fn a_request_for_a_nonce_that_is_not_one_is_refused() {
    let place = Place::new();
    let server = place.start().await;
    let kid = Es256Key::generate().kid().to_owned();
    for (name, body) in [
        ("nothing", String::new()),
        ("no JSON", "key=1".into()),
        ("no object", "[]".into()),
        ("no key", "{}".into()),
        ("a number", r#"{"key":1}"#.into()),
        ("an unknown member", format!(r#"{{"key":"{kid}","ip":"1"}}"#)),
        ("too short", format!(r#"{{"key":"{}"}}"#, &kid[1..])),
        ("too long", format!(r#"{{"key":"{kid}AAAA"}}"#)),
        ("no base64url", format!(r#"{{"key":"{}"}}"#, "+".repeat(43))),
    ] {
        let answer = server.send("POST", "/nonces", &[JSON], body.as_bytes()).await;
        assert_eq!(answer.problem(), ProblemKind::BadRequest, "{name}");
    }
    let answer = server.send("POST", "/nonces", &[JSON], b"{\"key\":\"\xff\"}").await;
    assert_eq!(answer.problem(), ProblemKind::BadRequest, "not UTF-8");
    let answer = server.send("POST", "/nonces", &[], format!(r#"{{"key":"{kid}"}}"#).as_bytes()).await;
    assert_eq!(answer.problem(), ProblemKind::WrongMediaType, "no media type");
    assert_eq!(server.stored().await, (0, 0));
}

#[tokio::test]
async fn the_receivers_keys_are_published_without_their_secret() {
    let place = Place::new();
    let server = place.start().await;
    let answer = server.get("/.well-known/jwks.json").await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/jwk-set+json"));
    let pem = std::fs::read_to_string(place.path("key.pem")).unwrap();
    let key = Es256Key::from_pem(&pem).unwrap();
    let keys = server.keys().await;
    let [published, log] = keys.keys.as_slice() else { panic!("{keys:?}") };
    assert_eq!(published, &key.published());
    let pem = std::fs::read_to_string(place.path("samtycke-log.pem")).unwrap();
    let own = samtycke_log::SigningKey::from_pem(&pem).unwrap();
    assert_eq!(jws::decode(&log.x).unwrap(), own.public(), "the log's, by its own thumbprint");
    assert_eq!((&*log.kty, &*log.crv, log.kid.clone()), ("OKP", "Ed25519", Some(log.thumbprint())));
    assert_eq!(keys.to_json().canonical(), answer.body);
    assert!(!answer.body.contains("\"d\""));
}

#[tokio::test]
async fn health_is_that_it_answers_and_readiness_that_it_can_read_and_write() {
    let place = Place::new();
    let server = place.start().await;
    let ready = server.get("/readyz").await;
    assert_eq!(ready.status, 200);
    assert_eq!(
        ready.body,
        format!(r#"{{"key":"{}","status":"ready"}}"#, server.keys().await.keys[0].thumbprint())
    );
    for path in ["/healthz", "/readyz"] {
        assert_eq!(server.get(path).await.header("cache-control"), "no-store");
        let head = server.send("HEAD", path, &[], b"").await;
        assert_eq!((head.status.as_u16(), head.body.as_str()), (200, ""));
    }
    server.stop().await;
    for (name, broken, mended, expect) in [
        (
            "no table",
            "ALTER TABLE records RENAME TO gone",
            "ALTER TABLE gone RENAME TO records",
            "database: it can't be read",
        ),
        (
            "nothing to lock",
            "ALTER TABLE head RENAME TO gone",
            "ALTER TABLE gone RENAME TO head",
            "database: it can't be written",
        ),
    ] {
        let server = place.start().await;
        crate::database::execute(place.database(), broken).await;
        let answer = server.get("/readyz").await;
        assert_eq!(answer.problem(), ProblemKind::Unavailable, "{name}");
        assert!(answer.body.contains(expect), "{name}: {answer:?}");
        assert_eq!(answer.header("retry-after"), "5");
        // A database that is away is no reason to start the process again.
        let alive = server.get("/healthz").await;
        assert_eq!((alive.status.as_u16(), alive.body.as_str()), (200, r#"{"status":"ok"}"#), "{name}");
        crate::database::execute(place.database(), mended).await;
        server.stop().await;
        let server = place.start().await;
        assert_eq!(server.get("/readyz").await.status, 200, "{name}");
        server.stop().await;
    }
}

#[tokio::test]
async fn what_is_not_there_or_not_so_is_a_problem_too() {
    use ProblemKind::{MethodNotAllowed, NotFound};
    let place = Place::new();
    let server = place.start().await;
    for (method, path, expect, allow) in [
        ("GET", "/", NotFound, ""),
        ("GET", "/records/1", NotFound, ""),
        ("POST", "/record", NotFound, ""),
        ("GET", "/records/", NotFound, ""),
        ("GET", "/../records", NotFound, ""),
        ("GET", "/records", MethodNotAllowed, "POST"),
        ("PUT", "/records", MethodNotAllowed, "POST"),
        ("DELETE", "/nonces", MethodNotAllowed, "POST"),
        ("OPTIONS", "/nonces", MethodNotAllowed, "POST"),
        ("POST", "/healthz", MethodNotAllowed, "GET,HEAD"),
        ("POST", "/.well-known/jwks.json", MethodNotAllowed, "GET,HEAD"),
    ] {
        let answer = server.send(method, path, &[], b"").await;
        assert_eq!(answer.problem(), expect, "{method} {path}");
        assert_eq!(answer.header("allow"), allow, "{method} {path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}
