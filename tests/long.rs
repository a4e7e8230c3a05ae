//! `tests/long/` is a published pack with one long document, in a language of each direction: the browser's tests of
//! reading fetch it. It is made here, of nothing; `SAMTYCKE_BLESS=1` writes it anew. Our own tool publishes no Hebrew, so
//! it is made as English and then called what it is.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use samtycke_pack::author::{self, Sources};
use samtycke_record::Digest;

const PACK: &str = r#"
[pack]
id = "long"
languages = ["da", "en"]
prevails = "da"
law = { da = "dansk ret", en = "דין דנמרק" }
venue = { da = "Retten i Aarhus", en = "בית המשפט באורהוס" }

[vendor]
name = "Vagthavn ApS"
registry = { scheme = "DK-CVR", id = "99000007" }
address = "Havnegade 7, 8000 Aarhus C"
country = "DK"
email = "privacy@vagthavn.example"
phone = "+45 70 00 00 07"
website = "https://vagthavn.example"

[authority]
name = { da = "Datatilsynet", en = "הרשות להגנת המידע" }
url = "https://www.datatilsynet.dk"

[[contact]]
kind = "email"
value = "privacy@vagthavn.example"
notice = true
label = { da = "Persondata", en = "מידע אישי" }

[[right]]
id = "access"
name = { da = "Ret til indsigt", en = "זכות עיון" }
text = { da = "Du kan få en kopi.", en = "אפשר לקבל עותק." }
how = { da = "Skriv til os.", en = "כתבו אלינו." }

[[sub_processor]]
name = "Nordlunda Drift AB"
country = "SE"
function = { da = "Hosting", en = "אירוח" }

[[role]]
id = "representative"
party = "representative"
vendor = "controller"
name = { da = "Kontaktperson", en = "איש קשר" }
summary = { da = "Vi er dataansvarlig.", en = "אנחנו אחראים." }
documents = [{ id = "policy", act = "acknowledge" }]
statements = ["informed"]
submit = { da = "Bekræft", en = "אישור" }

[[statement]]
id = "informed"
kind = "acknowledge"
documents = ["policy"]
text = { da = "Jeg er orienteret.", en = "קראתי." }

[[document]]
id = "policy"
type = "privacy-policy"
version = "1.0"
effective = 2026-09-01
title = { da = "En lang politik", en = "מדיניות ארוכה" }
"#;

const SECTIONS: usize = 24;
const CLAUSES: usize = 8;

/// Headings with clauses, a table of twelve rows in every eighth section.
fn document(heading: &str, sentence: &str) -> String {
    let mut text = String::new();
    for section in 1..=SECTIONS {
        writeln!(text, "## {section}. {heading} {section}\n").unwrap();
        for clause in 1..=CLAUSES {
            writeln!(text, "{section}.{clause} {sentence} [{heading}](#c-{section}.1).\n").unwrap();
        }
        if section % 8 == 1 {
            writeln!(text, "| {heading} | № |\n|---|---|").unwrap();
            (1..=12).for_each(|row| writeln!(text, "| {heading} Å{row} | {} |", row * row).unwrap());
            writeln!(text).unwrap();
        }
    }
    text
}

#[test]
fn the_published_long_pack_is_what_it_is_made_of() {
    let danish = "Databehandleren behandler personoplysninger efter dokumenteret instruks og fører fortegnelse over \
                  behandlingerne, sikkerhedsforanstaltningerne og underdatabehandlerne; den dataansvarlige får besked, \
                  når noget ændres, og kan gøre indsigelse inden for fristen, se";
    let hebrew = "המעבד מעבד מידע אישי לפי הוראות מתועדות ומנהל רישום של פעולות העיבוד ושל אמצעי האבטחה, ראו";
    let documents = [
        ("policy.da.md".to_owned(), document("Afsnit", danish)),
        ("policy.en.md".to_owned(), document("סעיף", hebrew)),
    ];
    let sources = Sources { pack: PACK.into(), documents: documents.into_iter().collect() };
    let built = author::build(&sources).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/long");
    let is_blessed = std::env::var_os("SAMTYCKE_BLESS").is_some();
    if is_blessed {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("documents")).unwrap();
    }
    for (name, text) in hebrew_is_hebrew(&built.files) {
        if is_blessed {
            fs::write(folder.join(&name), &text).unwrap();
        }
        let found = fs::read_to_string(folder.join(&name)).unwrap_or_default();
        assert!(found == text, "{name} is not what is built: run with SAMTYCKE_BLESS=1");
    }
}

/// The manifest and the documents, with the new name of the one that is changed.
fn hebrew_is_hebrew(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let texts = files.iter().filter(|(name, _)| name.ends_with(".json"));
    let mut texts: BTreeMap<String, String> =
        texts.map(|(name, bytes)| (name.clone(), String::from_utf8(bytes.clone()).unwrap())).collect();
    let english = "\"language\":\"en\"";
    let name = texts.iter().find(|(_, text)| text.contains(english)).unwrap().0.clone();
    let document = texts.remove(&name).unwrap().replace(english, "\"language\":\"he\"");
    let digest = Digest::of(document.as_bytes());
    let before = name.strip_prefix("documents/").and_then(|name| name.strip_suffix(".json")).unwrap();
    let manifest = texts.remove("pack.json").unwrap();
    let manifest = manifest.replace("\"en\"", "\"he\"").replace(before, digest.hex());
    texts.retain(|name, _| !name.starts_with("history/"));
    texts
        .extend([("pack.json".to_owned(), manifest), (format!("documents/{}.json", digest.hex()), document)]);
    texts
}
