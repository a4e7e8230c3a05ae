//! Keys, notes, checkpoints, proofs, entries: the texts, with notes that others signed.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use proptest::prelude::*;
use samtycke_log::{
    Checkpoint, Entry, Hash, NoteError, Proof, ProofError, SigningKey, Tiles, VerifierKey, bundle, entries_of,
};

/// Go's checksum database: its key, and what it signed on 2024-09-23.
const SUMDB_KEY: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
const SUMDB: &str = "go.sum database tree\n30055305\nmXfgRcJ0bG0j3CPdKwgGWtUzBUbX67saZGRmFuJGGsM=\n\n\
    \u{2014} sum.golang.org Az3grpgEild5qw7+5dtV13Kf1C2Xurm8q4fhdxvcsDHnqNTaxL2AFjBY+2TyGKevucFcAAlWFJJYle3EJlDCrQ+y3A8=\n";

fn key() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

fn checkpoint() -> Checkpoint {
    Checkpoint { origin: "vendor.example/log".into(), size: 3, root: Hash::leaf(b"root") }
}

#[test]
fn a_checkpoint_that_go_signed_is_read_and_a_changed_one_is_not() {
    let key = VerifierKey::parse(SUMDB_KEY).unwrap();
    assert_eq!((key.name(), key.to_string().as_str()), ("sum.golang.org", SUMDB_KEY));
    let keys = [key];
    let checkpoint = Checkpoint::open(SUMDB, &keys).unwrap();
    assert_eq!((checkpoint.origin.as_str(), checkpoint.size), ("go.sum database tree", 30_055_305));
    assert_eq!(checkpoint.root.base64(), "mXfgRcJ0bG0j3CPdKwgGWtUzBUbX67saZGRmFuJGGsM=");
    let other = format!("{SUMDB}\u{2014} somebody.example AAAAAAAA\n");
    let extended = SUMDB.replace("GsM=\n", "GsM=\nmore\n");
    for (name, note, expect) in [
        ("another's signature beside it", other, Ok(())),
        ("a size", SUMDB.replace("30055305", "30055306"), Err(NoteError::Forged)),
        ("a root", SUMDB.replace("mXfg", "mXfh"), Err(NoteError::Forged)),
        ("a line more", extended, Err(NoteError::Forged)),
        ("another name", SUMDB.replace("sum.golang.org", "sum.golang.com"), Err(NoteError::Unknown)),
        ("another id", SUMDB.replace(" Az3g", " Bz3g"), Err(NoteError::Unknown)),
        ("no signature", SUMDB.split('\u{2014}').next().unwrap().into(), Err(NoteError::Form)),
        ("no line end", SUMDB.trim_end().into(), Err(NoteError::Form)),
        ("a carriage return", SUMDB.replace('\n', "\r\n"), Err(NoteError::Form)),
        ("nothing", String::new(), Err(NoteError::Form)),
    ] {
        assert_eq!(Checkpoint::open(&note, &keys).map(drop), expect, "{name}");
    }
}

#[test]
fn a_key_is_written_in_one_way() {
    let public = key().public();
    let text = VerifierKey::new("vendor.example/log", public).unwrap().to_string();
    assert_eq!(VerifierKey::parse(&text).unwrap().public(), &public);
    for wrong in [
        "",
        "a+b",
        "vendor.example+00000000+AQ==",
        &text.replace("log+", "lag+"),
        &text.replace("+A", "+B"),
        &format!("{text} "),
        &text.replace("vendor", "ven dor"),
    ] {
        assert!(VerifierKey::parse(wrong).is_err(), "{wrong}");
    }
    assert!(VerifierKey::new("a b", public).is_err() && VerifierKey::new("", public).is_err());
    let pem = key().to_pem().unwrap();
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"), "{}", pem.len());
    assert_eq!(SigningKey::from_pem(&pem).unwrap().public(), public);
    assert!(SigningKey::from_pem("-----BEGIN PRIVATE KEY-----\n").is_err());
    assert_eq!(format!("{:?}", key()), "SigningKey { .. }");
}

#[test]
fn what_is_signed_opens_with_its_key_and_no_other() {
    let note = checkpoint().sign(&key());
    assert_eq!(Checkpoint::open_with(&note, &[[0; 32], key().public()]), Ok(checkpoint()));
    let stranger = SigningKey::from_seed(&[8; 32]);
    assert_eq!(Checkpoint::open_with(&note, &[stranger.public()]), Err(NoteError::Unknown));
    assert_eq!(Checkpoint::open_with(&note, &[]), Err(NoteError::Unknown));
    for text in ["o\n03\n", "o\n-1\n", "\n3\n", "o\n3\n", "o\n3\nAA==\n"] {
        let note = key().sign("o", text);
        assert_eq!(Checkpoint::open_with(&note, &[key().public()]), Err(NoteError::Form), "{text:?}");
    }
}

#[test]
fn a_proof_holds_for_its_entry_under_its_log() {
    let entries: Vec<_> =
        (0..5_u8).map(|n| Entry { record: Hash::leaf(&[n]), receipt: Hash::leaf(&[n, n]) }).collect();
    let mut tiles = Tiles::default();
    tiles.append(0, &entries.iter().map(Entry::leaf).collect::<Vec<_>>()).unwrap();
    let note = Checkpoint { size: 5, root: tiles.root(5).unwrap(), ..checkpoint() }.sign(&key());
    let keys = [key().public()];
    for (index, entry) in (0..).zip(&entries) {
        let proof = Proof { index, path: tiles.inclusion(index, 5).unwrap(), checkpoint: note.clone() };
        let text = proof.to_string();
        assert!(text.starts_with(&format!("c2sp.org/tlog-proof@v1\nindex {index}\n")));
        assert_eq!(Proof::parse(&text), Ok(proof.clone()));
        let extra = text.replacen("index", "extra AAAA\nindex", 1);
        assert_eq!(Proof::parse(&extra), Ok(proof.clone()), "extra data are passed over");
        assert_eq!(proof.verify(&entry.leaf(), &keys).unwrap().size, 5);
        let another = entries[usize::from(index == 0)].leaf();
        assert!(matches!(proof.verify(&another, &keys), Err(ProofError::Inclusion(_))));
        assert_eq!(proof.verify(&entry.leaf(), &[]), Err(ProofError::Checkpoint(NoteError::Unknown)));
    }
    let good = Proof { index: 0, path: Vec::new(), checkpoint: note }.to_string();
    for (name, wrong) in [
        ("another version", good.replace("@v1", "@v2")),
        ("no index", good.replace("index 0\n", "")),
        ("a zero in front", good.replace("index 0", "index 00")),
        ("a hash that is none", good.replace("index 0\n", "index 0\nAAAA\n")),
        ("no checkpoint", good.split("\n\n").next().unwrap().into()),
        ("nothing", String::new()),
    ] {
        assert!(Proof::parse(&wrong).is_err(), "{name}");
    }
}

#[test]
fn an_entry_is_canonical_json_of_two_digests() {
    let entry = Entry { record: Hash::new([0xab; 32]), receipt: Hash::new([1; 32]) };
    let text = entry.text();
    let (ab, one) = ("ab".repeat(32), "01".repeat(32));
    assert_eq!(text, format!(r#"{{"receipt":"sha256:{one}","record":"sha256:{ab}"}}"#));
    assert_eq!(Entry::parse(text.as_bytes()), Ok(entry));
    for wrong in [
        text.replace("ab", "AB"),
        text.replace(":\"", ": \""),
        format!("{text} "),
        text.replace("receipt", "recipe"),
        text.replacen("ab", "", 1),
        String::new(),
    ] {
        assert!(Entry::parse(wrong.as_bytes()).is_err(), "{wrong}");
    }
    let both = bundle([&entry, &entry]);
    assert_eq!((both.len(), &both[..2]), (2 * 170, &[0, 168][..]));
    assert_eq!(entries_of(&both), Ok(vec![entry, entry]));
    assert_eq!(entries_of(&[]), Ok(vec![]));
    assert!(entries_of(&both[..1]).is_err() && entries_of(&both[..171]).is_err());
}

proptest! {
    #[test]
    fn no_text_makes_them_panic(text in "(\n|\\PC|[0-9]|index |extra |c2sp.org/tlog-proof@v1\n|— a AAAAAAAA\n){0,40}") {
        let _ = Checkpoint::read(&text);
        let _ = Checkpoint::open_with(&text, &[key().public()]);
        let _ = VerifierKey::parse(&text);
        let _ = samtycke_log::TileId::from_path(&text);
        let _ = entries_of(text.as_bytes());
        if let Ok(proof) = Proof::parse(&text) {
            let _ = proof.verify(&Hash::empty(), &[key().public()]);
        }
    }

    #[test]
    fn no_proof_makes_the_verifiers_panic(m in any::<u64>(), n in any::<u64>(), length in 0..70_usize) {
        let path = vec![Hash::empty(); length];
        let _ = samtycke_log::verify_inclusion(&Hash::empty(), m, n, &Hash::leaf(b""), &path);
        let _ = samtycke_log::verify_consistency((m, &Hash::empty()), (n, &Hash::leaf(b"")), &path);
    }
}
