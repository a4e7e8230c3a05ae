//! Every check of a record failing in turn, and no other with it; contradictions are in `contradictions.rs`.

use samtycke_record::acceptance::Acceptance;
use samtycke_record::json::ToJson as _;
use samtycke_record::jws;
use samtycke_record::sign::{Es256Key, KeyInHeader};
use samtycke_record::verify::{Check, CheckId, Outcome, Policy, verify_record};

use crate::forge::sign_raw;
use crate::support::{self, AUDIENCE, ORIGIN, failures, sign};

/// What is done to a record.
pub(crate) type Change = fn(&mut Acceptance);

/// What the endpoint that the records name expects.
fn with_policy<T>(then: impl FnOnce(Policy<'_>) -> T) -> T {
    let origins = [ORIGIN.to_owned()];
    then(Policy { audience: Some(AUDIENCE), origins: Some(&origins), ..Policy::default() })
}

/// What doesn't hold of it.
pub(crate) fn failed(jws: &[u8]) -> Vec<CheckId> {
    with_policy(|policy| failures(&verify_record(jws, policy).checks))
}

#[test]
fn a_record_that_nobody_touched_passes_every_check() {
    use CheckId::{
        Audience, Canonical, Consistency, Envelope, Key, Origin, Schema, Signature, Thumbprint, Type,
    };
    let key = Es256Key::generate();
    for jws in [sign(&key, &support::acceptance()), sign(&key, &support::consent())] {
        let verified = with_policy(|policy| verify_record(format!("{jws}\r\n").as_bytes(), policy));
        let passed: Vec<_> = verified.checks.iter().map(|check| (check.check, check.outcome)).collect();
        let all =
            [Envelope, Type, Key, Thumbprint, Signature, Canonical, Schema, Consistency, Audience, Origin];
        assert_eq!(passed, all.map(|id| (id, Outcome::Pass)));
        assert_eq!(verified.thumbprint.as_deref(), Some(key.kid()));
    }
}

#[test]
fn without_a_policy_its_checks_are_not_made() {
    let jws = sign(&Es256Key::generate(), &support::consent());
    let verified = verify_record(jws.as_bytes(), Policy::default());
    let skipped: Vec<_> = verified
        .checks
        .iter()
        .filter(|check| check.outcome != Outcome::Pass)
        .map(|check| check.check)
        .collect();
    assert_eq!(skipped, [CheckId::Audience, CheckId::Origin]);
    assert_eq!(verified.failure(), None);
}

#[test]
fn every_check_is_reported_also_when_it_was_not_made() {
    use Outcome::{Fail, NotChecked, Pass};
    let key = Es256Key::generate();
    let good = sign(&key, &support::consent());
    let ids = |verified: &[Check]| verified.iter().map(|check| check.check).collect::<Vec<_>>();
    let outcomes = |jws: &str| {
        let checks = with_policy(|policy| verify_record(jws.as_bytes(), policy).checks);
        assert_eq!(ids(&checks), ids(&verify_record(good.as_bytes(), Policy::default()).checks));
        assert!(checks.iter().all(|check| !check.why.is_empty()));
        checks.iter().map(|check| check.outcome).collect::<Vec<_>>()
    };
    let all = |first: &[Outcome]| [first, &[NotChecked; 10][first.len()..]].concat();
    assert_eq!(outcomes(&good), [Pass; 10]);
    assert_eq!(outcomes(""), all(&[Fail]));
    let header =
        |jwk: &str| format!(r#"{{"alg":"ES256",{jwk}"kid":"{}","typ":"{}"}}"#, key.kid(), jws::RECORD_TYPE);
    let without_key = sign_raw(&key, &header(""), b"{");
    assert_eq!(outcomes(&without_key), all(&[Pass, Pass, Fail, NotChecked, NotChecked, Fail, Fail]));
    let jwk = key.jwk().to_json().canonical();
    let empty = sign_raw(&key, &header(&format!("\"jwk\":{jwk},")), b"{}");
    assert_eq!(outcomes(&empty), all(&[Pass, Pass, Pass, Pass, Pass, Pass, Fail]));
}

#[test]
fn each_change_to_the_envelope_fails_the_check_that_is_for_it() {
    use CheckId::{Canonical, Envelope, Key, Schema, Signature, Thumbprint, Type};
    let key = Es256Key::generate();
    let other = Es256Key::generate();
    let record = support::acceptance().to_json().canonical();
    let good = key.sign(jws::RECORD_TYPE, KeyInHeader::Embedded, &record);
    let jwk = key.jwk().to_json().canonical();
    let (kid, typ) = (key.kid(), jws::RECORD_TYPE);
    let header = |alg: &str, jwk: &str, kid: &str| {
        format!(r#"{{"alg":"{alg}","jwk":{jwk},"kid":"{kid}","typ":"{typ}"}}"#)
    };
    let own = header("ES256", &jwk, kid);
    let with_header = |header: &str| sign_raw(&key, header, record.as_bytes());
    let with_payload = |payload: &str| sign_raw(&key, &own, payload.as_bytes());
    let parts: Vec<&str> = good.split('.').collect();
    let point = key.jwk();
    let off_curve = jwk.replace(&point.x, &jws::encode(&[7; 32]));
    let long = jwk.replace(&point.x, &jws::encode(&[7; 33]));
    let no_y = jws::Jwk { y: None, ..point.clone() }.to_json().canonical();

    let in_name = |text: &str| record.replacen("Mette", &format!("M{text}"), 1);
    let cut = record.find("Mette").unwrap();
    let bytes_in_name = |bytes: &[u8]| [&record.as_bytes()[..cut], bytes, &record.as_bytes()[cut..]].concat();
    let (surrogate, overlong) = (bytes_in_name(&[0xed, 0xa0, 0x80]), bytes_in_name(&[0xc0, 0xaf]));
    let twice = record.replacen(r#"{"clock":"client""#, r#"{"clock":"client","clock":"client""#, 1);
    assert!(twice.len() > record.len() && record.contains("https://"));
    let spaced = format!("{record} ");
    let unsorted = format!("{{\"ui\":0,{}", &record[1..]);
    let escaped = record.replacen('ø', "\\u00f8", 1).replacen('é', "\\u00e9", 1);
    let by_other = sign_raw(&other, &own, record.as_bytes());
    let cases: Vec<(&str, Vec<u8>, &[CheckId])> = vec![
        ("nothing", Vec::new(), &[Envelope]),
        ("not UTF-8", vec![0xff, 0xfe], &[Envelope]),
        ("two parts", parts[..2].join(".").into(), &[Envelope]),
        ("padding", format!("{good}=").into(), &[Envelope]),
        ("JSON instead", record.clone().into(), &[Envelope]),
        ("alg none", with_header(&header("none", &jwk, kid)).into(), &[Envelope]),
        ("alg HS256", with_header(&header("HS256", &jwk, kid)).into(), &[Envelope]),
        ("a receipt's typ", with_header(&own.replace("record", "receipt")).into(), &[Type]),
        ("a JWT's typ", with_header(&own.replace(typ, "JWT")).into(), &[Type]),
        ("no key", with_header(&format!(r#"{{"alg":"ES256","kid":"{kid}","typ":"{typ}"}}"#)).into(), &[Key]),
        ("not on the curve", with_header(&header("ES256", &off_curve, kid)).into(), &[Key]),
        ("33 bytes", with_header(&header("ES256", &long, kid)).into(), &[Key]),
        ("no y", with_header(&header("ES256", &no_y, kid)).into(), &[Key]),
        ("another algorithm", with_header(&header("EdDSA", &jwk, kid)).into(), &[Key]),
        ("another curve", with_header(&own.replace("P-256", "P-384")).into(), &[Key]),
        ("another key's kid", with_header(&header("ES256", &jwk, other.kid())).into(), &[Thumbprint]),
        ("another name", with_header(&header("ES256", &jwk, "key-1")).into(), &[Thumbprint]),
        ("another key's signature", by_other.into(), &[Signature]),
        ("no signature", format!("{}.{}.", parts[0], parts[1]).into(), &[Signature]),
        ("zeros", jws::assemble(&parts[..2].join("."), &[0; 64]).into(), &[Signature]),
        (
            "another record's bytes",
            [parts[0], &jws::encode(support::consent().to_json().canonical().as_bytes()), parts[2]]
                .join(".")
                .into(),
            &[Signature],
        ),
        ("a space at the end", with_payload(&spaced).into(), &[Canonical]),
        ("an escape that is not needed", with_payload(&escaped).into(), &[Canonical]),
        ("members in another order", with_payload(&reversed(&record)).into(), &[Canonical]),
        ("a member twice", with_payload(&unsorted).into(), &[Canonical, Schema]),
        (
            "a number of 2^53",
            with_payload(&record.replace("84211", "9007199254740992")).into(),
            &[Canonical, Schema],
        ),
        (
            "a number in another form",
            with_payload(&record.replace("84211", "84211.0")).into(),
            &[Canonical, Schema],
        ),
        ("a lone surrogate", with_payload(&in_name("\\ud800")).into(), &[Canonical, Schema]),
        (
            "half a surrogate pair the wrong way round",
            with_payload(&in_name("\\udc00\\ud800")).into(),
            &[Canonical, Schema],
        ),
        ("a lone surrogate in bytes", sign_raw(&key, &own, &surrogate).into(), &[Canonical, Schema]),
        ("an overlong character", sign_raw(&key, &own, &overlong).into(), &[Canonical, Schema]),
        ("a noncharacter", with_payload(&in_name("\u{fffe}")).into(), &[Canonical]),
        ("another noncharacter", with_payload(&in_name("\u{fdd0}")).into(), &[Canonical]),
        ("a noncharacter beyond the first plane", with_payload(&in_name("\u{10ffff}")).into(), &[Canonical]),
        (
            "what comes before and after noncharacters",
            with_payload(&in_name("\u{fffd}\u{fdcf}\u{fdf0}")).into(),
            &[],
        ),
        ("a byte order mark", with_payload(&format!("\u{feff}{record}")).into(), &[Canonical, Schema]),
        ("a member of a member twice", with_payload(&twice).into(), &[Canonical, Schema]),
        ("an escape in capitals", with_payload(&in_name("\\u001F")).into(), &[Canonical]),
        (
            "an escaped slash",
            with_payload(&record.replacen("https://", "https:\\/\\/", 1)).into(),
            &[Canonical],
        ),
        ("a tab with its code", with_payload(&in_name("\\u0009")).into(), &[Canonical]),
        ("minus nought", with_payload(&record.replace("84211", "-0")).into(), &[Canonical, Schema]),
        ("an exponent", with_payload(&record.replace("84211", "8e4")).into(), &[Canonical, Schema]),
        (
            "a number that rounds",
            with_payload(&record.replace("84211", "9007199254740993")).into(),
            &[Canonical, Schema],
        ),
        ("null", with_payload("null").into(), &[Canonical, Schema]),
        ("not JSON", with_payload("hello").into(), &[Canonical, Schema]),
        ("bytes", sign_raw(&key, &own, &[0xff]).into(), &[Canonical, Schema]),
        ("another object", with_payload("{}").into(), &[Schema]),
        (
            "a receipt's payload",
            with_payload(r#"{"schema":"https://samtycke.org/schema/receipt/1"}"#).into(),
            &[Schema],
        ),
    ];
    for (name, jws, expect) in cases {
        assert_eq!(failed(&jws), expect, "{name}");
    }
    assert_eq!(failed(good.as_bytes()), []);
}

/// The same object, its first member last.
fn reversed(canonical: &str) -> String {
    let inner = &canonical[1..canonical.len() - 1];
    let cut = inner.find(",\"channels\"").unwrap();
    format!("{{{},{}}}", &inner[cut + 1..], &inner[..cut])
}

#[test]
fn a_record_for_another_endpoint_or_from_another_origin_fails_that_check() {
    let key = Es256Key::generate();
    let cases: &[(&str, Change, &[CheckId])] = &[
        ("another endpoint", |r| r.context.audience = "https://other.example".into(), &[CheckId::Audience]),
        ("another path", |r| r.context.audience.push_str("/eu"), &[CheckId::Audience]),
        ("another scheme", |r| r.context.audience = AUDIENCE.replace("https", "http"), &[CheckId::Audience]),
        ("a query", |r| r.context.audience.push_str("?x"), &[CheckId::Consistency, CheckId::Audience]),
        ("a slash at the end", |r| r.context.audience.push('/'), &[]),
        (
            "another origin",
            |r| {
                r.context.origin = "https://other.example".into();
                r.context.page = "https://other.example/".into();
            },
            &[CheckId::Origin],
        ),
    ];
    for (name, change, expect) in cases {
        let mut record = support::acceptance();
        change(&mut record);
        assert_eq!(failed(sign(&key, &record).as_bytes()), *expect, "{name}");
    }
}

/// Any bytes are fine: nothing panics, and nothing but the record itself verifies.
#[test]
fn no_changed_byte_goes_unseen() {
    let good = sign(&Es256Key::generate(), &support::consent()).into_bytes();
    for at in (0..good.len()).step_by(31) {
        for byte in [b'A', b'.', b'_', 0, 0xff] {
            let mut changed = good.clone();
            changed[at] = byte;
            if changed != good {
                assert_ne!(failed(&changed), [], "byte {at} made {byte:#x}");
            }
        }
        assert_ne!(failed(&good[..at]), [], "the first {at} bytes");
    }
}
