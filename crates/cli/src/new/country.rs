//! What follows from the vendor's country: register, law, authority.

use clap::ValueEnum;
use samtycke_record::registry::Scheme;

use super::Language;

/// The countries whose registers can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Country {
    #[value(name = "SE")]
    Sweden,
    #[value(name = "DK")]
    Denmark,
    #[value(name = "NO")]
    Norway,
    #[value(name = "FI")]
    Finland,
}

impl Country {
    pub(super) fn scheme(self) -> Scheme {
        match self {
            Self::Sweden => Scheme::SeOrgnr,
            Self::Denmark => Scheme::DkCvr,
            Self::Norway => Scheme::NoOrgnr,
            Self::Finland => Scheme::FiYtunnus,
        }
    }

    /// To begin with.
    pub(super) fn languages(self) -> Vec<Language> {
        match self {
            Self::Sweden => vec![Language::Sv],
            Self::Denmark => vec![Language::Da],
            Self::Norway | Self::Finland => vec![Language::En],
        }
    }

    pub(super) fn law(self, language: &str) -> &'static str {
        match (self, language) {
            (Self::Sweden, "sv") => "svensk rätt",
            (Self::Sweden, "da") => "svensk ret",
            (Self::Sweden, _) => "Swedish law",
            (Self::Denmark, "sv") => "dansk rätt",
            (Self::Denmark, "da") => "dansk ret",
            (Self::Denmark, _) => "Danish law",
            (Self::Norway, "sv") => "norsk rätt",
            (Self::Norway, "da") => "norsk ret",
            (Self::Norway, _) => "Norwegian law",
            (Self::Finland, "sv") => "finsk rätt",
            (Self::Finland, "da") => "finsk ret",
            (Self::Finland, _) => "Finnish law",
        }
    }

    pub(super) fn authority(self) -> (&'static str, &'static str) {
        match self {
            Self::Sweden => ("Integritetsskyddsmyndigheten (IMY)", "https://www.imy.se"),
            Self::Denmark => ("Datatilsynet", "https://www.datatilsynet.dk"),
            Self::Norway => ("Datatilsynet", "https://www.datatilsynet.no"),
            Self::Finland => ("Tietosuojavaltuutetun toimisto", "https://tietosuoja.fi"),
        }
    }
}
