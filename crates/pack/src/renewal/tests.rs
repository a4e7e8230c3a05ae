use samtycke_record::acceptance::Shown;
use samtycke_record::json::{self, FromJson as _};

use super::*;
use crate::manifest::{RoleDocument, Standing, Text};
use Change::{Substantive, Typographic};

/// The digest of a version's text.
fn digest(document: &str, version: &str) -> Digest {
    let mut hex: String = [document, version].concat().bytes().map(|byte| format!("{byte:02x}")).collect();
    hex.push_str(&"0".repeat(64 - hex.len()));
    Digest::parse(&["sha256:", &hex].concat()).unwrap()
}

/// `version date change renewal`; the date is also when it takes effect. `!` marks the one in force.
fn document(id: &str, versions: &[(&str, &str, Change, &str)]) -> DocumentEntry {
    let edition = |(version, effective, change, renewal): &(&str, &str, Change, &str)| {
        let version = version.trim_start_matches('!');
        let file = format!(r#"{{"language":"da","page":"p","sha256":"{}"}}"#, digest(id, version));
        Edition {
            version: version.to_owned(),
            effective: (*effective).to_owned(),
            summary: None,
            change: Some(*change),
            files: vec![DocumentFile::from_json(&json::parse(&file).unwrap()).unwrap()],
            renewal: renewal.split_once(' ').map(|(kind, until)| Renewal {
                kind: if kind == "ask" { RenewalKind::Ask } else { RenewalKind::Tacit },
                until: until.to_owned(),
            }),
        }
    };
    let at = versions.iter().position(|version| version.0.starts_with('!')).unwrap();
    let current = edition(&versions[at]);
    DocumentEntry {
        id: id.to_owned(),
        r#type: "dpa".into(),
        version: current.version,
        effective: current.effective,
        title: Text::default(),
        relations: Vec::new(),
        files: current.files,
        summary: None,
        change: current.change,
        versions: Some(versions[..at].iter().rev().map(edition).collect()),
        upcoming: Some(versions[at + 1..].iter().map(edition).collect()),
        renewal: current.renewal,
    }
}

fn accepted(id: &str, version: &str, act: Act) -> DocumentAct {
    DocumentAct {
        id: id.to_owned(),
        r#type: "dpa".into(),
        title: String::new(),
        version: version.to_owned(),
        effective: String::new(),
        language: "da".into(),
        sha256: digest(id, version),
        relations: Vec::new(),
        act,
        shown: Shown { opened: false, reached_end: false, visible_ms: 0 },
        change_shown: false,
    }
}

/// The smallest manifest with these documents, and a role that does this with each.
fn role(documents: Vec<(DocumentEntry, Act)>) -> (Manifest, Role) {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/pack/published/pack.json"));
    let mut manifest = Manifest::from_json(&json::parse(&text.unwrap()).unwrap()).unwrap();
    let mut role = manifest.roles[0].clone();
    role.documents = documents
        .iter()
        .map(|(entry, act)| RoleDocument { id: entry.id.clone(), act: *act, read: None })
        .collect();
    manifest.documents = documents.into_iter().map(|(entry, _)| entry).collect();
    (manifest, role)
}

fn day(text: &str) -> String {
    text.to_owned()
}

const TODAY: &str = "2026-11-22";

/// What is asked in one word, with its day.
fn short(demand: &Demand) -> String {
    let word = match demand {
        Demand::Nothing => "nothing",
        Demand::Reworded => "reworded",
        Demand::Told { .. } => "told",
        Demand::Announced { .. } => "announced",
        Demand::Objectable { .. } => "objectable",
        Demand::Grace { .. } => "grace",
        Demand::Now => "now",
    };
    [word, demand.day().unwrap_or_default()].join(" ").trim().to_owned()
}

#[test]
fn every_version_since_the_accepted_one_counts_with_its_own_renewal() {
    const FIRST: (&str, &str, Change, &str) = ("1", "2026-01-01", Substantive, "");
    let v = |version: &'static str, change, renewal: &'static str| (version, "2026-09-01", change, renewal);
    for (name, versions, accepted_version, expect) in [
        ("the one in force", vec![FIRST, v("!2", Substantive, "")], "2", "nothing"),
        ("a comma", vec![FIRST, v("!2", Typographic, "")], "1", "reworded"),
        (
            "a comma, whatever its renewal",
            vec![FIRST, v("!2", Typographic, "ask 2026-01-01")],
            "1",
            "reworded",
        ),
        ("without renewal", vec![FIRST, v("!2", Substantive, "")], "1", "now"),
        ("grace", vec![FIRST, v("!2", Substantive, "ask 2026-12-01")], "1", "grace 2026-12-01"),
        ("its last day", vec![FIRST, v("!2", Substantive, "ask 2026-11-22")], "1", "grace 2026-11-22"),
        ("the day after", vec![FIRST, v("!2", Substantive, "ask 2026-11-21")], "1", "now"),
        ("tacit", vec![FIRST, v("!2", Substantive, "tacit 2026-12-01")], "1", "objectable 2026-12-01"),
        (
            "tacit, last day",
            vec![FIRST, v("!2", Substantive, "tacit 2026-11-22")],
            "1",
            "objectable 2026-11-22",
        ),
        ("tacit and in force", vec![FIRST, v("!2", Substantive, "tacit 2026-08-01")], "1", "told 2026-09-01"),
        (
            "one that asked, then a tacit one",
            vec![FIRST, v("2", Substantive, ""), v("!3", Substantive, "tacit 2026-12-01")],
            "1",
            "now",
        ),
        (
            "the same, when that one was accepted",
            vec![FIRST, v("2", Substantive, ""), v("!3", Substantive, "tacit 2026-12-01")],
            "2",
            "objectable 2026-12-01",
        ),
        (
            "two graces: the earlier day",
            vec![FIRST, v("2", Substantive, "ask 2026-12-01"), v("!3", Substantive, "ask 2027-01-01")],
            "1",
            "grace 2026-12-01",
        ),
        (
            "a grace that ended, then one that runs",
            vec![FIRST, v("2", Substantive, "ask 2026-10-01"), v("!3", Substantive, "ask 2027-01-01")],
            "1",
            "now",
        ),
        (
            "a tacit one that ended, then a comma",
            vec![FIRST, v("2", Substantive, "tacit 2026-08-01"), v("!3", Typographic, "")],
            "1",
            "told 2026-09-01",
        ),
        ("no version of it", vec![FIRST, v("!2", Substantive, "tacit 2026-12-01")], "0", "now"),
        (
            "announced, will ask",
            vec![v("!2", Substantive, ""), ("3", "2027-01-01", Substantive, "ask 2027-02-01")],
            "2",
            "announced 2027-01-01",
        ),
        (
            "announced, will ask at once",
            vec![v("!2", Substantive, ""), ("3", "2027-01-01", Substantive, "")],
            "2",
            "announced 2027-01-01",
        ),
        (
            "announced, tacit",
            vec![v("!2", Substantive, ""), ("3", "2027-01-01", Substantive, "tacit 2026-12-15")],
            "2",
            "objectable 2026-12-15",
        ),
        (
            "announced, tacit, too late to object",
            vec![v("!2", Substantive, ""), ("3", "2027-01-01", Substantive, "tacit 2026-11-01")],
            "2",
            "told 2027-01-01",
        ),
        (
            "announced, a comma",
            vec![v("!2", Substantive, ""), ("3", "2027-01-01", Typographic, "")],
            "2",
            "nothing",
        ),
        (
            "the announced one was accepted",
            vec![v("!2", Substantive, ""), ("3", "2027-01-01", Substantive, "tacit 2026-12-15")],
            "3",
            "nothing",
        ),
    ] {
        let (manifest, role) = role(vec![(document("dpa", &versions), Act::Agree)]);
        let before = accepted("dpa", accepted_version, Act::Agree);
        let found = renewals(&manifest, &role, std::slice::from_ref(&before), TODAY);
        assert_eq!(short(&found.demand()), expect, "{name}");
        // The two ways to look at it agree.
        let standing = manifest.documents[0].standing(&before.sha256);
        let asks = found
            .documents
            .iter()
            .any(|one| !matches!(one.why, Why::Announced { .. }) && one.demand != Demand::Reworded);
        assert_eq!(standing.asks_again(), asks, "{name}: {standing:?}");
        assert_eq!(standing == Standing::Unknown, found.documents.iter().any(|one| one.why == Why::Unknown));
    }
}

#[test]
fn what_is_asked_of_several_documents_is_the_strictest_and_each_is_listed() {
    let changed = |id: &str, renewal: &'static str| {
        document(id, &[("1", "2026-01-01", Substantive, ""), ("!2", "2026-09-01", Substantive, renewal)])
    };
    let at = |id: &str, act| accepted(id, "1", act);
    let since = || Why::Changed { since: day("1") };
    use Act::{Acknowledge, Agree, Offer};
    for (name, documents, before, expect) in [
        ("an offered one never asks", vec![(changed("terms", ""), Offer)], vec![at("terms", Offer)], vec![]),
        (
            "an acknowledged one does",
            vec![(changed("policy", ""), Acknowledge)],
            vec![at("policy", Acknowledge)],
            vec![("policy", since(), Demand::Now)],
        ),
        (
            "one that is new to the role",
            vec![(changed("annex", "tacit 2027-01-01"), Agree)],
            vec![at("dpa", Agree)],
            vec![("annex", Why::New, Demand::Now)],
        ),
        (
            "one that was only offered",
            vec![(document("dpa", &[("!1", "2026-01-01", Substantive, "")]), Agree)],
            vec![at("dpa", Offer)],
            vec![("dpa", Why::New, Demand::Now)],
        ),
        (
            "one that was agreed to, and is now only acknowledged",
            vec![(document("dpa", &[("!1", "2026-01-01", Substantive, "")]), Acknowledge)],
            vec![at("dpa", Agree)],
            vec![],
        ),
        (
            "the strictest, and of those the earliest day",
            vec![
                (changed("dpa", "ask 2027-01-01"), Agree),
                (changed("annex", "tacit 2026-12-01"), Agree),
                (changed("policy", "ask 2026-12-24"), Acknowledge),
            ],
            vec![at("dpa", Agree), at("annex", Agree), at("policy", Acknowledge)],
            vec![
                ("dpa", since(), Demand::Grace { until: day("2027-01-01") }),
                ("annex", since(), Demand::Objectable { until: day("2026-12-01") }),
                ("policy", since(), Demand::Grace { until: day("2026-12-24") }),
            ],
        ),
    ] {
        let (manifest, role) = role(documents);
        let found = renewals(&manifest, &role, &before, TODAY);
        let listed: Vec<_> = found
            .documents
            .iter()
            .map(|one| (one.document.as_str(), one.why.clone(), one.demand.clone()))
            .collect();
        assert_eq!(listed, expect, "{name}");
        if name.starts_with("the strictest") {
            assert_eq!(found.demand(), Demand::Grace { until: day("2026-12-24") });
        }
    }
}

#[test]
fn what_is_in_force_and_what_is_announced_are_listed_apart() {
    let entry = document(
        "dpa",
        &[
            ("1", "2026-01-01", Substantive, ""),
            ("!2", "2026-09-01", Substantive, "tacit 2026-08-01"),
            ("3", "2027-01-01", Substantive, "tacit 2026-12-01"),
            ("4", "2027-06-01", Substantive, "ask 2027-07-01"),
        ],
    );
    let (manifest, role) = role(vec![(entry, Act::Agree)]);
    let found = renewals(&manifest, &role, &[accepted("dpa", "1", Act::Agree)], TODAY);
    let listed: Vec<_> = found.documents.iter().map(|one| (one.why.clone(), short(&one.demand))).collect();
    let announced = |since: &str, version: &str| Why::Announced { since: day(since), version: day(version) };
    assert_eq!(
        listed,
        [
            (Why::Changed { since: day("1") }, day("told 2026-09-01")),
            (announced("2", "3"), day("objectable 2026-12-01")),
            (announced("3", "4"), day("announced 2027-06-01")),
        ]
    );
    assert_eq!(short(&found.demand()), "objectable 2026-12-01");
}
