//! The authoring form: `pack.toml` as `docs/authoring.md` describes it. Where it equals the published form, it is the
//! published type.

use samtycke_record::acceptance::{DataKind, Relation};
use samtycke_record::registry::Scheme;
use samtycke_record::{RegionCode, json_object};

use crate::manifest::{
    AfterWithdrawal, AgreementRules, AnnexReasons, AnnexTransfer, AuthorisationRule, Authority,
    ClaritySignals, Consequences, ContactKind, CookieCategory, GoogleDefault, Layout, Measure, Mode, Officer,
    Renewal, RetentionRule, Right, Role, Statement, StorageItem, SubProcessor, Text, UetSignals,
};

json_object! {
    /// The whole file.
    pub(super) struct PackToml {
        pub pack: Pack,
        pub vendor: Vendor,
        pub authority: Authority,
        pub contact: Option<Vec<Contact>>,
        pub role: Option<Vec<Role>>,
        pub statement: Option<Vec<Statement>>,
        pub document: Vec<Document>,
        pub agreement: Option<AgreementRules>,
        pub annex: Option<Annex>,
        pub sub_processor: Option<Vec<SubProcessor>>,
        pub measure: Option<Vec<Measure>>,
        pub retention: Option<Vec<RetentionRule>>,
        pub right: Option<Vec<Right>>,
        pub cookies: Option<Cookies>,
        pub allow: Option<Vec<Allow>>,
    }
}

json_object! {
    /// A finding that doesn't hold here.
    pub(super) struct Allow {
        pub code: String,
        pub document: Option<String>,
        pub reason: String,
    }
}

json_object! {
    pub(super) struct Pack {
        pub id: String,
        pub languages: Vec<String>,
        pub prevails: String,
        pub law: Text,
        pub venue: Text,
        pub site: Option<String>,
    }
}

json_object! {
    pub(super) struct Vendor {
        pub name: String,
        pub registry: Registry,
        pub address: String,
        pub country: String,
        pub email: String,
        pub phone: String,
        pub website: String,
        pub dpo: Option<Officer>,
    }
}

json_object! {
    pub(super) struct Registry {
        pub scheme: Scheme,
        pub id: String,
    }
}

json_object! {
    pub(super) struct Contact {
        pub kind: ContactKind,
        pub value: String,
        pub notice: Option<bool>,
        pub label: Text,
    }
}

json_object! {
    pub(super) struct Document {
        pub id: String,
        pub r#type: DocumentType = "type",
        pub version: String,
        pub effective: String,
        pub title: Text,
        pub relations: Option<Vec<Relation>>,
        pub summary: Option<Text>,
        pub upcoming: Option<Vec<Upcoming>>,
        pub renewal: Option<Renewal>,
    }
}

json_object! {
    pub(super) struct Upcoming {
        pub version: String,
        pub effective: String,
        pub summary: Option<Text>,
        pub renewal: Option<Renewal>,
    }
}

samtycke_record::json_enum! {
    /// What a document is.
    pub(super) enum DocumentType {
        PrivacyPolicy = "privacy-policy",
        Dpa = "dpa",
        SubProcessorAgreement = "sub-processor-agreement",
        Annex = "annex",
        Terms = "terms",
        ServiceTerms = "service-terms",
        Sla = "sla",
        RoleStatement = "role-statement",
        Advice = "advice",
        CookiePolicy = "cookie-policy",
    }
}

json_object! {
    pub(super) struct Annex {
        pub document: String,
        pub additions: bool,
        pub breach_hours: u32,
        pub purpose: Text,
        pub nature: Text,
        pub duration: Text,
        pub retention: Text,
        pub locations: Vec<String>,
        pub subject: Vec<AnnexLine>,
        pub category: Vec<AnnexLine>,
        pub transfer: Option<Vec<AnnexTransfer>>,
        pub reasons: Option<AnnexReasons>,
        pub authorisation: Option<AuthorisationRule>,
        pub objection: Option<Text>,
        pub consequences: Option<Consequences>,
    }
}

json_object! {
    pub(super) struct AnnexLine {
        pub id: String,
        pub selected: Option<bool>,
        pub kind: Option<DataKind>,
        pub name: Text,
    }
}

json_object! {
    pub(super) struct Cookies {
        pub policy: String,
        pub expiry_days: u32,
        pub refusal_days: Option<u32>,
        pub layout: Option<Layout>,
        pub after_withdrawal: Option<AfterWithdrawal>,
        pub domain: Option<String>,
        pub gpc: Option<Vec<String>>,
        pub heading: Text,
        pub text: Text,
        pub region: Option<Vec<Region>>,
        pub signals: Option<Signals>,
        pub category: Vec<CookieCategory>,
        pub service: Vec<CookieService>,
    }
}

json_object! {
    pub(super) struct Region {
        pub codes: Vec<RegionCode>,
        pub mode: Mode,
        pub heading: Option<Text>,
        pub text: Option<Text>,
    }
}

json_object! {
    pub(super) struct Signals {
        pub google: Option<GoogleSignals>,
        pub uet: Option<UetSignals>,
        pub clarity: Option<ClaritySignals>,
    }
}

json_object! {
    pub(super) struct GoogleSignals {
        pub ad_storage: Option<String>,
        pub ad_user_data: Option<String>,
        pub ad_personalization: Option<String>,
        pub analytics_storage: Option<String>,
        pub functionality_storage: Option<String>,
        pub personalization_storage: Option<String>,
        pub security_storage: Option<String>,
        pub wait_for_update: Option<u32>,
        pub ads_data_redaction: Option<bool>,
        pub url_passthrough: Option<bool>,
        pub default: Option<Vec<GoogleDefault>>,
    }
}

json_object! {
    pub(super) struct CookieService {
        pub id: String,
        pub category: String,
        pub name: String,
        pub provider: String,
        pub country: String,
        pub purpose: Text,
        pub data: Option<Vec<String>>,
        pub retention: Option<Text>,
        pub storage: Option<Vec<StorageItem>>,
    }
}
