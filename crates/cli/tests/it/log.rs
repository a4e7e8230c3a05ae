//! `samtycke log`.

use std::fs;

use samtycke_log::{Checkpoint, Hash, Proof, SigningKey};
use samtycke_record::receipt::Logged;
use samtycke_record::sign::Es256Key;
use samtycke_record::{Nonce, Uuid, jws};

use crate::packs;
use crate::packs::records;
use crate::program::{Ended, Place, Serving};

/// So many records, each receipted; the last with its receipt.
fn sign_up(server: &Serving, from: usize, count: usize) -> (String, String) {
    let key = Es256Key::generate();
    let mut record = packs::acceptance(&packs::published());
    record.offer.nonce = Nonce::NotCollected;
    record.context.audience = server.url();
    record.context.origin = server.url();
    record.context.page = format!("{}/", server.url());
    let one = |number| {
        record.record_id = Uuid::parse(&format!("5d0c7c52-6a0b-4d6e-9a55-{number:012}")).unwrap();
        let record = records::sign(&key, &record);
        let (status, _, receipt) =
            server.request("POST", "/records", "Content-Type: application/jose\r\n", &record);
        assert_eq!(status, 201, "{receipt}");
        (record, receipt)
    };
    (from..from + count).map(one).last().unwrap()
}

fn check(place: &Place, args: &[&str], code: i32, expect: &str) -> Ended {
    let ended = place.run(&[&["log"], args].concat());
    let said = [ended.stdout.as_str(), &ended.stderr].concat();
    assert_eq!(ended.code, code, "{args:?}: {said}");
    assert!(said.contains(expect), "{args:?}: {said}");
    ended
}

#[test]
fn an_auditor_follows_the_log_at_the_receiver_and_in_the_database() {
    let place = Place::new();
    let server = place.serve(&["--port", "0", "--pack", "pack", "--db", "records.db"]);
    let url = server.url();
    let name = format!("{}/log", server.address);
    place.write("jwks.json", server.get("/.well-known/jwks.json").2);
    let (record, receipt) = sign_up(&server, 0, 3);
    place.write("receipt.jws", &receipt);
    place.write("record.jws", record);
    let first = check(&place, &["checkpoint", &url], 0, &format!("{name}\n3\n")).stdout;
    place.write("first", &first);
    sign_up(&server, 3, 260);
    let grown = format!("The log {name} had 3 entries, and has 263: nothing of what was there was changed.");
    let whole =
        format!("The log {name} has 263 entries; they make its tiles, and the tiles what was signed.");
    let second = check(&place, &["checkpoint", &url, "--jwks", "jwks.json"], 0, "\n263\n").stdout;
    place.write("second", &second);
    let proof = check(&place, &["proof", "record.jws", &url], 0, "c2sp.org/tlog-proof@v1\nindex 2\n").stdout;
    assert_eq!(Proof::parse(&proof).unwrap().checkpoint, second);
    place.write("proof", proof);
    let key = SigningKey::from_pem(&fs::read_to_string(place.path("samtycke-log.pem")).unwrap()).unwrap();
    let vkey = samtycke_log::VerifierKey::new(&name, key.public()).unwrap().to_string();
    for (args, expect) in [
        (&["verify", "first", &url][..], grown.as_str()),
        (&["verify", "receipt.jws", &url], &grown),
        (&["verify", "first", "second", "--from", &url, "--jwks", "jwks.json"], &grown),
        (&["verify", "first", "proof", "--from", "records.db", "--key", &vkey], &grown),
        (&["verify", "second", "first", "--from", "records.db", "--jwks", "jwks.json"], &grown),
        (&["verify", "second", "proof", "--key", &vkey], "had 263 entries, and has 263"),
        (&["audit", &url], &whole),
        (&["audit", "records.db", "--jwks", "jwks.json"], &whole),
        (&["checkpoint", "records.db", "--key", &vkey], second.as_str()),
        (&["proof", "record.jws", "records.db"], "index 2\n"),
    ] {
        check(&place, args, 0, expect);
    }

    // What a receiver would sign that shows somebody another past: by its own key, with another root.
    let forked = Checkpoint { origin: name.clone(), size: 3, root: Hash::leaf(b"another") }.sign(&key);
    place.write("forked", forked);
    let stranger = SigningKey::from_seed(&[1; 32]);
    place.write("strange", Checkpoint { origin: name, size: 3, root: Hash::leaf(b"") }.sign(&stranger));
    place.write("changed", first.replace("\n3\n", "\n2\n"));
    place.write("text", "hello");
    place.write("no-keys.json", r#"{"keys":[]}"#);
    for (args, expect) in [
        (&["verify", "forked", &url][..], "the older tree is not the beginning of the newer one"),
        (&["verify", "strange", &url], "the checkpoint of strange: it is not signed by a key of this log"),
        (&["verify", "changed", &url], "the checkpoint of changed: the log's signature does not fit"),
        (&["verify", "text", &url], "the checkpoint of text: it is not a signed note"),
        (&["audit", &url, "--jwks", "no-keys.json"], "the checkpoint of http://127.0.0.1"),
    ] {
        check(&place, args, 1, &format!("This does not hold: {expect}"));
    }
    place.write("other.jws", records::sign(&Es256Key::generate(), &packs::acceptance(&packs::published())));
    for (args, expect) in [
        (&["verify", "nowhere", &url][..], "nowhere can't be read: No such file"),
        (&["verify", "first", "second", "--jwks", "jwks.json"], "say where the log is with --from"),
        (&["verify", "first", "second"], "give the receiver's keys with --jwks FILE, or --key"),
        (&["audit", "records.db"], "a database doesn't hold its keys"),
        (&["audit", "nowhere.db"], "there is no database nowhere.db"),
        (&["audit", "http://127.0.0.1:1"], "http://127.0.0.1:1/.well-known/jwks.json: "),
        (&["audit", &format!("{url}/elsewhere")], "http status: 404"),
        (&["proof", "text", &url], "text: not a compact JWS"),
        (&["proof", "other.jws", &url], "404"),
        (&["proof", "other.jws", "records.db"], "is in the log"),
        (&["checkpoint", &url, "--key", "hello"], "--key: not a verifier key"),
        (&["checkpoint", &url, "--jwks", "first"], "first: not a JWK set"),
    ] {
        check(&place, args, 2, expect);
    }
    assert!(!place.path("nowhere.db").exists());
    let Logged { proof, .. } = Logged::split(&receipt);
    let text = String::from_utf8(jws::decode(proof.unwrap()).unwrap()).unwrap();
    assert_eq!(
        Proof::parse(&text).unwrap().checkpoint,
        first,
        "the receipt's proof has the checkpoint of its time"
    );
}
