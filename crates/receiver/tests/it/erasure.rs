//! What a record says goes; that it was there stays.

use samtycke_receiver::{ErasureState, Office};
use samtycke_record::protocol::ProblemKind;
use samtycke_record::sign::Es256Key;
use samtycke_record::{Nonce, Uuid};

use crate::database::rows;
use crate::passkey::confirmed;
use crate::server::{Place, signed};

pub(crate) async fn office(place: &Place) -> Office {
    Office::open(&place.database().get()).await.unwrap()
}

/// The id of the record that tests sign.
pub(crate) fn id() -> Uuid {
    crate::packs::acceptance(&crate::packs::published()).record_id
}

#[tokio::test]
async fn an_erased_record_leaves_its_number_digest_key_and_receipt() {
    type Row = (i64, String, String, String, String, Option<String>, Option<String>, Option<String>);
    const SQL: &str =
        "SELECT number, digest, key, receipt, record, confirmation, erased_at, erased_why FROM records";
    let place = Place::new();
    let server = place.start().await;
    let record = confirmed(&signed(&Es256Key::generate(), Nonce::NotCollected));
    let receipt = server.post(&record).await;
    assert_eq!(receipt.status, 201, "{receipt:?}");
    let before: Row = rows(place.database(), SQL).await.remove(0);
    let office = office(&place).await;
    let erasure = office.erase(&id(), "asked for by the company").await.unwrap();
    assert_eq!((erasure.record_id, erasure.state), (id(), ErasureState::Erased));
    let after: Row = rows(place.database(), SQL).await.remove(0);
    let why = Some(String::from("asked for by the company"));
    let at = Some(erasure.erased_at.to_string());
    assert_eq!(after, (before.0, before.1, before.2, before.3, String::new(), None, at, why));

    let again = office.erase(&id(), "once more").await.unwrap();
    assert_eq!((again.state, again.erased_at), (ErasureState::Before, erasure.erased_at));
    // Whoever sends it again learns what they learnt, and it stays erased.
    let same = server.post(&record).await;
    assert_eq!((same.status.as_u16(), same.body), (200, receipt.body));
    let last: Row = rows(place.database(), SQL).await.remove(0);
    assert_eq!((last.4.as_str(), last.5), ("", None));
    // Another record can't take its place.
    let other = server.post(&signed(&Es256Key::generate(), Nonce::NotCollected)).await;
    assert_eq!(other.problem(), ProblemKind::IdTaken);
}

#[tokio::test]
async fn what_cannot_be_erased_is_said() {
    let place = Place::new();
    let server = place.start().await;
    server.post(&signed(&Es256Key::generate(), Nonce::NotCollected)).await;
    let office = office(&place).await;
    let unknown = Uuid::parse("9b2f6c1e-0f3a-4d57-8a6b-1c2d3e4f5a6c").unwrap();
    for (record, reason, expect) in [
        (&id(), " ", "the reason is missing"),
        (&id(), "two\nlines", "the reason is missing"),
        (&unknown, "asked for", "no record has the id 9b2f6c1e"),
    ] {
        let error = office.erase(record, reason).await.unwrap_err().to_string();
        assert!(error.starts_with(expect), "{error}");
    }
    let rows: Vec<(i64,)> =
        rows(place.database(), "SELECT count(*) FROM records WHERE erased_at IS NOT NULL").await;
    assert_eq!(rows, [(0,)]);
}

/// Of a file one can see what is in it.
mod sqlite {
    use samtycke_record::jws;

    use super::{Es256Key, Nonce, Place, id, office, rows, signed};

    /// Does any of the database's files hold it?
    fn on_disk(database: &str, bytes: &str) -> bool {
        ["", "-wal", "-shm"].iter().any(|end| {
            let file = std::fs::read(format!("{database}{end}")).unwrap_or_default();
            file.windows(bytes.len()).any(|window| window == bytes.as_bytes())
        })
    }

    #[tokio::test]
    async fn what_is_erased_is_in_no_file_of_the_database_any_more() {
        let place = Place::new();
        let server = place.start().await;
        let record = signed(&Es256Key::generate(), Nonce::NotCollected);
        let receipt = server.post(&record).await.receipt().to_owned();
        let parts: Vec<_> = record.split('.').collect();
        let payload = String::from_utf8(jws::decode(parts[1]).unwrap()).unwrap();
        assert!(payload.contains("Fjordcaf"), "{payload}");
        // The payload as it is stored, in pieces that no page boundary hides.
        assert!(on_disk(place.database().text(), "mette@fjordcafeen.example"), "the index has it in plain");
        let pieces: Vec<_> =
            parts[1].as_bytes().chunks(64).map(|piece| std::str::from_utf8(piece).unwrap()).collect();
        assert!(
            pieces.iter().filter(|piece| on_disk(place.database().text(), piece)).count() > pieces.len() / 2
        );
        office(&place).await.erase(&id(), "asked for").await.unwrap();
        for piece in [&pieces[..], &["Fjordcaf", "fjordcaf", "mette@fjordcafeen.example", parts[2]]].concat()
        {
            assert!(!on_disk(place.database().text(), piece), "{piece}");
        }
        let index = "SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM entry_documents), \
                     (SELECT count(*) FROM standings)";
        assert_eq!(rows::<(i64, i64, i64)>(place.database(), index).await, [(0, 0, 0)]);
        assert!(on_disk(place.database().text(), receipt.get(..60).unwrap()), "the receipt stays");
        server.stop().await;
        assert!(!pieces.iter().any(|piece| on_disk(place.database().text(), piece)));
    }
}
