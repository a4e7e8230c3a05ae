//! What follows from the vendor's country: register, law, authority.

use samtycke_record::registry::Scheme;

use super::Language;

/// A country under the GDPR.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Country {
    /// ISO 3166-1.
    pub(super) code: &'static str,
    /// In English.
    name: &'static str,
    /// The register whose number stands in contracts; where none is known here, the VAT number.
    pub(super) scheme: Scheme,
    /// Swedish, Danish, English.
    law: [&'static str; 3],
    /// The supervisory authority and its address; none where each state of the country has its own.
    pub(super) authority: Option<(&'static str, &'static str)>,
}

impl Country {
    /// By code or name.
    pub(crate) fn parse(text: &str) -> Result<&'static Self, String> {
        let text = text.trim();
        let is = |country: &&Self| {
            country.code.eq_ignore_ascii_case(text) || country.name.eq_ignore_ascii_case(text)
        };
        COUNTRIES.iter().find(is).ok_or_else(|| {
            let codes: Vec<&str> = COUNTRIES.iter().map(|country| country.code).collect();
            format!("the agreements to begin with are made for {}", codes.join(", "))
        })
    }

    /// To begin with.
    pub(super) fn languages(&self) -> [Language; 1] {
        match self.code {
            "SE" => [Language::Sv],
            "DK" => [Language::Da],
            _ => [Language::En],
        }
    }

    pub(super) fn law(&self, language: &str) -> &'static str {
        let [sv, da, en] = self.law;
        match language {
            "sv" => sv,
            "da" => da,
            _ => en,
        }
    }
}

const fn country(
    [code, name]: [&'static str; 2],
    scheme: Scheme,
    law: [&'static str; 3],
    authority: Option<(&'static str, &'static str)>,
) -> Country {
    Country { code, name, scheme, law, authority }
}

#[rustfmt::skip]
const COUNTRIES: [Country; 29] = [
    country(["AT", "Austria"], Scheme::EuVat, ["österrikisk rätt", "østrigsk ret", "Austrian law"], Some(("Datenschutzbehörde", "https://dsb.gv.at"))),
    country(["BE", "Belgium"], Scheme::EuVat, ["belgisk rätt", "belgisk ret", "Belgian law"], Some(("Gegevensbeschermingsautoriteit / Autorité de protection des données", "https://www.dataprotectionauthority.be"))),
    country(["BG", "Bulgaria"], Scheme::EuVat, ["bulgarisk rätt", "bulgarsk ret", "Bulgarian law"], Some(("Комисия за защита на личните данни", "https://cpdp.bg"))),
    country(["CY", "Cyprus"], Scheme::EuVat, ["cypriotisk rätt", "cypriotisk ret", "Cypriot law"], Some(("Γραφείο Επιτρόπου Προστασίας Δεδομένων Προσωπικού Χαρακτήρα", "https://www.dataprotection.gov.cy"))),
    country(["CZ", "Czechia"], Scheme::EuVat, ["tjeckisk rätt", "tjekkisk ret", "Czech law"], Some(("Úřad pro ochranu osobních údajů", "https://uoou.gov.cz"))),
    country(["DE", "Germany"], Scheme::DeRegisternummer, ["tysk rätt", "tysk ret", "German law"], None),
    country(["DK", "Denmark"], Scheme::DkCvr, ["dansk rätt", "dansk ret", "Danish law"], Some(("Datatilsynet", "https://www.datatilsynet.dk"))),
    country(["EE", "Estonia"], Scheme::EeRegistrikood, ["estnisk rätt", "estisk ret", "Estonian law"], Some(("Andmekaitse Inspektsioon", "https://www.aki.ee"))),
    country(["ES", "Spain"], Scheme::EuVat, ["spansk rätt", "spansk ret", "Spanish law"], Some(("Agencia Española de Protección de Datos", "https://www.aepd.es"))),
    country(["FI", "Finland"], Scheme::FiYtunnus, ["finsk rätt", "finsk ret", "Finnish law"], Some(("Tietosuojavaltuutetun toimisto", "https://tietosuoja.fi"))),
    country(["FR", "France"], Scheme::EuVat, ["fransk rätt", "fransk ret", "French law"], Some(("Commission nationale de l’informatique et des libertés (CNIL)", "https://www.cnil.fr"))),
    country(["GR", "Greece"], Scheme::EuVat, ["grekisk rätt", "græsk ret", "Greek law"], Some(("Αρχή Προστασίας Δεδομένων Προσωπικού Χαρακτήρα", "https://www.dpa.gr"))),
    country(["HR", "Croatia"], Scheme::EuVat, ["kroatisk rätt", "kroatisk ret", "Croatian law"], Some(("Agencija za zaštitu osobnih podataka", "https://azop.hr"))),
    country(["HU", "Hungary"], Scheme::EuVat, ["ungersk rätt", "ungarsk ret", "Hungarian law"], Some(("Nemzeti Adatvédelmi és Információszabadság Hatóság", "https://www.naih.hu"))),
    country(["IE", "Ireland"], Scheme::EuVat, ["irländsk rätt", "irsk ret", "Irish law"], Some(("Data Protection Commission", "https://www.dataprotection.ie"))),
    country(["IS", "Iceland"], Scheme::IsKennitala, ["isländsk rätt", "islandsk ret", "Icelandic law"], Some(("Persónuvernd", "https://www.personuvernd.is"))),
    country(["IT", "Italy"], Scheme::EuVat, ["italiensk rätt", "italiensk ret", "Italian law"], Some(("Garante per la protezione dei dati personali", "https://www.garanteprivacy.it"))),
    country(["LT", "Lithuania"], Scheme::EuVat, ["litauisk rätt", "litauisk ret", "Lithuanian law"], Some(("Valstybinė duomenų apsaugos inspekcija", "https://vdai.lrv.lt"))),
    country(["LU", "Luxembourg"], Scheme::EuVat, ["luxemburgsk rätt", "luxembourgsk ret", "Luxembourg law"], Some(("Commission nationale pour la protection des données", "https://cnpd.public.lu"))),
    country(["LV", "Latvia"], Scheme::EuVat, ["lettisk rätt", "lettisk ret", "Latvian law"], Some(("Datu valsts inspekcija", "https://www.dvi.gov.lv"))),
    country(["MT", "Malta"], Scheme::EuVat, ["maltesisk rätt", "maltesisk ret", "Maltese law"], Some(("Information and Data Protection Commissioner", "https://idpc.org.mt"))),
    country(["NL", "Netherlands"], Scheme::NlKvk, ["nederländsk rätt", "nederlandsk ret", "Dutch law"], Some(("Autoriteit Persoonsgegevens", "https://www.autoriteitpersoonsgegevens.nl"))),
    country(["NO", "Norway"], Scheme::NoOrgnr, ["norsk rätt", "norsk ret", "Norwegian law"], Some(("Datatilsynet", "https://www.datatilsynet.no"))),
    country(["PL", "Poland"], Scheme::EuVat, ["polsk rätt", "polsk ret", "Polish law"], Some(("Prezes Urzędu Ochrony Danych Osobowych", "https://uodo.gov.pl"))),
    country(["PT", "Portugal"], Scheme::EuVat, ["portugisisk rätt", "portugisisk ret", "Portuguese law"], Some(("Comissão Nacional de Proteção de Dados", "https://www.cnpd.pt"))),
    country(["RO", "Romania"], Scheme::EuVat, ["rumänsk rätt", "rumænsk ret", "Romanian law"], Some(("Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter Personal", "https://www.dataprotection.ro"))),
    country(["SE", "Sweden"], Scheme::SeOrgnr, ["svensk rätt", "svensk ret", "Swedish law"], Some(("Integritetsskyddsmyndigheten (IMY)", "https://www.imy.se"))),
    country(["SI", "Slovenia"], Scheme::EuVat, ["slovensk rätt", "slovensk ret", "Slovenian law"], Some(("Informacijski pooblaščenec", "https://www.ip-rs.si"))),
    country(["SK", "Slovakia"], Scheme::EuVat, ["slovakisk rätt", "slovakisk ret", "Slovak law"], Some(("Úrad na ochranu osobných údajov Slovenskej republiky", "https://dataprotection.gov.sk"))),
];
