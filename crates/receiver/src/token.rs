//! Tokens: what opens `/api` and `/metrics`, for whom and until when. Pure; `store::tokens` keeps them, `auth` asks.

use std::fmt;

use samtycke_record::{Digest, Timestamp, json_enum, json_object, jws};

use crate::StartError;

json_enum! {
    /// What a token is good for. Each role may what those before it may.
    pub enum Role {
        /// The metrics and nothing else.
        Metrics = "metrics",
        /// Search, open and export records.
        Read = "read",
        /// Erase records and hold them, by hand and by rule.
        Officer = "officer",
        /// Tokens, webhooks and the log of administrative acts.
        Admin = "admin",
    }
}

impl Role {
    /// Does it cover what `need` is for?
    pub fn covers(self, need: Self) -> bool {
        self.rank() >= need.rank()
    }

    fn rank(self) -> u8 {
        match self {
            Self::Metrics => 0,
            Self::Read => 1,
            Self::Officer => 2,
            Self::Admin => 3,
        }
    }
}

json_object! {
    /// A token as it is known: never the secret itself.
    pub struct Token {
        /// Chosen by the receiver.
        pub id: String,
        /// Whose it is, or what for; unique among those that aren't revoked.
        pub name: String,
        /// What it is good for.
        pub role: Role,
        /// When it was made.
        pub created_at: Timestamp,
        /// Until when it is good; for ever when it is absent.
        pub expires_at: Option<Timestamp>,
        /// Since when it is no longer good.
        pub revoked_at: Option<Timestamp>,
    }
}

impl Token {
    /// Why it isn't good at that time, if it isn't.
    pub fn fault(&self, now: &Timestamp) -> Option<String> {
        match (&self.revoked_at, &self.expires_at) {
            (Some(at), _) => Some(format!("it was revoked {at}")),
            (None, Some(at)) if at <= now => Some(format!("it ended {at}")),
            _ => None,
        }
    }
}

/// What the bearer shows: `samtycke_` and 32 random bytes in base64url. The prefix lets scanners of repositories and logs find one
/// that leaked.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

const PREFIX: &str = "samtycke_";
const RANDOM: usize = 32;

impl Secret {
    /// A new one.
    pub(crate) fn generate() -> Result<Self, getrandom::Error> {
        let mut random = [0_u8; RANDOM];
        getrandom::fill(&mut random)?;
        Ok(Self([PREFIX, &jws::encode(&random)].concat()))
    }

    /// Reads one; `None` when it has another form.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes = jws::decode(text.strip_prefix(PREFIX)?)?;
        (bytes.len() == RANDOM).then(|| Self(text.to_owned()))
    }

    /// As it is written. Show it to its bearer, once.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is stored and looked up. 256 random bits need no salt and no slow hash; and how long looking up a hash
    /// takes tells nobody anything about a secret.
    pub(crate) fn hash(&self) -> Digest {
        Digest::of(self.0.as_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Until when a token shall be good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Until it is revoked.
    Never,
    /// Until then.
    At(Timestamp),
}

impl Expiry {
    /// Reads a day, which counts to its end in UTC, or a time.
    ///
    /// # Errors
    /// Another form.
    pub fn parse(text: &str) -> Result<Self, StartError> {
        let end_of_day = || Timestamp::parse(&format!("{text}T23:59:59.999Z"));
        Timestamp::parse(text).or_else(end_of_day).map(Self::At).ok_or_else(|| {
            StartError::new(
                format!("{text:?} is neither a day nor a time"),
                "write a day like 2027-01-31, or a UTC time like 2027-01-31T12:00:00.000Z",
            )
        })
    }

    /// Is it still to come?
    pub(crate) fn check(&self, now: &Timestamp) -> Result<(), StartError> {
        match self {
            Self::At(time) if time <= now => {
                Err(StartError::new(format!("{time} is over"), "let it be good until a later day"))
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn time(&self) -> Option<&Timestamp> {
        match self {
            Self::Never => None,
            Self::At(time) => Some(time),
        }
    }
}

/// A name that can be listed: somebody has to know whom to ask.
pub(crate) fn check_name(name: &str) -> Result<(), StartError> {
    let length = name.chars().count();
    if (1..=100).contains(&length) && name.trim() == name && !name.chars().any(char::is_control) {
        return Ok(());
    }
    Err(StartError::new(
        format!("{name:?} is not a name for a token"),
        "say in 1 to 100 characters whose it is or what for, like \"anna\" or \"prometheus\"",
    ))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn each_role_covers_those_before_it() {
        use Role::{Admin, Metrics, Officer, Read};
        for (role, covered) in [
            (Metrics, &[Metrics][..]),
            (Read, &[Metrics, Read]),
            (Officer, &[Metrics, Read, Officer]),
            (Admin, &[Metrics, Read, Officer, Admin]),
        ] {
            let found: Vec<_> = Role::ALL.iter().copied().filter(|need| role.covers(*need)).collect();
            assert_eq!(found, covered, "{role:?}");
        }
    }

    #[test]
    fn a_secret_has_one_form_and_is_not_shown_by_accident() {
        let secret = Secret::generate().unwrap();
        assert_eq!(Secret::parse(secret.as_str()).as_ref(), Some(&secret));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        let text = secret.as_str();
        let random = text.strip_prefix("samtycke_").unwrap();
        assert_eq!(random.len(), 43);
        for other in [random, "samtycke_", "", &format!("{text}A"), &text.to_uppercase(), &format!("{text}=")]
        {
            assert_eq!(Secret::parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_day_counts_to_its_end() {
        for (text, expect) in [
            ("2027-01-31", Some("2027-01-31T23:59:59.999Z")),
            ("2027-01-31T12:00:00.000Z", Some("2027-01-31T12:00:00.000Z")),
            ("2027-02-30", None),
            ("31.1.2027", None),
            ("", None),
        ] {
            let found = Expiry::parse(text).ok();
            assert_eq!(found.as_ref().and_then(Expiry::time).map(Timestamp::as_str), expect, "{text}");
        }
    }
}
