//! The OpenAPI document against the real thing: every answer of every test that a [`Server`](crate::server::Server) gives
//! is compared with it, and here that nothing is missing on either side.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock};

use jsonschema::Validator;
use samtycke_receiver::{Expiry, Office, Receiver, Role};
use samtycke_record::jws::Compact;
use samtycke_record::sign::Es256Key;
use samtycke_record::{Digest, Nonce};
use serde_json::{Value, json};

use crate::server::{Answer, Place, signed};

fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| serde_json::from_str(include_str!("../../openapi.json")).unwrap())
}

/// Where a reference leads.
fn resolve(mut value: &Value) -> &Value {
    while let Some(reference) = value.get("$ref").and_then(Value::as_str) {
        value = document_at(reference);
    }
    value
}

fn document_at(reference: &str) -> &'static Value {
    document()
        .pointer(reference.strip_prefix('#').unwrap())
        .unwrap_or_else(|| panic!("{reference} leads nowhere"))
}

fn operations() -> BTreeMap<String, &'static Value> {
    let mut all = BTreeMap::new();
    for (path, item) in document()["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            all.insert(format!("{} {path}", method.to_uppercase()), operation);
        }
    }
    all
}

/// The operation of a request; the most literal path counts.
fn operation(method: &str, path: &str) -> Option<(String, &'static Value)> {
    let path = path.split('?').next().unwrap();
    let method = if method == "HEAD" { "GET" } else { method };
    let fits = |template: &str| {
        let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
        template.len() == path.len()
            && template
                .iter()
                .zip(path)
                .all(|(part, given)| part.starts_with('{') && !given.is_empty() || *part == given)
    };
    let mut found: Vec<_> = operations()
        .into_iter()
        .filter(|(name, _)| name.split_once(' ').is_some_and(|(verb, path)| verb == method && fits(path)))
        .collect();
    found.sort_by_key(|(name, _)| name.matches('{').count());
    found.into_iter().next()
}

/// Compares an answer with what is documented, where something is.
pub(crate) fn check(method: &str, path: &str, answer: &Answer) {
    static VALIDATORS: Mutex<BTreeMap<String, &'static Validator>> = Mutex::new(BTreeMap::new());
    let Some((name, operation)) = operation(method, path) else { return };
    // Not of that operation: a page of a foreign origin, or a method that is answered before any.
    let status = answer.status.as_u16().to_string();
    let response = operation["responses"].get(&status);
    let response =
        resolve(response.unwrap_or_else(|| panic!("{name}: {status} is not documented: {answer:?}")));
    let essence = answer.header("content-type").split(';').next().unwrap();
    let Some(media) = response["content"].get(essence) else {
        panic!("{name}: {status} with {essence:?} is not documented: {answer:?}")
    };
    let schema = &media["schema"];
    if method == "HEAD" || schema.as_object().is_some_and(serde_json::Map::is_empty) {
        return;
    }
    let body = if essence.ends_with("json") {
        serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{name}: {error}: {answer:?}"))
    } else {
        Value::String(answer.body.clone())
    };
    let mut validators = VALIDATORS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let validator = validators.entry(format!("{name} {status} {essence}")).or_insert_with(|| {
        let whole =
            json!({"$ref": "#/$defs/it", "$defs": {"it": schema}, "components": document()["components"]});
        Box::leak(Box::new(jsonschema::draft202012::new(&whole).unwrap()))
    });
    if let Err(error) = validator.validate(&body) {
        panic!("{name}: {status}: {error} at {}: {answer:?}", error.instance_path());
    }
}

/// Paths as axum has them; its `{*path}` is OpenAPI's `{path}`.
async fn paths_of_the_router(place: &Place) -> BTreeSet<String> {
    let receiver = Receiver::open(place.config()).await.unwrap();
    let shown = format!("{:?}", receiver.router());
    // The page for compliance officers is for people.
    let is_api = |part: &&str| part.starts_with('/') && !part.starts_with("/console");
    let quoted = shown.split('"').filter(is_api);
    quoted.map(|path| path.replace("{*", "{")).collect()
}

#[tokio::test]
async fn every_route_is_documented_and_every_documented_one_is_there() {
    let place = Place::new();
    let paths = paths_of_the_router(&place).await;
    assert!(paths.contains("/records") && paths.contains("/api/tokens/{id}"), "{paths:?}");
    let server = place.start().await;
    let office = Office::open(&place.config().database).await.unwrap();
    let (_, secret) = office.new_token("all", Role::Admin, &Expiry::Never).await.unwrap();
    let token = format!("Bearer {}", secret.as_str());
    let mut there = BTreeSet::new();
    for path in &paths {
        let concrete = path.replace(['{', '}'], "");
        let answer = server.send("BREW", &concrete, &[("authorization", &token)], b"").await;
        if answer.status == 404 {
            // What answers to every other address: a route has its methods.
            continue;
        }
        assert_eq!(answer.status, 405, "{path}: {answer:?}");
        let methods = answer.header("allow").split(',').filter(|method| *method != "HEAD");
        there.extend(methods.map(|method| format!("{method} {path}")));
    }
    let documented: BTreeSet<String> = operations().into_keys().collect();
    let undocumented: Vec<_> = there.difference(&documented).collect();
    assert!(undocumented.is_empty(), "write down in openapi.json: {undocumented:?}");
    let missing: Vec<_> = documented.difference(&there).collect();
    assert!(missing.is_empty(), "documented and not there: {missing:?}");
}

#[tokio::test]
async fn the_document_is_served_and_its_references_lead_somewhere() {
    let place = Place::new();
    let answer = place.start().await.get("/openapi.json").await;
    assert_eq!(&serde_json::from_str::<Value>(&answer.body).unwrap(), document());
    assert_eq!(document()["info"]["version"], env!("CARGO_PKG_VERSION"));
    let mut ids = BTreeSet::new();
    for (name, operation) in operations() {
        assert!(ids.insert(operation["operationId"].as_str().unwrap()), "{name}");
        for response in operation["responses"].as_object().unwrap().values() {
            for media in resolve(response)["content"].as_object().unwrap().values() {
                resolve(&media["schema"]);
            }
        }
        let named = name.matches('{').count();
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        assert_eq!(parameters.filter(|parameter| parameter["in"] == "path").count(), named, "{name}");
    }
}

/// One good answer of each operation, besides what all the other tests ask.
#[tokio::test]
async fn every_operation_answers_as_documented() {
    let place = Place::new();
    let server = place.start().await;
    let office = Office::open(&place.config().database).await.unwrap();
    let (_, secret) = office.new_token("all", Role::Admin, &Expiry::Never).await.unwrap();
    let bearer = format!("Bearer {}", secret.as_str());
    let key = Es256Key::generate();
    let record = signed(&key, Nonce::NotCollected);
    let nonce = format!(r#"{{"key":"{}"}}"#, key.kid());
    let token = r#"{"name":"monitoring","role":"metrics","expires_at":"2999-01-31"}"#;
    let of_record = "/api/records/5d0c7c52-6a0b-4d6e-9a55-0f4a3f9f2b11";
    let of_pack = &crate::packs::manifest().documents[0].id;
    let pending = format!("/api/pending?document={of_pack}&version=99");
    let payload = Compact::parse(&record).unwrap().payload;
    let proof = format!("/log/proof/{}", Digest::of(&payload).hex());
    let pack = format!("/api/packs/{}", crate::packs::published().digest.hex());
    let words = br#"{"blocks":[]}"#;
    std::fs::create_dir_all(place.path("pack/documents")).unwrap();
    std::fs::write(place.path(&format!("pack/documents/{}.json", Digest::of(words).hex())), words).unwrap();
    let text = format!("/api/texts/{}", Digest::of(words).hex());
    let mut asked = BTreeSet::new();
    for (method, path, media_type, body) in [
        ("POST", "/nonces", "application/json", nonce.as_str()),
        ("POST", "/records", "application/jose", &record),
        ("POST", "/records", "application/jose", &record),
        ("GET", "/log/checkpoint", "", ""),
        ("GET", &proof, "", ""),
        ("GET", "/.well-known/jwks.json", "", ""),
        ("GET", "/healthz", "", ""),
        ("GET", "/readyz", "", ""),
        ("GET", "/metrics", "", ""),
        ("GET", "/openapi.json", "", ""),
        ("GET", "/api/me", "", ""),
        ("POST", "/api/tokens", "application/json", token),
        ("GET", "/api/tokens", "", ""),
        ("DELETE", "/api/tokens/monitoring", "", ""),
        ("GET", "/api/records?q=fjord", "", ""),
        ("GET", of_record, "", ""),
        ("GET", "/api/export?format=jsonl", "", ""),
        ("GET", "/api/export?format=csv", "", ""),
        ("GET", "/api/export?format=dpv", "", ""),
        ("GET", &pending, "", ""),
        ("GET", "/api/acceptances?by=week", "", ""),
        ("GET", "/api/documents", "", ""),
        ("GET", &pack, "", ""),
        ("GET", &text, "", ""),
        ("POST", "/api/webhooks", "application/json", r#"{"url":"http://127.0.0.1:1/hook"}"#),
        ("GET", "/api/webhooks", "", ""),
        ("GET", "/api/webhooks/dead", "", ""),
        ("GET", "/api/retention", "", ""),
        ("POST", &format!("{of_record}/erase"), "application/json", r#"{"reason":"asked for"}"#),
        ("GET", of_record, "", ""),
        (
            "POST",
            "/api/holds",
            "application/json",
            r#"{"subject":"email","value":"a@b.example","reason":"dispute"}"#,
        ),
        ("GET", "/api/holds", "", ""),
        ("GET", "/api/acts", "", ""),
    ] {
        let headers = [("authorization", bearer.as_str()), ("content-type", media_type)];
        let answer = server.send(method, path, &headers, body.as_bytes()).await;
        assert!(answer.status.is_success(), "{method} {path}: {answer:?}");
        let (name, operation) = operation(method, path).unwrap();
        if let Some(schema) = operation.pointer("/requestBody/content/application~1json/schema") {
            let whole = json!({"$ref": schema["$ref"], "components": document()["components"]});
            let body: Value = serde_json::from_str(body).unwrap();
            jsonschema::draft202012::new(&whole).unwrap().validate(&body).unwrap();
        }
        asked.insert(name);
    }
    let left: Vec<_> = operations().into_keys().filter(|name| !asked.contains(name)).collect();
    // Of something that must be there first, or is set: their own tests ask, through the same client.
    let elsewhere = [
        // The path has slashes in it.
        "GET /log/tile/{path}",
        "DELETE /api/holds/{id}",
        "DELETE /api/webhooks/{id}",
        "POST /api/retention",
        "POST /api/webhooks/dead/{id}/retry",
        "POST /api/webhooks/{id}/enable",
        "POST /api/webhooks/{id}/rotate",
    ];
    let left: Vec<_> = left.iter().map(String::as_str).filter(|name| !elsewhere.contains(name)).collect();
    assert!(left.is_empty(), "ask each of them here: {left:?}");
}

/// The least role stands in the document, and no other.
#[tokio::test]
async fn roles_are_as_documented() {
    let place = Place::new();
    let mut config = place.config();
    config.guesses = None;
    let server = place.start_with(config).await;
    let office = Office::open(&place.config().database).await.unwrap();
    let mut tokens = Vec::new();
    for role in [Role::Metrics, Role::Read, Role::Officer, Role::Admin] {
        let (_, secret) = office.new_token(role.as_str(), role, &Expiry::Never).await.unwrap();
        tokens.push((role.as_str(), format!("Bearer {}", secret.as_str())));
    }
    for (name, operation) in operations() {
        let (method, path) = name.split_once(' ').unwrap();
        let path = path.replace(['{', '}'], "");
        let Some(least) = operation.get("x-role") else {
            assert_eq!(operation["security"], json!([]), "{name}");
            assert_ne!(server.send(method, &path, &[], b"").await.status, 401, "{name}");
            continue;
        };
        let mut enough = false;
        for (role, token) in &tokens {
            enough |= least == role;
            let answer = server.send(method, &path, &[("authorization", token)], b"").await;
            assert_eq!(answer.status != 403, enough, "{name} with {role}: {answer:?}");
        }
        assert!(enough, "{name}: {least}");
    }
}
