//! Legal holds: what must not be erased, whatever a rule or a person says. Pure; `store::holds` keeps them.

use samtycke_record::json::FromJson as _;
use samtycke_record::jws::Compact;
use samtycke_record::{Acceptance, Record, Timestamp, Uuid, json_enum, json_object};

use crate::StartError;

json_enum! {
    /// What a hold goes by.
    pub enum Subject {
        /// A company's registration number, in any register and any spacing.
        Registration = "registration",
        /// One record's id.
        Record = "record",
        /// An e-mail address: the signatory's, a party's contact or a channel.
        Email = "email",
    }
}

json_object! {
    /// A hold.
    pub struct Hold {
        /// Chosen by the receiver.
        pub id: String,
        /// What it goes by.
        pub subject: Subject,
        /// Which.
        pub value: String,
        /// Why.
        pub reason: String,
        /// When it was placed.
        pub placed_at: Timestamp,
        /// By whom.
        pub placed_by: String,
        /// When it was released; it holds while this is absent.
        pub released_at: Option<Timestamp>,
        /// By whom.
        pub released_by: Option<String>,
    }
}

json_object! {
    /// What a hold is asked for with.
    pub struct NewHold {
        /// What it goes by.
        pub subject: Subject,
        /// Which.
        pub value: String,
        /// Why.
        pub reason: String,
    }
}

impl NewHold {
    /// With its value in the one form in which it is compared.
    ///
    /// # Errors
    /// A value that can't be one of its subject, no reason.
    pub(crate) fn normal(self) -> Result<Self, StartError> {
        let value = match self.subject {
            Subject::Registration => Some(number(&self.value)).filter(|value| !value.is_empty()),
            Subject::Record => Uuid::parse(&self.value).map(|id| id.to_string()),
            Subject::Email => Some(address(&self.value))
                .filter(|value| value.contains('@') && !value.contains(char::is_control)),
        };
        let Some(value) = value else {
            return Err(StartError::new(
                format!("{:?} is no {}", self.value, self.subject.as_str()),
                "give a registration number, a record's id, or an e-mail address",
            ));
        };
        Ok(Self { value, reason: check_reason(&self.reason)?, ..self })
    }
}

/// Whoever acts on records says why.
///
/// # Errors
/// Nothing, or more than a thousand characters.
pub(crate) fn check_reason(reason: &str) -> Result<String, StartError> {
    let reason = reason.trim();
    if (1..=1000).contains(&reason.chars().count()) && !reason.chars().any(char::is_control) {
        return Ok(reason.to_owned());
    }
    Err(StartError::new(
        "the reason is missing, or is no text of at most 1,000 characters",
        "say why, in words that may be read years later; names of people don't belong there",
    ))
}

/// What of a record holds go by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// These.
    Known { numbers: Vec<String>, addresses: Vec<String> },
    /// It can't be read: every hold may be meant.
    Unreadable,
}

impl Named {
    /// In a record as it is stored.
    pub(crate) fn of(jws: &str) -> Self {
        let record = Compact::parse(jws)
            .ok()
            .and_then(|compact| compact.payload_json().ok())
            .and_then(|value| Record::from_json(&value).ok());
        match record {
            Some(Record::Acceptance(record)) => Self::of_acceptance(&record),
            // Nobody is named there.
            Some(Record::Consent(_)) => Self::Known { numbers: Vec::new(), addresses: Vec::new() },
            None => Self::Unreadable,
        }
    }

    pub(crate) fn of_acceptance(record: &Acceptance) -> Self {
        let contacts = record.parties.iter().map(|party| &party.contact);
        let channels = record.channels.iter().map(|channel| &channel.value);
        let addresses = contacts.chain(channels).chain([&record.signatory.email]);
        Self::Known {
            numbers: record.parties.iter().map(|party| number(&party.registry.id)).collect(),
            addresses: addresses.map(|text| address(text)).collect(),
        }
    }

    /// The first hold in force that is meant for this.
    pub(crate) fn held_by<'a>(&self, id: &str, holds: &'a [Hold]) -> Option<&'a Hold> {
        holds.iter().find(|hold| match (self, hold.subject) {
            (_, Subject::Record) => hold.value == id,
            (Self::Unreadable, _) => true,
            (Self::Known { numbers, .. }, Subject::Registration) => numbers.contains(&hold.value),
            (Self::Known { addresses, .. }, Subject::Email) => addresses.contains(&hold.value),
        })
    }
}

fn number(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn address(text: &str) -> String {
    text.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_has_one_form() {
        for (subject, value, reason, expect) in [
            (Subject::Registration, "559000-0005", "dispute", Ok("5590000005")),
            (Subject::Registration, "se 559000 0005 01", "dispute", Ok("SE559000000501")),
            (Subject::Registration, " - ", "dispute", Err(())),
            (Subject::Email, " Anna@Vagthavn.Example ", "dispute", Ok("anna@vagthavn.example")),
            (Subject::Email, "anna", "dispute", Err(())),
            (Subject::Email, "anna\0@vagthavn.example", "dispute", Err(())),
            (
                Subject::Record,
                "9b2f6c1e-0f3a-4d57-8a6b-1c2d3e4f5a6b",
                "dispute",
                Ok("9b2f6c1e-0f3a-4d57-8a6b-1c2d3e4f5a6b"),
            ),
            (Subject::Record, "9b2f", "dispute", Err(())),
            (Subject::Email, "anna@vagthavn.example", "  ", Err(())),
        ] {
            let new = NewHold { subject, value: value.into(), reason: reason.into() };
            let found = new.normal().map(|hold| hold.value).map_err(drop);
            assert_eq!(found, expect.map(String::from), "{subject:?} {value}");
        }
    }
}
