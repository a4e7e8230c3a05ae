//! `samtycke backup` and `restore`.

use crate::program::Place;
use crate::serve::sign_up;

#[test]
fn a_backup_is_taken_and_restored_on_the_command_line() {
    let place = Place::new();
    let args = ["--port", "0", "--pack", "pack"];
    let server = place.serve(&args);
    let (record, receipt) = sign_up(&server);
    let url = server.url();
    let taken = place.run(&["backup", "--out", "copy.db"]);
    assert_eq!(taken.code, 0, "{taken:?}");
    assert!(taken.stdout.starts_with("1 records, the last received 20"), "{taken:?}");
    assert!(taken.stdout.contains("\na log of 1 entries that holds, root "), "{taken:?}");
    assert!(taken.stderr.contains("its signature was not looked at"), "{taken:?}");
    server.signal("TERM");
    let refused = place.run(&["restore", "--from", "copy.db"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.starts_with("samtycke restore: samtycke.db is there already\n  stop"),
        "{refused:?}"
    );
    std::fs::remove_file(place.path("samtycke.db")).unwrap();
    let restored = place.run(&["restore", "--from", "copy.db"]);
    assert_eq!((restored.code, restored.stdout), (0, taken.stdout));
    let server = place.serve(&[&args[..], &["--public-url", &url]].concat());
    let again = server.request("POST", "/records", "Content-Type: application/jose\r\n", &record);
    assert_eq!((again.0, again.2), (200, receipt));
}

#[test]
fn a_copy_is_compared_with_an_earlier_checkpoint_and_with_the_published_keys() {
    let place = Place::new();
    let server = place.serve(&["--port", "0", "--pack", "pack"]);
    place.write("keys.json", server.get("/.well-known/jwks.json").2);
    let backup = |out: &str, more: &[&str]| place.run(&[&["backup", "--out", out], more].concat());
    sign_up(&server);
    assert_eq!(backup("first.db", &[]).code, 0);
    // A receipt has a checkpoint, too.
    let (_, receipt) = sign_up(&server);
    place.write("receipt.jws", receipt);
    let checkpoint = place.run(&["log", "checkpoint", "samtycke.db", "--jwks", "keys.json"]);
    place.write("checkpoint.txt", &checkpoint.stdout);
    let copied = backup("second.db", &["--checkpoint", "receipt.jws", "--jwks", "keys.json"]);
    assert_eq!((copied.code, copied.stderr.as_str()), (0, ""), "{copied:?}");
    assert!(copied.stdout.ends_with("it continues the checkpoint of 2 entries\n"), "{copied:?}");

    let other = Place::new();
    let stranger = other.serve(&["--port", "0", "--no-packs"]).get("/.well-known/jwks.json").2;
    place.write("stranger.json", stranger);
    place.write("empty.txt", "");
    for (from, more, expect) in [
        (
            "second.db",
            &["--jwks", "stranger.json"][..],
            "its newest checkpoint is not signed by any of the keys given",
        ),
        ("second.db", &["--checkpoint", "empty.txt"], "the earlier checkpoint: it is not a checkpoint"),
        ("second.db", &["--checkpoint", "none.txt"], "none.txt can't be read: No such file"),
        ("second.db", &["--jwks", "receipt.jws"], "receipt.jws: not a JWK set"),
        (
            "first.db",
            &["--checkpoint", "checkpoint.txt", "--jwks", "keys.json"],
            "the back-up first.db: its log has 1 entries, and had 2 by the earlier checkpoint: its end is missing\n",
        ),
    ] {
        let ended = place.run(&[&["restore", "--db", "back.db", "--from", from], more].concat());
        assert_eq!(ended.code, 1, "{more:?} {ended:?}");
        assert!(ended.stderr.contains(expect), "{more:?} {ended:?}");
        assert!(!place.path("back.db").exists());
    }
}
