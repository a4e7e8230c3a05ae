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
