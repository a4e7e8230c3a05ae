//! JWS and JWK against the examples of the RFCs.

use p256::ecdsa::Signature;
use samtycke_record::jws::{self, Algorithm, Compact, Jwk, JwsError};
use samtycke_record::sign::{Es256Key, KeyError};
use samtycke_record::verify::{self, Policy, signature_is_valid};

use crate::support;

pub(crate) fn ec(x: &str, y: &str) -> Jwk {
    support::read(&format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"}}"#))
}

pub(crate) fn ed25519(x: &str) -> Jwk {
    support::read(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}"}}"#))
}

/// RFC 8037 appendix A.2.
const ED25519_X: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

#[test]
fn the_signatures_of_the_rfcs_are_valid_and_no_others() {
    let es256 =
        ec("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
    for (name, jwk, alg, input, signature) in [
        (
            "RFC 7515 A.3",
            es256,
            Algorithm::Es256,
            "eyJhbGciOiJFUzI1NiJ9.\
             eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
        ),
        (
            "RFC 8037 A.4",
            ed25519(ED25519_X),
            Algorithm::EdDsa,
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
        ),
    ] {
        let signature = jws::decode(signature).unwrap();
        let valid =
            |message: &str, signature: &[u8]| signature_is_valid(&jwk, alg, message.as_bytes(), signature);
        assert!(valid(input, &signature), "{name}");
        assert!(!valid(&input[1..], &signature), "{name}: other bytes");
        assert!(!valid(input, &signature[..63]), "{name}: too short");
        assert!(!valid(input, &[signature.as_slice(), &[0]].concat()), "{name}: too long");
        assert!(!valid(input, &[0; 64]), "{name}: zeros");
        assert!(!valid(input, &[]), "{name}: nothing");
        for at in [0, 31, 32, 63] {
            let mut changed = signature.clone();
            changed[at] ^= 1;
            assert!(!valid(input, &changed), "{name}: byte {at} changed");
        }
        let other = if alg == Algorithm::Es256 { Algorithm::EdDsa } else { Algorithm::Es256 };
        assert!(!signature_is_valid(&jwk, other, input.as_bytes(), &signature), "{name}: other algorithm");
    }
}

#[test]
fn thumbprints_are_those_of_the_rfcs() {
    let dpop =
        ec("l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs", "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA");
    for (name, jwk, input, expect) in [
        (
            "RFC 8037 A.3 (RFC 7638 for Ed25519)",
            ed25519(ED25519_X),
            r#"{"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
            "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
        ),
        (
            "RFC 9449 6.1 (RFC 7638 for P-256)",
            dpop,
            r#"{"crv":"P-256","kty":"EC","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs","y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA"}"#,
            "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
        ),
    ] {
        assert_eq!(jwk.thumbprint_input(), input, "{name}");
        assert_eq!(jwk.thumbprint(), expect, "{name}");
        // RFC 7638 section 3.2: members that are not required don't count.
        let published = Jwk { kid: Some("a".into()), alg: Some("b".into()), r#use: Some("c".into()), ..jwk };
        assert_eq!(published.thumbprint(), expect, "{name}, published");
    }
}

/// An ECDSA signature has two forms; WebCrypto makes either, and JWS allows both.
#[test]
fn a_record_with_a_high_s_signature_is_valid() {
    let key = Es256Key::generate();
    let low = support::sign(&key, &support::acceptance());
    let jws = Compact::parse(&low).unwrap();
    let (r, s) = Signature::from_slice(&jws.signature).unwrap().split_scalars();
    let turned = Signature::from_scalars(r, -s).unwrap();
    assert_ne!(turned.to_bytes().as_slice(), jws.signature);
    let high = jws::assemble(&jws.signing_input, &turned.to_bytes());
    let verified = [&low, &high].map(|jws| verify::verify_record(jws.as_bytes(), Policy::default()));
    for verified in &verified {
        assert_eq!(verified.failure(), None);
    }
    assert_eq!(verified[0].digest, verified[1].digest, "a record's id is not in its signature");
}

#[test]
fn a_key_that_signs_for_everyone_signs_nothing() {
    // The neutral element of edwards25519 (small order): without care, it verifies any message with R = it, S = 0.
    let neutral = jws::encode(&[&[1_u8][..], &[0; 31]].concat());
    let signature = [&[1_u8][..], &[0; 63]].concat();
    assert!(!signature_is_valid(&ed25519(&neutral), Algorithm::EdDsa, b"anything", &signature));
}

#[test]
fn base64url_has_one_form() {
    for (text, expect) in [
        ("", Some(&b""[..])),
        ("AA", Some(&[0])),
        ("_-8", Some(&[255, 239])),
        ("AB", None),
        ("AA==", None),
        ("A", None),
        ("/+8", None),
        ("A A", None),
        (" AA", None),
        ("A=A=", None),
        ("=", None),
        ("A\0", None),
        // One byte has four spellings in two letters, two bytes have four in three: only one of each is canonical.
        ("Ag", Some(&[2])),
        ("Ah", None),
        ("Ai", None),
        ("Av", None),
        ("AAA", Some(&[0, 0])),
        ("AAB", None),
        ("AAC", None),
        ("AAD", None),
        ("AAE", Some(&[0, 1])),
        ("AA\n", None),
        ("Å", None),
    ] {
        assert_eq!(jws::decode(text).as_deref(), expect, "{text:?}");
    }
}

#[test]
fn a_compact_jws_has_three_parts_and_our_header() {
    let key = Es256Key::generate();
    let good = support::sign(&key, &support::consent());
    let rest = good.split_once('.').unwrap().1;
    let with = |header: &str| format!("{}.{rest}", jws::encode(header.as_bytes()));
    let kid = key.kid();
    for (name, text) in [
        ("two parts", good.rsplit_once('.').unwrap().0.to_owned()),
        ("four parts", format!("{good}.")),
        ("padding", format!("{good}=")),
        ("padding in the header", good.replacen('.', "=.", 1)),
        ("a dot alone", ".".into()),
        ("the alphabet of base64", format!("{}+/", &good[..good.len() - 2])),
        ("a space within", good.replacen('.', " .", 1)),
        ("a line break within", good.replacen('.', ".\n", 1)),
        ("a line break at the end of the signature", format!("{good}\n")),
        ("a percent sign", good.replacen('.', "%2E", 1)),
        ("a letter beyond ASCII", good.replacen('.', "é.", 1)),
        ("a full stop of another script", good.replacen('.', "。", 1)),
        ("a NUL", format!("{good}\0")),
        ("JSON serialisation", format!("{{\"payload\":\"{rest}\"}}")),
        ("a space", format!(" {good}")),
        ("nothing", String::new()),
    ] {
        assert_eq!(Compact::parse(&text).unwrap_err(), JwsError::Form, "{name}");
    }
    for (header, expect) in [
        ("[]".into(), "the value must be an object"),
        ("{".into(), "expected a name at byte 1"),
        (format!(r#"{{"alg":"none","kid":"{kid}","typ":"x"}}"#), "alg must be one of ES256 EdDSA Ed25519"),
        (format!(r#"{{"alg":"HS256","kid":"{kid}","typ":"x"}}"#), "alg must be one of ES256 EdDSA Ed25519"),
        (
            format!(r#"{{"alg":"ES256","b64":false,"crit":["b64"],"kid":"{kid}","typ":"x"}}"#),
            "b64 is not known here",
        ),
        (format!(r#"{{"alg":"ES256","crit":[],"kid":"{kid}","typ":"x"}}"#), "crit is not known here"),
        (
            format!(r#"{{"alg":"ES256","crit":["exp"],"exp":1,"kid":"{kid}","typ":"x"}}"#),
            "crit is not known here",
        ),
        (format!(r#"{{"alg":"ES256","cty":"JWT","kid":"{kid}","typ":"x"}}"#), "cty is not known here"),
        (format!(r#"{{"alg":"ES256","kid":"{kid}","typ":"x","x5c":[]}}"#), "x5c is not known here"),
        (format!(r#"{{"alg":"es256","kid":"{kid}","typ":"x"}}"#), "alg must be one of ES256 EdDSA Ed25519"),
        (format!(r#"{{"alg":"nOnE","kid":"{kid}","typ":"x"}}"#), "alg must be one of ES256 EdDSA Ed25519"),
        (format!(r#"{{"alg":["ES256"],"kid":"{kid}","typ":"x"}}"#), "alg must be one of ES256 EdDSA Ed25519"),
        (format!(r#"{{"alg":"","kid":"{kid}","typ":"x"}}"#), "alg must be one of ES256 EdDSA Ed25519"),
        (format!(r#"{{"kid":"{kid}","typ":"x"}}"#), "alg is missing"),
        (format!(r#"{{"ALG":"ES256","alg":"ES256","kid":"{kid}","typ":"x"}}"#), "ALG is not known here"),
        (
            format!(r#"{{"alg":"none","\u0061lg":"ES256","kid":"{kid}","typ":"x"}}"#),
            "an object with a name twice at byte 0",
        ),
        (format!(r#"{{"alg":"ES256","jwk":null,"kid":"{kid}","typ":"x"}}"#), "null is not used at byte 21"),
        (format!(r#"{{"alg":"ES256","jwk":{{}},"kid":"{kid}","typ":"x"}}"#), "jwk.crv is missing"),
        (
            format!(r#"{{"alg":"ES256","jwk":{{"kty":"EC","kty":"OKP"}},"kid":"{kid}","typ":"x"}}"#),
            "an object with a name twice at byte 21",
        ),
        (
            format!(r#"{{"alg":"ES256","jku":"https://x.example","kid":"{kid}","typ":"x"}}"#),
            "jku is not known here",
        ),
        (
            format!(r#"{{"alg":"ES256","alg":"ES256","kid":"{kid}","typ":"x"}}"#),
            "an object with a name twice at byte 0",
        ),
        (format!(r#"{{"alg":"ES256","kid":"{kid}"}}"#), "typ is missing"),
        (r#"{"alg":"ES256","typ":"x"}"#.into(), "kid is missing"),
        (
            format!(
                r#"{{"alg":"ES256","jwk":{{"kty":"EC","crv":"P-256","x":"","d":""}},"kid":"{kid}","typ":"x"}}"#
            ),
            "jwk.d is not known here",
        ),
    ] {
        assert_eq!(Compact::parse(&with(&header)).unwrap_err(), JwsError::Header(expect.into()), "{header}");
    }
    assert!(matches!(
        Compact::parse(&format!("{}.{rest}", jws::encode(&[0xff]))).unwrap_err(),
        JwsError::Header(why) if why == "it is not UTF-8"
    ));
}

#[test]
fn a_key_survives_its_pem_and_shows_no_secret() {
    let key = Es256Key::generate();
    let pem = key.to_pem().unwrap();
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"), "PKCS #8, which every other tool reads");
    assert_eq!(Es256Key::from_pem(&pem).unwrap().kid(), key.kid());
    assert_eq!(Es256Key::from_pem("").unwrap_err(), KeyError);
    assert_eq!(Es256Key::from_pem(&pem.replace("PRIVATE", "PUBLIC")).unwrap_err(), KeyError);
    let shown = format!("{key:?}");
    assert_eq!(shown, format!("Es256Key {{ kid: {:?}, .. }}", key.kid()));
    assert_eq!(key.published().thumbprint(), key.kid());
}
