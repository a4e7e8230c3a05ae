//! What is found in the annex of a pack, as far as the flow asks for reasons and answers.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use samtycke_pack::author::{self, Sources};
use samtycke_pack::manifest::{AnnexReasons, AuthorisationRule};

const HOURS: &str = "breach_hours = 24\n";
const OBJECTION: &str = "objection.en = \"We answer within 14 days.\"\n";

/// The pack in which nothing is found, with more in its annex.
fn sources(more: &str) -> Sources {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks/one");
    let mut sources = Sources::default();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(path).unwrap();
        match name.as_str() {
            "pack.toml" => sources.pack = text.replacen(HOURS, &format!("{HOURS}{more}"), 1),
            _ => drop(sources.documents.insert(name, text)),
        }
    }
    sources
}

#[test]
fn what_the_flow_asks_about_the_annex_is_checked() {
    let engaged =
        "\n[[sub_processor]]\nname = \"Nordmast AB\"\ncountry = \"SE\"\nfunction.en = \"Support\"\n";
    let sent = "\n[[annex.transfer]]\ncountry = \"US\"\nrecipient = \"Harborline, Inc.\"\nsafeguard.en = \"Module 3\"\n";
    for (annex, end, expect) in [
        ("", "", ""),
        ("reasons = \"removals\"\n", "", ""),
        ("reasons = \"edits\"\n", "", ""),
        ("reasons = \"all\"\n", "", "reasons: wrong-value"),
        ("authorisation = \"specific\"\n", "", "authorisation: missing-objection"),
        ("authorisation = \"none\"\n", "", "authorisation: wrong-value"),
        (&format!("authorisation = \"general\"\n{OBJECTION}"), "", ""),
        (OBJECTION, "", "objection: wrong-value"),
        (&format!("authorisation = \"general\"\n{OBJECTION}"), engaged, "[[sub_processor]]: duplicate-id"),
        (&format!("authorisation = \"specific\"\n{OBJECTION}"), sent, "[[annex: duplicate-id"),
        // Nobody answers, so nobody needs to tell them apart.
        ("", engaged, ""),
        ("consequences.special.en = \"We encrypt them.\"\n", "", ""),
        ("consequences.special.da = \"Vi krypterer dem.\"\n", "", "consequences: missing-language"),
        ("consequences.children.en = \"No.\"\n", "", "consequences: unknown-key"),
        ("consequences.national_id.en = \"FILL IN: what follows\"\n", "", "consequences: fill-in"),
    ] {
        let mut sources = sources(annex);
        sources.pack.push_str(end);
        let first = author::check(&sources).findings.into_iter().next();
        let found = first.map_or(String::new(), |first| {
            let line = sources.pack.lines().nth(first.line - 1).unwrap();
            format!("{}: {}", line.split([' ', '.']).next().unwrap(), first.code)
        });
        assert_eq!(found, expect, "{annex}{end}");
    }
}

#[test]
fn what_the_flow_asks_is_published() {
    let annex = format!(
        "reasons = \"edits\"\nauthorisation = \"specific\"\n{OBJECTION}consequences.special.en = \"We encrypt them.\"\n"
    );
    let annex = author::build(&sources(&annex)).unwrap().manifest.annex.unwrap();
    assert_eq!(annex.reasons, Some(AnnexReasons::Edits));
    assert_eq!(annex.authorisation, Some(AuthorisationRule::Specific));
    assert_eq!(annex.objection.unwrap().get("en"), "We answer within 14 days.");
    let consequences = annex.consequences.unwrap();
    assert_eq!(consequences.special.unwrap().get("en"), "We encrypt them.");
    assert_eq!(consequences.national_id, None);
}
