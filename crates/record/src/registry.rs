//! Registration numbers of organisations: read in any spacing, checked as far as the register lets one, written as
//! people write them.

mod digits;
mod form;
mod german;
mod problem;
#[cfg(test)]
mod tests;
mod vat;

use crate::{json_enum, json_object};
use digits::{digits, luhn, sum, two_stage};
pub use problem::NumberProblem;

json_enum! {
    /// A register of organisations.
    pub enum Scheme {
        /// Sweden, *organisationsnummer*: 10 digits, Luhn.
        SeOrgnr = "SE-ORGNR",
        /// Denmark, *CVR-nummer*: 8 digits, modulus 11.
        DkCvr = "DK-CVR",
        /// Norway, *organisasjonsnummer*: 9 digits, modulus 11.
        NoOrgnr = "NO-ORGNR",
        /// Finland, *Y-tunnus*: 7 digits, hyphen, check digit, modulus 11.
        FiYtunnus = "FI-YTUNNUS",
        /// Iceland, *kennitala*: 10 digits; modulus 11 in those of organisations. Persons' have none since February 2026.
        IsKennitala = "IS-KENNITALA",
        /// Estonia, *registrikood*: 8 digits, modulus 11 in two stages.
        EeRegistrikood = "EE-REGISTRIKOOD",
        /// Germany, *Registernummer*: the court, the register (HRA, HRB, GnR, GsR, PR, VR) and a number without check digit.
        DeRegisternummer = "DE-REGISTERNUMMER",
        /// The Netherlands, *KvK-nummer*: 8 digits without check digit.
        NlKvk = "NL-KVK",
        /// The United Kingdom, *company registration number*: 8 digits or letters, without check digit.
        GbCrn = "GB-CRN",
        /// A VAT identification number of a member state (Directive 2006/112/EC, Article 215), or of Northern Ireland.
        EuVat = "EU-VAT",
    }
}

json_enum! {
    /// What was checked of a registration number. Nobody asked the register.
    pub enum NumberCheck {
        /// The form, and the check digits fit.
        CheckDigits = "check digits",
        /// The form: numbers like this one have no check digits, or none that are published.
        Form = "form",
    }
}

json_object! {
    /// A registration number as records carry it.
    pub struct Registration {
        /// The register.
        pub scheme: Scheme,
        /// As the register writes it, without separators, letters upper case: `99000007`, `SC123456`, `ATU13585627`.
        /// In Germany the court stands before it, as it was written: `Frankfurt am Main HRB12345`.
        pub id: String,
        /// What was checked.
        pub check: NumberCheck,
    }
}

/// What is to know of a scheme.
struct Facts {
    /// How people of that country call the number; empty when it says itself what it is.
    name: &'static str,
    /// Of numbers that are digits only: `d` for each digit, and what people write between them.
    layout: &'static str,
    /// What people write before the number, without separators. A longer word stands before one that begins it.
    labels: &'static [&'static str],
    /// Obviously invented, as people write it.
    example: &'static str,
}

/// By the URIs of Companies House: digits, or a prefix; a few old societies end in letters.
const GB_FORMS: &str = "dddddddd lxdddddd lxdddddl lxddddll";

impl Scheme {
    /// The scheme that organisations of a country (ISO 3166-1 alpha-2) have: its register, or VAT in the rest of the EU.
    pub fn of_country(country: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|scheme| scheme.country() == country)
            .or_else(|| vat::is_member(country).then_some(Self::EuVat))
    }

    /// The country (ISO 3166-1 alpha-2) whose register it is; `EU` for VAT. A number's own is [`Registration::country`].
    pub fn country(self) -> &'static str {
        self.as_str().get(..2).unwrap_or_default()
    }

    /// A number that fits the scheme and is obviously invented, as people write it.
    pub fn example(self) -> &'static str {
        self.facts().example
    }

    /// Are its numbers digits only?
    pub fn is_digits(self) -> bool {
        !self.facts().layout.is_empty()
    }

    fn facts(self) -> Facts {
        match self {
            Self::SeOrgnr => Facts {
                name: "Org.nr",
                layout: "dddddd-dddd",
                labels: &["ORGANISATIONS", "ORG", "NUMMER", "NR", "SE"],
                example: "559900-0006",
            },
            Self::DkCvr => Facts {
                name: "CVR",
                layout: "dd dd dd dd",
                labels: &["CVR", "NUMMER", "NR", "DK"],
                example: "99 00 00 07",
            },
            Self::NoOrgnr => Facts {
                name: "Org.nr",
                layout: "ddd ddd ddd",
                labels: &["ORGANISASJONS", "ORG", "NUMMER", "NR", "NO"],
                example: "990 000 018",
            },
            Self::FiYtunnus => Facts {
                name: "Y-tunnus",
                layout: "ddddddd-d",
                labels: &["YTUNNUS", "FO", "NUMMER", "FI"],
                example: "1234567-1",
            },
            Self::IsKennitala => Facts {
                name: "kt.",
                layout: "dddddd-dddd",
                labels: &["KENNITALA", "KT", "IS"],
                example: "450199-1259",
            },
            Self::EeRegistrikood => Facts {
                name: "Registrikood",
                layout: "dddddddd",
                labels: &["REGISTRIKOOD", "REG", "KOOD", "NR", "EE"],
                example: "12345678",
            },
            Self::DeRegisternummer => {
                Facts { name: "", layout: "", labels: &[], example: "Amtsgericht Musterstadt, HRB 12345" }
            }
            Self::NlKvk => Facts {
                name: "KvK",
                layout: "dddddddd",
                labels: &["KVK", "NUMMER", "NR", "NL"],
                example: "12345678",
            },
            Self::GbCrn => Facts {
                name: "Company number",
                layout: "",
                labels: &["COMPANYREGISTRATIONNUMBER", "COMPANYNUMBER", "COMPANYNO", "CRN", "GB", "UK"],
                example: "01234567",
            },
            Self::EuVat => Facts {
                name: "VAT",
                layout: "",
                labels: &["VATNUMBER", "VATNO", "VATID", "VAT", "USTIDNR", "USTID"],
                example: "SE559900000601",
            },
        }
    }

    /// Do the check digits fit? `None` where numbers like this one have none.
    fn check(self, id: &str) -> Option<bool> {
        let number = digits(id);
        let modulus_11 = |weights: &[u32]| Some(sum(&number, weights).is_multiple_of(11));
        match self {
            Self::SeOrgnr => Some(luhn(&number)),
            Self::DkCvr => modulus_11(&[2, 7, 6, 5, 4, 3, 2, 1]),
            Self::NoOrgnr => modulus_11(&[3, 2, 7, 6, 5, 4, 3, 2, 1]),
            Self::FiYtunnus => modulus_11(&[7, 9, 10, 5, 8, 4, 2, 1]),
            // An organisation's begins with the day of its registration plus 40, and the last digit is the century's.
            Self::IsKennitala if id.starts_with(['4', '5', '6', '7']) => {
                let check = sum(&number, &[3, 2, 7, 6, 5, 4, 3, 2, 1]);
                Some(check.is_multiple_of(11) && id.ends_with(['8', '9', '0']))
            }
            Self::EeRegistrikood => Some(two_stage(&number, &[1, 2, 3, 4, 5, 6, 7], &[3, 4, 5, 6, 7, 8, 9])),
            Self::IsKennitala | Self::DeRegisternummer | Self::NlKvk | Self::GbCrn => None,
            Self::EuVat => vat::check(id, &number),
        }
    }
}

impl Registration {
    /// Reads a number in any spacing, with or without what people write before it.
    pub fn parse(scheme: Scheme, text: &str) -> Result<Self, NumberProblem> {
        let facts = scheme.facts();
        let id = match scheme {
            Scheme::DeRegisternummer => german::read(text)?,
            Scheme::EuVat => vat::read(form::Written::read(text, facts.labels)?)?,
            Scheme::GbCrn => form::Written::read(text, facts.labels)?.fit(GB_FORMS.split(' '))?,
            Scheme::NoOrgnr => {
                // Registered for VAT, a Norwegian organisation writes so after the same number.
                form::Written::read(text, facts.labels)?.without_end("MVA").fit_layout(facts.layout)?
            }
            _ => form::Written::read(text, facts.labels)?.fit_layout(facts.layout)?,
        };
        let is_zero = digits(&id).iter().all(|digit| *digit == 0);
        match scheme.check(&id) {
            Some(true) if !is_zero => Ok(Self { scheme, id, check: NumberCheck::CheckDigits }),
            Some(_) => Err(NumberProblem::CheckDigit),
            None if is_zero => Err(NumberProblem::Form),
            None => Ok(Self { scheme, id, check: NumberCheck::Form }),
        }
    }

    /// As people of that country write it: `12 34 56 74`, `559900-0006`.
    pub fn formatted(&self) -> String {
        let layout = self.scheme.facts().layout;
        if self.scheme == Scheme::DeRegisternummer {
            return german::formatted(&self.id);
        }
        if layout.is_empty() {
            return self.id.clone();
        }
        let mut rest = self.id.chars();
        layout.chars().filter_map(|c| if c == 'd' { rest.next() } else { Some(c) }).collect()
    }

    /// With its name: `CVR 12 34 56 74`.
    pub fn named(&self) -> String {
        let name = self.scheme.facts().name;
        if name.is_empty() { self.formatted() } else { [name, " ", &self.formatted()].concat() }
    }

    /// The country (ISO 3166-1 alpha-2) that gave the number.
    pub fn country(&self) -> &str {
        match self.scheme {
            Scheme::EuVat => vat::country(&self.id),
            scheme => scheme.country(),
        }
    }
}
