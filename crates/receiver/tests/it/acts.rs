//! Who did what: all of it is written down, and what is changed afterwards is found.

use samtycke_receiver::acts::{Act, Number};
use samtycke_receiver::{Expiry, Office, Role};
use samtycke_record::Nonce;
use samtycke_record::json::{self, Value};
use samtycke_record::protocol::ProblemKind;
use samtycke_record::sign::Es256Key;

use crate::database::execute;
use crate::erasure::{id, office};
use crate::server::{Answer, Place, Server, signed};

async fn ask(server: &Server, token: &str, method: &str, path: &str, body: &str) -> Answer {
    let authorization = format!("Bearer {token}");
    let headers = [("authorization", authorization.as_str()), ("content-type", "application/json")];
    server.send(method, path, &headers, body.as_bytes()).await
}

fn member(answer: &Answer, name: &str) -> String {
    json::parse(&answer.body).unwrap().member(name).and_then(Value::as_str).unwrap().to_owned()
}

async fn acts(office: &Office) -> Vec<(String, Act)> {
    let acts = office.acts(Number(0), 100).await.unwrap();
    acts.into_iter().map(|entry| (entry.actor, entry.act)).collect()
}

#[tokio::test]
async fn every_act_is_written_down_with_who_did_it() {
    let place = Place::new();
    let server = place.start().await;
    server.post(&signed(&Es256Key::generate(), Nonce::NotCollected)).await;
    let office = office(&place).await;
    let (anna, secret) = office.new_token("anna", Role::Admin, &Expiry::Never).await.unwrap();
    let token = secret.as_str();
    let me = format!("token {} (anna)", anna.id);
    let mut expect = vec![(acts(&office).await.remove(0).0, Act::TokenMade)];
    assert!(expect[0].0.starts_with("user "));

    let placed = ask(
        &server,
        token,
        "POST",
        "/api/holds",
        &format!(r#"{{"subject":"record","value":"{}","reason":"case 17"}}"#, id()),
    )
    .await;
    assert_eq!(placed.status, 201, "{placed:?}");
    let hold = member(&placed, "id");
    let path = format!("/api/records/{}/erase", id());
    let opened = ask(&server, token, "GET", &format!("/api/records/{}", id()), "").await;
    assert!(opened.status == 200 && opened.body.contains("case 17"), "{opened:?}");
    assert_eq!(ask(&server, token, "GET", "/api/export?format=csv", "").await.status, 200);
    let refused = ask(&server, token, "POST", &path, r#"{"reason":"asked for"}"#).await;
    assert_eq!(refused.problem(), ProblemKind::Held);
    assert!(refused.body.contains("case 17"), "{refused:?}");
    let released = ask(&server, token, "DELETE", &format!("/api/holds/{hold}"), "").await;
    assert_eq!(released.status, 200, "{released:?}");
    let erased = ask(&server, token, "POST", &path, r#"{"reason":"asked for"}"#).await;
    assert_eq!((erased.status.as_u16(), member(&erased, "state").as_str()), (200, "erased"));
    let hook = ask(&server, token, "POST", "/api/webhooks", r#"{"url":"https://vendor.example/"}"#).await;
    assert_eq!(hook.status, 201, "{hook:?}");
    assert!(member(&hook, "secret").starts_with("whsec_"));
    let listed = ask(&server, token, "GET", "/api/webhooks", "").await;
    assert!(listed.body.contains("https://vendor.example/") && !listed.body.contains("whsec"), "{listed:?}");
    let path = format!("/api/webhooks/{}", member(&hook, "id"));
    let rotated = ask(&server, token, "POST", &format!("{path}/rotate"), r#"{"overlap_hours":2}"#).await;
    assert_eq!(rotated.status, 200, "{rotated:?}");
    assert!(member(&rotated, "secret") != member(&hook, "secret") && rotated.body.contains("former_until"));
    assert_eq!(ask(&server, token, "DELETE", &path, "").await.status, 200);
    let made = ask(&server, token, "POST", "/api/tokens", r#"{"name":"bo","role":"read"}"#).await;
    let path = format!("/api/tokens/{}", member(&made, "id"));
    assert_eq!(ask(&server, token, "DELETE", &path, "").await.status, 200);
    expect.extend(
        [
            Act::HoldPlaced,
            Act::RecordOpened,
            Act::RecordsExported,
            Act::RecordErased,
            Act::HoldReleased,
            Act::RecordErased,
            Act::WebhookAdded,
            Act::WebhookRotated,
            Act::WebhookRemoved,
            Act::TokenMade,
            Act::TokenRevoked,
        ]
        .map(|act| (me.clone(), act)),
    );
    assert_eq!(acts(&office).await, expect);

    // What was not done is not there.
    for (method, path, body, kind) in [
        ("GET", "/api/records/none", "", ProblemKind::NotFound),
        ("GET", "/api/export?format=xml", "", ProblemKind::BadRequest),
        ("POST", "/api/webhooks", r#"{"url":"http://vendor.example/"}"#, ProblemKind::BadRequest),
        (
            "POST",
            "/api/webhooks",
            r#"{"url":"https://vendor.example/","events":[]}"#,
            ProblemKind::BadRequest,
        ),
        (
            "POST",
            "/api/webhooks",
            r#"{"url":"https://vendor.example/","events":["x"]}"#,
            ProblemKind::BadRequest,
        ),
        ("DELETE", "/api/webhooks/none", "", ProblemKind::NotFound),
        ("POST", "/api/webhooks/none/enable", "", ProblemKind::NotFound),
        ("POST", "/api/webhooks/none/rotate", "{}", ProblemKind::NotFound),
        ("POST", "/api/webhooks/none/rotate", r#"{"overlap_hours":721}"#, ProblemKind::BadRequest),
        ("POST", "/api/webhooks/none/rotate", r#"{"overlap_hours":-1}"#, ProblemKind::BadRequest),
        (
            "POST",
            "/api/webhooks",
            r#"{"url":"https://vendor.example/","at_a_time":0}"#,
            ProblemKind::BadRequest,
        ),
        (
            "POST",
            "/api/webhooks",
            r#"{"url":"https://vendor.example/","at_a_time":17}"#,
            ProblemKind::BadRequest,
        ),
        ("POST", "/api/webhooks/dead/none/retry", "", ProblemKind::NotFound),
        ("POST", "/api/holds", r#"{"subject":"email","value":"anna","reason":"x"}"#, ProblemKind::BadRequest),
        ("POST", "/api/holds", r#"{"subject":"name","value":"anna","reason":"x"}"#, ProblemKind::BadRequest),
        ("DELETE", "/api/holds/none", "", ProblemKind::NotFound),
        ("DELETE", "/api/holds/no%00ne", "", ProblemKind::NotFound),
        ("DELETE", "/api/webhooks/%00", "", ProblemKind::NotFound),
        ("POST", "/api/webhooks/dead/a%00/retry", "", ProblemKind::NotFound),
        ("POST", "/api/records/none/erase", r#"{"reason":"x"}"#, ProblemKind::NotFound),
        ("POST", "/api/records/none/erase", r#"{}"#, ProblemKind::BadRequest),
        ("POST", "/api/retention", r#"{"mode":"erase"}"#, ProblemKind::BadRequest),
        ("POST", "/api/retention", r#"{"mode":"all"}"#, ProblemKind::BadRequest),
    ] {
        let answer = ask(&server, token, method, path, body).await;
        assert_eq!(answer.problem(), kind, "{method} {path} {body}");
    }
    let answer = ask(&server, token, "GET", "/api/acts?after=1", "").await;
    let Some(Value::Array(entries)) = json::parse(&answer.body).unwrap().member("acts").cloned() else {
        panic!()
    };
    assert_eq!(entries.len(), expect.len() - 1);
    assert_eq!(office.verify_acts().await.unwrap().number, Number(12));
}

#[tokio::test]
async fn the_log_cannot_be_changed_unseen() {
    for (change, expect) in [
        ("UPDATE acts SET actor = 'user eva' WHERE number = 2", "entry 2 was changed"),
        ("UPDATE acts SET at = '2026-01-01T00:00:00.000Z' WHERE number = 3", "entry 3 was changed"),
        ("DELETE FROM acts WHERE number = 2", "entry 2 is missing: entry 3 stands in its place"),
        ("DELETE FROM acts WHERE number = 3", "entries after 2 are missing"),
        ("DELETE FROM acts", "entries after 0 are missing"),
        ("UPDATE acts SET hash = previous WHERE number = 3", "entry 3 was changed"),
    ] {
        let place = Place::new();
        place.start().await.stop().await;
        let office = office(&place).await;
        for name in ["anna", "bo", "eva"] {
            office.new_token(name, Role::Read, &Expiry::Never).await.unwrap();
        }
        assert_eq!(office.verify_acts().await.unwrap().number, Number(3));
        let unlock = place.database().pick(
            "DROP TRIGGER acts_are_not_changed; DROP TRIGGER acts_are_not_deleted",
            "DROP TRIGGER acts_stay ON acts",
        );
        execute(place.database(), unlock).await;
        execute(place.database(), change).await;
        let error = office.verify_acts().await.unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("the log of administrative acts does not hold: {expect}")),
            "{change}: {error}"
        );
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_the_log() {
    let place = Place::new();
    place.start().await.stop().await;
    office(&place).await.new_token("anna", Role::Read, &Expiry::Never).await.unwrap();
    let mut connection = place.database().connect().await;
    for sql in ["UPDATE acts SET note = ''", "DELETE FROM acts"] {
        let error = sqlx::query(sql).execute(&mut connection).await.unwrap_err().to_string();
        assert!(error.contains("acts are never"), "{error}");
    }
}
