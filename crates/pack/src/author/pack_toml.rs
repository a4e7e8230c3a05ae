//! The authoring form: `pack.toml` as `docs/authoring.md` describes it. Where it equals the published form, it is the
//! published type.

use samtycke_record::acceptance::{DataKind, Relation};
use samtycke_record::json_object;
use samtycke_record::registry::Scheme;

use crate::manifest::{
    AnnexTransfer, Authority, ContactKind, CookieCategory, Measure, Officer, RetentionRule, Right, Role,
    Statement, StorageItem, SubProcessor, Text,
};

json_object! {
    /// The whole file.
    pub(super) struct PackToml {
        pub pack: Pack,
        pub vendor: Vendor,
        pub authority: Authority,
        pub contact: Option<Vec<Contact>>,
        pub role: Vec<Role>,
        pub statement: Vec<Statement>,
        pub document: Vec<Document>,
        pub annex: Option<Annex>,
        pub sub_processor: Option<Vec<SubProcessor>>,
        pub measure: Option<Vec<Measure>>,
        pub retention: Option<Vec<RetentionRule>>,
        pub right: Option<Vec<Right>>,
        pub cookies: Option<Cookies>,
    }
}

json_object! {
    pub(super) struct Pack {
        pub id: String,
        pub languages: Vec<String>,
        pub prevails: String,
        pub law: Text,
        pub venue: Text,
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
        pub heading: Text,
        pub text: Text,
        pub category: Vec<CookieCategory>,
        pub service: Vec<CookieService>,
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
        pub storage: Option<Vec<StorageItem>>,
    }
}
