//! Time is linear in the length of what comes. Nothing is timed here: each of these takes a moment when it is, and
//! very long where something is looked for, moved or copied anew for each of its parts.

use samtycke_record::acceptance::{
    Acceptance, AnnexEdit, AnnexItem, AnnexList, Authorisation, AuthorisationAnswer, AuthorisedList, Change,
    DataKind,
};
use samtycke_record::json::{self, ToJson as _, Value};
use samtycke_record::jws;
use samtycke_record::registry::{Registration, Scheme};
use samtycke_record::sign::Es256Key;
use samtycke_record::verify::{CheckId, Policy, verify_record};

use crate::forge::sign_raw;
use crate::support::{self, failures, seal, sign};

/// Four times what a receiver reads.
const LONG: usize = 1 << 20;

fn failed(bytes: &[u8]) -> Vec<CheckId> {
    failures(&verify_record(bytes, Policy::default()).checks)
}

#[test]
fn what_is_long_and_no_record_is_refused_in_linear_time() {
    for c in [".", "A", "=", "\n", "{", "\0", "å", "e30."] {
        assert_eq!(failed(c.repeat(LONG / c.len()).as_bytes()), [CheckId::Envelope], "{c:?}");
    }
    let key = Es256Key::generate();
    let good = sign(&key, &support::consent());
    assert_eq!(failed(format!("{good}{}", "\r\n".repeat(LONG / 2)).as_bytes()), []);
    let long_signature = format!("{good}{}", "AAAA".repeat(LONG / 4));
    assert_eq!(failed(long_signature.as_bytes()), [CheckId::Signature]);
    let header = format!(r#"{{"alg":"ES256","kid":"{}","typ":"x"}}"#, "k".repeat(LONG));
    assert_eq!(
        failed(sign_raw(&key, &header, b"{}").as_bytes()),
        [CheckId::Type, CheckId::Key, CheckId::Schema]
    );
}

#[test]
fn long_json_is_read_and_written_in_linear_time() {
    let deep = |width: usize| {
        let row = format!("{}1{}", "[".repeat(63), "]".repeat(63));
        format!("[{}]", vec![row; width].join(","))
    };
    let members = |name: &dyn Fn(usize) -> String, count: usize| {
        let members: Vec<_> = (0..count).map(|index| format!("\"{}\":0", name(index))).collect();
        format!("{{{}}}", members.join(","))
    };
    let prefix = "å".repeat(500);
    let count = LONG / 12;
    for (name, text) in [
        ("a string", format!("\"{}\"", "x".repeat(LONG))),
        ("escapes", format!("\"{}\"", "\\n".repeat(LONG / 2))),
        ("codes", format!("\"{}\"", "\\u0001".repeat(LONG / 6))),
        ("surrogate pairs", format!("\"{}\"", "\\ud83d\\ude00".repeat(LONG / 12))),
        ("numbers", format!("[{}0]", "0,".repeat(LONG / 2))),
        ("strings", format!("[{}\"\"]", "\"\",".repeat(LONG / 3))),
        ("depth and width", deep(LONG / 128)),
        ("members", members(&|index| format!("{index:07}"), count)),
        ("members the wrong way round", members(&|index| format!("{:07}", count - index), count)),
        ("members that begin alike", members(&|index| format!("{prefix}{index}"), LONG / 1010)),
        ("white space", format!("{}1{}", " ".repeat(LONG / 2), "\n".repeat(LONG / 2))),
    ] {
        let value = json::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let canonical = value.canonical();
        assert_eq!(json::parse(&canonical).as_ref(), Ok(&value), "{name}");
    }
    for (name, text) in [
        ("digits", "1".repeat(LONG)),
        ("a string without an end", format!("\"{}", "\\n".repeat(LONG / 2))),
        ("a name that stands everywhere", members(&|_| "a".into(), LONG / 6)),
        ("open brackets", "[".repeat(LONG)),
        ("open braces", "{\"\":".repeat(LONG / 4)),
    ] {
        assert!(json::parse(&text).is_err(), "{name}");
    }
}

#[test]
fn a_long_record_is_checked_in_linear_time() {
    type Grow = fn(&mut Acceptance);
    let cases: [(&str, Grow, &[CheckId]); 7] = [
        ("a name", |r| r.signatory.name = "M".repeat(LONG), &[]),
        ("documents", |r| grow(&mut r.documents, 400, |document, id| document.id = id), &[]),
        ("sentences", |r| grow(&mut r.statements, 250, |statement, id| statement.id = id), &[]),
        ("the same sentence", |r| grow(&mut r.statements, 250, |_, _| {}), &[CheckId::Consistency]),
        ("parties", |r| grow(&mut r.parties, 250, |party, id| party.name = id), &[]),
        ("an annex", |r| long_annex(r, LONG / 100), &[]),
        ("answers", |r| long_answers(r, LONG / 80), &[]),
    ];
    let key = Es256Key::generate();
    for (name, change, expect) in cases {
        let mut record = support::acceptance();
        change(&mut record);
        seal(&mut record);
        let record = sign(&key, &record);
        assert!(record.len() > LONG / 2, "{name}: only {} bytes", record.len());
        assert_eq!(failed(record.as_bytes()), expect, "{name}");
    }
}

/// The first item over and over, each `bytes` long or so.
fn grow<T: Clone>(items: &mut Vec<T>, bytes: usize, name: impl Fn(&mut T, String)) {
    let first = items[0].clone();
    items.extend((0..LONG / bytes).map(|index| {
        let mut item = first.clone();
        name(&mut item, format!("own-{index}"));
        item
    }));
}

fn long_annex(record: &mut Acceptance, lines: usize) {
    let annex = record.annex.as_mut().unwrap();
    for index in 2..lines {
        let (id, name) = (format!("own-{index}"), "Frivillige".to_owned());
        annex.edits.push(AnnexEdit {
            list: AnnexList::Subjects,
            item: id.clone(),
            change: Change::Added,
            reason: None,
        });
        annex.content.subjects.push(AnnexItem { id, name, kind: DataKind::Ordinary });
    }
}

fn long_answers(record: &mut Acceptance, answers: usize) {
    let answer = |index: usize| Authorisation {
        list: AuthorisedList::SubProcessors,
        item: format!("Skyhuset {index}"),
        answer: AuthorisationAnswer::Approved,
        reason: None,
    };
    record.annex.as_mut().unwrap().content.authorisations = Some((0..answers).map(answer).collect());
}

#[test]
fn a_long_registration_number_is_refused_in_linear_time() {
    for scheme in Scheme::ALL {
        for part in [
            "1",
            "A",
            " ",
            "-",
            "DK",
            "ORG",
            "VAT",
            "HRB ",
            "HRB1 ",
            "Amtsgericht ",
            "EL",
            "GR",
            "(",
            "\u{200b}",
            "1 ",
        ] {
            let text = part.repeat(LONG / 16 / part.len());
            assert!(Registration::parse(*scheme, &text).is_err(), "{scheme:?} {part:?}");
        }
        // What people write before a number, for as long as they like.
        let label = match scheme {
            Scheme::SeOrgnr => "ORG",
            Scheme::DkCvr => "CVR",
            Scheme::NoOrgnr => "NO",
            Scheme::FiYtunnus => "FO",
            Scheme::IsKennitala => "KT",
            Scheme::EeRegistrikood => "REG",
            Scheme::DeRegisternummer => continue,
            Scheme::NlKvk => "KVK",
            Scheme::GbCrn => "UK",
            Scheme::EuVat => "VAT",
        };
        let text = format!("{}{}", label.repeat(LONG / 4), scheme.example());
        let number = Registration::parse(*scheme, &text);
        assert_eq!(number, Registration::parse(*scheme, scheme.example()), "{scheme:?}");
    }
}

/// A long way down is a long way for the stack too.
#[test]
fn deep_records_are_refused_and_their_errors_are_short() {
    let key = Es256Key::generate();
    let jwk = key.jwk();
    let header = |inner: &str| format!(r#"{{"alg":"ES256","jwk":{inner},"kid":"{}","typ":"x"}}"#, key.kid());
    let deep = format!("{}1{}", "[".repeat(1 << 18), "]".repeat(1 << 18));
    assert_eq!(failed(sign_raw(&key, &header(&deep), b"{}").as_bytes()), [CheckId::Envelope]);
    let own = header(&jwk.to_json().canonical()).replace("\"x\"}", &format!("\"{}\"}}", jws::RECORD_TYPE));
    let deepest = format!("{}1{}", "{\"a\":".repeat(64), "}".repeat(64));
    assert!(json::parse(&deepest).is_ok_and(|value| matches!(value, Value::Object(_))));
    assert_eq!(failed(sign_raw(&key, &own, deepest.as_bytes()).as_bytes()), [CheckId::Schema]);
    assert_eq!(
        failed(sign_raw(&key, &own, deep.as_bytes()).as_bytes()),
        [CheckId::Canonical, CheckId::Schema]
    );
}
