//! Values that the page already knows, as JSON: `{"organisation":{"name":…,"country":"DK","scheme":"DK-CVR","id":…,
//! "address":…},"signatory":{"name":…,"email":…,"position":…}}`. What can't be read is left out with a warning: it is a
//! convenience.

use samtycke_record::registry::Scheme;

use super::sorted::Map;
use super::state::{Field, Prefill};
use super::text::tidy;
use crate::browser::members::{Member, Members};
use crate::browser::warn;

/// Reads the `prefill` attribute.
pub(super) fn read(text: &str) -> Prefill {
    if text.trim().is_empty() {
        return Prefill::default();
    }
    match Members::read(text.as_bytes()) {
        Some(members) => from(
            |group, name| match members.group(group) {
                Some(group) => group.member(name),
                None => Member::Missing,
            },
            |group, name| warn(&["prefill: ", group, ".", name, " is left out: it is not a text"].concat()),
        ),
        None => {
            warn("prefill is left out: it is not a JSON object");
            Prefill::default()
        }
    }
}

/// Pure: every member by itself; one that is no text is told of and left out.
fn from(member: impl Fn(&str, &str) -> Member, left_out: impl Fn(&str, &str)) -> Prefill {
    let text = |group: &str, name: &str| match member(group, name) {
        Member::Text(text) => Some(text),
        Member::Missing => None,
        Member::Other => {
            left_out(group, name);
            None
        }
    };
    let places = [
        (Field::OrganisationName, "organisation", "name"),
        (Field::Number, "organisation", "id"),
        (Field::Address, "organisation", "address"),
        (Field::SignatoryName, "signatory", "name"),
        (Field::Email, "signatory", "email"),
        (Field::Position, "signatory", "position"),
    ];
    let fields: Map<Field, String> = places
        .into_iter()
        .filter_map(|(field, group, name)| Some((field, tidy(&text(group, name)?, field.lines()))))
        .collect();
    let named = text("organisation", "scheme").and_then(|scheme| Scheme::of(&scheme));
    let scheme = named.or_else(|| Scheme::of_country(&text("organisation", "country")?));
    Prefill { fields, scheme }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use samtycke_record::json::{self, Value};

    use super::*;

    /// As the browser reads it; `true` stands for what is no text.
    fn read(json: &str) -> (Prefill, Vec<String>) {
        let value = json::parse(json).unwrap();
        let left_out = RefCell::new(Vec::new());
        let prefill = from(
            |group, name| match value.member(group).and_then(|group| group.member(name)) {
                Some(Value::String(text)) => Member::Text(text.clone()),
                Some(_) => Member::Other,
                None => Member::Missing,
            },
            |group, name| left_out.borrow_mut().push([group, ".", name].concat()),
        );
        (prefill, left_out.into_inner())
    }

    #[test]
    fn what_is_no_text_is_left_out_alone() {
        let json = r#"{"organisation":{"name":"Fjord\nBageri","id":true,"address":"Havnen 1\r\n8000 Aarhus","country":"DK"},"signatory":{"email":true}}"#;
        let (prefill, left_out) = read(json);
        let fields = [Field::OrganisationName, Field::Address]
            .map(|field| prefill.fields.get(&field).unwrap().as_str());
        assert_eq!(fields, ["Fjord Bageri", "Havnen 1\n8000 Aarhus"]);
        assert_eq!((prefill.fields.keys().count(), prefill.scheme), (2, Some(Scheme::DkCvr)));
        assert_eq!(left_out, ["organisation.id", "signatory.email"]);
    }

    #[test]
    fn prefill_takes_what_it_knows() {
        let json = r#"{"organisation":{"name":"Fjord Bageri ApS","id":"12345674","country":"DK"},"signatory":{"x":1}}"#;
        let prefill = read(json).0;
        assert_eq!(
            prefill.fields.get(&Field::OrganisationName).map(String::as_str),
            Some("Fjord Bageri ApS")
        );
        assert_eq!(prefill.scheme, Some(Scheme::DkCvr));
        assert_eq!(prefill.fields.keys().count(), 2);
    }

    #[test]
    fn the_register_is_named_or_follows_from_the_country() {
        for (organisation, expect) in [
            (r#"{"country":"DE"}"#, Some(Scheme::DeRegisternummer)),
            (r#"{"country":"DE","scheme":"EU-VAT"}"#, Some(Scheme::EuVat)),
            (r#"{"scheme":"GB-CRN"}"#, Some(Scheme::GbCrn)),
            (r#"{"scheme":"DE-HRX","country":"DE"}"#, Some(Scheme::DeRegisternummer)),
            (r#"{"country":"GR"}"#, Some(Scheme::EuVat)),
            (r#"{"country":"US"}"#, None),
        ] {
            let json = [r#"{"organisation":"#, organisation, "}"].concat();
            assert_eq!(read(&json).0.scheme, expect, "{json}");
        }
    }
}
