//! Values that the page already knows, as JSON: `{"organisation":{"name":…,"country":"DK","scheme":"DK-CVR","id":…,
//! "address":…},"signatory":{"name":…,"email":…,"position":…}}`. What can't be read is ignored with a warning: it is a convenience.

use std::collections::BTreeMap;

use samtycke_record::json::{self, Value};
use samtycke_record::registry::Scheme;

use super::state::{Field, Prefill};

/// Reads the `prefill` attribute.
pub(super) fn read(text: &str) -> Prefill {
    if text.trim().is_empty() {
        return Prefill::default();
    }
    match json::parse(text) {
        Ok(value) => from(&value),
        Err(error) => {
            crate::browser::warn(&format!("the prefill attribute is not JSON: {error}"));
            Prefill::default()
        }
    }
}

fn from(value: &Value) -> Prefill {
    let text = |group: &str, name: &str| {
        value.member(group).and_then(|group| group.member(name)).and_then(Value::as_str).map(String::from)
    };
    let places = [
        (Field::OrganisationName, "organisation", "name"),
        (Field::Number, "organisation", "id"),
        (Field::Address, "organisation", "address"),
        (Field::SignatoryName, "signatory", "name"),
        (Field::Email, "signatory", "email"),
        (Field::Position, "signatory", "position"),
    ];
    let fields: BTreeMap<Field, String> =
        places.into_iter().filter_map(|(field, group, name)| Some((field, text(group, name)?))).collect();
    let named = text("organisation", "scheme").and_then(|scheme| Scheme::of(&scheme));
    let scheme = named.or_else(|| Scheme::of_country(&text("organisation", "country")?));
    Prefill { fields, scheme }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefill_takes_what_it_knows() {
        let json = r#"{"organisation":{"name":"Fjord Bageri ApS","id":"12345674","country":"DK"},"signatory":{"x":1}}"#;
        let prefill = from(&json::parse(json).unwrap());
        assert_eq!(
            prefill.fields.get(&Field::OrganisationName).map(String::as_str),
            Some("Fjord Bageri ApS")
        );
        assert_eq!(prefill.scheme, Some(Scheme::DkCvr));
        assert_eq!(prefill.fields.len(), 2);
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
            assert_eq!(from(&json::parse(&json).unwrap()).scheme, expect, "{json}");
        }
    }
}
