//! `samtycke tokens`.

use crate::program::Place;

#[test]
fn a_token_is_made_listed_used_and_revoked() {
    let place = Place::new();
    let db = ["--db", "records.db"];
    let ended = place.run(&[&["tokens"], &db[..], &["list"]].concat());
    assert_eq!(
        (ended.code, ended.stderr.as_str()),
        (
            1,
            "samtycke tokens list: there is no database records.db\n  name the receiver's with --db or SAMTYCKE_DB; \
             `samtycke serve` makes it at its first start\n"
        )
    );
    let server = place.serve(&["--port", "0", "--no-packs", "--db", "records.db"]);
    let new = ["new", "--name", "anna", "--role", "officer", "--expires", "2999-12-31"];
    let made = place.run(&[&["tokens"], &db[..], &new].concat());
    assert_eq!(made.code, 0, "{}", made.stderr);
    assert!(
        made.stderr.contains("for anna, role officer, good until 2999-12-31T23:59:59.999Z"),
        "{}",
        made.stderr
    );
    let secret = made.stdout.trim_end();
    let me = |expect: u16| {
        let (status, _, body) =
            server.request("GET", "/api/me", &format!("Authorization: Bearer {secret}\r\n"), "");
        assert_eq!(status, expect, "{body}");
    };
    me(200);
    let again = place.run(&[&["tokens"], &db[..], &new].concat());
    assert_eq!(again.code, 1);
    assert!(again.stderr.contains("a token with the name \"anna\" is in use"), "{}", again.stderr);
    let list = place.run(&[&["tokens"], &db[..], &["list"]].concat());
    assert!(list.stdout.contains("officer") && list.stdout.ends_with("  anna\n"), "{}", list.stdout);
    assert!(!list.stdout.contains(secret));
    let revoked = place.run(&[&["tokens"], &db[..], &["revoke", "anna"]].concat());
    assert!(revoked.stdout.starts_with("revoked anna ("), "{}", revoked.stderr);
    me(401);
    let list = place.run(&[&["tokens"], &db[..], &["list", "--json"]].concat());
    assert!(list.stdout.contains(r#""revoked_at":""#), "{}", list.stdout);
    let gone = place.run(&[&["tokens"], &db[..], &["revoke", "anna"]].concat());
    assert_eq!(gone.code, 1);
}
