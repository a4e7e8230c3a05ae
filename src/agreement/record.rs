//! The acceptance record made of the flow's state: pure, but for the digests that the caller computed.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{Annex, AnnexOption, Role, StatementKind};
use samtycke_record::acceptance::{
    Acceptance, Act, AnnexContent, AnnexEdit, AnnexItem, AnnexList, Authority, Change, Channel, DataKind,
    DocumentAct, Event, EventType, Law, Party, PartyRole, SCHEMA, Shown, Signatory, SignedAnnex,
    StatementAnswer, Transfer,
};
use samtycke_record::registry::Registration;
use samtycke_record::{Context, Digest, Interface, Nonce, Offer, Retention, Timestamp, Uuid};

use super::state::{End, Field, State};
use crate::VERSION;
use crate::messages::messages;
use crate::pack::Pack;

const NOT_COLLECTED: &str = "not collected";

/// What comes from outside the state.
pub(super) struct Circumstances {
    pub(super) id: Uuid,
    pub(super) now: Timestamp,
    pub(super) context: Context,
    pub(super) viewport: String,
    pub(super) nonce: Nonce,
    /// Of the authority's sentence.
    pub(super) authority: Digest,
    /// The annex with its digest, when the role has one.
    pub(super) annex: Option<SignedAnnex>,
}

/// The role's sentence of authority; for roles without one, their first sentence.
pub(super) fn authority_sentence<'a>(manifest: &'a Manifest, role: &Role, language: &str) -> &'a str {
    let statements: Vec<_> = role.statements.iter().filter_map(|id| manifest.statement(id)).collect();
    let authority = statements.iter().find(|statement| statement.kind == StatementKind::Authority);
    authority.or(statements.first()).map_or("", |statement| statement.text.get(language))
}

/// The record; `None` when something is missing, which the flow's problems rule out.
pub(super) fn record(
    state: &State,
    pack: &Pack,
    role: &Role,
    language: &str,
    circumstances: Circumstances,
) -> Option<Acceptance> {
    let manifest = &*pack.manifest;
    let words = messages(language);
    let contract = role.documents.iter().any(|entry| entry.act == Act::Agree);
    let attested = role
        .statements
        .iter()
        .filter_map(|id| manifest.statement(id))
        .any(|statement| statement.kind == StatementKind::Authority);
    Some(Acceptance {
        schema: SCHEMA.into(),
        record_id: circumstances.id,
        event: Event {
            r#type: if contract { EventType::Agree } else { EventType::Acknowledge },
            time: circumstances.now,
            clock: "client".into(),
            validity: words.validity_agreement.into(),
        },
        prev: None,
        context: circumstances.context,
        offer: Offer { pack: pack.digest.clone(), nonce: circumstances.nonce },
        role: role.id.clone(),
        parties: parties(state, manifest, role)?,
        signatory: Signatory {
            name: state.field(Field::SignatoryName).into(),
            email: state.field(Field::Email).into(),
            position: state.field(Field::Position).into(),
            account: NOT_COLLECTED.into(),
            authority: Authority { attested, statement_digest: circumstances.authority },
        },
        documents: documents(state, manifest, role, language)?,
        statements: statements(state, manifest, role, language)?,
        submit_label: role.submit.get(language).into(),
        annex: circumstances.annex,
        channels: manifest
            .contacts
            .iter()
            .filter(|contact| contact.notice)
            .map(|contact| Channel { kind: contact.kind.as_str().into(), value: contact.value.clone() })
            .collect(),
        law: Law {
            governing: manifest.law.get(language).into(),
            venue: manifest.venue.get(language).into(),
            prevails: manifest.prevails.clone(),
        },
        ui: Interface {
            version: VERSION.into(),
            language: language.into(),
            viewport: circumstances.viewport,
        },
        retention: Retention { class: "agreement".into(), rule: words.retention_agreement.into() },
    })
}

fn parties(state: &State, manifest: &Manifest, role: &Role) -> Option<Vec<Party>> {
    let vendor = &manifest.vendor;
    let or_not_collected = |text: &str| if text.is_empty() { NOT_COLLECTED.into() } else { text.to_owned() };
    let registry = Registration::parse(state.scheme, state.field(Field::Number)).ok()?;
    Some(vec![
        Party {
            role: role.party,
            name: state.field(Field::OrganisationName).into(),
            country: registry.scheme.country().into(),
            registry,
            address: or_not_collected(state.field(Field::Address)),
            contact: state.field(Field::Email).into(),
            dpo: NOT_COLLECTED.into(),
        },
        Party {
            role: role.vendor,
            name: vendor.name.clone(),
            registry: vendor.registry.clone(),
            address: vendor.address.clone(),
            country: vendor.country.clone(),
            contact: vendor.email.clone(),
            dpo: vendor.dpo.as_ref().map_or(NOT_COLLECTED.into(), |officer| officer.email.clone()),
        },
    ])
}

fn documents(state: &State, manifest: &Manifest, role: &Role, language: &str) -> Option<Vec<DocumentAct>> {
    role.documents
        .iter()
        .map(|entry| {
            let document = manifest.document(&entry.id)?;
            let file = document.file(language)?;
            let reading = state.readings.get(&entry.id);
            Some(DocumentAct {
                id: document.id.clone(),
                r#type: document.r#type.clone(),
                title: document.title.get(language).into(),
                version: document.version.clone(),
                effective: document.effective.clone(),
                language: language.into(),
                sha256: file.sha256.clone(),
                relations: document.relations.clone(),
                act: entry.act,
                shown: Shown {
                    opened: reading.is_some(),
                    reached_end: reading.is_some_and(|reading| reading.end == End::Reached),
                    visible_ms: reading.map_or(0, |reading| reading.visible_ms),
                },
                change_shown: false,
            })
        })
        .collect()
}

fn statements(
    state: &State,
    manifest: &Manifest,
    role: &Role,
    language: &str,
) -> Option<Vec<StatementAnswer>> {
    role.statements
        .iter()
        .map(|id| {
            let statement = manifest.statement(id)?;
            Some(StatementAnswer {
                id: id.clone(),
                text: statement.text.get(language).into(),
                language: language.into(),
                control: "checkbox".into(),
                initial: "unticked".into(),
                answer: true,
                time: state.ticks.get(id)?.clone(),
            })
        })
        .collect()
}

/// The annex as edited, and how it differs from the published one.
pub(super) fn annex(
    state: &State,
    annex: &Annex,
    language: &str,
    sub_processors: Digest,
    measures: Digest,
) -> (AnnexContent, Vec<AnnexEdit>) {
    let mut edits = Vec::new();
    let subjects = items(state, AnnexList::Subjects, &annex.subjects, language, &mut edits);
    let categories = items(state, AnnexList::Categories, &annex.categories, language, &mut edits);
    let content = AnnexContent {
        document: annex.document.clone(),
        subjects,
        categories,
        purpose: annex.purpose.get(language).into(),
        nature: annex.nature.get(language).into(),
        duration: annex.duration.get(language).into(),
        retention: annex.retention.get(language).into(),
        locations: annex.locations.clone(),
        transfers: annex
            .transfers
            .iter()
            .map(|transfer| Transfer {
                country: transfer.country.clone(),
                recipient: transfer.recipient.clone(),
                safeguard: transfer.safeguard.get(language).into(),
            })
            .collect(),
        sub_processors,
        measures,
        breach_hours: annex.breach_hours,
    };
    (content, edits)
}

fn items(
    state: &State,
    list: AnnexList,
    options: &[AnnexOption],
    language: &str,
    edits: &mut Vec<AnnexEdit>,
) -> Vec<AnnexItem> {
    let draft = state.draft(list);
    let mut items = Vec::new();
    for option in options {
        let ticked = draft.ticked.contains(&option.id);
        if ticked {
            items.push(AnnexItem {
                id: option.id.clone(),
                name: option.name.get(language).into(),
                kind: option.kind,
            });
        }
        if ticked != option.selected {
            let change = if ticked { Change::Added } else { Change::Removed };
            edits.push(AnnexEdit { list, item: option.id.clone(), change });
        }
    }
    for (index, name) in draft.own.iter().enumerate() {
        let id = format!("own-{}", index + 1);
        edits.push(AnnexEdit { list, item: id.clone(), change: Change::Added });
        items.push(AnnexItem { id, name: name.clone(), kind: DataKind::Ordinary });
    }
    items
}

/// The customer's party in a record.
pub(super) fn customer(record: &Acceptance) -> Option<&Party> {
    record.parties.first()
}

/// Is there a contract, or only information?
pub(super) fn is_contract(role: &Role) -> bool {
    role.party != PartyRole::Representative || role.documents.iter().any(|entry| entry.act == Act::Agree)
}
