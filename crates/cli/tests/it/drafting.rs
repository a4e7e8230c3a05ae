//! `samtycke new` and `samtycke import`: how a pack begins.

use std::fs;

use crate::program::Place;

const ALL: [&str; 20] = [
    "--vendor",
    "Exempel & Söner AB",
    "--country",
    "se",
    "--registration",
    "5599000063",
    "--address",
    "Gatan 1, 111 11 Ort",
    "--email",
    "privat@exempel.example",
    "--phone",
    "+46 8 00 00 00",
    "--website",
    "https://exempel.example",
    "--venue",
    "Stockholms tingsrätt",
    "--language",
    "sv,da,en",
    "--role",
    "customer,partner,representative",
];

#[test]
fn a_new_pack_is_checked_without_a_finding_and_published() {
    let place = Place::new();
    let ended = place.run(&[&["new", "begun", "--yes"], &ALL[..]].concat());
    assert_eq!(ended.code, 0, "{ended:?}");
    let checked = place.run(&["check", "begun"]);
    assert_eq!((checked.code, checked.stderr.as_str()), (0, ""), "{checked:?}");
    assert!(checked.stdout.contains("0 errors, 0 warnings"), "{checked:?}");
    let built = place.run(&["build", "begun", "--out", "published"]);
    assert_eq!((built.code, built.stderr.as_str()), (0, ""), "{built:?}");

    for (role, languages) in [("customer", "sv"), ("partner", "en,da"), ("representative", "da")] {
        let name = format!("only-{role}");
        let flags = [&ALL[..16], &["--language", languages, "--role", role]].concat();
        assert_eq!(place.run(&[&["new", name.as_str()], flags.as_slice()].concat()).code, 0);
        let checked = place.run(&["check", &name]);
        assert_eq!((checked.code, checked.stderr.as_str()), (0, ""), "{checked:?}");
        assert!(checked.stdout.contains("0 errors, 0 warnings"), "{checked:?}");
    }
}

#[test]
fn what_no_flag_says_is_named_by_check_and_nothing_is_written_over() {
    let place = Place::new();
    let flags = ["--vendor", "Exempel ApS", "--country", "DK", "--language", "da", "--role", "customer"];
    assert_eq!(place.run(&[&["new", "begun"], &flags[..]].concat()).code, 0);
    let checked = place.run(&["check", "begun"]);
    assert_eq!(checked.code, 1);
    let findings: Vec<&str> = checked.stdout.lines().filter(|line| line.contains("error[")).collect();
    assert!(
        findings.iter().all(|line| line.contains("error[fill-in]")) && findings.len() == 7,
        "{checked:?}"
    );

    let again = place.run(&[&["new", "begun"], &flags[..]].concat());
    assert!(again.code == 1 && again.stderr.contains("the folder is not empty\n  fix: "), "{again:?}");
    let nameless = place.run(&["new", "other", "--yes", "--country", "DK"]);
    let expect = "your legal name is not known\n  fix: say it with --vendor";
    assert!(nameless.code == 1 && nameless.stderr.contains(expect), "{nameless:?}");
    let wrong =
        place.run(&["new", "other", "--vendor", "X", "--country", "DK", "--registration", "99000016"]);
    assert!(wrong.code == 1 && wrong.stderr.contains("check digit"), "{wrong:?}");
    assert!(!place.path("other").exists());
}

#[test]
fn a_pack_begins_in_every_country_of_the_union_and_says_what_it_does_not_know() {
    let place = Place::new();
    for (country, number, unknown) in [
        ("France", "FR83404833048", 0),
        ("nl", "12345678", 0),
        ("GR", "EL094259216", 0),
        // The supervisory authority is the state's.
        ("Germany", "Amtsgericht Musterstadt, HRB 12345", 4),
    ] {
        let flags = ["--vendor", "Example", "--country", country, "--registration", number];
        let ended = place.run(
            &[&["new", country], &flags[..], &ALL[6..14], &["--venue", "X", "--language", "en,sv,da"]]
                .concat(),
        );
        assert_eq!(ended.code, 0, "{ended:?}");
        let checked = place.run(&["check", country]);
        let findings: Vec<&str> = checked.stdout.lines().filter(|line| line.contains("error[")).collect();
        assert!(findings.iter().all(|line| line.contains("error[fill-in]: authority.")), "{checked:?}");
        assert_eq!((findings.len(), checked.stderr.as_str()), (unknown, ""), "{country}: {checked:?}");
    }
    for (country, number, said) in [
        ("Atlantis", "1", "the agreements to begin with are made for AT, BE,"),
        ("ES", "FR83404833048", "it is of FR, and not of ES"),
    ] {
        let ended =
            place.run(&["new", "none", "--vendor", "X", "--country", country, "--registration", number]);
        assert!(ended.code != 0 && ended.stderr.contains(said), "{ended:?}");
    }
}

#[test]
fn files_become_one_draft_that_says_what_to_confirm() {
    let place = Place::new();
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../import/tests/samples");
    let dpa = format!("{samples}/dpa.da.txt");
    let page = place.write("privatlivspolitik.html", "<h1>Privatlivspolitik</h1><p>1.1 Vi er Fjordbog ApS, og det er os, der er dataansvarlig for det, som er her.</p>");
    let page = page.to_str().unwrap();
    let ended = place.run(&["import", &dpa, page, "--out", "drafted", "--id", "fjordbog"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    for said in [
        "documents/annex-a.da.md",
        "documents/dpa.da.md",
        "documents/privacy-policy.da.md",
        "annex.breach_hours: 12",
        "To fill in, because no sentence states it:",
        "vendor.phone",
        "Next: samtycke check drafted",
    ] {
        assert!(ended.stdout.contains(said), "{said}: {}", ended.stdout);
    }
    let checked = place.run(&["check", "drafted"]);
    for said in [
        "error[fill-in]: vendor.phone is not filled in",
        // And what is wrong with the texts, before anything is filled in.
        "documents/dpa.da.md: warning[art28-d]",
        "documents/privacy-policy.da.md: warning[policy-legal-basis]",
        "not filled in; until then nobody looks for effective-order",
    ] {
        assert!(checked.stdout.contains(said), "{said}: {}", checked.stdout);
    }
    fs::write(place.path("drafted/pack.toml"), "[pack]\n").unwrap();
    let unread = place.run(&["check", "drafted"]);
    assert!(unread.stdout.ends_with("its documents were not looked at\n"), "{unread:?}");
    assert_eq!(
        place.run(&["import", &dpa, page, "--out", "drafted", "--id", "fjordbog", "--overwrite"]).code,
        0
    );
    let pack = fs::read_to_string(place.path("drafted/pack.toml")).unwrap();
    assert!(pack.contains("breach_hours = 12  # confirm: \"2.2 Brud på sikkerheden"), "{pack}");

    let again = place.run(&["import", &dpa, "--out", "drafted"]);
    assert!(again.code == 1 && again.stderr.contains("there is a pack already"), "{again:?}");
    assert_eq!(fs::read_to_string(place.path("drafted/pack.toml")).unwrap(), pack);
    assert_eq!(place.run(&["import", &dpa, "--out", "drafted", "--overwrite"]).code, 0);
    let missing = place.run(&["import", "not-there.txt", "--out", "none"]);
    assert!(
        missing.code == 1 && missing.stderr.contains("not-there.txt: ") && !place.path("none").exists(),
        "{missing:?}"
    );
}
