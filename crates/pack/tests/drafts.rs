//! A `pack.toml` that isn't ready hides nothing of what is wrong with the documents.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use samtycke_pack::author::{self, Finding, Severity, Sources};

/// The pack of Vagthavn ApS, with one more line before a document.
fn sources(document: &str, line: &str) -> Sources {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/vagthavn");
    let mut sources =
        Sources { pack: fs::read_to_string(folder.join("pack.toml")).unwrap(), ..Sources::default() };
    for entry in fs::read_dir(folder.join("documents")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let text = fs::read_to_string(folder.join("documents").join(&name)).unwrap();
        sources.documents.insert(name, text);
    }
    let text = sources.documents.get_mut(document).unwrap();
    if !line.is_empty() {
        *text = format!("{line}\n\n{text}");
    }
    sources
}

fn replaced(mut sources: Sources, from: &str, to: &str) -> Sources {
    assert!(sources.pack.contains(from), "{from}");
    sources.pack = sources.pack.replacen(from, to, 1);
    sources
}

/// Without their remedies.
fn shown(findings: &[Finding]) -> Vec<String> {
    let first = |finding: &Finding| finding.to_string().lines().next().unwrap().to_owned();
    findings.iter().map(first).collect()
}

#[test]
fn values_that_are_wrong_or_missing_hide_nothing_of_the_documents() {
    for (from, to) in [
        ("99000007", "99000008"),
        ("99000007", "FILL IN: the registration number"),
        ("name = \"Vagthavn ApS\"", "name = \"FILL IN\""),
        ("country = \"DK\"", "country = \"Danmark\""),
        ("[\"da\", \"en\"]\nprevails = \"da\"", "[\"da\", \"en\"]\nprevails = \"fi\""),
        ("venue.en = \"the District Court of Aarhus\"\n", ""),
        ("id = \"vagthavn\"", "id = \"Vagthavn\""),
        ("breach_hours = 6", "breach_hours = 0"),
        (
            "{ kind = \"incorporates\", document = \"annex-a\" }",
            "{ kind = \"incorporates\", document = \"annex\" }",
        ),
    ] {
        let line = "These terms may be changed without notice, <b>boldly</b>.";
        let sources = replaced(sources("terms.en.md", line), from, to);
        let checked = author::check(&sources);
        let found = shown(&checked.findings);
        let of_text: Vec<_> = found.iter().filter(|one| one.starts_with("documents/terms.en.md")).collect();
        assert!(
            of_text.iter().any(|one| one.contains(":1: warning[change-without-notice]")),
            "{to}: {found:?}"
        );
        assert!(of_text.iter().any(|one| one.contains(":1:44: error[raw-html]")), "{to}: {found:?}");
        assert!(
            checked.findings.iter().any(|one| one.file == "pack.toml" && one.severity == Severity::Error)
        );
        assert!(!checked.coverage.is_empty() && !checked.reading.is_empty() && checked.manifest.is_some());
        assert!(
            author::build(&sources).is_err_and(|errors| errors.iter().all(|one| one.file == "pack.toml"))
        );
    }
}

/// What can't be looked for is said where the value is missing, and found when it is there.
#[test]
fn what_waits_for_a_value_says_so() {
    for (document, from, to, value, unwritten, written, code) in [
        (
            "dpa.en.md",
            "",
            "We give notice of a breach within 48 hours.\n\n",
            "breach_hours = 6",
            "breach_hours = 0",
            "breach_hours = 6",
            "breach-hours",
        ),
        (
            "terms.en.md",
            "",
            "As Annex B says.\n\n",
            "title.en = \"Cookie policy\"",
            "title.en = \"FILL IN\"",
            "title.en = \"Cookies\"",
            "named-document",
        ),
        (
            "terms.en.md",
            "",
            "",
            "country = \"DE\"",
            "country = \"FILL IN: the country\"",
            "country = \"US\"",
            "sub-processor-transfer",
        ),
        (
            "terms.en.md",
            "",
            "",
            "effective = 2026-09-01\ntitle.da = \"Bilag A",
            "effective = \"FILL IN\"\ntitle.da = \"Bilag A",
            "effective = 2027-09-01\ntitle.da = \"Bilag A",
            "effective-order",
        ),
        (
            "terms.en.md",
            "",
            "",
            "effective = 2026-09-01\ntitle.da = \"Bilag A",
            "effective = \"autumn\"\ntitle.da = \"Bilag A",
            "effective = 2027-09-01\ntitle.da = \"Bilag A",
            "effective-order",
        ),
        (
            "privacy-policy.en.md",
            "{{vendor.name}}",
            "Our company",
            "name = \"Vagthavn ApS\"",
            "name = \"FILL IN: the legal name\"",
            "name = \"Havnevagt ApS\"",
            "policy-controller",
        ),
        (
            "privacy-policy.en.md",
            "{{vendor.dpo}}",
            "Marie",
            "dpo = { name = \"Marie",
            "dpo = { name = \"FILL IN: Marie",
            "dpo = { name = \"Marie",
            "policy-contact",
        ),
        (
            "cookie-policy.en.md",
            "{{table.cookies}}",
            "vagthavn_session, vagthavn_csrf, samtycke, chat_open, _pk_id, _pk_ses, fk_viewer, fk_volume, _ab_click, _ab_uid",
            "name = \"chat_conversation\"",
            "name = \"FILL IN\"",
            "name = \"chat_other\"",
            "cookie-unlisted",
        ),
        (
            "cookie-policy.en.md",
            "",
            "We use _ga.\n\n",
            "name = \"chat_conversation\"",
            "name = \"FILL IN\"",
            "name = \"chat_conversation\"",
            "cookie-unknown",
        ),
    ] {
        let mut sources = sources(document, "");
        let text = sources.documents.get_mut(document).unwrap();
        *text = text.replacen(from, to, 1);
        let found = author::check(&replaced(sources.clone(), value, unwritten)).findings;
        let waiting = found.iter().find(|one| one.message.contains("; until then nobody looks for "));
        let waiting = waiting.unwrap_or_else(|| panic!("{code}: {:?}", shown(&found)));
        assert!(waiting.message.contains(code) && waiting.file == "pack.toml", "{waiting}");
        assert!(found.iter().all(|one| one.code != code), "{code}: {:?}", shown(&found));
        let found = author::check(&replaced(sources, value, written)).findings;
        assert!(found.iter().any(|one| one.code == code), "{code}: {:?}", shown(&found));
        assert!(found.iter().all(|one| !one.message.contains("nobody looks")), "{:?}", shown(&found));
    }
}

/// What would be allowed can't be told yet, and an address to come is no link that is wrong.
#[test]
fn a_draft_is_not_blamed_for_what_follows_from_its_gaps() {
    let allow = "[[allow]]\ncode = \"breach-hours\"\nreason = \"The shorter one is meant.\"\n\n[vendor]";
    for (line, from, to) in [
        ("", "[vendor]", allow),
        ("See [our site]({{vendor.website}}).", "website = \"https://", "website = \"FILL IN: https://"),
        ("", "version = \"3.1\"", "version = \"FILL IN: the version\""),
    ] {
        let mut sources = replaced(sources("terms.en.md", line), from, to);
        if to.contains("version") {
            sources.documents.retain(|name, _| !name.contains('@'));
        }
        let sources = replaced(sources, "breach_hours = 6", "breach_hours = 0");
        let found = author::check(&sources).findings;
        assert!(found.iter().all(|one| one.code == "fill-in"), "{to}: {:?}", shown(&found));
    }
}
