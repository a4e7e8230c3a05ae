//! Publishing again, and comparing: `samtycke build` upon what it built, `samtycke diff`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use samtycke_record::Digest;
use samtycke_record::detached::PACK_TYPE;
use samtycke_record::sign::Es256Key;

use crate::packs;
use crate::program::Place;

const PACK: &str = include_str!("../../../pack/tests/support/versions.toml");
const TEXT: &str = "## 1. Brud\n\n1.1 Underretning sker inden 24 timer.\n\n1.2 Den sker skriftligt.\n";

/// Writes the pack with that version and text into a folder of its own.
fn source(place: &Place, folder: &str, version: &str, text: &str) {
    fs::create_dir_all(place.path(folder).join("documents")).unwrap();
    let pack = PACK.replace("VERSION", version).replace("DATE", &format!("2026-0{}-01", &version[..1]));
    place.write(&format!("{folder}/pack.toml"), pack.replace("# MORE", &summary(version)));
    place.write(&format!("{folder}/documents/dpa.da.md"), text);
}

fn summary(version: &str) -> String {
    format!("summary.da = \"Kortere frist i {version}.\"")
}

fn files(folder: &Path, into: &mut BTreeMap<String, (Vec<u8>, SystemTime)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else {
            let changed = path.metadata().unwrap().modified().unwrap();
            into.insert(path.display().to_string(), (fs::read(&path).unwrap(), changed));
        }
    }
}

#[test]
fn building_again_touches_nothing_and_a_new_version_leaves_the_old_one() {
    let place = Place::new();
    source(&place, "one", "1.0", TEXT);
    source(&place, "two", "2.0", &TEXT.replace("24", "6"));
    let state = || {
        let mut found = BTreeMap::new();
        files(&place.path("out"), &mut found);
        found
    };
    assert_eq!(place.run(&["build", "one", "--out", "out"]).code, 0);
    let first = state();
    assert_eq!(place.run(&["build", "one", "--out", "out"]).code, 0);
    assert_eq!(state(), first);
    assert_eq!(place.run(&["build", "two", "--out", "out"]).code, 0);
    let second = state();
    let json = |name: &&String| name.contains("/documents/") && name.ends_with(".json");
    for name in first.keys().filter(json) {
        assert_eq!(second[name], first[name], "{name}");
    }
    assert!(second.len() > first.len());
    // Other text under a version that was published.
    source(&place, "two", "2.0", TEXT);
    let refused = place.run(&["build", "two", "--out", "out"]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("error[published-version]: dpa 2.0 (da)"), "{}", refused.stderr);
    assert!(refused.stderr.contains("fix: raise the version"), "{}", refused.stderr);
    assert_eq!(state(), second);
}

#[test]
fn build_says_what_it_does_not_look_at() {
    let place = Place::new();
    source(&place, "one", "1.0", &format!("{TEXT}\n1.3 Aftalen kan ændres uden varsel.\n"));
    let built = place.run(&["build", "one", "--out", "out"]);
    assert_eq!((built.code, built.stderr.as_str()), (0, ""));
    assert!(built.stdout.contains("`samtycke check one`"), "{}", built.stdout);
    let checked = place.run(&["check", "one"]);
    assert!(checked.stdout.contains("warning["), "{}", checked.stdout);
}

#[test]
fn diff_tells_by_clause_what_changed_and_its_exit_code_says_whether() {
    let place = Place::new();
    source(&place, "one", "1.0", TEXT);
    source(&place, "two", "2.0", &TEXT.replace("24", "6"));
    source(&place, "three", "3.0", &TEXT.replace("24", "6").replace("Den sker", "Den  sker"));
    for name in ["one", "two"] {
        assert_eq!(place.run(&["build", name, "--out", "out"]).code, 0);
    }
    let told = "dpa (da) 1.0 (2026-01-01) → 2.0 (2026-02-01): substantive\n\n\
                ~ 1.1\n  Underretning sker inden[- 24-]{+ 6+} timer.\n\n\
                1 of 1 texts differ; substantive: whoever accepted the old text is asked again.\n";
    for args in [
        ["one", "two", "--published", "out"],
        ["one", "out", "--language", "da"],
        ["dpa@1.0", "dpa@2.0", "--published", "out"],
        ["one", "two", "--document", "dpa"],
    ] {
        let ended = place.run(&[&["diff"], &args[..]].concat());
        assert_eq!((ended.code, ended.stdout.as_str()), (1, told), "{args:?}: {}", ended.stderr);
    }
    let same = place.run(&["diff", "two", "out"]);
    assert_eq!((same.code, same.stdout.as_str()), (0, "0 of 1 texts differ; nothing differs.\n"));
    let spaced = place.run(&["diff", "out", "three"]);
    assert_eq!(spaced.code, 1);
    assert!(
        spaced.stdout.ends_with("only the typography differs: nobody is asked again.\n"),
        "{}",
        spaced.stdout
    );
    for args in [
        &["one", "nowhere"][..],
        &["dpa@1.0", "dpa@9.0", "--published", "out"],
        &["one", "two", "--document", "x"],
    ] {
        let ended = place.run(&[&["diff"], args].concat());
        assert_eq!(ended.code, 2, "{args:?}");
        assert!(ended.stderr.contains("fix: "), "{}", ended.stderr);
    }
}

#[test]
fn diff_tells_what_is_announced_and_what_is_no_longer() {
    let place = Place::new();
    let announcing = |folder: &str, versions: &[(&str, &str)]| {
        source(&place, folder, "1.0", TEXT);
        let pack = fs::read_to_string(place.path(folder).join("pack.toml")).unwrap();
        let upcoming = versions.iter().map(|(version, text)| {
            place.write(&format!("{folder}/documents/dpa@{version}.da.md"), text);
            let date = format!("2027-0{}-01", &version[..1]);
            format!(
                "\n[[document.upcoming]]\nversion = \"{version}\"\neffective = {date}\nsummary.da = \"{version}\"\n"
            )
        });
        place.write(&format!("{folder}/pack.toml"), pack + &upcoming.collect::<String>());
    };
    let (six, four) = (&TEXT.replace("24", "6"), &TEXT.replace("24", "4"));
    announcing("none", &[]);
    announcing("six", &[("2.0", six)]);
    announcing("four", &[("2.0", four)]);
    announcing("both", &[("2.0", six), ("3.0", four)]);
    source(&place, "now", "2.0", six);
    let pack = fs::read_to_string(place.path("now/pack.toml")).unwrap();
    place.write("now/pack.toml", pack.replace("2026-02-01", "2027-02-01"));
    assert_eq!(place.run(&["build", "six", "--out", "out"]).code, 0);
    let head = |from: &str, to: &str| format!("dpa (da) {from} → {to}: substantive\n\n");
    let clause =
        |from: u8, to: u8| format!("~ 1.1\n  Underretning sker inden[- {from}-]{{+ {to}+}} timer.\n\n");
    let end = |differ: &str| {
        format!("{differ} texts differ; substantive: whoever accepted the old text is asked again.\n")
    };
    let first = "1.0 (2026-01-01)";
    let second = "2.0 (2027-02-01)";
    for (old, new, expect) in [
        (
            "none",
            "six",
            "dpa (da) 2.0: is announced\n\n".to_owned()
                + &head(first, second)
                + &clause(24, 6)
                + &end("1 of 2"),
        ),
        ("six", "four", head(second, second) + &clause(6, 4) + &end("1 of 2")),
        (
            "out",
            "both",
            "dpa (da) 3.0: is announced\n\n".to_owned()
                + &head(second, "3.0 (2027-03-01)")
                + &clause(6, 4)
                + &end("1 of 3"),
        ),
        ("six", "none", "dpa (da) 2.0: is gone\n\n".to_owned() + &end("1 of 2")),
        // What was announced is in force.
        ("six", "now", head(first, second) + &clause(24, 6) + &end("1 of 1")),
        ("six", "out", "0 of 2 texts differ; nothing differs.\n".to_owned()),
    ] {
        let ended = place.run(&["diff", old, new]);
        assert_eq!(ended.stdout, expect, "{old} {new}: {}", ended.stderr);
        assert_eq!(ended.code, i32::from(!expect.starts_with('0')), "{old} {new}");
    }
}

/// What moves the cursor, and what turns the line around.
const TRICKS: [char; 2] = ['\u{1b}', '\u{202e}'];

#[test]
fn nothing_in_a_document_can_play_tricks_on_the_terminal() {
    let place = Place::new();
    source(&place, "one", "1.0", TEXT);
    source(&place, "two", "2.0", &TEXT.replace("24", "6"));
    assert_eq!(place.run(&["build", "two", "--out", "out"]).code, 0);
    // No pack of ours can be published with them, but a folder may be anybody's.
    let manifest = fs::read_to_string(place.path("out/pack.json")).unwrap();
    let files = fs::read_dir(place.path("out/documents")).unwrap().map(|entry| entry.unwrap().path());
    let old = files.into_iter().find(|path| path.extension().is_some_and(|end| end == "json")).unwrap();
    let text = fs::read_to_string(&old).unwrap().replace("inden 6", "inden \\u001b[2J\u{202e}6");
    let new = Digest::of(text.as_bytes()).hex().to_owned();
    place.write(&format!("out/documents/{new}.json"), text);
    place.write("out/pack.json", manifest.replace(old.file_stem().unwrap().to_str().unwrap(), &new));
    fs::remove_dir_all(place.path("out/history")).unwrap();
    let ended = place.run(&["diff", "one", "out"]);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(!ended.stdout.contains(TRICKS), "{:?}", ended.stdout);
    assert!(ended.stdout.contains("\\u{1b}"), "{}", ended.stdout);
}

#[test]
fn nothing_that_is_found_can_play_tricks_on_the_terminal() {
    let place = Place::new();
    source(&place, "one", "1.0", &TEXT.replace("24", "{{\u{1b}[2J\u{202e}}}"));
    for args in [&["check", "one"][..], &["build", "one", "--out", "out"], &["diff", "one", "one"]] {
        let ended = place.run(args);
        let told = ended.stdout + &ended.stderr;
        assert!(told.contains("error[placeholder]") && told.contains("\\u{1b}"), "{args:?}: {told}");
        assert!(!told.contains(TRICKS), "{args:?}: {told:?}");
    }
}

#[test]
fn a_signed_pack_stays_signed_and_its_key_is_its_owners_alone() {
    let place = Place::new();
    source(&place, "one", "1.0", TEXT);
    let made = place.run(&["keys", "new", "--out", "key.pem"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let thumbprint = made.stdout.lines().last().unwrap().strip_prefix("thumbprint ").unwrap();
    assert!(
        made.stdout.starts_with("{\"alg\":\"ES256\",\"crv\":\"P-256\"") && !made.stdout.contains("\"d\"")
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode =
            |mode| fs::set_permissions(place.path("key.pem"), fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(fs::metadata(place.path("key.pem")).unwrap().permissions().mode() & 0o777, 0o600);
        mode(0o644);
        let open = place.run(&["build", "one", "--out", "out", "--key", "key.pem"]);
        assert!(open.code == 1 && open.stderr.contains("chmod 600"), "{}", open.stderr);
        mode(0o600);
    }
    assert_eq!(place.run(&["keys", "new", "--out", "key.pem"]).code, 2, "nothing is overwritten");
    assert_eq!(place.run(&["build", "one", "--out", "out", "--key", "key.pem"]).code, 0);
    let manifest = fs::read(place.path("out/pack.json")).unwrap();
    let signature = fs::read_to_string(place.path("out/pack.sig")).unwrap();
    assert_eq!(samtycke_record::detached::verify(&signature, &manifest, thumbprint), Ok(()));
    let unsigned = place.run(&["build", "one", "--out", "out"]);
    assert!(
        unsigned.code == 1 && unsigned.stderr.contains("fix: name the key with --key"),
        "{}",
        unsigned.stderr
    );
    assert_eq!(fs::read_to_string(place.path("out/pack.sig")).unwrap(), signature);
}

#[test]
fn verify_with_a_pack_key_believes_only_what_that_key_signed() {
    let place = Place::new();
    let record = packs::acceptance(&packs::published());
    place.write("record.jws", packs::records::sign(&Es256Key::generate(), &record));
    place.run(&["keys", "new", "--out", "key.pem"]);
    let key = Es256Key::from_pem(&fs::read_to_string(place.path("key.pem")).unwrap()).unwrap();
    let verify = || place.run(&["verify", "record.jws", "--pack", "pack", "--pack-key", key.kid()]);
    let ended = verify();
    assert!(ended.code == 1 && ended.stdout.contains("is not signed"), "{}", ended.stdout);
    let manifest = fs::read_to_string(place.path("pack/pack.json")).unwrap();
    place.write("pack/pack.sig", Es256Key::generate().sign_detached(PACK_TYPE, &manifest));
    assert!(verify().stdout.contains("signed with another key"));
    place.write("pack/pack.sig", key.sign_detached(PACK_TYPE, &manifest));
    let ended = verify();
    assert!(
        ended.code == 0 && ended.stdout.contains(&format!("signed with {}", key.kid())),
        "{}",
        ended.stdout
    );
}

#[test]
fn check_says_what_build_would_refuse_of_what_is_published() {
    let place = Place::new();
    source(&place, "one", "2.0", TEXT);
    assert_eq!(place.run(&["build", "one", "--out", "out"]).code, 0);
    for (version, text, expect) in [
        ("2.0", TEXT.to_owned(), None),
        ("3.0", TEXT.replace("24", "6"), None),
        ("2.0", TEXT.replace("24", "6"), Some("published-version")),
        ("1.0", TEXT.replace("24", "6"), Some("version-order")),
    ] {
        source(&place, "next", version, &text);
        let checked = place.run(&["check", "next", "--published", "out"]);
        let stops = expect.map(|code| format!("error[{code}]"));
        assert_eq!(checked.code, i32::from(stops.is_some()), "{version} {checked:?}");
        assert!(stops.iter().all(|stop| checked.stdout.contains(stop)), "{version} {checked:?}");
        // Without the option it is a pack like any other; and `build` says the same.
        assert_eq!(place.run(&["check", "next"]).code, 0, "{version}");
        let built = place.run(&["build", "next", "--out", "out"]);
        assert!(stops.iter().all(|stop| built.stderr.contains(stop)) && !built.stderr.contains("panicked"));
        fs::remove_dir_all(place.path("out")).unwrap();
        assert_eq!(place.run(&["build", "one", "--out", "out"]).code, 0);
    }
    // No summary of what changed, and no text of what was published.
    source(&place, "next", "3.0", &TEXT.replace("24", "6"));
    let pack = fs::read_to_string(place.path("next/pack.toml")).unwrap();
    place.write("next/pack.toml", pack.replace(&summary("3.0"), ""));
    let missing = place.run(&["check", "next", "--published", "out", "--json"]);
    assert!(missing.code == 1 && missing.stdout.contains("missing-summary"), "{missing:?}");
    for entry in fs::read_dir(place.path("out/documents")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            fs::remove_file(path).unwrap();
        }
    }
    let lost = place.run(&["check", "next", "--published", "out"]);
    assert!(lost.code == 1 && lost.stdout.contains("error[published-missing]"), "{lost:?}");
    let nowhere = place.run(&["check", "next", "--published", "nowhere"]);
    assert!(nowhere.code == 2 && nowhere.stderr.contains("nothing is published there"), "{nowhere:?}");
}
