//! Which signatures are taken.

use ed25519_dalek::{Signer as _, SigningKey};
use samtycke_record::json::{self, FromJson as _, ToJson as _};
use samtycke_record::jws::{self, Algorithm, Jwk};
use samtycke_record::protocol::ProblemKind;
use samtycke_record::sign::Es256Key;
use samtycke_record::{Nonce, Uuid};

use crate::packs;
use crate::server::{Place, fresh_id, signed};

/// A sign-up that holds, signed by Ed25519 under that name.
fn by_ed25519(alg: &str, id: Uuid) -> String {
    let mut record = packs::acceptance(&packs::published());
    record.offer.nonce = Nonce::NotCollected;
    record.record_id = id;
    let key = SigningKey::from_bytes(&[7; 32]);
    let x = jws::encode(key.verifying_key().as_bytes());
    let jwk = Jwk::from_json(&json::parse(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}"}}"#)).unwrap())
        .unwrap();
    let (kid, typ, jwk) = (jwk.thumbprint(), jws::RECORD_TYPE, jwk.to_json().canonical());
    let header = format!(r#"{{"alg":"{alg}","jwk":{jwk},"kid":"{kid}","typ":"{typ}"}}"#);
    let payload = jws::encode(record.to_json().canonical().as_bytes());
    let input = format!("{}.{payload}", jws::encode(header.as_bytes()));
    jws::assemble(&input, &key.sign(input.as_bytes()).to_bytes())
}

#[tokio::test]
async fn only_algorithms_that_are_allowed_sign_records_and_what_was_taken_keeps_its_receipt() {
    let place = Place::new();
    let server = place.start().await;
    let before = by_ed25519("Ed25519", fresh_id());
    let receipt = server.post(&before).await;
    assert_eq!(receipt.status, 201, "{receipt:?}");
    server.stop().await;

    let mut config = place.config();
    config.algorithms = vec![Algorithm::Es256];
    let server = place.start_with(config).await;
    for alg in ["EdDSA", "Ed25519"] {
        let answer = server.post(&by_ed25519(alg, fresh_id())).await;
        assert_eq!(answer.problem(), ProblemKind::BadSignature);
        assert!(answer.body.contains(&format!("signed by ES256 here, not by {alg}")), "{answer:?}");
    }
    assert_eq!(server.post(&signed(&Es256Key::generate(), Nonce::NotCollected)).await.status, 201);
    let again = server.post(&before).await;
    assert_eq!((again.status.as_u16(), again.receipt()), (200, receipt.receipt()));
    assert_eq!(server.stored().await.0, 2);
}
