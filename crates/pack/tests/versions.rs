//! Versions: what a build makes of what was published before.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use samtycke_pack::author::{self, Built, Finding, Shelf, Sources};
use samtycke_pack::manifest::{DocumentEntry, Standing};
use samtycke_pack::redline::{Change, Redline};
use samtycke_pack::{Document, Manifest};
use samtycke_record::Digest;
use samtycke_record::json::{self, FromJson, ToJson as _};

const PACK: &str = include_str!("support/versions.toml");

/// A folder that is published to again and again.
#[derive(Clone, Default)]
struct Out(BTreeMap<String, Vec<u8>>);

impl Out {
    fn typed<T: FromJson>(&self, name: &str) -> T {
        let text = std::str::from_utf8(&self.0[name]).unwrap();
        T::from_json(&json::parse(text).unwrap()).unwrap()
    }

    fn text(&self, name: &str) -> &str {
        std::str::from_utf8(self.0.get(name).unwrap_or_else(|| panic!("{name}"))).unwrap()
    }

    fn build(&self, sources: &Sources) -> Result<Built, Vec<Finding>> {
        let read = |digest: &Digest| self.0.get(&format!("documents/{}.json", digest.hex())).cloned();
        let current = self.0.contains_key("pack.json").then(|| self.typed::<Manifest>("pack.json"));
        let history = self.0.keys().filter(|name| name.starts_with("history/"));
        let manifests = current.into_iter().chain(history.map(|name| self.typed(name))).collect();
        author::build_upon(sources, &Shelf { manifests, document: Some(&read) })
    }

    /// Builds, and keeps what was there beside it, as the command line does.
    fn publish(&mut self, sources: &Sources) -> DocumentEntry {
        let built = self.build(sources).unwrap_or_else(|findings| panic!("{findings:?}"));
        self.0.extend(built.files.clone());
        self.0.insert(format!("history/{}.json", built.digest.hex()), built.files["pack.json"].clone());
        built.manifest.document("dpa").unwrap().clone()
    }

    fn codes(&self, sources: &Sources) -> Vec<String> {
        let findings = self.build(sources).map_or_else(|findings| findings, |built| built.findings);
        findings
            .iter()
            .map(|finding| format!("{}:{}: {}", finding.file, finding.line, finding.code))
            .collect()
    }
}

const TEXT: &str = "## 1. Brud\n\n1.1 Underretning sker inden 24 timer.\n\n1.2 Den sker skriftligt.\n";

/// The pack with that version of its document, more keys for it, and its text. Each version has a summary of its own.
fn sources(version: &str, more: &str, text: &str) -> Sources {
    let more = if more == SUMMARY { &more.replace("frist.", &format!("frist. ({version})")) } else { more };
    let pack = PACK.replace("VERSION", version).replace("# MORE", more);
    let date = format!("2026-0{}-01", &version[..1]);
    let documents = [("dpa.da.md".to_owned(), text.to_owned())].into();
    Sources { pack: pack.replace("DATE", &date), documents }
}

const SUMMARY: &str = "summary.da = \"Kortere frist.\"";

#[test]
fn the_same_sources_upon_the_same_output_give_the_same_bytes() {
    let mut out = Out::default();
    for (version, text) in
        [("1.0", TEXT.to_owned()), ("2.0", TEXT.replace("24", "6")), ("3.0", TEXT.replace("24", "4"))]
    {
        let sources = sources(version, SUMMARY, &text);
        out.publish(&sources);
        let before = out.clone();
        out.publish(&sources);
        assert_eq!(out.0, before.0, "{version}: nothing is written twice");
        assert_eq!(out.build(&sources).unwrap().files, out.build(&sources).unwrap().files);
    }
}

#[test]
fn other_bytes_under_a_published_version_are_refused() {
    let mut out = Out::default();
    out.publish(&sources("1.0", "", TEXT));
    let other = TEXT.replace("24", "6");
    assert_eq!(out.codes(&sources("1.0", SUMMARY, &other)), ["documents/dpa.da.md:0: published-version"]);
    let mut dated = sources("1.0", "", TEXT);
    dated.pack = dated.pack.replace("2026-01-01", "2026-01-02");
    assert_eq!(out.codes(&dated), ["documents/dpa.da.md:0: published-version"]);
    // Also when a version lies between, or the document was gone for a while.
    out.publish(&sources("2.0", SUMMARY, &other));
    assert_eq!(
        out.codes(&sources("1.0", SUMMARY, &other)),
        ["documents/dpa.da.md:0: published-version", "pack.toml:43: version-order"]
    );
    out.0.remove("pack.json");
    assert_eq!(out.codes(&sources("2.0", SUMMARY, TEXT)), ["documents/dpa.da.md:0: published-version"]);
    // What is around the text may change.
    let mut renamed = sources("2.0", "summary.da = \"Frist.\"", &other);
    renamed.pack = renamed.pack.replace("Havnegade 7", "Havnegade 9");
    assert_eq!(out.codes(&renamed), Vec::<String>::new());
}

#[test]
fn what_changed_must_be_said_when_it_says_something_else() {
    let mut out = Out::default();
    out.publish(&sources("1.0", "", TEXT));
    for (text, more, expect) in [
        (TEXT.replace("24", "6"), "", vec!["pack.toml:43: missing-summary"]),
        (TEXT.replace("24", "6"), SUMMARY, vec![]),
        (TEXT.replace("sker inden", "sker  inden"), "", vec![]),
        (TEXT.to_owned(), "", vec![]),
    ] {
        assert_eq!(out.codes(&sources("2.0", more, &text)), expect, "{text}");
    }
    assert_eq!(out.codes(&sources("1.0", SUMMARY, TEXT)), Vec::<String>::new());
    // Versions and dates only rise.
    let mut back = sources("2.0", "", TEXT);
    back.pack = back.pack.replace("2026-02-01", "2025-02-01");
    assert_eq!(out.codes(&back), ["pack.toml:43: version-order"]);
    out.0.retain(|name, _| !name.starts_with("documents/"));
    let missing = out.codes(&sources("2.0", SUMMARY, TEXT));
    assert!(missing.len() == 1 && missing[0].ends_with(".json:0: published-missing"), "{missing:?}");
}

#[test]
fn what_the_version_before_said_of_itself_is_no_news() {
    let mut out = Out::default();
    let until = "renewal = { kind = \"ask\", until = 2026-12-31 }";
    let said = "summary.da = \"Kortere  frist.\"";
    out.publish(&sources("1.0", "", TEXT));
    out.publish(&sources("2.0", &format!("{said}\n{until}"), &TEXT.replace("24", "6")));
    let third = TEXT.replace("24", "4");
    let other = ("summary.da = \"Endnu kortere frist.\"", "renewal = { kind = \"ask\", until = 2027-12-31 }");
    for (more, expect) in [
        (format!("{said}\n{}", other.1), vec!["pack.toml:49: stale-summary"]),
        // However it is spaced; also where it is left over and nothing would have had to be said.
        (format!("{}\n{}", said.replace("  ", " "), other.1), vec!["pack.toml:49: stale-summary"]),
        (format!("{}\n{until}", other.0), vec!["pack.toml:50: stale-renewal"]),
        (format!("{}\n{}", other.0, other.1), vec![]),
    ] {
        assert_eq!(out.codes(&sources("3.0", &more, &third)), expect, "{more}");
    }
    let spaced = sources("3.0", said, &TEXT.replace("24", "6").replace("sker inden", "sker  inden"));
    assert_eq!(out.codes(&spaced), ["pack.toml:49: stale-summary"]);
    // An announced one as well, at its own place.
    let upcoming = "[[document.upcoming]]\nversion = \"3.0\"\neffective = 2026-03-01\n";
    let mut announced = sources("2.0", &format!("{said}\n{upcoming}{said}"), &TEXT.replace("24", "6"));
    announced.documents.insert("dpa@3.0.da.md".into(), third);
    assert_eq!(out.codes(&announced), ["pack.toml:53: stale-summary"]);
}

#[test]
fn a_number_that_another_document_names_is_no_typography() {
    let liable = "20.1 Ansvaret er begrænset.\n\n20.2 Ansvaret er uden grænse.\n";
    let swapped = "20.2 Ansvaret er begrænset.\n\n20.1 Ansvaret er uden grænse.\n";
    for (other, expect) in [
        ("Vilkår om noget andet, inden 20 dage.", Change::Typographic),
        ("20.1 Vilkår om noget andet.", Change::Typographic),
        ("1.1 Punkt 20.1 i aftalen gælder ikke.", Change::Substantive),
        ("1.1 Se [ansvaret](doc:dpa#c-20.2).", Change::Substantive),
    ] {
        let with = |version: &str, text: &str| {
            let more = "[[document]]\nid = \"terms\"\ntype = \"terms\"\nversion = \"1\"\neffective = 2026-01-01\n\
                        title.da = \"Vilkår\"";
            let mut sources = sources(version, &format!("{SUMMARY}\n{more}"), text);
            sources.pack = sources.pack.replace("Kortere frist.", version);
            sources.documents.insert("terms.da.md".into(), other.to_owned());
            sources
        };
        let mut out = Out::default();
        out.publish(&with("1.0", liable));
        let entry = out.publish(&with("2.0", swapped));
        assert_eq!(entry.change, Some(expect), "{other}");
        let redline = &entry.files[0].redline.as_ref().unwrap();
        let redline: Redline = out.typed(&format!("redlines/{}.json", redline.sha256.hex()));
        assert_eq!(redline.change, expect, "{other}");
    }
}

#[test]
fn earlier_versions_stay_and_say_what_changed_since() {
    let mut out = Out::default();
    let texts = [TEXT.to_owned(), TEXT.replace("skriftligt.", "skriftligt"), TEXT.replace("24", "6")];
    let first = out.publish(&sources("1.0", "", &texts[0]));
    assert_eq!((first.change, &first.versions, &first.files[0].redline), (None, &None, &None));
    let second = out.publish(&sources("2.0", "", &texts[1]));
    assert_eq!(second.change, Some(Change::Typographic));
    let third = out.publish(&sources("3.0", SUMMARY, &texts[2]));
    assert_eq!(third.change, Some(Change::Substantive));
    let versions = third.versions.clone().unwrap();
    let told: Vec<_> = versions.iter().map(|edition| (edition.version.as_str(), edition.change)).collect();
    assert_eq!(told, [("2.0", Some(Change::Typographic)), ("1.0", None)]);
    assert_eq!(versions[0].files[0].page, "documents/dpa@2.0.da.html");
    assert_eq!(versions[0].files[0].sha256, second.files[0].sha256);
    // Each redline, applied to the older text, gives the newer one.
    for (entry, before) in
        [(&third.files[0], &versions[0].files[0]), (&versions[0].files[0], &versions[1].files[0])]
    {
        let document = |digest: &Digest| out.typed::<Document>(&format!("documents/{}.json", digest.hex()));
        let named = &entry.redline.as_ref().unwrap();
        let redline: Redline = out.typed(&format!("redlines/{}.json", named.sha256.hex()));
        assert_eq!((&redline.from.sha256, &redline.to.sha256), (&before.sha256, &entry.sha256));
        assert_eq!(redline.apply(&document(&before.sha256).blocks).unwrap(), document(&entry.sha256).blocks);
    }
    // Pages: the one in force leads to the others, the others back to it.
    let page = out.text("documents/dpa.da.html");
    for link in ["dpa@2.0.da.html", "dpa@1.0.da.html", "dpa@3.0.changes.da.html", "dpa@2.0.changes.da.html"] {
        assert!(page.contains(&format!("href=\"{link}\"")), "{link} in {page}");
    }
    assert!(out.text("documents/dpa@1.0.da.html").contains("Dette er en tidligere version"));
    let changes = out.text("documents/dpa@3.0.changes.da.html");
    assert!(
        changes.contains("inden<del> 24</del><ins> 6</ins> timer") && changes.contains("Kortere frist."),
        "{changes}"
    );
    let older = out.text("documents/dpa@2.0.changes.da.html");
    assert!(older.contains("href=\"dpa@2.0.da.html\"") && older.contains("Kun skrivemåden"), "{older}");
}

#[test]
fn an_announced_version_is_published_with_what_it_will_change_and_comes_into_force_as_it_is() {
    let mut out = Out::default();
    let upcoming =
        "[[document.upcoming]]\nversion = \"2.0\"\neffective = 2026-02-01\nsummary.da = \"Kortere frist.\"";
    let mut announced = sources("1.0", upcoming, TEXT);
    assert_eq!(out.codes(&announced), ["documents/dpa@2.0.da.md:0: missing-file"]);
    announced.documents.insert("dpa@2.0.da.md".into(), TEXT.replace("24", "6"));
    let entry = out.publish(&announced);
    assert_eq!(entry.change, None);
    let edition = &entry.upcoming.as_ref().unwrap()[0];
    assert_eq!((edition.version.as_str(), edition.change), ("2.0", Some(Change::Substantive)));
    assert!(out.text("documents/dpa@2.0.da.html").contains("gælder endnu ikke"));
    assert!(out.text("documents/dpa.da.html").contains("href=\"dpa@2.0.da.html\""));
    let digest = edition.files[0].sha256.clone();
    // Its text can no longer change under its version.
    let mut other = announced.clone();
    other.documents.insert("dpa@2.0.da.md".into(), TEXT.replace("24", "7"));
    assert_eq!(out.codes(&other), ["documents/dpa@2.0.da.md:0: published-version"]);
    let in_force = out.publish(&sources("2.0", SUMMARY, &TEXT.replace("24", "6")));
    assert_eq!(in_force.files[0].sha256, digest);
    assert_eq!((in_force.upcoming, in_force.change), (None, Some(Change::Substantive)));
    // Without a summary, or before the one in force, nothing is announced.
    let mut bare = announced.clone();
    bare.pack = bare.pack.replace("summary.da = \"Kortere frist.\"", "");
    assert_eq!(Out::default().codes(&bare), ["pack.toml:43: missing-summary"]);
    let mut early = announced;
    early.pack = early.pack.replace("version = \"2.0\"", "version = \"0.9\"");
    early.documents.insert("dpa@0.9.da.md".into(), TEXT.replace("24", "6"));
    early.documents.remove("dpa@2.0.da.md");
    assert_eq!(Out::default().codes(&early), ["pack.toml:43: version-order"]);
}

#[test]
fn typography_alone_asks_nobody_again() {
    let mut out = Out::default();
    let editions = [
        ("1.0", TEXT.to_owned()),
        ("2.0", TEXT.replace("24", "6")),
        ("3.0", TEXT.replace("24", "6").replace("sker inden", "sker  inden")),
        ("4.0", TEXT.replace("24", "6")),
    ];
    let digests: Vec<Digest> = editions
        .iter()
        .map(|(version, text)| out.publish(&sources(version, SUMMARY, text)).files[0].sha256.clone())
        .collect();
    let entry = out.typed::<Manifest>("pack.json").document("dpa").unwrap().clone();
    let expected = [Standing::Superseded, Standing::Reworded, Standing::Reworded, Standing::InForce];
    for (digest, expect) in digests.iter().zip(expected) {
        assert_eq!(entry.standing(digest), expect);
        assert_eq!(expect.asks_again(), expect == Standing::Superseded);
    }
    let unknown = Digest::of(b"something else");
    assert_eq!(entry.standing(&unknown), Standing::Unknown);
    assert!(entry.standing(&unknown).asks_again());
    assert_eq!(DocumentEntry::from_json(&entry.to_json()), Ok(entry));
}

#[test]
fn pages_have_their_address_their_languages_and_a_foot_in_print() {
    let mut out = Out::default();
    let mut sited = sources("1.0", "", TEXT);
    sited.pack = sited.pack.replace("[vendor]", "site = \"https://vagthavn.example/jura/\"\n\n[vendor]");
    let entry = out.publish(&sited);
    let page = out.text("documents/dpa.da.html");
    for expect in [
        "<link rel=\"canonical\" href=\"https://vagthavn.example/jura/documents/dpa.da.html\">",
        "<link rel=\"alternate\" hreflang=\"da\" href=\"https://vagthavn.example/jura/documents/dpa.da.html\">",
        "<link rel=\"stylesheet\" href=\"dpa.da.print.css\" media=\"print\">",
    ] {
        assert!(page.contains(expect), "{expect} in {page}");
    }
    let print = out.text("documents/dpa.da.print.css").replace("\\00003a", ":");
    for expect in ["counter(page)", "1\\00002e0", "2026\\00002d01\\00002d01", entry.files[0].sha256.as_str()]
    {
        assert!(print.contains(expect), "{expect} in {print}");
    }
    let mut hostile = sources("1.0", "", TEXT);
    hostile.pack = hostile.pack.replace("Databehandleraftale", "\\\"; } </style><script>");
    let mut out = Out::default();
    out.publish(&hostile);
    let print = out.text("documents/dpa.da.print.css");
    assert!(!print.contains(['<', '>']) && print.matches('}').count() == 3, "{print}");
}
