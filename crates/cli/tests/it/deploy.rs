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
    let by_name = place.run(&["health", &address.replace("127.0.0.1", "localhost")]);
    assert_eq!((by_name.code, by_name.stderr.as_str()), (0, ""));
    // While the server has that port nobody listens there at an address of loopback that nobody uses.
    let address = address.replace("127.0.0.1", "127.0.0.3");
    let gone = place.run(&["health", &address]);
    assert_eq!(gone.code, 1);
    assert!(gone.stderr.starts_with(&format!("samtycke health: {address} is not ready: ")), "{gone:?}");
    assert!(gone.stderr.contains("\n  does it run, and listen there?"), "{gone:?}");
    let odd = place.run(&["health", "http://127.0.0.1:8080"]);
    assert!(odd.code == 1 && odd.stderr.contains("without http://"), "{odd:?}");
}

/// By systemd itself, where it is.
#[test]
fn the_unit_is_one() {
    let unit = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/samtycke.service");
    let place = Place::new();
    let text = std::fs::read_to_string(unit).unwrap();
    let text = text.replace("/usr/local/bin/samtycke", env!("CARGO_BIN_EXE_samtycke"));
    let here = place.write("samtycke.service", text);
    let Ok(output) = Command::new("systemd-analyze").arg("verify").arg(&here).output() else {
        return eprintln!("skipped: systemd-analyze is not here");
    };
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && !told.contains("samtycke.service:"), "{told}");
}

/// The part of `docs/operating.md` in that language.
fn documented(language: &str) -> String {
    let text = include_str!("../../../../docs/operating.md");
    let (_, from) = text.split_once(&format!("\n```{language}\n")).unwrap();
    from.split_once("\n```").unwrap().0.to_owned()
}

/// By the proxies themselves, where they are; with a certificate of this test's own.
#[test]
fn the_proxies_take_what_is_documented_for_them() {
    let place = Place::new();
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "1",
        ])
        .args(["-subj", "/CN=consent.vendor.example", "-keyout", "site.key", "-out", "site.crt"])
        .current_dir(place.root())
        .output();
    if !made.is_ok_and(|made| made.status.success()) {
        return eprintln!("skipped: openssl is not here");
    }
    let root = place.root().display();
    let site = documented("nginx")
        .replace("/etc/ssl/consent.vendor.example.", &format!("{root}/site."))
        .replace("/var/log/nginx/", &format!("{root}/"));
    assert!(site.contains("site.key") && site.contains("/samtycke.log"), "{site}");
    // Where an installed one keeps what it is sent, this user may not write.
    let kept: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {root}/{name};"))
        .concat();
    let conf = place.write("nginx.conf", format!("pid {root}/pid; events {{}} http {{ {kept} {site} }}"));
    let caddy = place.write("Caddyfile", documented("caddy"));
    for (program, args) in [
        (
            "nginx",
            vec!["-t".as_ref(), "-p".as_ref(), place.root().as_os_str(), "-c".as_ref(), conf.as_os_str()],
        ),
        (
            "caddy",
            vec![
                "validate".as_ref(),
                "--adapter".as_ref(),
                "caddyfile".as_ref(),
                "--config".as_ref(),
                caddy.as_os_str(),
            ],
        ),
    ] {
        match Command::new(program).args(&args).env("HOME", place.root()).output() {
            Err(_) => eprintln!("skipped: {program} is not here"),
            Ok(output) => {
                let told = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{program}: {told}");
            }
        }
    }
}
