//! Every address of `pack.toml` is one: an error at its line and column says how it is written.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use samtycke_pack::author::{self, Finding, Sources};

/// The pack of docs/checks, in which nothing is found, with that in place of the other.
fn sources(from: &str, to: &str) -> Sources {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks/one");
    let mut sources =
        Sources { pack: fs::read_to_string(folder.join("pack.toml")).unwrap(), ..Sources::default() };
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".md") {
            sources.documents.insert(name.clone(), fs::read_to_string(folder.join(&name)).unwrap());
        }
    }
    assert!(sources.pack.contains(from), "{from}");
    sources.pack = sources.pack.replacen(from, to, 1);
    sources
}

/// In `pack.toml`: a document that makes a link of it has its own.
fn found(from: &str, to: &str, value: &str) -> Vec<Finding> {
    let findings = author::check(&sources(from, &to.replace("VALUE", value))).findings.into_iter();
    findings.filter(|finding| finding.file == "pack.toml").collect()
}

#[test]
fn an_address_leads_where_it_says() {
    let contact = |kind: &str| {
        format!("[[contact]]\nkind = \"{kind}\"\nvalue = \"VALUE\"\nlabel.en = \"A\"\n\n[[role]]")
    };
    let (web, mail) = ("https://havblik.example/a", "b@havblik.example");
    let (website, url) = ("website = \"https://havblik.example\"", "url = \"https://www.datatilsynet.dk\"");
    let (role, line) = ("[[role]]", |key: &str| format!("{key} = \"VALUE\""));
    for (from, to, fine, wrong) in [
        (
            website,
            line("website"),
            &[web, "https://blåbær.example"][..],
            &["http://havblik.example", mail][..],
        ),
        (url, line("url"), &[web], &["www.datatilsynet.dk", "//datatilsynet.dk"]),
        (
            "email = \"privacy@havblik.example\"",
            line("email"),
            &[mail],
            &["b@havblik", "B <b@havblik.example>"],
        ),
        ("email = \"dpo@havblik.example\"", line("email"), &[mail], &[web]),
        (
            "prevails = \"en\"",
            "prevails = \"en\"\nsite = \"VALUE\"".to_owned(),
            &["https://havblik.example/l/"],
            &[web],
        ),
        (role, contact("email"), &[mail], &[web, "+45 70 00 00 07"]),
        (role, contact("phone"), &["+45 70 00 00 07"], &[web, "ring"]),
        (role, contact("sms"), &["70 00 00 07"], &[mail]),
        (
            role,
            contact("chat"),
            &[web, mail, "under »Hjælp« i programmet"],
            &["http://havblik.example", "x@y"],
        ),
        (role, contact("support"), &[web, mail, "+45 70 00 00 07"], &["mailto:b@havblik.example"]),
        (role, contact("sales"), &[web, mail, "+45 70 00 00 07"], &["tel:70000007"]),
        (role, contact("post"), &["Havnegade 7, 8000 Aarhus C"], &[]),
    ] {
        let scripts = ["javascript:alert(1)", "JavaScript: alert(1)", "data:text/html,x"];
        let scripts = if to.contains("\"post\"") { &[][..] } else { &scripts[..] };
        let marked = sources(from, &to).pack;
        let expect = marked.lines().position(|line| line.contains("VALUE")).unwrap() + 1;
        for value in fine {
            assert_eq!(found(from, &to, value), Vec::new(), "{to}: {value}");
        }
        for value in wrong.iter().chain(scripts) {
            let findings = found(from, &to, value);
            let [one] = &findings[..] else { panic!("{to}: {value}: {findings:?}") };
            assert_eq!((one.line, one.code), (expect, "wrong-value"), "{one}");
            assert!(one.column > 0 && one.fix.starts_with("write") && one.message.contains(value), "{one}");
        }
        let findings = found(from, &to, "FILL IN: it");
        assert!(findings.iter().all(|one| one.code == "fill-in") && findings.len() == 1, "{findings:?}");
    }
}
