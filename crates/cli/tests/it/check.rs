//! `samtycke check`.

use std::fs;
use std::path::Path;

use samtycke_record::json;

use serde_json::Value;

use crate::program::Place;

/// A copy of the Danish sample pack at `vendor pack/`, with one sentence more in its terms, and a hostile title.
fn place(sentence: &str) -> Place {
    let place = Place::new();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/vagthavn");
    let to = place.path("vendor pack");
    fs::create_dir_all(to.join("documents")).unwrap();
    let pack = fs::read_to_string(from.join("pack.toml")).unwrap();
    let hostile = pack.replacen("title.da = \"Abonnementsvilkår\"", "title.da = \"Vilkår <script>\"", 1);
    assert_ne!(hostile, pack);
    fs::write(to.join("pack.toml"), hostile).unwrap();
    for entry in fs::read_dir(from.join("documents")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join("documents").join(path.file_name().unwrap())).unwrap();
    }
    let terms = to.join("documents/terms.da.md");
    fs::write(&terms, format!("{sentence}\n\n{}", fs::read_to_string(&terms).unwrap())).unwrap();
    place
}

#[test]
fn check_exits_by_the_worst_that_is_found() {
    let warned = "Vilkårene kan ændres uden varsel.";
    for (sentence, args, expect) in [
        ("Godt.", &["vendor pack", "--deny", "notes"][..], 0),
        (warned, &["vendor pack"], 0),
        (warned, &["vendor pack", "--deny", "warnings"], 1),
        ("<b>Godt</b>", &["vendor pack"], 1),
        ("Godt.", &["nowhere"], 2),
    ] {
        let ended = place(sentence).run(&[&["check"], args].concat());
        assert_eq!(ended.code, expect, "{sentence} {args:?}: {ended:?}");
    }
}

#[test]
fn check_tells_people_scripts_and_code_review() {
    let place = place("Vilkårene kan ændres uden varsel.");
    let text = place.run(&["check", "vendor pack", "--coverage", "--reading", "--graph", "pack.svg"]).stdout;
    for part in [
        "vendor pack/documents/terms.da.md:1: warning[change-without-notice]: ",
        "Article 28(3) in dpa (da)",
        "(h) information and audits           10.3",
        "LIX",
        "0 errors, 1 warnings, 0 notes; nothing that stops publishing",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains('\x1b'), "no colour where there is no terminal");
    let picture = fs::read_to_string(place.path("pack.svg")).unwrap();
    assert!(picture.contains(">Databehandleraftale<") && picture.contains("prefers-color-scheme:dark"));

    assert!(picture.contains("Vilkår &lt;script&gt;") && !picture.contains("<script"), "{picture}");

    let json = json::parse(place.run(&["check", "vendor pack", "--json"]).stdout.trim()).unwrap().canonical();
    assert!(
        json.contains(r#""code":"change-without-notice","column":0,"file":"documents/terms.da.md""#),
        "{json}"
    );
    let sarif =
        json::parse(place.run(&["check", "vendor pack", "--sarif"]).stdout.trim()).unwrap().canonical();
    for part in [
        r#""artifactLocation":{"uri":"vendor%20pack/documents/terms.da.md"},"region":{"startLine":1}"#,
        r#""level":"warning""#,
        r#""ruleId":"change-without-notice""#,
        r#""version":"2.1.0""#,
    ] {
        assert!(sarif.contains(part), "{part} in {sarif}");
    }
}

/// OASIS's schema, as npm carries it: 2.1.0-rtm.5 differs from the standard's in its own address and draft alone.
/// A report without findings must not be read as one about texts that nobody looked at.
#[test]
fn what_was_not_looked_at_is_said() {
    let place = Place::new();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../pack/tests/checks/one");
    fs::create_dir_all(place.path("deutsch/documents")).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().replace(".en.", ".de.");
        let text = fs::read_to_string(&path).unwrap().replace("\"en\"", "\"de\"").replace(".en = ", ".de = ");
        let folder = if name == "pack.toml" { "deutsch" } else { "deutsch/documents" };
        fs::write(place.path(folder).join(name), text).unwrap();
    }
    let text = place.run(&["check", "deutsch", "--coverage", "--reading"]).stdout;
    let unread = "not looked at: the checks don't know the language";
    for part in [
        "deutsch/documents/dpa.de.md: note[unread-language]: the checks don't know \"de\"; they read sv, da, en",
        &format!("Article 28(3) in dpa (de)\n  {unread}"),
        &format!("  terms (de)                           {unread}"),
        "0 errors, 0 warnings, 4 notes",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("in annex-a (de)\n"), "{text}");
    let whole: Value = serde_json::from_str(&place.run(&["check", "deutsch", "--json"]).stdout).unwrap();
    assert_eq!(whole["unread"].as_array().unwrap().len(), 4);
    assert_eq!(whole["unread"][0]["file"], "documents/dpa.de.md");
}

fn sarif_schema() -> jsonschema::Validator {
    let path = "../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}\n  fix: run `npm ci --ignore-scripts` at the root of the checkout",
            path.display()
        )
    });
    // A slip of the schema's own: a bracket too many, which is no regular expression of JSON Schema's.
    let schema: Value = serde_json::from_str(&text.replace("{2}]?$", "{2}$")).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

#[test]
fn what_check_tells_code_review_is_valid_sarif() {
    let schema = sarif_schema();
    let allow = "\n[[allow]]\ncode = \"change-without-notice\"\nreason = \"Varslet står i kontrakten.\"\n";
    for (sentence, change, results) in [
        ("Godt.", "", 0),
        ("Vilkårene kan ændres uden varsel.", "", 1),
        ("Vilkårene kan ændres uden varsel.", allow, 1),
        ("<b>Godt</b> {{vendor.nmae}}", "", 3),
        ("Godt.", "\nen = \"half", 1),
    ] {
        let place = place(sentence);
        let pack = place.path("vendor pack/pack.toml");
        fs::write(&pack, fs::read_to_string(&pack).unwrap() + change).unwrap();
        for folder in ["vendor pack", "./vendor pack/", place.path("vendor pack").to_str().unwrap()] {
            let log: Value = serde_json::from_str(&place.run(&["check", folder, "--sarif"]).stdout).unwrap();
            let problems: Vec<_> =
                schema.iter_errors(&log).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert!(problems.is_empty(), "{sentence} {change}: {problems:#?}");
            let found = log["runs"][0]["results"].as_array().unwrap();
            assert_eq!(found.len(), results, "{sentence} {change}: {found:#?}");
            let suppressed = found.iter().filter(|result| !result["suppressions"].is_null()).count();
            assert_eq!(suppressed, usize::from(change == allow));
        }
    }
    // The schema does find what is wrong.
    assert!(!schema.is_valid(&serde_json::json!({ "version": "2.1.0", "runs": [{ "results": [] }] })));
}
