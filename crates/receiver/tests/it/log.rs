//! The transparency log: what a monitor sees of it, and what may happen to a database.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;

use samtycke_log::{
    Audit, Checkpoint, Entry, Hash, Proof, SigningKey, TileId, Tiles, entries_of, verify_consistency,
};
use samtycke_record::receipt::Logged;
use samtycke_record::sign::Es256Key;
use samtycke_record::verify::{CheckId, Outcome, Policy, verify_receipt, verify_record};
use samtycke_record::{Nonce, Uuid, jws};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::database::{execute, rows};
use crate::load::CONNECTIONS;
use crate::packs;
use crate::server::{Client, Place, Server, sign};

pub(crate) fn records(count: usize) -> Vec<String> {
    let key = Es256Key::generate();
    let mut record = packs::acceptance(&packs::published());
    record.offer.nonce = Nonce::NotCollected;
    let one = |_| {
        record.record_id = Uuid::parse(&uuid::Uuid::new_v4().hyphenated().to_string()).unwrap();
        sign(&key, &record)
    };
    (0..count).map(one).collect()
}

pub(crate) async fn start(place: &Place) -> Arc<Server> {
    let mut config = place.config();
    config.rate = None;
    Arc::new(place.start_with(config).await)
}

pub(crate) async fn post_at_once(server: &Arc<Server>, records: Vec<String>) {
    let seats = Arc::new(Semaphore::new(CONNECTIONS));
    let mut tasks = JoinSet::new();
    for record in records {
        let (server, seats) = (Arc::clone(server), Arc::clone(&seats));
        tasks.spawn(async move {
            let _seat = seats.acquire().await.unwrap();
            assert_eq!(server.deliver(&record).await.status, 201);
        });
    }
    tasks.join_all().await;
}

pub(crate) async fn stop(server: Arc<Server>) {
    Arc::into_inner(server).unwrap().stop().await;
}

fn log_key(place: &Place) -> SigningKey {
    SigningKey::from_pem(&fs::read_to_string(place.path("samtycke-log.pem")).unwrap()).unwrap()
}

async fn checkpoint(place: &Place, server: &Client) -> Checkpoint {
    let answer = server.get("/log/checkpoint").await;
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    Checkpoint::open_with(&answer.body, &[log_key(place).public()]).unwrap()
}

/// What a monitor finds: the first thing that isn't as the checkpoint and the entries say.
pub(crate) async fn monitor(place: &Place, server: &Client) -> Result<u64, String> {
    let checkpoint = checkpoint(place, server).await;
    let size = checkpoint.size;
    let mut audit = Audit::of(checkpoint);
    while let Some((index, width)) = audit.wanted() {
        let path = TileId { level: 0, index }.path(width).replacen('0', "entries", 1);
        let answer = server.get(&format!("/log/tile/{path}")).await;
        if answer.status != 200 {
            return Err(format!("{path}: {}", answer.status));
        }
        for (id, bytes) in audit.add(&entries_of(&answer.bytes).unwrap()).unwrap() {
            let path = id.path((bytes.len() / Hash::LENGTH) as u64);
            let answer = server.get(&format!("/log/tile/{path}")).await;
            if answer.bytes != bytes {
                return Err(path);
            }
            assert_eq!(answer.header("content-type"), "application/octet-stream");
            assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        }
    }
    if audit.is_as_signed().unwrap() { Ok(size) } else { Err("the root".into()) }
}

/// Asserts that the record's proof, asked for by itself, holds.
async fn proven(place: &Place, server: &Server, record: &str) -> u64 {
    let verified = verify_record(record.as_bytes(), Policy::default());
    let digest = verified.digest.unwrap();
    let answer = server.get(&format!("/log/proof/{}", digest.hex())).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let proof = Proof::parse(&answer.body).unwrap();
    let receipt = server.post(record).await;
    let payload = jws::Compact::parse(receipt.receipt()).unwrap().payload;
    let hash = |digest: &samtycke_record::Digest| Hash::from_hex(digest.hex()).unwrap();
    let entry = Entry { record: hash(&digest), receipt: hash(&samtycke_record::Digest::of(&payload)) };
    proof.verify(&entry.leaf(), &[log_key(place).public()]).unwrap();
    proof.index
}

#[tokio::test]
async fn a_receipt_comes_with_the_proof_that_both_are_logged() {
    let place = Place::new();
    let server = place.start().await;
    let keys = server.keys().await;
    let key = Es256Key::generate();
    let mut record = packs::acceptance(&packs::published());
    record.offer.nonce = server.nonce(&key).await;
    let record = sign(&key, &record);
    let verified = verify_record(record.as_bytes(), Policy::default());
    let logged = |receipt: &str| {
        let (checks, _) = verify_receipt(receipt.as_bytes(), &verified, Some(&keys));
        checks.into_iter().find(|check| check.check == CheckId::Log).unwrap()
    };
    let first = server.post(&record).await;
    let check = logged(&first.body);
    assert_eq!(
        (check.outcome, check.why.as_str()),
        (Outcome::Pass, "entry 1 of 1 in the log consent.vagthavn.example/log")
    );
    for other in records(3) {
        server.post(&other).await;
    }
    let again = server.post(&record).await;
    assert_eq!(again.receipt(), first.receipt());
    assert!(logged(&again.body).why.starts_with("entry 1 of 4"), "the proof is as of now");

    let Logged { receipt, proof } = Logged::split(&first.body);
    let (receipt, proof) = (receipt.to_owned(), proof.unwrap().to_owned());
    let other = server.post(&records(1)[0]).await;
    let changed = |from: &str, to: &str| {
        let text = String::from_utf8(jws::decode(&proof).unwrap()).unwrap();
        assert!(text.contains(from));
        jws::encode(text.replace(from, to).as_bytes())
    };
    for (name, proof, expect) in [
        ("none", None, Outcome::NotChecked),
        ("its own", Some(proof.clone()), Outcome::Pass),
        ("of another record", Logged::split(&other.body).proof.map(String::from), Outcome::Fail),
        ("no base64url", Some("%".into()), Outcome::Fail),
        ("no proof", Some("AAAA".into()), Outcome::Fail),
        ("another index", Some(changed("index 0", "index 1")), Outcome::Fail),
        ("another size", Some(changed("/log\n1\n", "/log\n2\n")), Outcome::Fail),
        ("another log", Some(changed("vagthavn", "vagthaven")), Outcome::Fail),
    ] {
        let whole = Logged { receipt: &receipt, proof: proof.as_deref() }.join();
        assert_eq!(logged(&whole).outcome, expect, "{name}");
    }
    let (checks, _) = verify_receipt(first.body.as_bytes(), &verified, None);
    assert_eq!(checks.last().unwrap().outcome, Outcome::NotChecked, "without keys");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_groups_and_singly_the_log_is_what_its_entries_make_it_and_only_grows() {
    let place = Place::new();
    let server = start(&place).await;
    assert_eq!(monitor(&place, &server).await, Ok(0));
    let all = records(600);
    let mut sizes = vec![checkpoint(&place, &server).await];
    for (group, rest) in [(0..300, 300..310), (310..590, 590..600)] {
        post_at_once(&server, all[group].to_vec()).await;
        sizes.push(checkpoint(&place, &server).await);
        for record in &all[rest] {
            assert_eq!(server.post(record).await.status, 201);
        }
        sizes.push(checkpoint(&place, &server).await);
    }
    assert_eq!(sizes.iter().map(|one| one.size).collect::<Vec<_>>(), [0, 300, 310, 590, 600]);
    assert_eq!(monitor(&place, &server).await, Ok(600));
    for (path, expect) in [
        ("0/000", 200),
        ("0/001", 200),
        ("0/002.p/88", 200),
        ("0/002.p/1", 200),
        ("0/000.p/7", 200),
        ("1/000.p/2", 200),
        ("entries/002.p/88", 200),
        ("entries/000", 200),
        ("0/002", 404),
        ("0/002.p/89", 404),
        ("0/003.p/1", 404),
        ("1/000.p/3", 404),
        ("2/000.p/1", 404),
        ("entries/002", 404),
        ("entries/002.p/89", 404),
        ("entries/003.p/1", 404),
        ("entries/999999.p/1", 404),
        ("0/0", 404),
        ("0/000.p/256", 404),
        ("x", 404),
        ("0/../0/000", 404),
        ("%2e%2e", 404),
    ] {
        assert_eq!(server.get(&format!("/log/tile/{path}")).await.status.as_u16(), expect, "{path}");
    }
    let mut tiles = Tiles::default();
    for path in ["0/000", "0/001", "0/002.p/88", "1/000.p/2"] {
        let bytes = server.get(&format!("/log/tile/{path}")).await.bytes;
        tiles.insert(TileId::from_path(path).unwrap().0, &bytes).unwrap();
    }
    let part = server.get("/log/tile/0/000.p/7").await.bytes;
    assert_eq!(part, tiles.bytes(TileId { level: 0, index: 0 }).unwrap()[..7 * Hash::LENGTH]);
    for pair in sizes.windows(2) {
        let [old, new] = pair else { unreachable!() };
        let path = tiles.consistency(old.size, new.size).unwrap();
        verify_consistency((old.size, &old.root), (new.size, &new.root), &path).unwrap();
    }
    for record in all.iter().step_by(67) {
        proven(&place, &server, record).await;
    }
    for (path, status) in [("proof/abc".into(), 404), (format!("proof/{}", "0".repeat(64)), 404)] {
        assert_eq!(server.get(&format!("/log/{path}")).await.status.as_u16(), status);
    }
}

#[tokio::test]
async fn after_a_restart_at_another_address_it_goes_on_under_its_name() {
    let place = Place::new();
    let server = place.start().await;
    let all = records(5);
    for record in &all[..3] {
        server.post(record).await;
    }
    let before = checkpoint(&place, &server).await;
    server.stop().await;
    let mut config = place.config();
    config.public_url = samtycke_receiver::PublicUrl::parse("https://new.example/consent").unwrap();
    config.origins = vec![samtycke_receiver::Origin::parse(packs::records::ORIGIN).unwrap()];
    place.start_with(config).await.stop().await;
    let server = place.start().await;
    for record in &all[3..] {
        server.post(record).await;
    }
    let after = checkpoint(&place, &server).await;
    assert_eq!((before.origin, before.size, after.size), (after.origin, 3, 5));
    assert_eq!(monitor(&place, &server).await, Ok(5));
    assert_eq!(proven(&place, &server, &all[0]).await, 0);
}

#[tokio::test]
async fn a_record_whose_text_is_erased_stays_proven() {
    let place = Place::new();
    let server = place.start().await;
    let all = records(3);
    for record in &all {
        server.post(record).await;
    }
    execute(place.database(), "UPDATE records SET record = '', confirmation = NULL WHERE number = 2").await;
    assert_eq!(monitor(&place, &server).await, Ok(3));
    assert_eq!(proven(&place, &server, &all[1]).await, 1);
    server.stop().await;
    let server = place.start().await;
    server.post(&records(1)[0]).await;
    assert_eq!(monitor(&place, &server).await, Ok(4));
}

#[tokio::test]
async fn without_its_key_or_with_another_it_does_not_start() {
    let place = Place::new();
    place.start().await.stop().await;
    let (key, away) = (place.path("samtycke-log.pem"), place.path("away.pem"));
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    fs::rename(&key, &away).unwrap();
    let message = place.start_error(place.config()).await;
    assert!(
        message.starts_with("the log's key PLACE/samtycke-log.pem is not there, and the database"),
        "{message}"
    );
    assert!(!key.exists(), "no other is made");
    let write = |text: &str, mode| {
        fs::write(&key, text).unwrap();
        fs::set_permissions(&key, fs::Permissions::from_mode(mode)).unwrap();
    };
    let other = SigningKey::from_seed(&[1; 32]).to_pem().unwrap();
    for (text, mode, expect) in [
        (other.as_str(), 0o600, "the log's key PLACE/samtycke-log.pem is not the one that signed the log"),
        (other.as_str(), 0o644, "the log's key PLACE/samtycke-log.pem is open to other users (mode 0644)"),
        ("hello", 0o600, "the log's key PLACE/samtycke-log.pem is not an Ed25519 private key"),
    ] {
        write(text, mode);
        let message = place.start_error(place.config()).await;
        assert!(message.starts_with(expect), "{message}");
    }
    let mut config = place.config();
    config.log_key = away.into();
    place.start_with(config).await.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_receivers_on_one_database_share_one_log() {
    let place = Place::new();
    let (one, other) = (start(&place).await, start(&place).await);
    let all = records(120);
    let (left, right) = all.split_at(60);
    tokio::join!(post_at_once(&one, left.to_vec()), post_at_once(&other, right.to_vec()));
    let size: Vec<(i64, i64)> = rows(place.database(), "SELECT count(*), max(number) FROM records").await;
    assert_eq!(size, [(120, 120)]);
    for server in [&one, &other] {
        assert_eq!(monitor(&place, server).await, Ok(120));
    }
    proven(&place, &other, &left[0]).await;
}
