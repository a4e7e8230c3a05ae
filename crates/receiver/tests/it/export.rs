//! Exports: whole, in each format, and never more memory than a page.

use samtycke_record::json::{self, Value};
use samtycke_record::registry::Scheme;
use samtycke_record::verify::{self, Policy};

use crate::database::{execute, rows};
use crate::packs;
use crate::search::{Desk, acceptance, list, member};

const COMPANY: &str = "=cmd|' /C calc'!A0, \"Ærø\" ApS";

async fn desk() -> Desk {
    let desk = Desk::open().await;
    desk.take(&acceptance("Fjordcaféen ApS", Scheme::DkCvr, "12345674", "mette@fjord.example")).await;
    desk.take(&acceptance(COMPANY, Scheme::SeOrgnr, "5599000006", "anna@a.example")).await;
    desk.take(&packs::consent(&packs::published())).await;
    desk
}

#[tokio::test]
async fn json_lines_hold_what_was_signed_and_verify() {
    let desk = desk().await;
    let answer = desk.ask("/api/export?format=jsonl").await;
    assert_eq!(answer.header("content-type"), "application/jsonl");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"records.jsonl\"");
    assert_eq!(answer.header("cache-control"), "no-store");
    let keys = desk.server.keys().await;
    let lines: Vec<Value> = answer.body.lines().map(|line| json::parse(line).unwrap()).collect();
    let companies: Vec<_> = lines.iter().map(|line| member(line, "company")).collect();
    assert_eq!(companies, ["Fjordcaféen ApS", COMPANY, ""]);
    for line in &lines {
        let verified = verify::verify_record(member(line, "jws").as_bytes(), Policy::default());
        assert_eq!(verified.digest.as_ref().unwrap().as_str(), member(line, "digest"));
        let (checks, _) = verify::verify_receipt(member(line, "receipt").as_bytes(), &verified, Some(&keys));
        assert_eq!(verify::first_failure(&verified.checks), None);
        assert_eq!(verify::first_failure(&checks), None);
    }
    // Filters are those of the search.
    let one = desk.ask("/api/export?company=fjordcafeen").await;
    assert_eq!(one.body.lines().count(), 1);
}

#[tokio::test]
async fn a_table_is_read_back_as_it_was_and_calculates_nothing() {
    let desk = desk().await;
    let answer = desk.ask("/api/export?format=csv").await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert!(answer.body.ends_with("\r\n"));
    let mut reader = csv::Reader::from_reader(answer.body.as_bytes());
    assert_eq!(reader.headers().unwrap().len(), 17);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let column = |row: usize, name: &str| {
        let at =
            answer.body.split("\r\n").next().unwrap().split(',').position(|column| column == name).unwrap();
        rows[row][at].to_owned()
    };
    assert_eq!(column(0, "company"), "Fjordcaféen ApS");
    assert_eq!(column(1, "company"), format!("'{COMPANY}"));
    assert_eq!(column(0, "documents"), "agree dpa 2.1; agree annex-a 2.1; acknowledge privacy-policy 3");
    assert_eq!(column(2, "documents"), "notice privacy-policy 3");
    assert_eq!(column(2, "purposes").split(' ').next(), Some("matomo:given"));
    assert!(rows.iter().flatten().all(|field| !field.starts_with(['=', '+', '-', '@', '\t', '\r'])));
}

/// Well-formed JSON-LD 1.1 as far as its structure tells: every term is a keyword or has a prefix that the context names.
#[tokio::test]
async fn json_ld_names_every_term_by_its_context() {
    let desk = desk().await;
    let answer = desk.ask("/api/export?format=dpv").await;
    assert_eq!(answer.header("content-type"), "application/ld+json");
    let document = json::parse(&answer.body).unwrap();
    let Some(Value::Object(context)) = document.member("@context") else { panic!() };
    let prefixes: Vec<_> =
        context.iter().map(|(prefix, iri)| (prefix.as_str(), iri.as_str().unwrap())).collect();
    assert!(prefixes.iter().all(|(_, iri)| iri.ends_with(['#', '/'])), "{prefixes:?}");
    let graph = list(&document, "@graph");
    assert_eq!(graph.len(), 3);
    for node in graph {
        assert!(member(node, "@id").starts_with("urn:uuid:"));
        well_formed(node, &prefixes);
    }
    let types: Vec<_> = graph.iter().map(|node| member(node, "@type")).collect();
    assert_eq!(types, ["dpv:DataProcessingRecord", "dpv:DataProcessingRecord", "dpv:ConsentRecord"]);
    let consent = &graph[2];
    let states: Vec<_> = list(consent, "dpv:hasProcess")
        .iter()
        .map(|process| {
            let status = process.member("dpv:hasConsentStatus").or(process.member("dpv:hasStatus")).unwrap();
            (member(process.member("dpv:hasPurpose").unwrap(), "@type"), member(status, "@id"))
        })
        .collect();
    assert_eq!(
        states,
        [
            ("dpv:ServiceOptimisation", "dpv:ConsentGiven"),
            ("dpv:ServiceProvision", "dpv:ConsentRefused"),
            ("dpv:MisusePreventionAndDetection", "dpv:LegitimateInterestNotObjected"),
        ]
    );
    let agreed = &graph[0];
    assert_eq!(member(agreed.member("dpv:hasContractStatus").unwrap(), "@id"), "dpv:ContractSignedByParty");
    assert_eq!(member(&list(agreed, "dpv:hasDataController")[0], "dpv:hasIdentifier"), "DK-CVR 12345674");
    let empty = desk.ask("/api/export?format=dpv&event=withdraw").await;
    assert_eq!(list(&json::parse(&empty.body).unwrap(), "@graph").len(), 0);
}

fn well_formed(value: &Value, prefixes: &[(&str, &str)]) {
    let named = |term: &str| {
        let (prefix, rest) = term.split_once(':').unwrap_or_else(|| panic!("{term} has no prefix"));
        assert!(!rest.is_empty() && prefixes.iter().any(|(known, _)| *known == prefix), "{term}");
    };
    match value {
        Value::Object(members) => {
            let is_value = value.member("@value").is_some();
            for (name, inner) in members {
                match name.as_str() {
                    "@id" => {
                        let iri = inner.as_str().unwrap();
                        assert!(iri.contains(':') && !iri.contains(' '), "{iri}");
                        if !iri.starts_with("http") && !iri.starts_with("urn:") {
                            named(iri);
                        }
                    }
                    "@type" => named(inner.as_str().unwrap()),
                    // A value object has nothing else.
                    "@value" | "@language" => assert!(is_value && members.len() == 2, "{value:?}"),
                    name => {
                        named(name);
                        well_formed(inner, prefixes);
                    }
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| well_formed(item, prefixes)),
        _ => {}
    }
}

/// Several pages of an export, in order, each record once; what comes meanwhile is not in it.
#[tokio::test]
async fn a_large_export_has_every_record_once() {
    let desk = Desk::open().await;
    desk.take(&acceptance("Fjordcaféen ApS", Scheme::DkCvr, "12345674", "mette@fjord.example")).await;
    // The same record many times over, with numbers and ids of their own: exports read what is stored.
    let number = "WITH RECURSIVE n(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < 1050)";
    let sqls = [
        format!(
            "{number} INSERT INTO records (number, record_id, digest, key, schema, pack, received_at, record, receipt) \
             SELECT n.n, 'id-' || n.n, r.digest, r.key, r.schema, r.pack, r.received_at, r.record, r.receipt \
             FROM n, records r WHERE r.number = 1"
        ),
        format!(
            "{number} INSERT INTO entries SELECT n.n, e.kind, e.event, e.acted_at, e.received_at, e.origin, e.role, \
             e.company, e.folded, e.scheme, e.registration, e.customer, e.email, e.purposes \
             FROM n, entries e WHERE e.number = 1"
        ),
        String::from("UPDATE head SET records = 1050"),
    ];
    for sql in sqls {
        execute(desk.place.database(), sql.leak()).await;
    }
    for (format, expect) in [("jsonl", 1050), ("csv", 1051)] {
        let answer = desk.ask(&format!("/api/export?format={format}&company=fjord")).await;
        assert_eq!(answer.body.lines().count(), expect);
    }
    let answer = desk.ask("/api/export?format=jsonl").await;
    let numbers: Vec<_> = answer
        .body
        .lines()
        .map(|line| match json::parse(line).unwrap().member("number") {
            Some(Value::Integer(number)) => *number,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(numbers, (1..=1050).collect::<Vec<_>>());
    let answer = desk.ask("/api/export?format=dpv").await;
    assert_eq!(list(&json::parse(&answer.body).unwrap(), "@graph").len(), 1050);
    let stored: Vec<(i64,)> = rows(desk.place.database(), "SELECT count(*) FROM entries").await;
    assert_eq!(stored, [(1050,)]);
    // Only what was stored when it began.
    execute(desk.place.database(), "UPDATE head SET records = 1000").await;
    assert_eq!(desk.ask("/api/export").await.body.lines().count(), 1000);
}

/// A database that fails in the middle: the answer breaks off, so nobody takes a part for the whole.
#[tokio::test]
async fn an_export_that_breaks_off_is_no_export() {
    let desk = desk().await;
    execute(desk.place.database(), "DROP TABLE entry_documents").await;
    execute(desk.place.database(), "ALTER TABLE entries RENAME TO gone").await;
    assert!(desk.try_body("/api/export").await.is_err());
}
