//! `samtycke records`.

use samtycke_record::json::{self, Value};

use crate::program::{Ended, Place};
use crate::serve::sign_up;

fn run(place: &Place, args: &[&str]) -> Ended {
    place.run(&[&["records", "--db", "records.db"], args].concat())
}

#[test]
fn records_are_searched_shown_exported_and_pending_beside_a_running_receiver() {
    let place = Place::new();
    let server = place.serve(&["--port", "0", "--pack", "pack", "--db", "records.db"]);
    let (_, receipt) = sign_up(&server);
    place.write("jwks.json", server.get("/.well-known/jwks.json").2);

    let found = run(&place, &["search", "FJORDCAFEEN", "--document", "dpa", "--version", "2.1"]);
    assert_eq!((found.code, found.stderr.as_str()), (0, ""));
    let lines: Vec<_> = found.stdout.lines().collect();
    assert!(lines[0].starts_with("received (UTC)    event  record"), "{}", found.stdout);
    assert!(
        lines[1].contains("agree") && lines[1].ends_with("Fjordcaféen ApS (12345674)"),
        "{}",
        found.stdout
    );
    let found = run(&place, &["search", "--registration", "CVR 12 34 56 74", "--json"]);
    let page = json::parse(found.stdout.trim_end()).unwrap();
    let Some(Value::Array(records)) = page.member("records") else { panic!("{}", found.stdout) };
    let id = records[0].member("record_id").and_then(Value::as_str).unwrap();

    let shown = run(&place, &["show", id, "--pack", "pack", "--jwks", "jwks.json"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{}", shown.stdout);
    for expect in [
        "controller   Fjordcaféen ApS, DK-CVR 12345674",
        "document     agree dpa 2.1 da sha256:",
        "pass         receipt-signature: ",
        "pass         documents: ",
    ] {
        assert!(shown.stdout.contains(expect), "{expect}: {}", shown.stdout);
    }
    let gone = run(&place, &["show", "nobody"]);
    assert_eq!((gone.code, gone.stdout.as_str()), (1, ""));
    assert!(gone.stderr.contains("no record has the id \"nobody\""), "{}", gone.stderr);

    let export = run(&place, &["export"]);
    let line = json::parse(export.stdout.trim_end()).unwrap();
    // The proof behind it is made when it is asked for.
    let signed = receipt.split('~').next();
    assert_eq!(line.member("receipt").and_then(Value::as_str), signed);
    let export = run(&place, &["export", "--format", "csv", "--out", "out.csv"]);
    assert_eq!((export.code, export.stderr.as_str()), (0, "1 records in out.csv\n"));
    let table = std::fs::read_to_string(place.path("out.csv")).unwrap();
    assert_eq!(table.split("\r\n").count(), 3, "{table}");
    let again = run(&place, &["export", "--format", "csv", "--out", "out.csv"]);
    assert_eq!(again.code, 1, "what is there is not overwritten");
    assert!(run(&place, &["export", "--format", "dpv"]).stdout.contains("\"dpv:DataProcessingRecord\""));

    let pending = run(&place, &["pending", "--document", "dpa", "--version", "3"]);
    assert!(
        pending.stdout.contains("2.1       ") && pending.stdout.contains("DK-CVR 12345674"),
        "{}",
        pending.stdout
    );
    let pending = run(&place, &["pending", "--document", "dpa", "--version", "2.1"]);
    assert!(pending.stdout.starts_with("nobody"), "{}", pending.stdout);

    let wrong = run(&place, &["search", "--kind", "cookies"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (1, ""));
    assert!(
        wrong.stderr.starts_with("samtycke records search: kind: takes acceptance or consent\n"),
        "{}",
        wrong.stderr
    );
}
