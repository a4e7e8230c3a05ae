//! What containers and service managers ask and are given.

use std::process::Command;

use crate::program::Place;

#[test]
fn health_is_asked_without_another_program() {
    let place = Place::new();
    let server = place.serve(&["--port", "0", "--no-packs"]);
    let address = server.address.clone();
    let well = place.run(&["health", &address]);
    assert_eq!((well.code, well.stderr.as_str()), (0, ""));
    drop(server);
    let gone = place.run(&["health", &address]);
    assert_eq!(gone.code, 1);
    assert!(gone.stderr.starts_with(&format!("samtycke health: {address} is not ready: ")), "{gone:?}");
}

/// By systemd itself, where it is.
#[test]
fn the_unit_is_one() {
    let unit = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/samtycke.service");
    let place = Place::new();
    let text = std::fs::read_to_string(unit).unwrap();
    let text = text.replace("/usr/local/bin/samtycke", env!("CARGO_BIN_EXE_samtycke"));
    let here = place.write("samtycke.service", text);
    let Ok(output) = Command::new("systemd-analyze").arg("verify").arg(&here).output() else { return };
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && !told.contains("samtycke.service:"), "{told}");
}
