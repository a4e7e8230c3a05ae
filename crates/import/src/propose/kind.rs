//! What a document is, by its title, its file's name or its text.

use std::sync::LazyLock;

use regex::Regex;

/// The types of `pack.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Dpa,
    SubProcessorAgreement,
    Annex,
    CookiePolicy,
    PrivacyPolicy,
    Sla,
    ServiceTerms,
    Terms,
    RoleStatement,
}

impl Kind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Dpa => "dpa",
            Self::SubProcessorAgreement => "sub-processor-agreement",
            Self::Annex => "annex",
            Self::CookiePolicy => "cookie-policy",
            Self::PrivacyPolicy => "privacy-policy",
            Self::Sla => "sla",
            Self::ServiceTerms => "service-terms",
            Self::Terms => "terms",
            Self::RoleStatement => "role-statement",
        }
    }

    /// Is it agreed to, or does one take note of it?
    pub(crate) fn is_contract(self) -> bool {
        !matches!(self, Self::CookiePolicy | Self::PrivacyPolicy | Self::RoleStatement)
    }
}

/// The more particular first.
#[allow(clippy::unwrap_used, reason = "the patterns are constants, and every test runs them")]
static NAMES: LazyLock<Vec<(Kind, Regex)>> = LazyLock::new(|| {
    [
        (Kind::SubProcessorAgreement, r"underbiträdesavtal|underdatabehandleraftale|underdatabehandleravtale|sub-?processor agreement|sub-?processing agreement"),
        (Kind::Dpa, r"databehandler\w*aftale|databehandlingsaftale|personuppgiftsbiträdesavtal|data processing (?:agreement|addendum)|databehandleravtale|käsittelysopimus|henkilötietojen käsittelyä koskeva sopimus|\bdpa\b"),
        (Kind::CookiePolicy, r"cookie|informationskapsl|eväst"),
        (Kind::PrivacyPolicy, r"privatlivspolitik|persondatapolitik|integritetspolicy|dataskyddspolicy|personuppgiftspolicy|privacy[ -](?:policy|notice|statement)|personvernerklæring|tietosuojaseloste|tietosuojakäytäntö"),
        (Kind::Sla, r"service[ -]level|servicenivå|\bsla\b|palvelutaso"),
        (Kind::ServiceTerms, r"service terms|tjänstevillkor|servicevilkår|tjenestevilkår"),
        (Kind::RoleStatement, r"personuppgiftsroller|role statement|rollefordeling|rollfördelning"),
        (Kind::Terms, r"villkor|vilkår|betingelser|\bterms\b|ehdot"),
    ]
    .into_iter()
    .map(|(kind, pattern)| (kind, Regex::new(&format!("(?i){pattern}")).unwrap()))
    .collect()
});

/// The kind, and the words that it was read from.
pub(crate) fn kind(title: &str, file: &str, text: &str) -> Option<(Kind, String)> {
    if crate::annex::number(title).is_some() {
        return Some((Kind::Annex, title.to_owned()));
    }
    let start: String = text.chars().take(2000).collect();
    let stem = file.replace(['-', '_', '.'], " ");
    [title, &stem, &start].into_iter().find_map(|words| {
        let (kind, found) = NAMES.iter().find_map(|(kind, name)| Some((*kind, name.find(words)?)))?;
        Some((kind, found.as_str().to_owned()))
    })
}
