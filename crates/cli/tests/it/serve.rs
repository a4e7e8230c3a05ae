//! `samtycke serve`.

use std::net::TcpListener;

use samtycke_record::json::{self, FromJson as _};
use samtycke_record::protocol::NonceGrant;
use samtycke_record::sign::Es256Key;
use samtycke_record::{IssuedNonce, Nonce, Uuid};

use crate::packs;
use crate::packs::records;
use crate::program::{Place, Serving};

/// A sign-up on a page of that server's own, as the widget makes it.
pub(crate) fn sign_up(server: &Serving) -> (String, String) {
    let key = Es256Key::generate();
    let json_type = "Content-Type: application/json\r\n";
    let body = format!(r#"{{"key":"{}"}}"#, key.kid());
    let (status, _, grant) = server.request("POST", "/nonces", json_type, &body);
    assert_eq!(status, 201, "{grant}");
    let grant = NonceGrant::from_json(&json::parse(&grant).unwrap()).unwrap();
    let mut record = packs::acceptance(&packs::published());
    record.record_id = Uuid::parse(&uuid::Uuid::new_v4().hyphenated().to_string()).unwrap();
    record.context.audience = server.url();
    record.context.origin = server.url();
    record.context.page = format!("{}/", server.url());
    record.offer.nonce = Nonce::Issued(IssuedNonce { value: grant.nonce, expires_at: grant.expires_at });
    let record = records::sign(&key, &record);
    let headers = format!("Content-Type: application/jose\r\nOrigin: {}\r\n", server.url());
    let (status, _, receipt) = server.request("POST", "/records", &headers, &record);
    assert_eq!(status, 201, "{receipt}");
    (record, receipt)
}

#[test]
fn a_sign_up_is_served_received_and_verified_offline() {
    let place = Place::new();
    let server = place.serve(&["--port", "0", "--pack", "pack", "--static", "pack", "--db", "records.db"]);
    assert_eq!(server.get("/healthz").0, 200);
    let (status, head, _) = server.get("/pack.json");
    assert_eq!(status, 200);
    assert!(head.contains("content-type: application/json"), "{head}");
    let (record, receipt) = sign_up(&server);
    let keys = server.get("/.well-known/jwks.json").2;
    let url = server.url();
    assert_eq!(server.signal("TERM"), 0, "and it ends when it is told to");

    place.write("record.jws", &record);
    place.write("receipt.jws", receipt);
    place.write("jwks.json", keys);
    let ended = place.run(&[
        "verify",
        "record.jws",
        "--receipt",
        "receipt.jws",
        "--jwks",
        "jwks.json",
        "--pack",
        "pack",
        "--audience",
        &url,
    ]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{}", ended.stdout);
    assert!(
        ended.stdout.ends_with("\n20 passed, 0 failed, 5 not checked. Nothing fails.\n"),
        "{}",
        ended.stdout
    );
    assert!(place.path("samtycke-key.pem").exists(), "the key lies beside the database");
}

#[test]
fn tried_out_at_home_it_is_known_by_both_of_its_names() {
    let place = Place::new();
    let jose = "Content-Type: application/jose\r\n";
    let tried = |flags: &[&str], own: u16, localhost: u16| {
        let server = place.serve(&[&["--port", "0", "--no-packs"], flags].concat());
        let other = server.url().replace("127.0.0.1", "localhost");
        for (origin, expect) in [(server.url(), own), (other, localhost), ("http://localhost".into(), 403)] {
            let headers = format!("{jose}Origin: {origin}\r\n");
            assert_eq!(server.request("POST", "/records", &headers, "x").0, expect, "{origin} {flags:?}");
        }
    };
    tried(&[], 400, 400);
    tried(&["--public-url", "https://consent.example"], 403, 403);
    tried(&["--origin", "https://vendor.example"], 403, 403);
}

#[test]
fn it_ends_on_an_interrupt_too() {
    let place = Place::new();
    assert_eq!(place.serve(&["--port", "0", "--no-packs"]).signal("INT"), 0);
}

#[test]
fn a_record_that_was_acknowledged_survives_a_kill() {
    let place = Place::new();
    let server = place.serve(&["--port", "0", "--pack", "pack"]);
    let address = server.address.clone();
    let (record, receipt) = sign_up(&server);
    server.kill();
    // On any port, as long as it is the same endpoint to the public.
    let server =
        place.serve(&["--port", "0", "--pack", "pack", "--public-url", &format!("http://{address}")]);
    let again = server.request("POST", "/records", "Content-Type: application/jose\r\n", &record);
    assert_eq!((again.0, again.2), (200, receipt));
}

#[test]
fn flags_win_over_the_file_and_the_files_paths_are_its_own() {
    let place = Place::new();
    std::fs::create_dir_all(place.path("etc/www")).unwrap();
    place.write("etc/www/index.html", "<!doctype html>hello");
    place.write("etc/www/other.js", "1");
    place.write(
        "etc/samtycke.toml",
        "port = 1\nhost = \"127.0.0.1\"\ndb = \"../records.db\"\nkey = \"../key.pem\"\npacks = [\"../pack\"]\n\
         static = \"www\"\ncsp = true\norigins = [\"https://vagthavn.example\"]\n\
         public_url = \"https://consent.vagthavn.example\"\nbody_limit_kib = 1\nnonce_life_hours = 1\n",
    );
    let server = place.serve(&["--config", "etc/samtycke.toml", "--port", "0"]);
    let (status, head, body) = server.get("/");
    assert_eq!((status, body.as_str()), (200, "<!doctype html>hello"));
    assert!(head.contains("content-security-policy: default-src 'none'"), "{head}");
    assert!(!server.get("/other.js").1.contains("content-security-policy"));
    assert!(place.path("records.db").exists() && place.path("key.pem").exists());
    let jose = "Content-Type: application/jose\r\n";
    for (origin, expect) in [("https://vagthavn.example", 400), ("http://127.0.0.1", 403)] {
        let headers = format!("{jose}Origin: {origin}\r\n");
        assert_eq!(server.request("POST", "/records", &headers, "x").0, expect, "{origin}");
    }
    assert_eq!(server.request("POST", "/records", jose, &"x".repeat(1025)).0, 413);
    drop(server);
    let server =
        place.serve(&["--config", "etc/samtycke.toml", "--port", "0", "--origin", "https://flag.example"]);
    let headers = format!("{jose}Origin: https://flag.example\r\n");
    assert_eq!(server.request("POST", "/records", &headers, "x").0, 400);
}

#[test]
fn what_keeps_it_from_starting_is_said_in_two_lines() {
    let place = Place::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    place.write("typo.toml", "prot = 1\n");
    place.write("words.toml", "packs = \"some\"\n");
    place.write("none.toml", "packs = \"none\"\nport = 0\nalgorithms = [\"RS256\"]\n");
    let packs = ["--pack", "pack"];
    for (args, expect) in [
        (
            &["--port", &port, "--no-packs"][..],
            format!("can't listen on 127.0.0.1:{port}: another program listens there\n  end that one, or"),
        ),
        (&["--port", "0"], "no pack is given, so nothing that a record says".into()),
        (&["--port", "0", "--pack", "nowhere"], "nowhere has no pack.json: give the folder".into()),
        (
            &[&packs[..], &["--port", "0", "--host", "0.0.0.0"]].concat(),
            "0.0.0.0 means every address of this machine, so".into(),
        ),
        (
            &[&packs[..], &["--port", "0", "--origin", "https://a.example/"]].concat(),
            "\"https://a.example/\" is not an origin\n  write it as browsers send it".into(),
        ),
        (
            &[&packs[..], &["--port", "0", "--public-url", "consent.example"]].concat(),
            "\"consent.example\" is not a public URL\n  write the address".into(),
        ),
        (
            &[&packs[..], &["--port", "0", "--static", "pack", "--db", "pack/records.db"]].concat(),
            "the database pack/records.db lies in".into(),
        ),
        (
            &["--config", "nowhere.toml"],
            "the configuration file nowhere.toml can't be read: No such file".into(),
        ),
        (
            &["--config", "none.toml"],
            "\"RS256\" is not a signature algorithm that is known\n  write one of these in algorithms: ES256"
                .into(),
        ),
        (&["--config", "typo.toml"], "the configuration file typo.toml:\nTOML parse error at line 1".into()),
        (
            &["--config", "words.toml"],
            "the configuration file words.toml:\nTOML parse error at line 1".into(),
        ),
    ] {
        let ended = place.run(&[&["serve"], args].concat());
        assert_eq!((ended.code, ended.stdout.as_str()), (1, ""), "{args:?}");
        let expect = format!("samtycke serve: {expect}");
        assert!(ended.stderr.starts_with(&expect), "{args:?}: {}", ended.stderr);
    }
    for args in [&["--port", "x"][..], &["--prot", "1"], &["--no-packs", "--pack", "pack"]] {
        assert_eq!(place.run(&[&["serve"], args].concat()).code, 2, "{args:?}");
    }
    assert!(!place.root().join("samtycke.db").exists(), "a start that fails makes no database");
}

#[test]
fn packs_may_be_left_out_in_the_file_when_it_says_so() {
    let place = Place::new();
    place.write("samtycke.toml", "packs = \"none\"\nport = 0\n");
    assert_eq!(place.serve(&["--config", "samtycke.toml"]).get("/healthz").0, 200);
}
