//! What is posted: the same bytes at each attempt, unless the record was erased meanwhile.

use samtycke_record::json::{ToJson as _, Value};
use samtycke_record::{acceptance, consent};

use super::Detail;
use crate::store::deliveries::Delivery;

/// The body (Standard Webhooks 1.0, "Payload structure").
pub(super) fn body(delivery: &Delivery, detail: Detail) -> String {
    let kind = match delivery.schema.as_str() {
        acceptance::SCHEMA => "acceptance",
        consent::SCHEMA => "consent",
        other => other,
    };
    let mut data = vec![
        member("record_id", &delivery.record_id),
        member("digest", &delivery.digest),
        member("kind", kind),
        member("event", &delivery.event),
        (String::from("number"), Value::Integer(delivery.number)),
    ];
    if detail == Detail::Full {
        data.push(member("receipt", &delivery.receipt));
        if !delivery.record.is_empty() {
            let confirmation = delivery.confirmation.as_deref().map(|text| format!("~{text}"));
            data.push(member("record", &format!("{}{}", delivery.record, confirmation.unwrap_or_default())));
        }
    }
    let message = Value::Object(vec![
        (String::from("type"), delivery.topic.to_json()),
        member("timestamp", delivery.created_at.as_str()),
        (String::from("data"), Value::Object(data)),
    ]);
    message.canonical()
}

fn member(name: &str, value: &str) -> (String, Value) {
    (name.to_owned(), Value::from(value))
}
