//! Which records are asked for. Read from names and values, as the API's address and the command line's flags have
//! them; what is wrong is told with its name. Pure.

use std::fmt;

use samtycke_record::registry::{Registration, Scheme};
use samtycke_record::{Timestamp, Uuid, acceptance, consent};

use crate::entry::{Kind, customer_key, fold};

/// A parameter that can't be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    /// Its name.
    pub parameter: String,
    /// What it takes.
    pub takes: String,
}

impl FilterError {
    pub(crate) fn new(parameter: &str, takes: impl Into<String>) -> Self {
        Self { parameter: parameter.into(), takes: takes.into() }
    }
}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.parameter, self.takes)
    }
}

/// Which records: all of these hold. An empty one is for all records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub(crate) text: Option<Text>,
    /// Part of a company's name, folded.
    pub(crate) company: Option<String>,
    /// Customers whose registration is written so, in any of the registers.
    pub(crate) customers: Option<Vec<String>>,
    pub(crate) email: Option<Email>,
    pub(crate) document: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) kind: Option<Kind>,
    pub(crate) event: Option<&'static str>,
    pub(crate) role: Option<String>,
    /// Received at or after.
    pub(crate) from: Option<Timestamp>,
    /// Received at or before.
    pub(crate) to: Option<Timestamp>,
}

/// What somebody types into the one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    /// The id of a record.
    Id(Uuid),
    /// Part of a name or an e-mail address, or a registration.
    Words { folded: String, email: String, customers: Vec<String> },
}

/// A signatory's e-mail address, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Email {
    Whole(String),
    /// Part of one, like `@vendor.example`.
    Part(String),
}

/// The parameters of a filter.
pub(crate) const PARAMETERS: [&str; 11] =
    ["q", "company", "registration", "email", "document", "version", "kind", "event", "role", "from", "to"];

impl Filter {
    /// Reads pairs of a name and a value. A value that is empty asks for nothing, as from a form's empty field.
    ///
    /// # Errors
    /// Which parameter is wrong, and what it takes.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, FilterError> {
        let mut filter = Self::default();
        let mut seen = Vec::new();
        for (name, value) in pairs {
            if seen.contains(&name) {
                return Err(FilterError::new(name, "is given twice; once is enough"));
            }
            seen.push(name);
            if value.contains('\0') {
                return Err(FilterError::new(name, "has a NUL, which no record is found by"));
            }
            let value = value.trim();
            if !value.is_empty() || !PARAMETERS.contains(&name) {
                filter.set(name, value)?;
            }
        }
        if filter.version.is_some() && filter.document.is_none() {
            return Err(FilterError::new("version", "of which document? Give document too"));
        }
        Ok(filter)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), FilterError> {
        match name {
            "q" => self.text = Some(text(value)),
            "company" => self.company = Some(fold(value)),
            "registration" => {
                let customers = customers(value);
                if customers.is_empty() {
                    let takes = "is not a registration number in any register that we know, like 559900-0006, \
                                 DK-CVR 99000007 or SE559900000601";
                    return Err(FilterError::new(name, takes));
                }
                self.customers = Some(customers);
            }
            "email" => self.email = Some(email(value)),
            "document" => self.document = Some(value.into()),
            "version" => self.version = Some(value.into()),
            "role" => self.role = Some(value.into()),
            "kind" => {
                let takes = || FilterError::new(name, "takes acceptance or consent");
                self.kind = Some(Kind::of(value).ok_or_else(takes)?);
            }
            "event" => {
                let takes = || FilterError::new(name, format!("takes one of {}", events().join(", ")));
                self.event = Some(events().into_iter().find(|event| *event == value).ok_or_else(takes)?);
            }
            "from" => self.from = Some(time(name, value, "T00:00:00.000Z")?),
            "to" => self.to = Some(time(name, value, "T23:59:59.999Z")?),
            _ => {
                return Err(FilterError::new(
                    name,
                    format!("is not known; there are {}", PARAMETERS.join(", ")),
                ));
            }
        }
        Ok(())
    }
}

/// Of both kinds of records.
fn events() -> Vec<&'static str> {
    let acceptance = acceptance::EventType::ALL.iter().map(|event| event.as_str());
    acceptance.chain(consent::EventType::ALL.iter().map(|event| event.as_str())).collect()
}

/// A day, to its beginning or end in UTC, or a time.
fn time(name: &str, value: &str, rest_of_day: &str) -> Result<Timestamp, FilterError> {
    let day = || Timestamp::parse(&[value, rest_of_day].concat());
    let takes = "takes a day like 2026-11-30 (in UTC) or a time like 2026-11-30T12:00:00.000Z";
    Timestamp::parse(value).or_else(day).ok_or_else(|| FilterError::new(name, takes))
}

fn text(value: &str) -> Text {
    match Uuid::parse(&value.to_lowercase()) {
        Some(id) => Text::Id(id),
        None => Text::Words { folded: fold(value), email: value.to_lowercase(), customers: customers(value) },
    }
}

fn email(value: &str) -> Email {
    let value = value.to_lowercase();
    match value.find('@') {
        Some(at) if at > 0 && at + 1 < value.len() => Email::Whole(value),
        _ => Email::Part(value),
    }
}

/// Everything that a number may mean: with its register's name before it that one, otherwise each whose form it has.
fn customers(value: &str) -> Vec<String> {
    let named = value.split_once([' ', ':']).and_then(|(scheme, rest)| {
        let scheme = Scheme::of(&scheme.to_uppercase())?;
        Some((scheme, rest))
    });
    let parse = |scheme, text| Registration::parse(scheme, text).ok().map(|found| customer_key(&found));
    match named {
        Some((scheme, rest)) => parse(scheme, rest).into_iter().collect(),
        None => Scheme::ALL.iter().filter_map(|scheme| parse(*scheme, value)).collect(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_any_spelling() {
        for (text, expect) in [
            ("99 00 00 07", "DK-CVR 99000007"),
            ("CVR 99000007", "DK-CVR 99000007"),
            ("dk-cvr 99-00-00-07", "DK-CVR 99000007"),
            ("559900-0006", "SE-ORGNR 5599000006"),
            ("org.nr 559900 0006", "SE-ORGNR 5599000006"),
            ("990 000 018 MVA", "NO-ORGNR 990000018"),
            ("1234567-1", "FI-YTUNNUS 12345671"),
            ("SE559900000601", "EU-VAT SE559900000601"),
        ] {
            let filter = Filter::parse([("registration", text)]).unwrap();
            let found = filter.customers.unwrap();
            assert!(found.iter().any(|key| key == expect), "{text}: {found:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_what_it_takes() {
        for (pairs, expect) in [
            (&[("kind", "cookies")][..], "kind: takes acceptance or consent"),
            (
                &[("event", "x")],
                "event: takes one of agree, acknowledge, decline, reaccept, amend_annex, object, withdraw, consent_given, consent_refused, consent_withdrawn, notice_acknowledged",
            ),
            (
                &[("from", "yesterday")],
                "from: takes a day like 2026-11-30 (in UTC) or a time like 2026-11-30T12:00:00.000Z",
            ),
            (
                &[("to", "2026-02-30")],
                "to: takes a day like 2026-11-30 (in UTC) or a time like 2026-11-30T12:00:00.000Z",
            ),
            (
                &[("registration", "12")],
                "registration: is not a registration number in any register that we know, like 559900-0006, DK-CVR 99000007 or SE559900000601",
            ),
            (&[("version", "2")], "version: of which document? Give document too"),
            (&[("kind", "consent"), ("kind", "consent")], "kind: is given twice; once is enough"),
            (
                &[("compny", "x")],
                "compny: is not known; there are q, company, registration, email, document, version, kind, event, role, from, to",
            ),
        ] {
            assert_eq!(Filter::parse(pairs.iter().copied()).unwrap_err().to_string(), expect);
        }
        let empty = Filter::parse([("kind", ""), ("company", " ")]).unwrap();
        assert_eq!(empty, Filter::default());
    }
}
