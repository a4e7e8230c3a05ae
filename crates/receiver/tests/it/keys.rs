//! Keys that come and go, and receipts and nonces that outlive them.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use samtycke_receiver::keys::{self, KeyState};
use samtycke_receiver::{KeySource, Receiver};
use samtycke_record::jws::{Jwk, JwkSet};
use samtycke_record::protocol::ProblemKind;
use samtycke_record::sign::Es256Key;
use samtycke_record::verify::{self, Outcome, Policy};
use samtycke_record::{Nonce, Timestamp, Uuid};

use crate::server::{Place, sign, signed};

fn now() -> Timestamp {
    Timestamp::parse("2026-11-21T23:10:55.000Z").unwrap()
}

fn rotate(key: &Path) {
    keys::update(key, |ring| ring.rotate(Es256Key::generate(), now())).unwrap();
}

fn active(key: &Path) -> String {
    keys::read(key).unwrap().active().kid().to_owned()
}

/// Does this receipt verify by these keys alone?
fn holds(record: &str, receipt: &str, keys: &JwkSet) -> bool {
    let verified = verify::verify_record(record.as_bytes(), Policy::default());
    let (checks, _) = verify::verify_receipt(receipt.as_bytes(), &verified, Some(keys));
    !checks.is_empty() && checks.iter().all(|check| check.outcome == Outcome::Pass)
}

#[tokio::test]
async fn receipts_verify_and_nonces_are_taken_after_their_key_was_rotated_and_retired() {
    let place = Place::new();
    let key = place.path("key.pem");
    let server = place.start().await;
    let (signer, waiting) = (Es256Key::generate(), Es256Key::generate());
    let first = signed(&signer, server.nonce(&signer).await);
    let taken = server.post(&first).await;
    let (early, late) = (server.nonce(&waiting).await, server.nonce(&waiting).await);
    server.stop().await;
    let old = active(&key);
    rotate(&key);

    let server = place.start().await;
    let published = server.keys().await;
    let kids: Vec<_> =
        published.keys.iter().filter(signs_receipts).map(|key| key.kid.clone().unwrap()).collect();
    assert_eq!(kids, [active(&key), old]);
    assert!(holds(&first, &taken.body, &published));
    let between = another(&waiting, early);
    let answer = server.post(&between).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    assert!(answer.body.starts_with(&signed_by(&active(&key))), "the new key signs");
    assert!(holds(&between, &answer.body, &published));
    assert_eq!(server.post(&first).await.receipt(), taken.receipt(), "the same record has the same receipt");
    server.stop().await;

    keys::update(&key, |ring| ring.retire(None)).unwrap();
    let text = fs::read_to_string(&key).unwrap();
    assert_eq!(text.matches("BEGIN PRIVATE KEY").count(), 1, "the old private half is gone");
    let server = place.start().await;
    assert_eq!(server.keys().await, published);
    let answer = server.post(&another(&waiting, late)).await;
    assert_eq!(answer.status, 201, "{answer:?}");
}

/// Not the one that signs the log.
fn signs_receipts(key: &&Jwk) -> bool {
    key.kty == "EC"
}

/// A sign-up with an id of its own.
fn another(key: &Es256Key, nonce: Nonce) -> String {
    let mut record = crate::packs::acceptance(&crate::packs::published());
    record.record_id = Uuid::parse(&uuid::Uuid::new_v4().hyphenated().to_string()).unwrap();
    record.offer.nonce = nonce;
    sign(key, &record)
}

/// How a receipt by that key begins.
fn signed_by(kid: &str) -> String {
    let header = format!(r#"{{"alg":"ES256","kid":"{kid}","typ":"samtycke-receipt+jws"}}"#);
    samtycke_record::jws::encode(header.as_bytes())
}

#[tokio::test]
async fn a_revoked_key_is_published_no_more_and_its_nonces_are_refused() {
    let place = Place::new();
    let key = place.path("key.pem");
    let server = place.start().await;
    let signer = Es256Key::generate();
    let record = signed(&signer, server.nonce(&signer).await);
    server.stop().await;
    let old = active(&key);
    let refused = keys::update(&key, |ring| ring.revoke(&old, now(), "lost")).unwrap_err();
    assert!(refused.to_string().contains("rotate first"), "{refused}");
    rotate(&key);
    keys::update(&key, |ring| ring.revoke(&old, now(), "  a laptop\nwas stolen ")).unwrap();
    let summary = keys::read(&key).unwrap().summaries().pop().unwrap();
    assert_eq!((summary.kid, summary.state), (old, KeyState::Revoked));
    assert_eq!(summary.revoked, Some((now(), "a laptop was stolen".into())));
    let server = place.start().await;
    assert_eq!(server.keys().await.keys.iter().filter(signs_receipts).count(), 1);
    assert_eq!(server.post(&record).await.problem(), ProblemKind::NonceUnknown);
}

#[tokio::test]
async fn receivers_learn_the_next_key_before_it_signs() {
    let place = Place::new();
    let key = place.path("key.pem");
    let config = place.config();
    let receiver = Receiver::open(config).await.unwrap();
    let before = active(&key);
    keys::update(&key, |ring| ring.prepare(Es256Key::generate())).unwrap();
    receiver.reload_keys().unwrap();
    let ring = keys::read(&key).unwrap();
    assert_eq!(ring.active().kid(), before);
    let next = ring.summaries()[1].kid.clone();
    assert!(ring.published().keys.iter().any(|key| key.kid.as_ref() == Some(&next)));
    let twice = keys::update(&key, |ring| ring.prepare(Es256Key::generate())).unwrap_err();
    assert!(twice.to_string().contains("the next key is there already"), "{twice}");
    rotate(&key);
    assert_eq!(active(&key), next);

    // One that was not told yet takes what one that was told has issued.
    let (one, other) = (place.start().await, Place::new());
    fs::write(other.path("key.pem"), fs::read(&key).unwrap()).unwrap();
    fs::set_permissions(other.path("key.pem"), fs::Permissions::from_mode(0o600)).unwrap();
    rotate(&other.path("key.pem"));
    let signer = Es256Key::generate();
    let record = signed(&signer, one.nonce(&signer).await);
    assert_eq!(other.start().await.post(&record).await.status, 201);
}

#[tokio::test]
async fn keys_that_cannot_be_read_again_leave_the_receiver_with_those_it_has() {
    let place = Place::new();
    let receiver = Receiver::open(place.config()).await.unwrap();
    fs::write(place.path("key.pem"), "-----BEGIN PRIVATE KEY-----\nMIGH").unwrap();
    let error = receiver.reload_keys().unwrap_err().to_string();
    assert!(error.contains("incomplete: the key of line 1 has no end"), "{error}");
    drop(receiver);
}

#[test]
fn of_many_rotations_at_once_none_is_lost() {
    let place = Place::new();
    let key = place.path("key.pem");
    keys::create_key(&key).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| rotate(&key));
        }
    });
    assert_eq!(keys::read(&key).unwrap().summaries().len(), 9);
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn the_keys_may_come_from_the_environment_and_are_never_shown() {
    let place = Place::new();
    let key = place.path("key.pem");
    keys::create_key(&key).unwrap();
    rotate(&key);
    let text = fs::read_to_string(&key).unwrap();
    fs::remove_file(&key).unwrap();
    let mut config = place.config();
    config.key = KeySource::text(&text);
    let secret = text.lines().find(|line| line.starts_with("MI")).unwrap();
    assert!(!format!("{config:?}").contains(secret));
    let receiver = Receiver::open(config.clone()).await.unwrap();
    assert!(!format!("{receiver:?}").contains(secret));
    let server = place.start_with(config.clone()).await;
    assert_eq!(server.keys().await.keys.iter().filter(signs_receipts).count(), 2);
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    assert_eq!(server.post(&record).await.status, 201);
    assert!(!key.exists(), "no file is made");
    config.key = KeySource::text("hello");
    assert_eq!(
        place.start_error(config).await,
        "the signing key in SAMTYCKE_KEY is not a P-256 private key in PEM (PKCS #8, \"BEGIN PRIVATE KEY\"); line 1 is \
         not understood\n  give it the whole text of the key file, line breaks and all"
    );
}

/// A ring that was cut off or put together wrongly, each with what is said of it.
#[test]
fn a_ring_that_is_none_is_told_by_its_line() {
    let place = Place::new();
    let path = place.path("key.pem");
    keys::create_key(&path).unwrap();
    let one = fs::read_to_string(&path).unwrap();
    rotate(&path);
    rotate(&path);
    keys::update(&path, |ring| ring.retire(None)).unwrap();
    let whole = fs::read_to_string(&path).unwrap();
    let other = Es256Key::generate().to_pem().unwrap();
    let active = "state: active\n";
    let cases = [
        (String::new(), "is not a P-256 private key"),
        (whole.replace(active, "state: next\n"), "is no key ring: none of its keys is active"),
        (whole.replace(active, "state: activ\n"), "line 3 is not understood"),
        (whole.replace(active, "state: retired\n"), "a retired key has its private half (line"),
        (
            whole.replace("state: retired\n", "state: retiring\n"),
            "the retiring key has no private half (line",
        ),
        (whole.replace("state: retired\n", "state: revoked\n"), "a revoked key has no time (line"),
        (format!("{one}{one}"), "stands in it twice (line 6)"),
        (format!("{active}{one}{active}{other}"), "two keys are active (line 8)"),
        (format!("{one}hello\n"), "is no key ring: line 6 is not understood"),
        (format!("{whole}\n{other}"), "is incomplete: its last line is not"),
        (whole.replace("nonces: ", "nonces: x"), "is not understood"),
        (one.replace("PRIVATE", "RSA PRIVATE"), "is not a P-256 private key"),
        (whole.replace("MFk", "MFx"), "is not a P-256 public key in PEM (line"),
    ];
    for (text, expect) in cases {
        fs::write(&path, &text).unwrap();
        let error = keys::read(&path).unwrap_err().to_string();
        assert!(error.contains(expect), "{expect}: {error}");
        assert!(error.contains("\n  restore it from your copy"), "{error}");
    }
    // Cut off anywhere.
    for end in 0..whole.trim_end().len() {
        fs::write(&path, &whole[..end]).unwrap();
        assert!(keys::read(&path).is_err(), "{end}");
    }
    // Put together by hand: the first private key signs, the others did.
    fs::write(&path, format!("{one}{other}")).unwrap();
    let states: Vec<_> = keys::read(&path).unwrap().summaries().iter().map(|key| key.state).collect();
    assert_eq!(states, [KeyState::Active, KeyState::Retiring]);
}

#[test]
fn a_key_that_an_orchestrator_mounts_may_be_read_by_its_group() {
    let place = Place::new();
    let path = place.path("key.pem");
    keys::create_key(&path).unwrap();
    let by_root = std::os::unix::fs::MetadataExt::uid(&fs::metadata(&path).unwrap()) == 0;
    for (mode, root, others) in [
        (0o600, true, true),
        (0o400, true, true),
        (0o440, true, false),
        (0o640, true, false),
        (0o660, false, false),
        (0o604, false, false),
    ] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(keys::read(&path).is_ok(), if by_root { root } else { others }, "{mode:o}");
    }
}
