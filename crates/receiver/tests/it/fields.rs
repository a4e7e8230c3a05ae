//! Every field of a record in turn: missing, of every wrong type, or one too many. Each is signed properly, so that only
//! the form is wrong.

use samtycke_record::json::{ToJson as _, Value};
use samtycke_record::jws;
use samtycke_record::protocol::ProblemKind;
use samtycke_record::sign::{Es256Key, KeyInHeader};

use crate::packs;
use crate::server::Place;

/// What a record can't have at all, in the place of a string with this text.
const UNHEARD_OF: [(&str, &str); 2] = [("@null@", "null"), ("@float@", "1.5")];

/// Each change with what it is, and the value that it makes.
fn spoilt(value: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    match value {
        Value::Object(members) => {
            for (at, (name, member)) in members.iter().enumerate() {
                let mut without = members.clone();
                without.remove(at);
                all.push((format!(".{name} missing"), Value::Object(without)));
                for (what, member) in worse(member) {
                    let mut with = members.clone();
                    with[at].1 = member;
                    all.push((format!(".{name}{what}"), Value::Object(with)));
                }
            }
            let mut more = members.clone();
            more.push(("zz".into(), Value::Integer(1)));
            all.push((" with a member too many".into(), Value::Object(more)));
        }
        Value::Array(elements) => {
            for (at, element) in elements.iter().enumerate().take(1) {
                for (what, element) in worse(element) {
                    let mut with = elements.clone();
                    with[at] = element;
                    all.push((format!("[{at}]{what}"), Value::Array(with)));
                }
            }
        }
        Value::Bool(_) | Value::Integer(_) | Value::String(_) => {}
    }
    all
}

/// Of another type, or spoilt inside.
fn worse(value: &Value) -> Vec<(String, Value)> {
    let string = |text: &str| Value::String(text.into());
    let others = [
        Value::Bool(true),
        Value::Integer(7),
        string("x"),
        Value::Array(Vec::new()),
        Value::Object(Vec::new()),
        string(UNHEARD_OF[0].0),
        string(UNHEARD_OF[1].0),
    ];
    let of_the_type = |other: &Value| {
        let unheard_of = UNHEARD_OF.iter().any(|(marker, _)| other.as_str() == Some(marker));
        !unheard_of && std::mem::discriminant(value) == std::mem::discriminant(other)
    };
    let wrong = others.into_iter().filter(|other| !of_the_type(other));
    let wrong = wrong.map(|other| (format!(" = {}", text(&other)), other));
    wrong.chain(spoilt(value)).collect()
}

fn text(value: &Value) -> String {
    let mut text = value.canonical();
    for (marker, meant) in UNHEARD_OF {
        text = text.replace(&format!("\"{marker}\""), meant);
    }
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_field_missing_or_of_the_wrong_type_is_refused_and_nothing_stored() {
    use ProblemKind as P;
    let place = Place::new();
    let mut config = place.config();
    config.rate = None;
    let server = place.start_with(config).await;
    let key = Es256Key::generate();
    let published = packs::published();
    let records = [packs::acceptance(&published).to_json(), packs::consent(&published).to_json()];
    let mut tried = 0;
    for record in &records {
        for (what, value) in spoilt(record) {
            let answer = server.post(&signed(&key, &text(&value))).await;
            let found = answer.problem();
            let fits = match what.rsplit_once(' ').map(|(_, last)| last) {
                Some("null" | "1.5") => found == P::Malformed,
                // Some can be left out, but not of what was published.
                Some("missing") => matches!(found, P::WrongType | P::NotAsPublished),
                _ => found == P::WrongType,
            };
            assert!(fits, "{what}: {answer:?}");
            tried += 1;
        }
    }
    assert!(tried > 1_000, "{tried}");
    assert_eq!(server.stored().await, (0, 0));
    for record in &records {
        assert_eq!(server.post(&signed(&key, &record.canonical())).await.status, 201);
    }
}

fn signed(key: &Es256Key, payload: &str) -> String {
    key.sign(jws::RECORD_TYPE, KeyInHeader::Embedded, payload)
}
