//! The door to `/api`: who passes, who doesn't, and what they are told.

use std::ops::Range;

use samtycke_receiver::{Expiry, Office, Role};
use samtycke_record::json::{self, FromJson as _, Value};
use samtycke_record::protocol::ProblemKind;
use samtycke_record::{Digest, Timestamp};
use tokio::task::JoinSet;

use crate::database::{execute, rows};
use crate::packs::records::ORIGIN;
use crate::server::{Answer, Client, Place, Server};

/// Every route, with the least role that it takes. `{id}` is something that isn't there.
const ROUTES: &[(&str, &str, Role)] = &[
    ("GET", "/metrics", Role::Metrics),
    ("GET", "/api/me", Role::Metrics),
    ("GET", "/api/records", Role::Read),
    ("GET", "/api/records/nobody", Role::Read),
    ("GET", "/api/export", Role::Read),
    ("GET", "/api/pending?document=dpa&version=2", Role::Read),
    ("GET", "/api/acceptances", Role::Read),
    ("GET", "/api/documents", Role::Read),
    ("GET", "/api/packs/none", Role::Read),
    ("GET", "/api/texts/none", Role::Read),
    ("GET", "/api/tokens", Role::Admin),
    ("POST", "/api/tokens", Role::Admin),
    ("DELETE", "/api/tokens/nobody", Role::Admin),
    ("POST", "/api/records/none/erase", Role::Officer),
    ("GET", "/api/holds", Role::Officer),
    ("POST", "/api/holds", Role::Officer),
    ("DELETE", "/api/holds/none", Role::Officer),
    ("POST", "/api/retention", Role::Officer),
    ("GET", "/api/acts", Role::Admin),
    ("GET", "/api/webhooks", Role::Admin),
    ("POST", "/api/webhooks", Role::Admin),
    ("DELETE", "/api/webhooks/none", Role::Admin),
    ("POST", "/api/webhooks/none/enable", Role::Admin),
    ("GET", "/api/webhooks/dead", Role::Admin),
    ("POST", "/api/webhooks/dead/none/retry", Role::Admin),
];

/// A receiver that lets guess as often as one likes, and its operator's office.
async fn start(place: &Place) -> (Server, Office) {
    let mut config = place.config();
    config.guesses = None;
    let server = place.start_with(config).await;
    (server, Office::open(&place.database().get()).await.unwrap())
}

async fn token(office: &Office, role: Role) -> String {
    let (_, secret) = office.new_token(role.as_str(), role, &Expiry::Never).await.unwrap();
    secret.as_str().to_owned()
}

async fn ask(server: &Server, method: &str, path: &str, authorization: &str) -> Answer {
    let headers = [("authorization", authorization)];
    server.send(method, path, if authorization.is_empty() { &[] } else { &headers }, b"").await
}

#[tokio::test]
async fn every_route_is_for_good_tokens_of_its_role_only() {
    let place = Place::new();
    let (server, office) = start(&place).await;
    let mut good = Vec::new();
    for role in Role::ALL {
        good.push((*role, token(&office, *role).await));
    }
    let (_, revoked) = office.new_token("gone", Role::Admin, &Expiry::Never).await.unwrap();
    office.revoke_token("gone").await.unwrap();
    let soon = Timestamp::parse("9999-01-01T00:00:00.000Z").unwrap();
    let (_, expired) = office.new_token("old", Role::Admin, &Expiry::At(soon)).await.unwrap();
    execute(place.database(), "UPDATE tokens SET expires_at = '2020-01-01T00:00:00.000Z' WHERE name = 'old'")
        .await;
    let admin = &good[3].1;
    let never_made = format!("samtycke_{}", "A".repeat(43));
    let bad = [
        ("no token", String::new()),
        ("never made", format!("Bearer {never_made}")),
        ("revoked", format!("Bearer {}", revoked.as_str())),
        ("expired", format!("Bearer {}", expired.as_str())),
        ("another scheme", format!("Basic {admin}")),
        ("no scheme", admin.clone()),
        ("empty", "Bearer ".into()),
        ("two in one", format!("Bearer {admin} {admin}")),
        ("a letter more", format!("Bearer {admin}A")),
        ("a letter less", format!("Bearer {}", &admin[..admin.len() - 1])),
        ("in upper case", format!("Bearer {}", admin.to_uppercase())),
    ];
    for (method, path, need) in ROUTES {
        for (name, authorization) in &bad {
            let answer = ask(&server, method, path, authorization).await;
            assert_eq!(answer.problem(), ProblemKind::Unauthorised, "{method} {path}: {name}");
            assert_eq!(answer.header("www-authenticate"), "Bearer", "{method} {path}: {name}");
        }
        for (role, token) in &good {
            let answer = ask(&server, method, path, &format!("Bearer {token}")).await;
            let name = role.as_str();
            if role.covers(*need) {
                assert!(!matches!(answer.status.as_u16(), 401 | 403), "{method} {path}: {name}: {answer:?}");
            } else {
                assert_eq!(answer.problem(), ProblemKind::Forbidden, "{method} {path}: {name}");
            }
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.header("access-control-allow-origin"), "");
        }
    }
    let twice = [("authorization", format!("Bearer {admin}")), ("authorization", format!("Bearer {admin}"))];
    let twice: Vec<_> = twice.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(server.send("GET", "/api/me", &twice, b"").await.problem(), ProblemKind::Unauthorised);
}

#[tokio::test]
async fn there_is_no_way_around_the_door() {
    let place = Place::new();
    let (server, office) = start(&place).await;
    let secret = token(&office, Role::Admin).await;
    let in_query = [
        format!("/api/tokens?access_token={secret}"),
        format!("/api/tokens?token={secret}"),
        format!("/api/tokens?Authorization=Bearer%20{secret}"),
    ];
    for path in in_query.iter().map(String::as_str).chain([
        "/api",
        "/api/",
        "/api/tokens/",
        "/api//tokens",
        "/api/./tokens",
        "/api/x/../tokens",
        "/api/../api/tokens",
        "/x/../api/tokens",
        "//api/tokens",
        "/api%2Ftokens",
        "/api%2ftokens",
        "/%61pi/tokens",
        "/api/%74okens",
        "/API/tokens",
        "/api/Tokens",
        "/api/tokens;x",
        "/api/tokens%00",
        "/api/tokens%3F",
        "/api\\tokens",
        "/.well-known/../api/tokens",
        "/records/../api/tokens",
    ]) {
        for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
            let headers = [("origin", ORIGIN), ("cookie", secret.as_str()), ("x-original-url", "/healthz")];
            let answer = server.send(method, path, &headers, b"").await;
            let status = answer.status.as_u16();
            assert!(matches!(status, 401 | 404 | 405), "{method} {path}: {answer:?}");
            assert!(!answer.body.contains("created_at"), "{method} {path}: {answer:?}");
        }
    }
    // With a token, what isn't an address isn't one.
    for path in ["/api", "/api/", "/api/tokens/", "/api//tokens", "/api/nothing"] {
        let answer = ask(&server, "GET", path, &format!("bearer  {secret}")).await;
        assert_eq!(answer.problem(), ProblemKind::NotFound, "{path}");
    }
}

#[tokio::test]
async fn pages_of_no_origin_may_ask_the_api() {
    let place = Place::new();
    let (server, _office) = start(&place).await;
    let headers = [
        ("origin", ORIGIN),
        ("access-control-request-method", "GET"),
        ("access-control-request-headers", "authorization"),
    ];
    let answer = server.send("OPTIONS", "/api/tokens", &headers, b"").await;
    assert_eq!(answer.problem(), ProblemKind::Unauthorised);
    assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("access-control")), "{answer:?}");
}

/// At once: the share fills up again with time.
async fn guess(server: &Server, guesses: Range<u32>) -> Vec<Answer> {
    let address = server.address;
    let one = |n: u32| async move {
        let headers = [("authorization", &*format!("Bearer samtycke_{n:0>42}A"))];
        Client::new(address).send("GET", "/api/me", &headers, b"").await
    };
    guesses.map(one).collect::<JoinSet<_>>().join_all().await
}

#[tokio::test]
async fn who_guesses_is_slowed_down_and_locks_nobody_out() {
    let place = Place::new();
    let mut config = place.config();
    config.guesses = Some(1);
    let server = place.start_with(config).await;
    let office = Office::open(&place.database().get()).await.unwrap();
    let good = format!("Bearer {}", token(&office, Role::Read).await);
    assert_eq!(ask(&server, "GET", "/api/me", &good).await.status, 200);
    let mut slowed = 0;
    for answer in guess(&server, 0..10).await {
        match answer.problem() {
            ProblemKind::Unauthorised => {}
            kind => {
                assert_eq!(kind, ProblemKind::TooManyRequests);
                assert_eq!(answer.header("retry-after"), "1");
                slowed += 1;
            }
        }
    }
    assert!(slowed >= 6, "{slowed} of 10");
    assert_eq!(ask(&server, "GET", "/api/me", &good).await.status, 200);
    // After a start too, with the guesses there first; and one that was made over the API while they come.
    let admin = format!("Bearer {}", token(&office, Role::Admin).await);
    server.stop().await;
    let mut config = place.config();
    config.guesses = Some(1);
    let server = place.start_with(config).await;
    guess(&server, 10..20).await;
    assert_eq!(ask(&server, "GET", "/api/me", &good).await.status, 200);
    let headers = [("authorization", admin.as_str()), ("content-type", "application/json")];
    let made = server.send("POST", "/api/tokens", &headers, br#"{"name":"new","role":"read"}"#).await;
    let made = json::parse(&made.body).unwrap();
    let secret = made.member("secret").and_then(Value::as_str).unwrap();
    assert_eq!(ask(&server, "GET", "/api/me", &format!("Bearer {secret}")).await.status, 200);
}

#[tokio::test]
async fn a_token_is_made_shown_once_listed_and_revoked_over_the_api() {
    let place = Place::new();
    let (server, office) = start(&place).await;
    let admin = format!("Bearer {}", token(&office, Role::Admin).await);
    let headers = [("authorization", admin.as_str()), ("content-type", "application/json")];
    for (body, expect) in [
        (r#"{"name":"anna","role":"read"}"#, ""),
        (r#"{"expires_at":"2999-12-31","name":"board","role":"read"}"#, ""),
        (r#"{"name":"anna","role":"read"}"#, "in use"),
        (r#"{"name":"","role":"read"}"#, "not a name"),
        (r#"{"name":"a\nb","role":"read"}"#, "not a name"),
        (r#"{"name":"otto","role":"root"}"#, "role must be one of metrics read officer admin"),
        (r#"{"expires_at":"2020-01-01","name":"otto","role":"read"}"#, "is over"),
        (r#"{"expires_at":"soon","name":"otto","role":"read"}"#, "neither a day nor a time"),
        (r#"{"name":"otto","role":"read","x":true}"#, "x is not known here"),
        ("", "send {"),
    ] {
        let answer = server.send("POST", "/api/tokens", &headers, body.as_bytes()).await;
        if expect.is_empty() {
            assert_eq!(answer.status, 201, "{body}: {answer:?}");
            let made = json::parse(&answer.body).unwrap();
            let secret = made.member("secret").and_then(Value::as_str).unwrap();
            let me = ask(&server, "GET", "/api/me", &format!("Bearer {secret}")).await;
            assert!(me.body.contains(r#""role":"read""#), "{me:?}");
            let list = ask(&server, "GET", "/api/tokens", &admin).await;
            assert!(
                !list.body.contains(secret)
                    && list.body.contains(made.member("id").unwrap().as_str().unwrap())
            );
        } else {
            assert_eq!(answer.problem(), ProblemKind::BadRequest, "{body}");
            assert!(answer.body.contains(expect), "{body}: {}", answer.body);
        }
    }
    let anna = office.tokens().await.unwrap().into_iter().find(|token| token.name == "anna").unwrap();
    let path = format!("/api/tokens/{}", anna.id);
    assert_eq!(ask(&server, "DELETE", &path, &admin).await.status, 200);
    assert_eq!(ask(&server, "DELETE", &path, &admin).await.problem(), ProblemKind::NotFound);
    let list = json::parse(&ask(&server, "GET", "/api/tokens", &admin).await.body).unwrap();
    let tokens: Vec<samtycke_receiver::Token> = Vec::from_json(list.member("tokens").unwrap()).unwrap();
    let revoked: Vec<_> = tokens.iter().filter(|token| token.revoked_at.is_some()).collect();
    assert_eq!(revoked.iter().map(|token| token.name.as_str()).collect::<Vec<_>>(), ["anna"]);
}

/// Somebody who gets hold of the database gets no token with it.
#[tokio::test]
async fn the_database_holds_no_secret() {
    let place = Place::new();
    let (_server, office) = start(&place).await;
    let secret = token(&office, Role::Admin).await;
    let stored: Vec<(String, String, String, String)> =
        rows(place.database(), "SELECT id, name, role, hash FROM tokens").await;
    let [(id, name, role, hash)] = stored.as_slice() else { panic!("{stored:?}") };
    assert_eq!(hash, Digest::of(secret.as_bytes()).as_str());
    let random = secret.strip_prefix("samtycke_").unwrap();
    assert!([id, name, role, hash].iter().all(|column| !column.contains(random)));
}
