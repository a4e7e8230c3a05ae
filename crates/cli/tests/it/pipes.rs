//! `samtycke … | head -1`: a reader that goes away.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;

use crate::program::Place;

/// A place with `vendor/`, a pack; `before/`, the same with other terms; and `terms.txt`, what a vendor has.
fn place() -> Place {
    let place = Place::new();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/vagthavn");
    for folder in ["vendor", "before"].map(|folder| place.path(folder)) {
        fs::create_dir_all(folder.join("documents")).unwrap();
        fs::copy(from.join("pack.toml"), folder.join("pack.toml")).unwrap();
        for entry in fs::read_dir(from.join("documents")).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, folder.join("documents").join(path.file_name().unwrap())).unwrap();
        }
    }
    let terms = place.path("vendor/documents/terms.da.md");
    let text = fs::read_to_string(&terms).unwrap();
    fs::write(&terms, format!("Vilkårene kan ændres uden varsel.\n\n{text}")).unwrap();
    place.write("terms.txt", "Vilkår for tjenesten\n\n1. Formål\n\n1.1 Vi holder tjenesten i gang.\n");
    place.write("record.jws", "no record");
    place
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    for args in [
        &["--help"][..],
        &["check", "--help"],
        &["new", "begun", "--yes", "--vendor", "Vagthavn ApS", "--country", "DK"],
        &["import", "terms.txt", "--out", "draft"],
        &["check", "vendor", "--coverage", "--reading"],
        &["check", "vendor", "--deny", "warnings"],
        &["check", "vendor", "--json"],
        &["check", "vendor", "--sarif"],
        &["build", "vendor", "--out", "elsewhere"],
        &["diff", "before", "vendor"],
        &["keys", "new", "--out", "key.pem"],
        &["verify", "record.jws"],
        &["verify", "record.jws", "--json"],
    ] {
        let read = place().run(args);
        assert!(!read.stdout.is_empty(), "{args:?} prints nothing: {read:?}");
        let unread = place().run_unread(args);
        assert_eq!((unread.code, unread.stderr), (read.code, read.stderr), "{args:?}");
    }
}

#[test]
fn a_receiver_serves_though_nobody_reads_where_it_listens() {
    let place = place();
    // Of an address that nobody else uses: a port that is free now is free then.
    let free = TcpListener::bind("127.0.0.2:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let port = address.port().to_string();
    let mut serving = place.serve_unread(&["--host", "127.0.0.2", "--port", &port, "--no-packs"]);
    while TcpStream::connect(address).is_err() {
        assert!(serving.try_wait().unwrap().is_none(), "it ended");
    }
    serving.kill().unwrap();
    serving.wait().unwrap();
}

/// What can't be written for another reason is said, and is no success.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_fault() {
    let full = || Stdio::from(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    let ended = place().run_into(&["check", "vendor", "--json"], full());
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(ended.stderr.starts_with("standard output: ") && ended.stderr.contains("fix: "), "{ended:?}");
}
