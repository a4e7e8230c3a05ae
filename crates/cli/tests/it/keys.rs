//! `samtycke keys`: the ring of a receiver, changed while it runs.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::program::{Ended, Place};
use crate::serve::sign_up;

/// Those that sign receipts.
fn list(place: &Place) -> Vec<Vec<String>> {
    let ended = place.run(&["keys", "list"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    let receipts = ended.stdout.lines().filter(|line| !line.starts_with("log "));
    receipts.map(|line| line.split_whitespace().map(String::from).collect()).collect()
}

fn verify(place: &Place, (record, receipt): &(String, String), keys: &str) -> Ended {
    place.write("record.jws", record);
    place.write("receipt.jws", receipt);
    place.write("jwks.json", keys);
    place.run(&["verify", "record.jws", "--receipt", "receipt.jws", "--jwks", "jwks.json", "--pack", "pack"])
}

#[test]
fn old_receipts_verify_after_a_rotation_that_a_running_receiver_takes_up() {
    let place = Place::new();
    let args = ["--port", "0", "--pack", "pack", "--log-format", "json"];
    let (server, log) = place.serve_with_log(&args);
    let mut log = BufReader::new(log).lines().map(Result::unwrap);
    let mut told = |what: &str| assert!(log.any(|line| line.contains(what)), "{what}");
    let before = sign_up(&server);
    assert_eq!(list(&place).len(), 1);

    for step in [&["keys", "rotate", "--prepare"][..], &["keys", "rotate"], &["keys", "retire"]] {
        let ended = place.run(step);
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{step:?}");
        server.tell("HUP");
        told("the keys were read again");
        let keys = server.get("/.well-known/jwks.json").2;
        assert_eq!(keys.matches("\"P-256\"").count(), 2, "{step:?}");
        assert_eq!(verify(&place, &before, &keys).code, 0, "{step:?}");
    }
    let after = sign_up(&server);
    let keys = server.get("/.well-known/jwks.json").2;
    for pair in [&before, &after] {
        let ended = verify(&place, pair, &keys);
        assert_eq!(ended.code, 0, "{ended:?}");
        assert!(ended.stdout.contains("pass         receipt-signature  signed"), "{ended:?}");
    }
    let [active, retired] = &list(&place)[..] else { panic!("two keys") };
    assert_eq!((active[0].as_str(), active[2].as_str()), ("active", "since"));
    assert_eq!(retired[0], "retired");

    place.write("samtycke-key.pem", "half a key");
    server.tell("HUP");
    told("the keys were not read again; those from before go on");
    sign_up(&server);

    let ended = place.run(&["keys", "list"]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.stderr.starts_with("samtycke keys list: the signing key samtycke-key.pem is not"),
        "{ended:?}"
    );
}

#[test]
fn a_key_is_revoked_with_a_reason_and_only_when_it_signs_no_more() {
    let place = Place::new();
    place.run(&["keys", "new", "--out", "samtycke-key.pem"]);
    let first = list(&place)[0][1].clone();
    for (args, expect) in [
        (
            &["keys", "retire", &first, "--revoke", "lost"][..],
            "signs receipts, or is about to\n  rotate first",
        ),
        (&["keys", "retire", "nobody"], "it has no key nobody\n  samtycke keys list shows"),
        (&["keys", "rotate", "--key", "none.pem"], "none.pem can't be read: No such file"),
    ] {
        let ended = place.run(args);
        assert_eq!(ended.code, 2, "{args:?}");
        assert!(ended.stderr.contains(expect), "{args:?}: {}", ended.stderr);
    }
    assert_eq!(place.run(&["keys", "rotate"]).code, 0);
    let ended = place.run(&["keys", "retire", &first, "--revoke", "a laptop was stolen"]);
    assert!(ended.stdout.contains("a laptop was stolen"), "{ended:?}");
    assert_eq!(list(&place)[1][0], "revoked");
}

/// Killed at moments from the beginning of the program to its end.
#[test]
fn a_rotation_that_is_killed_leaves_a_ring_that_works() {
    let place = Place::new();
    place.run(&["keys", "new", "--out", "samtycke-key.pem"]);
    let first = list(&place)[0][1].clone();
    for moment in 0..60 {
        let mut child = place.command(&["keys", "rotate"]).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_micros(moment * 100));
        child.kill().unwrap();
        child.wait().unwrap();
        let keys = list(&place);
        assert_eq!(keys.last().unwrap()[1], first, "the oldest is still there");
    }
    let rotated = list(&place).len();
    assert_eq!(place.run(&["keys", "rotate"]).code, 0);
    assert_eq!(list(&place).len(), rotated + 1);
    place.serve(&["--port", "0", "--no-packs"]);
}

#[test]
fn the_logs_key_is_listed_beside_those_of_receipts() {
    let place = Place::new();
    let none = place.run(&["keys", "list"]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.contains("`samtycke serve` makes it at its first start"), "{none:?}");
    let server = place.serve(&["--port", "0", "--no-packs"]);
    let listed = place.run(&["keys", "list"]);
    let lines: Vec<Vec<&str>> = listed.stdout.lines().map(|line| line.split_whitespace().collect()).collect();
    let [receipts, log] = &lines[..] else { panic!("{listed:?}") };
    assert_eq!((receipts[0], receipts.last()), ("active", Some(&"samtycke-key.pem")));
    assert_eq!((log[0], log.last()), ("log", Some(&"samtycke-log.pem")));
    let published = server.get("/.well-known/jwks.json").2;
    assert!(published.contains(receipts[1]) && published.contains(log[1]), "{published} {lines:?}");
    let made = &log[3][..10];
    assert!(made.starts_with("20") && listed.stdout.contains("signs the transparency log"), "{made}");

    std::fs::rename(place.path("samtycke-log.pem"), place.path("away.pem")).unwrap();
    let away = place.run(&["keys", "list"]);
    assert_eq!((away.code, away.stdout.lines().count()), (0, 1));
    assert!(away.stderr.contains("no samtycke-log.pem: a receiver makes the log's key"), "{away:?}");
    let found = place.run(&["keys", "list", "--log-key", "away.pem"]);
    assert_eq!(found.stdout.replace("away.pem", "samtycke-log.pem"), listed.stdout);
    let wrong = place.run(&["keys", "list", "--log-key", "samtycke-key.pem"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.stderr.contains("the log's key samtycke-key.pem is not an Ed25519 private key"),
        "{wrong:?}"
    );
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(place.path("away.pem"), mode).unwrap();
    let open = place.run(&["keys", "list", "--log-key", "away.pem"]);
    assert!(open.code == 2 && open.stderr.contains("open to other users (mode 0644)"), "{open:?}");
}

#[test]
fn the_logs_key_may_stand_in_the_environment() {
    let place = Place::new();
    let log_key = |place: &Place| std::fs::read_to_string(place.path("samtycke-log.pem")).unwrap();
    let server = place.serve(&["--port", "0", "--pack", "pack"]);
    sign_up(&server);
    server.signal("TERM");
    let text = log_key(&place);
    std::fs::remove_file(place.path("samtycke-log.pem")).unwrap();
    let args = ["serve", "--port", "0", "--pack", "pack"];
    let without = place.run(&args);
    assert_eq!(without.code, 1);
    assert!(
        without.stderr.contains("the log's key samtycke-log.pem is not there, and the database"),
        "{without:?}"
    );

    let (server, told) = place.serve_command_with_log(place.command(&args).env("SAMTYCKE_LOG_KEY", &text));
    sign_up(&server);
    assert!(!place.path("samtycke-log.pem").exists());
    let listed = place.command(&["keys", "list"]).env("SAMTYCKE_LOG_KEY", &text).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let log = listed.lines().last().unwrap();
    assert!(log.starts_with("log ") && log.ends_with("  SAMTYCKE_LOG_KEY"), "{listed}");
    assert!(server.get("/.well-known/jwks.json").2.contains(log.split_whitespace().nth(1).unwrap()));
    server.signal("TERM");
    // Nothing of it is told to anyone.
    let secret = text.lines().find(|line| line.starts_with("MC")).unwrap().to_owned();
    let told: Vec<String> = BufReader::new(told).lines().map(Result::unwrap).collect();
    assert!(!told.iter().any(|line| line.contains(&secret)) && !listed.contains(&secret), "{told:?}");

    let other = Place::new();
    drop(other.serve(&["--port", "0", "--no-packs"]));
    for (text, expect) in [
        (
            log_key(&other),
            "the log's key in SAMTYCKE_LOG_KEY is not the one that signed the log in samtycke.db",
        ),
        (String::from("hello"), "the log's key in SAMTYCKE_LOG_KEY is not an Ed25519 private key in PEM"),
    ] {
        let ended = place.command(&args).env("SAMTYCKE_LOG_KEY", text).output().unwrap();
        let told = String::from_utf8(ended.stderr).unwrap();
        assert!(told.contains(expect), "{told}");
    }
}

#[test]
fn the_keys_may_stand_in_the_environment() {
    let place = Place::new();
    place.run(&["keys", "new", "--out", "secret.pem"]);
    let text = std::fs::read_to_string(place.path("secret.pem")).unwrap();
    let mut command = place.command(&["serve", "--port", "0", "--no-packs"]);
    let server = Place::begin(command.env("SAMTYCKE_KEY", text));
    let ended = place.run(&["keys", "list", "--key", "secret.pem"]);
    let kid = ended.stdout.split_whitespace().nth(1).unwrap();
    assert!(server.get("/.well-known/jwks.json").2.contains(kid));
    assert!(!place.path("samtycke-key.pem").exists());
}
