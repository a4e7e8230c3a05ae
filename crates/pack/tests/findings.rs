//! What bad packs get: a finding with file, line, code and remedy, and nothing published.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use samtycke_pack::author::{self, Severity, Sources};
use samtycke_pack::manifest::{AfterWithdrawal, Layout};

const PACK: &str = r#"[pack]
id = "small"
languages = ["da", "en"]
prevails = "da"
law.da = "dansk ret"
law.en = "Danish law"
venue.da = "Retten i Aarhus"
venue.en = "the court of Aarhus"

[vendor]
name = "Vagthavn ApS"
registry = { scheme = "DK-CVR", id = "99000007" }
address = "Havnegade 7"
country = "DK"
email = "a@vagthavn.example"
phone = "+45 70 00 00 07"
website = "https://vagthavn.example"

[authority]
name.da = "Datatilsynet"
name.en = "Datatilsynet"
url = "https://www.datatilsynet.dk"

[[role]]
id = "customer"
party = "controller"
vendor = "processor"
name.da = "Kunde"
name.en = "Customer"
summary.da = "Kunde."
summary.en = "Customer."
documents = [{ id = "dpa", act = "agree" }]
statements = ["accept", "authority"]
submit.da = "Acceptér"
submit.en = "Accept"

[[statement]]
id = "accept"
kind = "agree"
documents = ["dpa"]
text.da = "Vi accepterer."
text.en = "We accept."

[[statement]]
id = "authority"
kind = "authority"
documents = []
text.da = "Jeg må."
text.en = "I may."

[[document]]
id = "dpa"
type = "dpa"
version = "1.0"
effective = 2026-09-01
title.da = "Databehandleraftale"
title.en = "Data processing agreement"
"#;

/// What a site asks; goes on after [`PACK`].
const COOKIES: &str = r#"
[cookies]
policy = "dpa"
expiry_days = 182
refusal_days = 90
domain = "vagthavn.example"
gpc = ["statistics", "protection"]
heading.da = "Vælg"
heading.en = "Choose"
text.da = "Vælg selv."
text.en = "You choose."

[[cookies.region]]
codes = ["US", "CA-QC"]
mode = "opt-out"
heading.da = "Fravælg"
heading.en = "Say no"
text.da = "Det kører."
text.en = "It runs."

[[cookies.region]]
codes = ["CA"]
mode = "opt-in"

[cookies.signals.google]
ad_storage = "statistics"
analytics_storage = "matomo"
wait_for_update = 500

[[cookies.signals.google.default]]
region = ["US-CA"]
granted = ["analytics_storage"]

[cookies.signals.uet]
ad_storage = "statistics"

[cookies.signals.clarity]
analytics_storage = "matomo"

[[cookies.category]]
id = "necessary"
basis = "strictly-necessary"
name.da = "Nødvendige"
name.en = "Necessary"
purpose.da = "Siden virker."
purpose.en = "The site works."
dpv = "ServiceProvision"

[[cookies.category]]
id = "statistics"
basis = "consent"
name.da = "Statistik"
name.en = "Statistics"
purpose.da = "Vi tæller."
purpose.en = "We count."
dpv = "ServiceUsageAnalytics"

[[cookies.category]]
id = "protection"
basis = "legitimate-interest"
name.da = "Beskyttelse"
name.en = "Protection"
purpose.da = "Vi holder robotter ude."
purpose.en = "We keep robots out."
dpv = "MisusePreventionAndDetection"

[[cookies.service]]
id = "matomo"
category = "statistics"
name = "Matomo"
provider = "Vagthavn ApS"
country = "DK"
purpose.da = "Vi tæller."
purpose.en = "We count."
data = ["IPAddress", "UID"]
retention.da = "25 måneder"
retention.en = "25 months"

[[cookies.service.storage]]
name = "_pk_id*"
kind = "cookie"
lifetime.da = "13 måneder"
lifetime.en = "13 months"
purpose.da = "Genkender et besøg."
purpose.en = "Recognises a visit."
"#;

const DA: &str = "## 1. Formål\n\n1.1 Første punkt, se [punkt 1.1](#c-1.1).\n";
const EN: &str = "## 1. Purpose\n\n1.1 First clause of {{vendor.name}}.\n";

fn sources(pack: &str, da: &str) -> Sources {
    let documents = [("dpa.da.md", da), ("dpa.en.md", EN)];
    Sources {
        pack: pack.to_owned(),
        documents: documents.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect(),
    }
}

/// The first finding as `file:line: code`, or `fine`.
fn found(sources: &Sources) -> String {
    let findings = match author::build(sources) {
        Ok(built) => built.findings,
        Err(findings) => {
            assert!(findings.iter().any(|finding| finding.severity == Severity::Error));
            findings
        }
    };
    for finding in &findings {
        assert!(!finding.fix.is_empty() && !finding.message.is_empty(), "{finding}");
        assert!(author::rule(finding.code).is_some(), "docs/checks has no {}", finding.code);
    }
    findings.first().map_or("fine".into(), |first| format!("{}:{}: {}", first.file, first.line, first.code))
}

#[test]
fn bad_pack_toml_is_named_with_its_line() {
    for (from, to, expect) in [
        ("", "", "fine"),
        ("id = \"small\"", "id = \"small", "pack.toml:2: toml-syntax"),
        ("id = \"small\"", "id = \"Small\"", "pack.toml:2: bad-id"),
        ("venue.en = \"the court of Aarhus\"\n", "", "pack.toml:7: missing-language"),
        ("venue.en", "venue.sv", "pack.toml:7: missing-language"),
        ("prevails = \"da\"", "prevails = \"fi\"", "pack.toml:4: languages"),
        ("country = \"DK\"", "country = \"Danmark\"", "pack.toml:14: wrong-value"),
        ("country = \"DK\"\n", "", "pack.toml:10: missing-key"),
        ("country = \"DK\"", "land = \"DK\"\ncountry = \"DK\"", "pack.toml:14: unknown-key"),
        ("99000007", "99000008", "pack.toml:12: registration-number"),
        ("id = \"customer\"", "id = \"amend\"", "pack.toml:25: wrong-value"),
        ("party = \"controller\"", "party = \"boss\"", "pack.toml:26: wrong-value"),
        ("[{ id = \"dpa\", act", "[{ id = \"dba\", act", "pack.toml:32: unknown-reference"),
        ("[\"accept\", \"authority\"]", "[\"accept\", \"auth\"]", "pack.toml:33: unknown-reference"),
        ("[\"accept\", \"authority\"]", "[\"accept\"]", "pack.toml:33: authority-missing"),
        ("[\"accept\", \"authority\"]", "[\"authority\"]", "pack.toml:32: statement-missing"),
        ("id = \"authority\"\nkind", "id = \"accept\"\nkind", "pack.toml:45: duplicate-id"),
        ("2026-09-01", "\"soon\"", "pack.toml:55: wrong-value"),
        ("2026-09-01", "\"FILL IN: the date\"", "pack.toml:55: fill-in"),
        ("99000007", "FILL IN", "pack.toml:12: fill-in"),
        ("2026-09-01", "1.5", "pack.toml:55: wrong-value"),
        ("id = \"dpa\"\ntype", "id = \"dpo\"\ntype", "pack.toml:32: unknown-reference"),
    ] {
        assert_eq!(found(&sources(&PACK.replacen(from, to, 1), DA)), expect, "{from:?} → {to:?}");
    }
}

const RIGHT: &str = r#"[[right]]
id = "access"
name.da = "Indsigt"
name.en = "Access"
text.da = "En kopi."
text.en = "A copy."
how.da = "Skriv."
how.en = "Write."
"#;

#[test]
fn a_rights_form_is_an_https_address() {
    let line = PACK.lines().count() + 9;
    let wrong = format!("pack.toml:{line}: wrong-value");
    for (form, expect) in [
        ("", "fine"),
        ("form = \"https://vagthavn.example/mine-data?sprog=da#indsigt\"", "fine"),
        ("form = \"http://vagthavn.example/mine-data\"", &wrong),
        ("form = \"javascript:alert(1)\"", &wrong),
        ("form = \"mailto:privacy@vagthavn.example\"", &wrong),
        ("form = \"https://\"", &wrong),
        ("form = \"https:///mine-data\"", &wrong),
        ("form = \"https://vagthavn.example/mine data\"", &wrong),
        ("form = \"\"", &wrong),
        ("form = \"FILL IN: the address\"", &format!("pack.toml:{line}: fill-in")),
    ] {
        assert_eq!(found(&sources(&format!("{PACK}{RIGHT}{form}\n"), DA)), expect, "{form}");
    }
    let twice = found(&sources(&format!("{PACK}{RIGHT}{RIGHT}"), DA));
    assert_eq!(twice, format!("pack.toml:{}: duplicate-id", line + 1));
}

#[test]
fn a_form_is_published_only_where_there_is_one() {
    let published = |more: &str| {
        let built = author::build(&sources(&format!("{PACK}{more}"), DA)).unwrap();
        String::from_utf8(built.files["pack.json"].clone()).unwrap()
    };
    assert!(!published(RIGHT).contains("\"form\""));
    let form = format!("{RIGHT}form = \"https://vagthavn.example/mine-data\"\n");
    assert!(published(&form).contains("\"form\":\"https://vagthavn.example/mine-data\""));
}

#[test]
fn bad_cookies_are_named_with_their_line() {
    let pack = format!("{PACK}{COOKIES}");
    let domain = "domain = \"vagthavn.example\"";
    let (region, default) = ("codes = [\"US\", \"CA-QC\"]", "region = [\"US-CA\"]");
    let (google, uet) = ("google]\nad_storage = \"statistics\"", "uet]\nad_storage = \"statistics\"");
    let (clarity, item) = ("clarity]\nanalytics_storage = \"matomo\"", "name = \"_pk_id*\"");
    for (from, to, line, code) in [
        ("expiry_days = 182", "expiry_days = 0", "expiry_days", "wrong-value"),
        ("refusal_days = 90", "refusal_days = 366", "refusal_days", "wrong-value"),
        (domain, "domain = \"https://vagthavn.example\"", "domain", "wrong-value"),
        (domain, "domain = \".vagthavn.example\"", "domain", "wrong-value"),
        (domain, "domain = \"vagthavn.example:8080\"", "domain", "wrong-value"),
        (domain, "domain = \"vagthavn.example/da\"", "domain", "wrong-value"),
        (domain, "domain = \"Vagthavn.example\"", "domain", "wrong-value"),
        (domain, "domain = \"\"", "domain", "wrong-value"),
        ("\"protection\"]", "\"marketing\"]", "gpc", "unknown-reference"),
        ("\"protection\"]", "\"necessary\"]", "gpc", "wrong-value"),
        (region, "codes = [\"us\"]", "codes = [\"us", "wrong-value"),
        (region, "codes = [\"CA-QUEBEC\"]", "codes = [\"CA-Q", "wrong-value"),
        (region, "codes = []", "codes = []", "wrong-value"),
        (region, "codes = [\"US\", \"CA\"]", "codes = [\"CA\"]", "duplicate-region"),
        ("\"opt-out\"", "\"soft\"", "mode", "wrong-value"),
        ("heading.da = \"Fravælg\"\nheading.en = \"Say no\"\n", "", "[[cookies.region]]", "region-text"),
        ("heading.en = \"Say no\"\n", "", "heading.da = \"Fra", "missing-language"),
        ("\"opt-in\"", "\"notice\"", "[[cookies.region]]", "region-text"),
        (google, "google]\nad_storage = \"ads\"", "ad_storage", "unknown-reference"),
        (google, "google]\nads_storage = \"statistics\"", "ads_storage", "unknown-key"),
        ("= 500", "= 10001", "wait_for_update", "wrong-value"),
        (default, "region = [\"California\"]", "region", "wrong-value"),
        (default, "region = []", "region", "wrong-value"),
        ("granted = [\"", "granted = [\"google_", "granted", "wrong-value"),
        (uet, "uet]\nad_storage = \"ads\"", "ad_storage", "unknown-reference"),
        (clarity, "clarity]\nanalytics_storage = \"ads\"", "analytics_storage", "unknown-reference"),
        ("category = \"statistics\"", "category = \"statistic\"", "category", "unknown-reference"),
        ("category = \"statistics\"", "category = \"protection\"", "[[cookies.serv", "interest-storage"),
        ("\"IPAddress\"", "\"ip address\"", "data", "wrong-value"),
        ("\"UID\"", "\"uid\"", "data", "wrong-value"),
        (item, "name = \"*\"", "name = \"*", "wrong-value"),
        (item, "name = \"\"", "name = \"\"", "wrong-value"),
    ] {
        assert!(pack.contains(from), "{from:?}");
        let changed = pack.replacen(from, to, 1);
        let found = found(&sources(&changed, DA));
        let [_, number, at] = found.split(": ").flat_map(|part| part.split(':')).collect::<Vec<_>>()[..]
        else {
            panic!("{from:?} → {to:?}: {found}");
        };
        let there = changed.lines().nth(number.parse::<usize>().unwrap() - 1).unwrap();
        assert!(there.starts_with(line) && at == code, "{from:?} → {to:?}: {found}, where stands {there:?}");
    }
}

/// People are asked again when what they answered about changes, and only then.
#[test]
fn the_fingerprint_is_of_what_an_answer_is_about() {
    let pack = format!("{PACK}{COOKIES}");
    let fingerprint = |pack: &str| {
        let built = author::build(&sources(pack, DA)).map_err(|findings| found_list(&findings)).unwrap();
        built.manifest.cookies.unwrap().fingerprint
    };
    let known = fingerprint(&pack);
    for (from, to, same) in [
        ("You choose.", "Choose.", true),
        ("Say no", "No", true),
        ("25 months", "26 months", true),
        ("Recognises a visit.", "A visit.", true),
        ("expiry_days = 182", "expiry_days = 90", true),
        ("refusal_days = 90", "layout = \"bar\"\nafter_withdrawal = \"reload\"", true),
        ("[\"statistics\", \"protection\"]", "[]", true),
        ("\"opt-out\"", "\"notice\"", true),
        ("analytics_storage = \"matomo\"\nwait", "wait", true),
        ("basis = \"consent\"", "basis = \"strictly-necessary\"", false),
        ("provider = \"Vagthavn ApS\"", "provider = \"Andre ApS\"", false),
        ("country = \"DK\"\npurpose", "country = \"US\"\npurpose", false),
        ("\"IPAddress\", \"UID\"", "\"IPAddress\"", false),
        ("_pk_id*", "_pk_ses*", false),
        ("kind = \"cookie\"", "kind = \"local-storage\"", false),
    ] {
        // What is strictly necessary can't be refused.
        let changed = pack.replacen(from, to, 1);
        let changed = if to.contains("strictly") {
            changed.replace("[\"statistics\", \"protection\"]", "[]")
        } else {
            changed
        };
        assert_ne!(changed, pack, "{from}");
        assert_eq!(fingerprint(&changed) == known, same, "{from:?} → {to:?}");
    }
}

/// The text of `pack.toml` without the tables of that name.
fn without(pack: &str, name: &str) -> String {
    let parts = pack.split("\n[[").filter(|part| !part.starts_with(&format!("{name}]]")));
    parts.collect::<Vec<_>>().join("\n[[")
}

/// Where nothing is agreed there is nobody to agree.
#[test]
fn a_pack_of_only_cookies_has_no_roles_and_no_statements() {
    let pack = format!("{PACK}{COOKIES}").replace("type = \"dpa\"", "type = \"cookie-policy\"");
    let (no_roles, no_statements) = (without(&pack, "role"), without(&pack, "statement"));
    for (pack, expect) in [
        (without(&no_roles, "statement"), "fine"),
        (no_roles, "fine"),
        (no_statements, "pack.toml:33: unknown-reference"),
    ] {
        assert_eq!(found(&sources(&pack, DA)), expect, "{pack}");
    }
    let built = author::build(&sources(&without(&without(&pack, "role"), "statement"), DA)).unwrap();
    assert!(built.manifest.roles.is_empty() && built.manifest.statements.is_empty());
    assert_eq!(built.manifest.cookies.unwrap().categories.len(), 3);
}

/// What is left out is published as what it means.
#[test]
fn what_the_author_leaves_out_is_published_with_its_default() {
    let short =
        COOKIES.replace("refusal_days = 90\n", "").replace("gpc = [\"statistics\", \"protection\"]\n", "");
    let built = author::build(&sources(&format!("{PACK}{short}"), DA)).unwrap();
    let cookies = built.manifest.cookies.unwrap();
    assert_eq!(cookies.refusal_days, 182);
    assert_eq!(cookies.gpc, ["statistics", "protection"]);
    assert_eq!((cookies.layout, cookies.after_withdrawal), (Layout::Box, AfterWithdrawal::Stay));
    assert_eq!(cookies.regions[1].text, cookies.text, "opt-in elsewhere is opt-in in the same words");
    let google = cookies.signals.unwrap().google.unwrap();
    assert!(!google.ads_data_redaction && !google.url_passthrough);
}

#[test]
fn bad_documents_are_named_with_their_line() {
    for (text, expect) in [
        (DA, "fine"),
        ("", "documents/dpa.da.md:0: empty-document"),
        ("# Titel", "documents/dpa.da.md:1: heading-level"),
        ("## 1. A\n\n<b>fed</b>", "documents/dpa.da.md:3: raw-html"),
        ("## 1. A\n\n<script>alert(1)</script>", "documents/dpa.da.md:3: raw-html"),
        ("## 1. A\n\n![x](https://x.example/y.png)", "documents/dpa.da.md:3: unsupported"),
        ("## 1. A\n\n`kode`", "documents/dpa.da.md:3: unsupported"),
        ("## 1. A\n\n    indrykket", "documents/dpa.da.md:3: unsupported"),
        ("## 1. A\n\n---", "documents/dpa.da.md:3: unsupported"),
        ("## 1. A\n\n[x](javascript:alert(1))", "documents/dpa.da.md:3: link-scheme"),
        ("## 1. A\n\n[x](data:text/html,x)", "documents/dpa.da.md:3: link-scheme"),
        ("## 1. A\n\n[x](http://x.example)", "documents/dpa.da.md:3: link-scheme"),
        ("## 1. A\n\n[x](#c-9)", "documents/dpa.da.md:3: link-target"),
        ("## 1. A\n\n[x](doc:annex)", "documents/dpa.da.md:3: link-target"),
        ("## 1. A\n\n[x](doc:dpa#c-9)", "documents/dpa.da.md:3: link-target"),
        ("## 1. A\n\n{{vendor.nmae}}", "documents/dpa.da.md:3: placeholder"),
        ("## 1. A\n\n{{vendor.name", "documents/dpa.da.md:3: placeholder"),
        ("## 1. A\n\n{{table.measures}}", "documents/dpa.da.md:3: placeholder"),
        ("## 1. A\n\n1.1 A\n\n1.1 B", "documents/dpa.da.md:5: duplicate-number"),
        ("## 1. A\n\n1.1 A\n1.2 B", "documents/dpa.da.md:4: clause-in-paragraph"),
        ("> > > > > > > > > > dybt", "documents/dpa.da.md:1: nesting"),
        ("## 1. A\n\n3. A\n4. B", "documents/dpa.da.md:3: list-number"),
        ("## 1. A\n\n1. A\n3. B", "documents/dpa.da.md:4: list-number"),
        ("## 1. A\n\nKunden er her.\n\n[Kunden]: Fjordcaféen", "documents/dpa.da.md:5: unsupported"),
        ("## 1. A\n\n[x](https://x.example \"titel\")", "documents/dpa.da.md:3: unsupported"),
        ("## 1. A\n\n| A | B |\n|---|---|\n| a | b | tabt |", "documents/dpa.da.md:5: table-row"),
        ("## 1. A\n\nOrd\n: dets mening\nAndet\n: en anden", "documents/dpa.da.md:6: definition"),
        ("## 1. A\n\nFørst\n**dette** og\nså {{vendor.nmae}}", "documents/dpa.da.md:5: placeholder"),
        // The version is no number of a clause.
        ("## 1. A\n\n{{document.version}} A\n\n1.1 B", "fine"),
        ("## {{document.version}} A\n\n## 1. B\n\n1.1 B", "documents/dpa.en.md:1: translation"),
        ("## 1. A\n\n1.1 Skriv til <a@vagthavn.example>", "fine"),
        ("## 1. A\n\n1.1 A\n\n1.2 B", "documents/dpa.en.md:3: translation"),
    ] {
        assert_eq!(found(&sources(PACK, text)), expect, "{text}");
    }
}

#[test]
fn every_clause_and_section_that_a_translation_has_not_is_told() {
    let told = |da: &str, en: &str| -> Vec<String> {
        let mut sources = sources(PACK, da);
        sources.documents.insert("dpa.en.md".into(), en.to_owned());
        let built = author::build(&sources).map_err(|findings| found_list(&findings)).unwrap();
        built.findings.iter().map(|finding| format!("{}: {}", finding.line, finding.message)).collect()
    };
    let da = "Kort.\n\n## 1. A\n\n1.1 A\n\n1.2 B\n\n(a) B\n\n## Mere\n\nTekst.\n\n## 2. C\n\n2.1 D\n\n## Slut\n\n## Helt slut\n";
    let en = "Short.\n\n## 1. A\n\n1.1 A\n\n1.2 B\n\n(a) B\n\n## More\n\nText.\n\n## 2. C\n\n2.1 D\n\n## End\n\n## Very end\n";
    for (en, expect) in [
        (en.to_owned(), vec![]),
        // A paragraph can be two in another language; a section can't.
        (en.replace("Text.", "Text.\n\nText."), vec![]),
        (
            en.replace("## More\n\nText.\n\n", ""),
            vec![
                "9: after 1.2-a the translation has 0 sections without a number, the original 1 (line 11 of dpa.da.md)",
            ],
        ),
        (
            en.replace("## Very end\n", ""),
            vec![
                "19: after 2.1 the translation has 1 sections without a number, the original 2 (line 19, 21 of dpa.da.md)",
            ],
        ),
        (
            format!("## Before\n\n{en}"),
            vec!["1: at the beginning the translation has 1 sections without a number, the original 0"],
        ),
        (
            en.replace("1.1 A\n\n1.2 B\n\n(a) B\n\n", "").replace("2.1 D", "2.1 D\n\n2.2 E\n\n2.3 F"),
            vec![
                "3: the translation lacks 1.1, 1.2, 1.2-a: line 5 of dpa.da.md",
                "13: the translation has 2.2, 2.3, the original has not",
            ],
        ),
    ] {
        assert_eq!(told(da, &en), expect, "{en}");
    }
}

#[test]
fn build_honours_what_is_allowed() {
    let mut sources = sources(PACK, "## 1. A\n\n1.1 A\n\n1.2 B");
    assert_eq!(found(&sources), "documents/dpa.en.md:3: translation");
    // One that answers something only `check` looks for is no business of `build`.
    let allow =
        |code: &str| format!("\n[[allow]]\ncode = \"{code}\"\ndocument = \"dpa\"\nreason = \"Agreed.\"\n");
    sources.pack += &allow("clause-gap");
    assert_eq!(found(&sources), "documents/dpa.en.md:3: translation");
    sources.pack += &allow("translation");
    assert_eq!(found(&sources), "fine");
}

#[test]
fn files_and_pack_toml_must_agree() {
    let mut missing = sources(PACK, DA);
    missing.documents.remove("dpa.en.md");
    assert_eq!(found(&missing), "documents/dpa.en.md:0: missing-file");
    let mut extra = sources(PACK, DA);
    extra.documents.insert("terms.da.md".into(), "Vilkår".into());
    assert_eq!(found(&extra), "documents/terms.da.md:0: unknown-file");
}

#[test]
fn hostile_text_becomes_text_in_the_plain_page() {
    let da =
        "## 1. \\<img src=x onerror=alert(1)> & \"ting\"\n\n1.1 [a\"b](https://x.example/\"><script>) slut\n";
    let built = author::build(&sources(PACK, da)).map_err(|findings| found_list(&findings)).unwrap();
    let page = String::from_utf8(built.files["documents/dpa.da.html"].clone()).unwrap();
    for never in ["<img", "<script", "onerror=alert(1)>"] {
        assert!(!page.contains(never), "{never} in {page}");
    }
    assert!(page.contains("&lt;img src=x"));
}

fn found_list(findings: &[author::Finding]) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

#[test]
fn a_head_without_words_is_none() {
    let da = "## 1. A\n\n|  |  |\n|---|---|\n| a | b |\n\n1.1 B\n";
    let built = author::build(&sources(PACK, da)).map_err(|findings| found_list(&findings)).unwrap();
    let page = std::str::from_utf8(&built.files["documents/dpa.da.html"]).unwrap();
    assert!(page.contains("<td>a</td><td>b</td>") && !page.contains("<th"), "{page}");
}
