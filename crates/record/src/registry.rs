//! National registration numbers of organisations, with their check digits.

use core::fmt;

use crate::{json_enum, json_object};

json_enum! {
    /// A national register of organisations.
    pub enum Scheme {
        /// Sweden, *organisationsnummer*: 10 digits, Luhn.
        SeOrgnr = "SE-ORGNR",
        /// Denmark, *CVR-nummer*: 8 digits, modulus 11.
        DkCvr = "DK-CVR",
        /// Norway, *organisasjonsnummer*: 9 digits, modulus 11.
        NoOrgnr = "NO-ORGNR",
        /// Finland, *Y-tunnus*: 7 digits, hyphen, check digit, modulus 11.
        FiYtunnus = "FI-YTUNNUS",
    }
}

json_enum! {
    /// What was checked of a registration number.
    pub enum NumberCheck {
        /// Length and check digits fit the scheme. Nobody asked the register.
        CheckDigits = "check digits",
    }
}

json_object! {
    /// A registration number as records carry it.
    pub struct Registration {
        /// The register.
        pub scheme: Scheme,
        /// Digits only.
        pub id: String,
        /// What was checked.
        pub check: NumberCheck,
    }
}

/// Why a registration number can't be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// Nothing was written.
    Empty,
    /// Something other than digits and separators.
    Character,
    /// Not as many digits as the scheme has.
    Length {
        /// How many there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The check digit doesn't fit: a typing error somewhere.
    CheckDigit,
}

impl fmt::Display for NumberProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the number is empty"),
            Self::Character => f.write_str("the number has something other than digits and separators"),
            Self::Length { expected, found } => {
                f.write_str("the number has ")?;
                f.write_str(&found.to_string())?;
                f.write_str(" digits, it should have ")?;
                f.write_str(&expected.to_string())
            }
            Self::CheckDigit => {
                f.write_str("the check digit does not fit: a digit is wrong or two are swapped")
            }
        }
    }
}

impl Scheme {
    /// The scheme that organisations of a country (ISO 3166-1 alpha-2) have.
    pub fn of_country(country: &str) -> Option<Self> {
        Some(match country {
            "SE" => Self::SeOrgnr,
            "DK" => Self::DkCvr,
            "NO" => Self::NoOrgnr,
            "FI" => Self::FiYtunnus,
            _ => return None,
        })
    }

    /// The country (ISO 3166-1 alpha-2) whose register it is.
    pub fn country(self) -> &'static str {
        self.as_str().get(..2).unwrap_or_default()
    }

    /// How people of that country call the number.
    pub fn local_name(self) -> &'static str {
        match self {
            Self::SeOrgnr => "Org.nr",
            Self::DkCvr => "CVR",
            Self::NoOrgnr => "Org.nr",
            Self::FiYtunnus => "Y-tunnus",
        }
    }

    fn length(self) -> usize {
        match self {
            Self::SeOrgnr => 10,
            Self::DkCvr | Self::FiYtunnus => 8,
            Self::NoOrgnr => 9,
        }
    }

    fn check_digits_fit(self, digits: &[u32]) -> bool {
        match self {
            Self::SeOrgnr => luhn(digits),
            Self::DkCvr => weighted(digits, &[2, 7, 6, 5, 4, 3, 2, 1]),
            Self::NoOrgnr => weighted(digits, &[3, 2, 7, 6, 5, 4, 3, 2, 1]),
            Self::FiYtunnus => weighted(digits, &[7, 9, 10, 5, 8, 4, 2, 1]),
        }
    }
}

impl Registration {
    /// Reads a number in any spacing: spaces, hyphens and dots are skipped, and so is a VAT-style country prefix.
    pub fn parse(scheme: Scheme, text: &str) -> Result<Self, NumberProblem> {
        let trimmed = text.trim();
        let bare = match trimmed.get(..2) {
            Some(prefix) if prefix.eq_ignore_ascii_case(scheme.country()) => {
                trimmed.get(2..).unwrap_or_default()
            }
            _ => trimmed,
        };
        let mut id = String::new();
        for c in bare.chars() {
            match c {
                '0'..='9' => id.push(c),
                ' ' | '-' | '.' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2011}' | '\u{2013}' => {}
                _ => return Err(NumberProblem::Character),
            }
        }
        let digits: Vec<u32> = id.chars().filter_map(|c| c.to_digit(10)).collect();
        match digits.len() {
            0 => Err(NumberProblem::Empty),
            found if found != scheme.length() => {
                Err(NumberProblem::Length { expected: scheme.length(), found })
            }
            _ if digits.iter().all(|digit| *digit == 0) || !scheme.check_digits_fit(&digits) => {
                Err(NumberProblem::CheckDigit)
            }
            _ => Ok(Self { scheme, id, check: NumberCheck::CheckDigits }),
        }
    }

    /// As people of that country write it: `12 34 56 74`, `559900-0006`.
    pub fn formatted(&self) -> String {
        let groups: &[usize] = match self.scheme {
            Scheme::SeOrgnr => &[6, 4],
            Scheme::DkCvr => &[2, 2, 2, 2],
            Scheme::NoOrgnr => &[3, 3, 3],
            Scheme::FiYtunnus => &[7, 1],
        };
        let separator = match self.scheme {
            Scheme::SeOrgnr | Scheme::FiYtunnus => "-",
            Scheme::DkCvr | Scheme::NoOrgnr => " ",
        };
        let mut rest = self.id.as_str();
        let mut parts = Vec::new();
        for size in groups {
            let (part, tail) = rest.split_at_checked(*size).unwrap_or((rest, ""));
            parts.push(part);
            rest = tail;
        }
        parts.join(separator)
    }
}

fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| if index % 2 == 0 { *digit } else { digit * 2 / 10 + digit * 2 % 10 })
        .sum();
    sum.is_multiple_of(10)
}

fn weighted(digits: &[u32], weights: &[u32]) -> bool {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>().is_multiple_of(11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registration_numbers_are_checked_by_their_countrys_digits() {
        use NumberProblem as P;
        // Numbers published by their registers as examples or of their own (Skatteverket, Erhvervsstyrelsen's
        // 10150817, Brønnøysundregistrene's 974760673, PRH's 0244683-1), and look.md's 12 34 56 74.
        for (scheme, text, expect) in [
            (Scheme::SeOrgnr, "202100-5448", Ok("202100-5448")),
            (Scheme::SeOrgnr, "SE 2021005448", Ok("202100-5448")),
            (Scheme::SeOrgnr, "202100-5449", Err(P::CheckDigit)),
            (Scheme::SeOrgnr, "2021-5448", Err(P::Length { expected: 10, found: 8 })),
            (Scheme::DkCvr, "10150817", Ok("10 15 08 17")),
            (Scheme::DkCvr, "DK 12 34 56 74", Ok("12 34 56 74")),
            (Scheme::DkCvr, "12345675", Err(P::CheckDigit)),
            (Scheme::DkCvr, "1234567a", Err(P::Character)),
            (Scheme::DkCvr, "00000000", Err(P::CheckDigit)),
            (Scheme::DkCvr, "  ", Err(P::Empty)),
            (Scheme::NoOrgnr, "974 760 673", Ok("974 760 673")),
            (Scheme::NoOrgnr, "974760674", Err(P::CheckDigit)),
            (Scheme::FiYtunnus, "0244683-1", Ok("0244683-1")),
            (Scheme::FiYtunnus, "02446831", Ok("0244683-1")),
            (Scheme::FiYtunnus, "0244683-2", Err(P::CheckDigit)),
        ] {
            let found = Registration::parse(scheme, text).map(|number| number.formatted());
            assert_eq!(found, expect.map(String::from), "{text}");
        }
    }
}
