//! Confirmations: every rule broken in turn, and hostile bytes.

use ed25519_dalek::Signer as _;
use samtycke_record::confirmation::{Confirmation, ConfirmationProblem as P, Evidence};
use samtycke_record::json::ToJson as _;
use samtycke_record::jws::{self, Jwk};
use samtycke_record::sign::Es256Key;
use samtycke_record::verify::{Check, CheckId, Outcome, Policy, Verified, verify_record};
use samtycke_record::{Digest, Record};

use crate::passkey::{Assertion, FLAGS, confirmed, es256, join};
use crate::support::{self, ORIGIN, failures};

fn record() -> String {
    support::sign(&Es256Key::generate(), &support::acceptance())
}

fn verify(text: &str) -> Verified {
    verify_record(text.as_bytes(), Policy::default())
}

fn check(verified: &Verified) -> Option<&Check> {
    verified.checks.iter().find(|check| check.check == CheckId::Confirmation)
}

fn digest(record: &str) -> Digest {
    verify(record).digest.unwrap()
}

#[test]
fn a_confirmation_that_holds_passes_and_a_record_without_one_is_as_it_was() {
    let record = record();
    let bare = verify(&record);
    assert_eq!((check(&bare), bare.failure(), &bare.confirmation), (None, None, &None));
    let whole = verify(&format!("{}\r\n", confirmed(&record)));
    assert_eq!(check(&whole).map(|check| check.outcome), Some(Outcome::Pass));
    assert_eq!(whole.failure(), None);
    assert_eq!(whole.confirmation.unwrap().rp_id, "vagthavn.example");
    assert_eq!((whole.digest, whole.record), (bare.digest, bare.record));
}

#[test]
fn every_rule_that_is_broken_is_named() {
    let record = record();
    let key = Es256Key::generate();
    let (digest, good) = (digest(&record), Assertion::of(&record, ORIGIN));
    type Change = fn(&mut Assertion);
    fn replace(assertion: &mut Assertion, from: &str, to: &str) {
        assert!(assertion.client_data.contains(from));
        assertion.client_data = assertion.client_data.replacen(from, to, 1);
    }
    fn rp(assertion: &mut Assertion, id: &str) {
        (assertion.rp_id, assertion.hashed) = (id.into(), id.into());
    }
    const NO_JSON: &str = "unexpected text after the value at byte 137";
    let cases: &[(&str, Change, Result<(), P>)] = &[
        ("as it was", |_| {}, Ok(())),
        ("Level 1", |a| replace(a, r#","crossOrigin":false"#, ""), Ok(())),
        ("a member for the future", |a| replace(a, "{", r#"{"other_keys":["x",{"y":true}],"#), Ok(())),
        ("backed up", |a| a.flags = FLAGS | 0x18, Ok(())),
        ("to be backed up", |a| a.flags = FLAGS | 0x08, Ok(())),
        ("with extensions", |a| (a.flags, a.extra) = (FLAGS | 0x80, vec![0xa0]), Ok(())),
        ("a registration", |a| replace(a, "webauthn.get", "webauthn.create"), Err(P::ClientDataType)),
        ("no type", |a| replace(a, r#""type""#, r#""kind""#), Err(P::ClientDataType)),
        ("another challenge", |a| replace(a, "challenge\":\"", "challenge\":\"AA"), Err(P::Challenge)),
        ("no challenge", |a| replace(a, "challenge", "x"), Err(P::Challenge)),
        ("another origin", |a| replace(a, "https://", "http://"), Err(P::Origin)),
        ("an origin with a port", |a| replace(a, ".example", ".example:8443"), Err(P::Origin)),
        ("in a frame", |a| replace(a, "false", "true"), Err(P::CrossOrigin)),
        ("maybe in a frame", |a| replace(a, "false", "\"false\""), Err(P::CrossOrigin)),
        (
            "under another top",
            |a| replace(a, "{", r#"{"topOrigin":"https://x.example","#),
            Err(P::CrossOrigin),
        ),
        ("text behind", |a| a.client_data.push('x'), Err(P::ClientData(NO_JSON.into()))),
        (
            "a name twice",
            |a| replace(a, "{", r#"{"type":"webauthn.get","#),
            Err(P::ClientData("an object with a name twice at byte 0".into())),
        ),
        (
            "nested",
            |a| a.client_data = "[".repeat(100_000),
            Err(P::ClientData("nested too deep at byte 65".into())),
        ),
        ("nothing", |a| a.client_data.clear(), Err(P::ClientData("unexpected end at byte 0".into()))),
        ("another site", |a| rp(a, "evil.example"), Err(P::RelyingParty)),
        ("a public suffix", |a| rp(a, "example"), Err(P::RelyingParty)),
        ("another hash", |a| a.hashed = "evil.example".into(), Err(P::RelyingPartyHash)),
        ("nobody there", |a| a.flags = FLAGS & !0x01, Err(P::NotPresent)),
        ("nobody asked", |a| a.flags = FLAGS & !0x04, Err(P::NotVerified)),
        (
            "backed up against its nature",
            |a| a.flags = FLAGS | 0x10,
            Err(P::AuthenticatorData("backed up, but not to be backed up")),
        ),
        (
            "with a credential",
            |a| (a.flags, a.extra) = (FLAGS | 0x40, vec![0; 80]),
            Err(P::AuthenticatorData("it is of a registration, not of an assertion")),
        ),
        (
            "bytes behind",
            |a| a.extra = vec![0],
            Err(P::AuthenticatorData("its length is not what its flags say")),
        ),
        (
            "extensions that are not there",
            |a| a.flags = FLAGS | 0x80,
            Err(P::AuthenticatorData("its length is not what its flags say")),
        ),
    ];
    for (name, change, expect) in cases {
        let mut assertion = good.clone();
        change(&mut assertion);
        assert_eq!(assertion.sign(&key).check(&digest, ORIGIN), *expect, "{name}");
    }
    assert_eq!(good.sign(&key).check(&Digest::of(b"x"), ORIGIN), Err(P::Challenge));
    assert_eq!(good.sign(&key).check(&digest, "https://other.example"), Err(P::Origin));
}

#[test]
fn the_signature_is_the_keys_and_nobody_elses() {
    let record = record();
    let (key, other) = (Es256Key::generate(), Es256Key::generate());
    let (digest, assertion) = (digest(&record), Assertion::of(&record, ORIGIN));
    let signed = assertion.signed();
    let der = |signature: p256::ecdsa::Signature| signature.to_der().as_bytes().to_vec();
    let good = es256(&key, &signed);
    let (r, s) = good.split_scalars();
    let turned = p256::ecdsa::Signature::from_scalars(r, -s).unwrap();
    let behind = [der(good), vec![0]].concat();
    let (jwk, none) = (key.jwk(), Err(P::Signature));
    for (name, jwk, signature, expect) in [
        ("its own", jwk, der(good), Ok(())),
        ("its other form", jwk, der(turned), Ok(())),
        ("another key's", other.jwk(), der(good), none.clone()),
        ("as in a JWS", jwk, good.to_bytes().to_vec(), none.clone()),
        ("of other bytes", jwk, der(es256(&key, &signed[1..])), none.clone()),
        ("with bytes behind", jwk, behind, none.clone()),
        ("nothing", jwk, Vec::new(), none.clone()),
        ("zeros", jwk, vec![0; 72], none.clone()),
        ("a length that lies", jwk, vec![0x30, 0x84, 0xff, 0xff, 0xff, 0xff], none),
    ] {
        assert_eq!(assertion.confirmation(jwk, &signature).check(&digest, ORIGIN), expect, "{name}");
    }

    let ed25519 = ed25519_dalek::SigningKey::from_bytes(&[9; 32]);
    let x = jws::encode(ed25519.verifying_key().as_bytes());
    let okp: Jwk = support::read(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}"}}"#));
    let signature = ed25519.sign(&signed).to_bytes();
    assert_eq!(assertion.confirmation(&okp, &signature).check(&digest, ORIGIN), Ok(()));
    assert_eq!(assertion.confirmation(&okp, &signature[1..]).check(&digest, ORIGIN), Err(P::Signature));
    assert_eq!(assertion.confirmation(&okp, &[0; 64]).check(&digest, ORIGIN), Err(P::Signature));

    for (name, jwk) in [
        ("off the curve", Jwk { x: jws::encode(&[7; 32]), ..jwk.clone() }),
        ("without y", Jwk { y: None, ..jwk.clone() }),
        ("of another length", Jwk { x: jws::encode(&[7; 33]), ..jwk.clone() }),
        ("of another curve", Jwk { crv: "P-384".into(), ..jwk.clone() }),
        ("of another kind", Jwk { kty: "RSA".into(), ..jwk.clone() }),
        ("with a name", Jwk { kid: Some("k".into()), ..jwk.clone() }),
    ] {
        let result = assertion.confirmation(&jwk, &der(good)).check(&digest, ORIGIN);
        assert!(matches!(result, Err(P::Key(_))), "{name}: {result:?}");
    }
}

#[test]
fn members_that_are_not_what_they_should_be_are_named() {
    let record = record();
    let digest = digest(&record);
    let good = Assertion::of(&record, ORIGIN).sign(&Es256Key::generate());
    type Change = fn(&mut Confirmation);
    let cases: &[(&str, Change, P)] = &[
        ("client data", |c| c.client_data.push('='), P::Encoding("client_data")),
        ("authenticator data", |c| c.authenticator_data.insert(0, ' '), P::Encoding("authenticator_data")),
        ("signature", |c| c.signature.push('+'), P::Encoding("signature")),
        ("credential", |c| c.credential_id.push('/'), P::Encoding("credential_id")),
        ("short", |c| c.authenticator_data.truncate(48), P::AuthenticatorData("it is too short")),
        ("empty", |c| c.authenticator_data.clear(), P::AuthenticatorData("it is too short")),
        (
            "no credential",
            |c| c.credential_id.clear(),
            P::Form("credential_id has a length that no credential has".into()),
        ),
        (
            "a long credential",
            |c| c.credential_id = jws::encode(&[0; 1024]),
            P::Form("credential_id has a length that no credential has".into()),
        ),
    ];
    for (name, change, expect) in cases {
        let mut confirmation = good.clone();
        change(&mut confirmation);
        assert_eq!(confirmation.check(&digest, ORIGIN), Err(expect.clone()), "{name}");
    }
}

#[test]
fn only_canonical_confirmations_of_this_version_are_read() {
    let record = record();
    let good = Assertion::of(&record, ORIGIN).sign(&Es256Key::generate());
    let json = good.to_json().canonical();
    assert_eq!(Confirmation::parse(&good.encode()), Ok(good.clone()));
    let form = |why: &str| P::Form(why.into());
    for (name, encoded, expect) in [
        ("nothing", String::new(), form("unexpected end at byte 0")),
        ("no base64url", "a b".into(), P::Encoding("the confirmation")),
        ("two of them", format!("{0}~{0}", good.encode()), P::Encoding("the confirmation")),
        ("padding", format!("{}=", jws::encode(&json.as_bytes()[..40])), P::Encoding("the confirmation")),
        ("no text", jws::encode(&[0xff]), P::NotUtf8),
        ("a space behind", jws::encode(format!("{json} ").as_bytes()), P::NotCanonical),
        (
            "a name twice",
            jws::encode(json.replacen('{', r#"{"type":"webauthn","#, 1).as_bytes()),
            form("an object with a name twice at byte 0"),
        ),
        (
            "an unknown member",
            jws::encode(json.replacen(r#"{"auth"#, r#"{"a":1,"auth"#, 1).as_bytes()),
            form("a is not known here"),
        ),
        (
            "a missing member",
            jws::encode(json.replacen(r#""rp_id":"vagthavn.example","#, "", 1).as_bytes()),
            form("rp_id is missing"),
        ),
        (
            "another schema",
            jws::encode(json.replace("confirmation/1", "confirmation/2").as_bytes()),
            P::UnknownSchema,
        ),
        ("another type", jws::encode(json.replace("\"webauthn\"", "\"totp\"").as_bytes()), P::UnknownSchema),
        ("nested", jws::encode("[".repeat(12_000).as_bytes()), form("nested too deep at byte 65")),
        ("long", "A".repeat(16_385), P::TooLong),
    ] {
        assert_eq!(Confirmation::parse(&encoded), Err(expect), "{name}");
    }
}

#[test]
fn what_stands_behind_a_record_is_checked_with_it_and_never_instead_of_it() {
    use CheckId::{Confirmation as C, Envelope};
    let (one, other) = (record(), {
        let mut record = support::acceptance();
        record.signatory.name = "Mette".into();
        support::sign(&Es256Key::generate(), &record)
    });
    let confirmation = confirmed(&one).split_once('~').unwrap().1.to_owned();
    let cookies = support::sign(&Es256Key::generate(), &support::consent());
    for (name, text, expect) in [
        ("another record's", format!("{other}~{confirmation}"), &[C][..]),
        ("an empty one", format!("{one}~"), &[C]),
        ("two", format!("{one}~{confirmation}~{confirmation}"), &[C]),
        ("a line end between", format!("{one}\n~{confirmation}"), &[Envelope]),
        ("alone", format!("~{confirmation}"), &[Envelope]),
        ("of an answer about cookies", confirmed(&cookies), &[C]),
    ] {
        let verified = verify(&text);
        assert_eq!(failures(&verified.checks), expect, "{name}");
        assert_ne!(check(&verified).map(|check| check.outcome), Some(Outcome::Pass), "{name}");
    }
}

#[test]
fn splitting_is_the_inverse_of_joining() {
    for (text, record, confirmation) in [
        ("a.b.c", "a.b.c", None),
        ("a.b.c\r\n", "a.b.c", None),
        ("a.b.c~d\n", "a.b.c", Some("d")),
        ("a.b.c~", "a.b.c", Some("")),
        ("a~b~c", "a", Some("b~c")),
        ("", "", None),
    ] {
        let split = Evidence::split(text);
        assert_eq!(split, Evidence { record, confirmation }, "{text:?}");
        assert_eq!(Evidence::split(&split.join()), split, "{text:?}");
    }
}

/// No bytes make it panic: a good one with each of its bytes changed, cut at each length.
#[test]
fn no_bytes_are_too_hostile() {
    let record = record();
    let digest = digest(&record);
    let good = Assertion::of(&record, ORIGIN).sign(&Es256Key::generate());
    let encoded = good.encode();
    for at in 0..encoded.len() {
        let mut bytes = encoded.clone().into_bytes();
        bytes[at] ^= 0x15;
        for text in [&encoded[..at], &String::from_utf8_lossy(&bytes)] {
            let held = Confirmation::parse(text).is_ok_and(|one| one.check(&digest, ORIGIN).is_ok());
            // The credential's id is a name: nothing is signed about it.
            let renamed = || Confirmation::parse(text).unwrap().credential_id != good.credential_id;
            assert!(!held || renamed(), "byte {at}");
        }
    }
    assert!(matches!(verify(&join(&record, &good)).record, Some(Record::Acceptance(_))));
}
