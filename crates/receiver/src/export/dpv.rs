//! The export in the words of the W3C's Data Privacy Vocabulary (DPV 2), in the structure of ISO/IEC TS 27560, as
//! JSON-LD 1.1: one document, a node for each record. docs/records.md has the table.

use samtycke_record::acceptance::{Acceptance, Act, DocumentAct, EventType, Party, PartyRole};
use samtycke_record::consent::{self, Consent, Purpose, State};
use samtycke_record::json::Value;
use samtycke_record::{Record, Timestamp};

use super::read;
use crate::store::search::Stored;

const CONTEXT: [(&str, &str); 5] = [
    ("dct", "http://purl.org/dc/terms/"),
    ("dpv", "https://w3id.org/dpv#"),
    ("pd", "https://w3id.org/dpv/pd#"),
    ("samtycke", "https://samtycke.org/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

pub(super) const FOOT: &str = "\n]}\n";

pub(super) fn head() -> String {
    let context = object(CONTEXT.map(|(prefix, iri)| (prefix, text(iri))));
    ["{\"@context\":", &context.canonical(), ",\"@graph\":["].concat()
}

pub(super) fn node(stored: &Stored) -> Value {
    let found = &stored.found;
    let mut members = vec![
        ("@id", text(&["urn:uuid:", &found.record_id].concat())),
        ("dct:identifier", text(&found.record_id)),
        ("dct:dateSubmitted", time(&found.received_at)),
        ("samtycke:digest", text(&found.digest)),
        ("samtycke:event", text(&found.event)),
    ];
    match read(&stored.record) {
        Some(Record::Acceptance(record)) => members.extend(acceptance(&record)),
        Some(Record::Consent(record)) => members.extend(answer(&record)),
        None => {}
    }
    object(members)
}

type Members = Vec<(&'static str, Value)>;

fn answer(record: &Consent) -> Members {
    let controller = &record.controller;
    let place = collected([
        ("dpv:hasName", &controller.name),
        ("dpv:hasIdentifier", &controller.registry),
        ("dpv:hasContact", &controller.contact),
        ("dpv:hasAddress", &controller.address),
        ("dpv:hasCountry", &controller.country),
        ("samtycke:url", &controller.url),
    ]);
    vec![
        ("@type", text("dpv:ConsentRecord")),
        ("dct:conformsTo", id(consent::SCHEMA)),
        ("dct:created", at(&record.event.time)),
        // Nobody is named: the record has no id of the visitor.
        ("dpv:hasDataSubject", object([("@type", text("dpv:DataSubject"))])),
        ("dpv:hasDataController", typed("dpv:DataController", place)),
        (
            "dpv:hasNotice",
            object([
                ("@type", text("dpv:ConsentNotice")),
                ("dct:source", id(&record.notice.url)),
                ("dct:identifier", text(&record.notice.document)),
                ("dct:hasVersion", text(&record.notice.version)),
                ("dct:language", text(&record.notice.language)),
                ("samtycke:digest", text(record.notice.sha256.as_str())),
            ]),
        ),
        ("dpv:hasProcess", Value::Array(record.purposes.iter().map(process).collect())),
        ("dpv:hasIndicationMethod", text(record.method.as_str())),
        ("dpv:hasDuration", duration(record.event.validity_days)),
        ("dpv:hasJurisdiction", text(&record.jurisdiction)),
        (
            "dpv:hasConsentControl",
            object([("@type", text("dpv:WithdrawConsent")), ("dct:description", text(&record.withdrawal))]),
        ),
        (
            "dpv:hasRight",
            object([("@type", text("dpv:DataSubjectRight")), ("dct:source", id(&record.rights))]),
        ),
        (
            "dpv:hasAuthority",
            object([
                ("@type", text("dpv:DataProtectionAuthority")),
                ("dpv:hasName", text(&record.authority.name)),
                ("dct:source", id(&record.authority.url)),
            ]),
        ),
    ]
}

fn process(purpose: &Purpose) -> Value {
    let data = purpose.data.iter().map(|data| id(&["pd:", data].concat())).collect();
    let mut members = vec![
        ("@type", text("dpv:Process")),
        ("dct:identifier", text(&purpose.id)),
        (
            "dpv:hasPurpose",
            object([("@type", id_text("dpv:", &purpose.dpv)), ("dct:description", text(&purpose.purpose))]),
        ),
        ("dpv:hasPersonalData", Value::Array(data)),
        (
            "dpv:hasRecipient",
            object([
                ("@type", text("dpv:Recipient")),
                ("dpv:hasName", text(&purpose.recipient)),
                ("dpv:hasCountry", text(&purpose.country)),
            ]),
        ),
        (
            "dpv:hasStorageCondition",
            object([("@type", text("dpv:StorageCondition")), ("dct:description", text(&purpose.retention))]),
        ),
    ];
    if let Some(basis) = basis(&purpose.basis) {
        members.push(("dpv:hasLegalBasis", id(basis)));
    }
    members.push(status(purpose.state));
    object(members)
}

fn basis(basis: &str) -> Option<&'static str> {
    match basis {
        "consent" => Some("dpv:Consent"),
        "legitimate-interest" => Some("dpv:LegitimateInterest"),
        _ => None,
    }
}

fn status(state: State) -> (&'static str, Value) {
    let (property, value) = match state {
        State::Given => ("dpv:hasConsentStatus", "dpv:ConsentGiven"),
        State::Refused => ("dpv:hasConsentStatus", "dpv:ConsentRefused"),
        State::Withdrawn => ("dpv:hasConsentStatus", "dpv:ConsentWithdrawn"),
        State::NotObjected => ("dpv:hasStatus", "dpv:LegitimateInterestNotObjected"),
        State::Objected => ("dpv:hasStatus", "dpv:LegitimateInterestObjected"),
    };
    (property, id(value))
}

fn acceptance(record: &Acceptance) -> Members {
    let of = |roles: &[PartyRole]| {
        let parties = record.parties.iter().filter(|party| roles.contains(&party.role)).map(party);
        Value::Array(parties.collect())
    };
    let signatory = collected([
        ("dpv:hasName", &record.signatory.name),
        ("dpv:hasContact", &record.signatory.email),
        ("samtycke:position", &record.signatory.position),
    ]);
    vec![
        ("@type", text("dpv:DataProcessingRecord")),
        ("dct:conformsTo", id(samtycke_record::acceptance::SCHEMA)),
        ("dct:created", at(&record.event.time)),
        event(record.event.r#type),
        ("dpv:hasDataController", of(&[PartyRole::Controller])),
        ("dpv:hasDataProcessor", of(&[PartyRole::Processor, PartyRole::SubProcessor])),
        ("dpv:hasRepresentative", of(&[PartyRole::Representative])),
        ("dpv:isIndicatedBy", typed("dpv:NaturalPerson", signatory)),
        ("dct:references", Value::Array(record.documents.iter().map(document).collect())),
        ("dpv:hasApplicableLaw", text(&record.law.governing)),
    ]
}

fn event(event: EventType) -> (&'static str, Value) {
    let (property, value) = match event {
        EventType::Agree | EventType::Reaccept => ("dpv:hasContractStatus", "dpv:ContractSignedByParty"),
        EventType::AmendAnnex => ("dpv:hasContractStatus", "dpv:ContractAmended"),
        EventType::Decline => ("dpv:hasContractStatus", "dpv:ContractRejected"),
        EventType::Object => ("dpv:hasContractStatus", "dpv:ContractDisputed"),
        EventType::Withdraw => ("dpv:hasContractStatus", "dpv:ContractTerminated"),
        EventType::Acknowledge => ("dpv:hasInformedStatus", "dpv:DataSubjectInformed"),
    };
    (property, id(value))
}

fn party(party: &Party) -> Value {
    let class = match party.role {
        PartyRole::Controller => "dpv:DataController",
        PartyRole::Processor => "dpv:DataProcessor",
        PartyRole::SubProcessor => "dpv:DataSubProcessor",
        PartyRole::Representative => "dpv:Representative",
    };
    let number = crate::entry::customer_key(&party.registry);
    let members = collected([
        ("dpv:hasName", &party.name),
        ("dpv:hasIdentifier", &number),
        ("dpv:hasAddress", &party.address),
        ("dpv:hasCountry", &party.country),
        ("dpv:hasContact", &party.contact),
    ]);
    typed(class, members)
}

fn document(document: &DocumentAct) -> Value {
    let class = match (document.r#type.as_str(), document.act) {
        ("dpa", _) => "dpv:DataProcessingAgreement",
        ("privacy-policy", _) => "dpv:PrivacyNotice",
        (_, Act::Agree) => "dpv:ContractualTerms",
        (_, Act::Acknowledge | Act::Offer) => "dpv:Notice",
    };
    object([
        ("@type", text(class)),
        ("dct:identifier", text(&document.id)),
        ("dct:title", object([("@language", text(&document.language)), ("@value", text(&document.title))])),
        ("dct:hasVersion", text(&document.version)),
        ("dct:language", text(&document.language)),
        ("samtycke:digest", text(document.sha256.as_str())),
        ("samtycke:act", text(document.act.as_str())),
    ])
}

/// What was collected of these.
fn collected<'a>(members: impl IntoIterator<Item = (&'static str, &'a String)>) -> Members {
    let given = members.into_iter().filter(|(_, value)| !value.is_empty() && *value != "not collected");
    given.map(|(name, value)| (name, text(value))).collect()
}

fn typed(class: &str, mut members: Members) -> Value {
    members.push(("@type", text(class)));
    object(members)
}

fn object(members: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

fn text(value: &str) -> Value {
    Value::from(value)
}

fn id(iri: &str) -> Value {
    object([("@id", text(iri))])
}

fn id_text(prefix: &str, name: &str) -> Value {
    text(&[prefix, name].concat())
}

fn time(value: &str) -> Value {
    object([("@type", text("xsd:dateTime")), ("@value", text(value))])
}

fn at(value: &Timestamp) -> Value {
    time(value.as_str())
}

fn duration(days: u32) -> Value {
    object([("@type", text("xsd:duration")), ("@value", text(&format!("P{days}D")))])
}
