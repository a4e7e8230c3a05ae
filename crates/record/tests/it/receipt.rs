//! Receipts: every check failing in turn, and no other with it.

use samtycke_record::json::ToJson as _;
use samtycke_record::jws::{self, JwkSet};
use samtycke_record::receipt::{self, NonceState, Receipt};
use samtycke_record::sign::{Es256Key, KeyInHeader};
use samtycke_record::verify::{Check, CheckId, Outcome, Policy, Verified, verify_receipt, verify_record};
use samtycke_record::{Digest, IssuedNonce, Nonce, Timestamp, Uuid};

use crate::forge::sign_raw;
use crate::support::{self, AUDIENCE};

fn receipt_for(record: &Verified) -> Receipt {
    Receipt {
        schema: receipt::SCHEMA.into(),
        receipt_id: Uuid::parse("7a52c1b0-1111-4222-8333-444455556666").unwrap(),
        record_id: record.record.as_ref().unwrap().id().clone(),
        record: record.digest.clone().unwrap(),
        key: record.thumbprint.clone().unwrap(),
        issuer: AUDIENCE.into(),
        received_at: Timestamp::parse("2026-11-21T23:10:56.000Z").unwrap(),
        nonce: NonceState::Consumed,
        verified: vec!["signature".into()],
    }
}

fn record_with(nonce: Nonce) -> Verified {
    let mut record = support::acceptance();
    record.offer.nonce = nonce;
    verify_record(support::sign(&Es256Key::generate(), &record).as_bytes(), Policy::default())
}

fn issued() -> Nonce {
    let expires_at = Timestamp::parse("2026-11-22T23:10:00.000Z").unwrap();
    Nonce::Issued(IssuedNonce { value: jws::encode(&[1; 32]), expires_at })
}

fn sign(key: &Es256Key, receipt: &Receipt) -> String {
    key.sign(jws::RECEIPT_TYPE, KeyInHeader::Named, &receipt.to_json().canonical())
}

/// But for the log: these come without a proof. The receiver's tests have those with one.
fn outcomes(checks: &[Check]) -> Vec<(CheckId, Outcome)> {
    let mut outcomes: Vec<_> = checks.iter().map(|check| (check.check, check.outcome)).collect();
    assert_eq!(outcomes.pop(), Some((CheckId::Log, Outcome::NotChecked)));
    outcomes
}

#[test]
fn a_receipt_is_checked_against_its_record_and_the_published_keys() {
    use CheckId::{Nonce as N, ReceiptForm as F, ReceiptMatch as M, ReceiptSignature as S};
    use Outcome::{Fail, NotChecked, Pass};
    let key = Es256Key::generate();
    let other = Es256Key::generate();
    let keys = JwkSet { keys: vec![other.published(), key.published()] };
    let record = record_with(issued());
    type Change = fn(&mut Receipt);
    type Expected = &'static [(CheckId, Outcome)];
    let cases: [(&str, Change, Expected); 8] = [
        ("as it was", |_| {}, &[(F, Pass), (S, Pass), (M, Pass), (N, Pass)]),
        ("late", |r| r.nonce = NonceState::Late, &[(F, Pass), (S, Pass), (M, Pass), (N, Pass)]),
        (
            "another nonce state",
            |r| r.nonce = NonceState::NotCollected,
            &[(F, Pass), (S, Pass), (M, Pass), (N, Fail)],
        ),
        (
            "another schema",
            |r| r.schema.push('0'),
            &[(F, Fail), (S, NotChecked), (M, NotChecked), (N, NotChecked)],
        ),
        (
            "other bytes",
            |r| r.record = Digest::from_hash(&[0; 32]),
            &[(F, Pass), (S, Pass), (M, Fail), (N, NotChecked)],
        ),
        ("another key", |r| r.key.push('0'), &[(F, Pass), (S, Pass), (M, Fail), (N, NotChecked)]),
        (
            "another record",
            |r| r.record_id = r.receipt_id.clone(),
            &[(F, Pass), (S, Pass), (M, Fail), (N, NotChecked)],
        ),
        (
            "another issuer",
            |r| r.issuer = "https://other.example".into(),
            &[(F, Pass), (S, Pass), (M, Fail), (N, NotChecked)],
        ),
    ];
    for (name, change, expect) in cases {
        let mut receipt = receipt_for(&record);
        change(&mut receipt);
        let (checks, _) = verify_receipt(sign(&key, &receipt).as_bytes(), &record, Some(&keys));
        assert_eq!(outcomes(&checks), expect, "{name}");
    }
}

#[test]
fn a_receipt_that_no_published_key_signed_is_not_believed() {
    use CheckId::{Nonce as N, ReceiptForm as F, ReceiptMatch as M, ReceiptSignature as S};
    use Outcome::{Fail, NotChecked, Pass};
    let key = Es256Key::generate();
    let record = record_with(issued());
    let receipt = receipt_for(&record);
    let good = sign(&key, &receipt);
    let published = JwkSet { keys: vec![key.published()] };
    let payload = receipt.to_json().canonical();
    let record_typ = key.sign(jws::RECORD_TYPE, KeyInHeader::Named, &payload);
    let spaced = key.sign(jws::RECEIPT_TYPE, KeyInHeader::Named, &format!("{payload} "));
    let changed = {
        let parts: Vec<&str> = good.split('.').collect();
        let earlier = payload.replace("2026-11-21T23:10:56", "2026-01-21T23:10:56");
        [parts[0], &jws::encode(earlier.as_bytes()), parts[2]].join(".")
    };
    let impostor = Es256Key::generate();
    // Its own key in a set under the other's name: a name proves nothing, the thumbprint is computed.
    let misnamed = jws::Jwk { kid: Some(key.kid().into()), ..impostor.published() };
    let header = format!(r#"{{"alg":"ES256","kid":"{}","typ":"{}"}}"#, key.kid(), jws::RECEIPT_TYPE);
    let forged = sign_raw(&impostor, &header, payload.as_bytes());
    // A key that comes along proves nothing either.
    let jwk = impostor.jwk().to_json().canonical();
    let carrying =
        format!(r#"{{"alg":"ES256","jwk":{jwk},"kid":"{}","typ":"{}"}}"#, key.kid(), jws::RECEIPT_TYPE);
    let carried = sign_raw(&impostor, &carrying, payload.as_bytes());
    let edwards = sign_raw(&key, &header.replace("ES256", "EdDSA"), payload.as_bytes());
    let large = sign_raw(&key, &header, payload.replace(r#""consumed""#, "9007199254740992").as_bytes());
    let unreadable = [(F, Fail), (S, NotChecked), (M, NotChecked), (N, NotChecked)];
    let believed = [(F, Pass), (S, Fail), (M, Pass), (N, NotChecked)];
    for (name, jws, keys, expect) in [
        ("keys not given", &good, None, &[(F, Pass), (S, NotChecked), (M, Pass), (N, NotChecked)][..]),
        ("no keys", &good, Some(JwkSet { keys: vec![] }), &believed),
        ("another's keys", &good, Some(JwkSet { keys: vec![impostor.published()] }), &believed),
        ("forged", &forged, Some(published.clone()), &believed),
        ("forged, in a set that lies", &forged, Some(JwkSet { keys: vec![misnamed] }), &believed),
        ("changed", &changed, Some(published.clone()), &believed),
        (
            "a record's typ",
            &record_typ,
            Some(published.clone()),
            &[(F, Fail), (S, Pass), (M, Pass), (N, NotChecked)],
        ),
        ("another's key in its header", &carried, Some(published.clone()), &believed),
        ("an algorithm that isn't the key's", &edwards, Some(published.clone()), &believed),
        ("not canonical", &spaced, Some(published.clone()), &unreadable),
        ("a number of 2^53", &large, Some(published.clone()), &unreadable),
        ("nothing", &String::new(), Some(published), &unreadable),
    ] {
        let (checks, _) = verify_receipt(jws.as_bytes(), &record, keys.as_ref());
        assert_eq!(outcomes(&checks), expect, "{name}");
    }
}

#[test]
fn a_record_without_a_nonce_has_a_receipt_that_says_so() {
    let key = Es256Key::generate();
    let keys = JwkSet { keys: vec![key.published()] };
    let record = record_with(Nonce::NotCollected);
    for (state, expect) in [
        (NonceState::NotCollected, Outcome::NotChecked),
        (NonceState::Consumed, Outcome::Fail),
        (NonceState::Late, Outcome::Fail),
    ] {
        let receipt = Receipt { nonce: state, ..receipt_for(&record) };
        let (checks, _) = verify_receipt(sign(&key, &receipt).as_bytes(), &record, Some(&keys));
        let nonce = checks.iter().find(|check| check.check == CheckId::Nonce).unwrap();
        assert_eq!(nonce.outcome, expect, "{state:?}");
    }
}
