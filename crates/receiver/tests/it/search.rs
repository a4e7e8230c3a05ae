//! Finding records: by each parameter, page by page, in a large table too.

use axum::body::Bytes;
use axum::http::Request;
use http_body_util::{BodyExt as _, Empty};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use samtycke_receiver::{Expiry, Office, Role};
use samtycke_record::acceptance::{Acceptance, EventType};
use samtycke_record::json::{self, Value};
use samtycke_record::protocol::ProblemKind;
use samtycke_record::registry::{Registration, Scheme};
use samtycke_record::sign::Es256Key;
use samtycke_record::{Nonce, Uuid};

use tokio::net::TcpStream;

use crate::database::{execute, rows};
use crate::packs;
use crate::server::{Answer, Place, Server, sign};

/// A receiver whose records one may ask for.
pub(crate) struct Desk {
    pub(crate) server: Server,
    pub(crate) place: Place,
    token: String,
}

impl Desk {
    /// It takes records without a pack, so that tests can make up what they like.
    pub(crate) async fn open() -> Self {
        Self::open_at(Place::new()).await
    }

    pub(crate) async fn open_at(place: Place) -> Self {
        let mut config = place.config();
        config.packs = samtycke_receiver::Packs::None;
        Self::open_with(place, config).await
    }

    pub(crate) async fn open_with(place: Place, config: samtycke_receiver::Config) -> Self {
        let server = place.start_with(config).await;
        Self::of(place, server, "officer").await
    }

    /// With a token of that name.
    pub(crate) async fn of(place: Place, server: Server, name: &str) -> Self {
        let office = Office::open(&place.database().get()).await.unwrap();
        let (_, secret) = office.new_token(name, Role::Read, &Expiry::Never).await.unwrap();
        office.close().await;
        Self { server, place, token: format!("Bearer {}", secret.as_str()) }
    }

    pub(crate) async fn ask(&self, path: &str) -> Answer {
        self.server.send("GET", path, &[("authorization", &self.token)], b"").await
    }

    pub(crate) async fn json(&self, path: &str) -> Value {
        let answer = self.ask(path).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        json::parse(&answer.body).unwrap()
    }

    /// The whole body, or how it broke off.
    pub(crate) async fn try_body(&self, path: &str) -> Result<String, String> {
        let stream = TcpStream::connect(self.server.address).await.unwrap();
        let (mut sender, connection) = handshake(TokioIo::new(stream)).await.unwrap();
        let connection = tokio::spawn(connection);
        let request = Request::get(path).header("host", "a").header("authorization", &self.token);
        let answer = sender.send_request(request.body(Empty::<Bytes>::new()).unwrap()).await;
        let body = match answer {
            Ok(answer) => answer.into_body().collect().await,
            Err(error) => return Err(error.to_string()),
        };
        connection.abort();
        body.map(|body| String::from_utf8_lossy(&body.to_bytes()).into_owned())
            .map_err(|error| error.to_string())
    }

    pub(crate) async fn take(&self, record: &impl json::ToJson) {
        let answer = self.server.post(&sign(&Es256Key::generate(), record)).await;
        assert_eq!(answer.status, 201, "{answer:?}");
    }
}

pub(crate) fn member<'a>(value: &'a Value, name: &str) -> &'a str {
    value.member(name).and_then(Value::as_str).unwrap_or("")
}

pub(crate) fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    let Some(Value::Array(list)) = value.member(name) else { panic!("no {name} in {value:?}") };
    list
}

fn fresh() -> Uuid {
    Uuid::parse(&uuid::Uuid::new_v4().hyphenated().to_string()).unwrap()
}

/// An acceptance by that company.
pub(crate) fn acceptance(company: &str, scheme: Scheme, number: &str, email: &str) -> Acceptance {
    let mut record = packs::acceptance(&packs::published());
    record.record_id = fresh();
    record.offer.nonce = Nonce::NotCollected;
    record.parties[1].name = company.into();
    record.parties[1].registry = Registration::parse(scheme, number).unwrap();
    record.signatory.email = email.into();
    record
}

async fn companies(desk: &Desk, query: &str) -> Vec<String> {
    let page = desk.json(&format!("/api/records?{query}")).await;
    list(&page, "records").iter().map(|record| member(record, "company").to_owned()).collect()
}

#[tokio::test]
async fn records_are_found_by_what_they_say_in_any_spelling() {
    let desk = Desk::open().await;
    let mut angstrom =
        acceptance("Ångström & Öberg AB", Scheme::SeOrgnr, "5599000006", "Anna.Oberg@angstrom.example");
    angstrom.documents[0].version = "1.0".into();
    desk.take(&angstrom).await;
    let mut smorrebrod = acceptance("Smørrebrød 100% ApS", Scheme::DkCvr, "99000007", "x_y@smor.example");
    smorrebrod.role = "partner".into();
    desk.take(&smorrebrod).await;
    let mut no = acceptance("Nei AS", Scheme::NoOrgnr, "990000018", "kari@nei.example");
    no.event.r#type = EventType::Decline;
    no.statements.clear();
    no.annex = None;
    no.signatory.authority.attested = false;
    desk.take(&no).await;
    desk.take(&packs::consent(&packs::published())).await;
    const A: &str = "Ångström & Öberg AB";
    const S: &str = "Smørrebrød 100% ApS";
    const N: &str = "Nei AS";
    for (query, expect) in [
        ("", &["", N, S, A][..]),
        ("company=%C3%85ngstr%C3%B6m", &[A]),
        ("company=%C3%85NGSTR%C3%96M", &[A]),
        ("company=angstrom", &[A]),
        // Decomposed, as some systems write it.
        ("company=A%CC%8Angstro%CC%88m", &[A]),
        ("company=SM%C3%98RREBR%C3%98D", &[S]),
        ("company=smorre", &[S]),
        ("company=oberg", &[A]),
        ("company=100%25", &[S]),
        ("company=%25", &[S]),
        ("company=_", &[]),
        ("company=%5C", &[]),
        ("company=a%27%20OR%201=1--", &[]),
        ("registration=559900-0006", &[A]),
        ("registration=org.nr+559900+0006", &[A]),
        ("registration=CVR+99+00+00+07", &[S]),
        ("registration=DK-CVR+99000007", &[S]),
        ("registration=990000018MVA", &[N]),
        ("registration=12345674", &[]),
        ("email=anna.oberg@ANGSTROM.example", &[A]),
        ("email=%40angstrom.example", &[A]),
        ("email=x_y", &[S]),
        ("email=x-y", &[]),
        ("document=dpa", &[N, S, A]),
        ("document=dpa&version=2.1", &[N, S]),
        ("document=dpa&version=1.0", &[A]),
        ("document=dpa&version=1.0&email=kari@nei.example", &[]),
        ("document=privacy-policy", &["", N, S, A]),
        ("document=terms", &[]),
        ("kind=consent", &[""]),
        ("kind=acceptance", &[N, S, A]),
        ("event=decline", &[N]),
        ("event=consent_given", &[""]),
        ("event=withdraw", &[]),
        ("role=partner", &[S]),
        ("from=2020-01-01&to=2020-12-31", &[]),
        ("from=2020-01-01&kind=acceptance", &[N, S, A]),
        ("from=2999-01-01", &[]),
        ("to=2020-01-01T00:00:00.000Z", &[]),
        ("q=oberg", &[A]),
        ("q=smor.example", &[S]),
        ("q=990+000+018", &[N]),
        ("q=nothing", &[]),
        ("q=&company=&registration=&email=&document=&version=&kind=consent&event=&role=&from=&to=", &[""]),
        ("company=e&registration=&kind=acceptance&limit=500", &[N, S, A]),
    ] {
        assert_eq!(companies(&desk, query).await, expect, "{query}");
    }
    let id = angstrom.record_id.as_str();
    assert_eq!(companies(&desk, &format!("q={id}")).await, [A]);
    assert_eq!(companies(&desk, &format!("q={}", id.to_uppercase())).await, [A]);
}

#[tokio::test]
async fn what_cant_be_understood_is_named_with_what_it_takes() {
    let desk = Desk::open().await;
    for (path, expect) in [
        ("/api/records?kind=x", "kind: takes acceptance or consent"),
        ("/api/records?event=x", "event: takes one of agree, "),
        ("/api/records?registration=x", "registration: is not a registration number"),
        ("/api/records?from=x", "from: takes a day like"),
        ("/api/records?to=2026-13-01", "to: takes a day like"),
        ("/api/records?limit=0", "limit: takes a number from 1 to 500"),
        ("/api/records?limit=501", "limit: takes a number from 1 to 500"),
        ("/api/records?limit=-1", "limit: takes"),
        ("/api/records?after=x", "after: takes what `next` was"),
        ("/api/records?after=2026-01-01T00:00:00.000Z_x", "after: takes what `next` was"),
        ("/api/records?version=2", "version: of which document"),
        ("/api/records?company=a&company=b", "company: is given twice"),
        ("/api/records?compny=a", "compny: is not known; there are q, company"),
        ("/api/export?format=xml", "format: takes jsonl, csv or dpv"),
        ("/api/export?limit=5", "limit: is not known"),
        ("/api/pending", "document: which document"),
        ("/api/pending?document=dpa", "version: which version"),
        ("/api/pending?document=dpa&version=2&x=1", "x: is not known; there are document, version"),
        ("/api/acceptances?by=year", "by: takes day, week or month"),
        ("/api/acceptances?by=day&from=1980-01-01&to=2026-01-01", "from: more than 3,660 steps"),
    ] {
        let answer = desk.ask(path).await;
        assert_eq!(answer.problem(), ProblemKind::BadRequest, "{path}");
        assert!(answer.body.contains(expect), "{path}: {}", answer.body);
    }
}

/// PostgreSQL's texts have no NUL and its indexes no entry of that length; nobody else's record may suffer from one.
#[tokio::test]
async fn a_name_that_the_index_cant_hold_is_stored_and_found_all_the_same() {
    let desk = Desk::open().await;
    let mut long = acceptance("Lång\0namn AB", Scheme::SeOrgnr, "5599000006", "a@b.example");
    long.parties[1].name.push_str(&"\u{1f600}x".repeat(10_000));
    long.signatory.email = format!("{}@b.example", "\0y".repeat(5_000));
    long.documents[2].id = format!("\0{}", "z".repeat(5_000));
    let mut other = long.documents[2].clone();
    other.id.push('2');
    long.documents.push(other);
    long.role = "\0r".into();
    desk.take(&long).await;
    assert_eq!(companies(&desk, "company=l%C3%A5ngnamn").await.len(), 1);
    assert_eq!(companies(&desk, "registration=559900-0006").await.len(), 1);
    assert_eq!(desk.ask("/api/records?q=%00").await.problem(), ProblemKind::BadRequest);
    assert_eq!(desk.ask("/api/records/%00").await.problem(), ProblemKind::NotFound);
    let opened = desk.json(&format!("/api/records/{}", long.record_id)).await;
    assert_eq!(opened.member("holds"), Some(&Value::Bool(true)));
}

#[tokio::test]
async fn pages_follow_each_other_without_gaps_or_repeats_while_records_come() {
    let desk = Desk::open().await;
    for n in 0..7 {
        desk.take(&acceptance(&format!("Company {n}"), Scheme::DkCvr, "99000007", "a@b.example")).await;
    }
    for query in ["", "&document=dpa&version=2.1", "&registration=99000007", "&company=company"] {
        let (mut found, mut after) = (Vec::new(), String::new());
        loop {
            let page = desk.json(&format!("/api/records?limit=3{query}&after={after}")).await;
            found.extend(list(&page, "records").iter().map(|record| member(record, "company").to_owned()));
            // What comes meanwhile is newer than all that is still to come.
            desk.take(&packs_consent()).await;
            after = member(&page, "next").to_owned();
            if after.is_empty() {
                break;
            }
        }
        let found: Vec<_> = found.into_iter().filter(|company| !company.is_empty()).collect();
        let expect: Vec<_> = (0..7).rev().map(|n| format!("Company {n}")).collect();
        assert_eq!(found, expect, "{query}");
    }
}

fn packs_consent() -> samtycke_record::Consent {
    let mut record = packs::consent(&packs::published());
    record.record_id = fresh();
    record
}

#[tokio::test]
async fn a_record_opens_with_everything_about_it_and_what_a_check_finds() {
    let place = Place::new();
    let config = place.config();
    let desk = Desk::open_with(place, config).await;
    let record = packs::acceptance(&packs::published());
    desk.take(&record).await;
    let opened = desk.json(&format!("/api/records/{}", record.record_id)).await;
    assert_eq!(opened.member("holds"), Some(&Value::Bool(true)));
    let checks: Vec<_> = list(&opened, "checks")
        .iter()
        .map(|check| format!("{} {}", member(check, "check"), member(check, "outcome")))
        .collect();
    for expect in
        ["signature pass", "audience pass", "documents pass", "receipt-signature pass", "receipt-match pass"]
    {
        assert!(checks.iter().any(|check| check == expect), "{expect}: {checks:?}");
    }
    let shown = opened.member("record").unwrap();
    let documents = list(shown, "documents");
    assert_eq!(member(&documents[0], "sha256"), record.documents[0].sha256.as_str());
    assert_eq!(member(opened.member("receipt").unwrap(), "record"), member(&opened, "digest"));
    assert!(member(&opened, "jws").starts_with("ey") && member(&opened, "receipt_jws").starts_with("ey"));

    // What was changed in the database behind the receiver's back is seen.
    execute(desk.place.database(), "UPDATE records SET record = replace(record, '.', '.A')").await;
    let opened = desk.json(&format!("/api/records/{}", record.record_id)).await;
    assert_eq!(opened.member("holds"), Some(&Value::Bool(false)));
    // And of an erased one what is left is shown.
    execute(desk.place.database(), "UPDATE records SET record = '', confirmation = NULL").await;
    let opened = desk.json(&format!("/api/records/{}", record.record_id)).await;
    assert_eq!(opened.member("erased"), Some(&Value::Bool(true)));
    assert!(opened.member("record").is_none() && opened.member("receipt").is_some());

    for id in ["nobody", "0b7f4f0e-2f5d-4c43-8a2c-6a9f0d5e7c22", "%27", "..%2Ftokens"] {
        assert_eq!(desk.ask(&format!("/api/records/{id}")).await.problem(), ProblemKind::NotFound, "{id}");
    }
}

#[tokio::test]
async fn records_that_were_stored_before_there_was_an_index_are_found_after_the_next_start() {
    let desk = Desk::open().await;
    for n in 0..3 {
        desk.take(&acceptance(&format!("Old {n}"), Scheme::DkCvr, "99000007", "a@b.example")).await;
    }
    let Desk { server, place, .. } = desk;
    server.stop().await;
    // As an update would leave it that was interrupted after the first record.
    execute(place.database(), "DELETE FROM entries WHERE number > 1").await;
    execute(place.database(), "DELETE FROM entry_documents WHERE number > 1").await;
    execute(place.database(), "UPDATE standings SET number = 1").await;
    execute(place.database(), "UPDATE unindexed SET next = 2, last = 3").await;
    let desk = Desk { server: place.start().await, token: String::new(), place };
    let found: Vec<(i64, String)> =
        rows(desk.place.database(), "SELECT number, company FROM entries ORDER BY number").await;
    assert_eq!(found, [(1, "Old 0".into()), (2, "Old 1".into()), (3, "Old 2".into())]);
    let documents: Vec<(i64,)> = rows(desk.place.database(), "SELECT count(*) FROM entry_documents").await;
    assert_eq!(documents, [(9,)]);
    let standings: Vec<(i64,)> = rows(desk.place.database(), "SELECT DISTINCT number FROM standings").await;
    assert_eq!(standings, [(3,)]);
}
