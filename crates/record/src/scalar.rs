//! The kinds of string that records are tied together with, and the code of a region.

use core::fmt;

use crate::json::{FromJson, Source, ToJson, Value};

macro_rules! scalar {
    ($(#[$meta:meta])* $name:ident, $valid:path, $problem:literal) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Reads it; `None` when the text has another form.
            pub fn parse(text: &str) -> Option<Self> {
                $valid(text).then(|| Self(text.to_owned()))
            }

            /// As it is written in JSON.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromJson for $name {
            fn read(source: &mut Source<'_>) -> Self {
                source.text().and_then(Self::parse).unwrap_or_else(|| {
                    source.refuse($problem);
                    Self(String::new())
                })
            }
        }

        impl ToJson for $name {
            fn to_json(&self) -> Value {
                Value::String(self.0.clone())
            }
        }
    };
}

scalar! {
    /// A SHA-256 digest, `sha256:` and 64 lower-case hexadecimal digits.
    Digest, is_digest, "must be sha256: and 64 lower-case hexadecimal digits"
}

scalar! {
    /// A UTC time with milliseconds, `2026-11-21T23:10:55.000Z`. Sorts as text.
    Timestamp, is_timestamp, "must be a UTC time like 2026-11-21T23:10:55.000Z"
}

scalar! {
    /// A UUID (RFC 9562) in lower case.
    Uuid, is_uuid, "must be a UUID in lower case"
}

scalar! {
    /// A country by ISO 3166-1 alpha-2, or a part of one by ISO 3166-2: `US`, `US-CA`.
    RegionCode, is_region, "must be a code of ISO 3166 like US or US-CA"
}

impl Digest {
    /// From the hash's bytes.
    pub fn from_hash(hash: &[u8; 32]) -> Self {
        let mut text = String::from("sha256:");
        for byte in hash {
            for nibble in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
            }
        }
        Self(text)
    }

    /// The hexadecimal digits alone: the name of a content-addressed file.
    pub fn hex(&self) -> &str {
        self.0.strip_prefix("sha256:").unwrap_or_default()
    }

    /// Of bytes.
    #[cfg(feature = "crypto")]
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest as _;
        Self::from_hash(&sha2::Sha256::digest(bytes).into())
    }
}

impl RegionCode {
    /// The country alone.
    pub fn country(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

fn is_digest(text: &str) -> bool {
    text.strip_prefix("sha256:").is_some_and(|hex| hex.len() == 64 && hex.bytes().all(is_lower_hex))
}

fn matches_pattern(text: &str, pattern: &str, digit: fn(u8) -> bool) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(c, p)| if p == b'0' { digit(c) } else { c == p })
}

fn is_region(text: &str) -> bool {
    let (country, part) = text.split_once('-').map_or((text, None), |(country, part)| (country, Some(part)));
    let upper_or_digit = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && part.is_none_or(|part| (1..=3).contains(&part.len()) && part.bytes().all(upper_or_digit))
}

/// RFC 3339 section 5.7.
fn days_of(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_timestamp(text: &str) -> bool {
    let number = |at: core::ops::Range<usize>| text.get(at).and_then(|part| part.parse::<u32>().ok());
    let within = |at, least, most| number(at).is_some_and(|n| (least..=most).contains(&n));
    matches_pattern(text, "0000-00-00T00:00:00.000Z", |c| c.is_ascii_digit())
        && within(5..7, 1, 12)
        && within(8..10, 1, days_of(number(0..4).unwrap_or_default(), number(5..7).unwrap_or_default()))
        && within(11..13, 0, 23)
        && within(14..16, 0, 59)
        && within(17..19, 0, 60)
}

fn is_uuid(text: &str) -> bool {
    matches_pattern(text, "00000000-0000-0000-0000-000000000000", is_lower_hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_accept_one_form_only() {
        let hex = "a".repeat(64);
        for (text, expect) in [
            (format!("sha256:{hex}"), true),
            (format!("sha256:{}", hex.to_uppercase()), false),
            (format!("sha512:{hex}"), false),
            (hex, false),
        ] {
            assert_eq!(Digest::parse(&text).is_some(), expect, "{text}");
        }
        for (text, expect) in [
            ("2026-11-21T23:10:55.000Z", true),
            ("2026-11-21T23:10:55Z", false),
            ("2026-13-21T23:10:55.000Z", false),
            ("2026-00-21T23:10:55.000Z", false),
            ("2026-11-00T23:10:55.000Z", false),
            ("2026-11-31T23:10:55.000Z", false),
            ("2026-12-31T23:10:55.000Z", true),
            ("2026-02-29T23:10:55.000Z", false),
            ("2028-02-29T23:10:55.000Z", true),
            ("2100-02-29T23:10:55.000Z", false),
            ("2000-02-29T23:10:55.000Z", true),
            ("2000-02-30T23:10:55.000Z", false),
            ("2026-11-21T23:60:55.000Z", false),
            ("2026-12-31T23:59:60.000Z", true),
            ("2026-12-31T23:59:61.000Z", false),
            ("2026-11-21T24:10:55.000Z", false),
            ("2026-11-21 23:10:55.000Z", false),
            ("2026-11-21T23:10:55.000+01:00", false),
            ("２026-11-21T23:10:55.00Z", false),
        ] {
            assert_eq!(Timestamp::parse(text).is_some(), expect, "{text}");
        }
        for (text, expect) in [
            ("9b2f6c1e-0f3a-4d57-8a6b-1c2d3e4f5a6b", true),
            ("9B2F6C1E-0F3A-4D57-8A6B-1C2D3E4F5A6B", false),
            ("9b2f6c1e0f3a4d578a6b1c2d3e4f5a6b", false),
        ] {
            assert_eq!(Uuid::parse(text).is_some(), expect, "{text}");
        }
        for (text, expect) in [
            ("US", true),
            ("US-CA", true),
            ("SE-O", true),
            ("FR-20R", true),
            ("us", false),
            ("USA", false),
            ("US-", false),
            ("US-CALI", false),
            ("US-CA-1", false),
            ("US_CA", false),
            ("ÅÄ", false),
            ("", false),
        ] {
            assert_eq!(RegionCode::parse(text).is_some(), expect, "{text}");
        }
    }
}
