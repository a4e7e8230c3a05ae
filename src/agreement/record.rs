//! The acceptance record made of the flow's state: pure, but for the digests that the caller computed.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{Annex, AnnexOption, Role, StatementKind};
use samtycke_record::acceptance::{
    Acceptance, Act, AnnexContent, AnnexEdit, AnnexItem, AnnexList, Authority, Change, Channel, DataKind,
    DocumentAct, Event, Law, Party, SCHEMA, Shown, Signatory, SignedAnnex, StatementAnswer, Transfer,
};
use samtycke_record::registry::Registration;
use samtycke_record::{Context, Digest, Interface, Nonce, Offer, Retention, Timestamp, Uuid};

use super::intent::Intent;
use super::state::{End, Field, State};
use crate::VERSION;
use crate::messages::messages;
use crate::pack::Pack;

pub(super) const NOT_COLLECTED: &str = "not collected";

/// What comes from outside the state.
pub(super) struct Circumstances {
    pub(super) intent: Intent,
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
    let intent = &circumstances.intent;
    let event = intent.event(is_contract(role));
    let is_yes = intent.is_yes();
    let attested = role
        .statements
        .iter()
        .filter_map(|id| manifest.statement(id))
        .any(|statement| is_yes && statement.kind == StatementKind::Authority);
    Some(Acceptance {
        schema: SCHEMA.into(),
        record_id: circumstances.id,
        event: Event {
            r#type: event,
            time: circumstances.now,
            clock: "client".into(),
            validity: words.validity_agreement.into(),
            reason: intent.reason().map(String::from),
        },
        prev: intent.prev().cloned(),
        context: circumstances.context,
        offer: Offer { pack: pack.digest.clone(), nonce: circumstances.nonce },
        role: role.id.clone(),
        parties: parties(state, intent, manifest, role)?,
        signatory: Signatory {
            name: state.field(Field::SignatoryName).into(),
            email: state.field(Field::Email).into(),
            position: state.field(Field::Position).into(),
            account: NOT_COLLECTED.into(),
            authority: Authority { attested, statement_digest: circumstances.authority },
        },
        documents: documents(state, intent, manifest, role, language)?,
        statements: if is_yes { statements(state, manifest, role, language)? } else { Vec::new() },
        submit_label: match intent {
            Intent::Object { .. } => words.again.object_send.into(),
            _ => role.button(event).get(language).into(),
        },
        annex: circumstances.annex.filter(|_| is_yes),
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

fn parties(state: &State, intent: &Intent, manifest: &Manifest, role: &Role) -> Option<Vec<Party>> {
    let vendor = &manifest.vendor;
    let or_not_collected = |text: &str| if text.is_empty() { NOT_COLLECTED.into() } else { text.to_owned() };
    let contact = state.field(Field::Email).into();
    let customer = match intent.earlier() {
        // Whatever the state says: what follows a record is of the same organisation.
        Some(earlier) => Party { role: role.party, contact, ..earlier.customer(&vendor.registry)?.clone() },
        None => {
            let registry = Registration::parse(state.scheme, state.field(Field::Number)).ok()?;
            Party {
                role: role.party,
                name: state.field(Field::OrganisationName).into(),
                country: registry.country().into(),
                registry,
                address: or_not_collected(state.field(Field::Address)),
                contact,
                dpo: NOT_COLLECTED.into(),
            }
        }
    };
    Some(vec![
        customer,
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

fn documents(
    state: &State,
    intent: &Intent,
    manifest: &Manifest,
    role: &Role,
    language: &str,
) -> Option<Vec<DocumentAct>> {
    role.documents
        .iter()
        .map(|entry| {
            let document = manifest.document(&entry.id)?;
            let announced = intent.announced(&entry.id);
            let file = document.edition(announced, language)?;
            let (version, effective, _) = *document
                .history()
                .iter()
                .find(|(version, ..)| *version == announced.unwrap_or(&document.version))?;
            // What the flow reads is in force.
            let reading = state.readings.get(&entry.id).filter(|_| announced.is_none());
            let change = (entry.id.clone(), version.to_owned());
            Some(DocumentAct {
                id: document.id.clone(),
                r#type: document.r#type.clone(),
                title: document.title.get(language).into(),
                version: version.into(),
                effective: effective.into(),
                language: language.into(),
                sha256: file.sha256.clone(),
                relations: document.relations.clone(),
                act: entry.act,
                shown: Shown {
                    opened: reading.is_some(),
                    reached_end: reading.is_some_and(|reading| reading.end == End::Reached),
                    visible_ms: reading.map_or(0, |reading| reading.visible_ms),
                },
                change_shown: state.changes.contains(&change),
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
        authorisations: None,
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
    let draft = state.annex.list(list);
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
            edits.push(AnnexEdit { list, item: option.id.clone(), change, reason: None });
        }
    }
    for (index, name) in draft.own.iter().enumerate() {
        let id = format!("own-{}", index + 1);
        edits.push(AnnexEdit { list, item: id.clone(), change: Change::Added, reason: None });
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
    role.documents.iter().any(|entry| entry.act == Act::Agree)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
pub(super) mod tests {
    use std::rc::Rc;

    use samtycke_pack::offer::{Published, check_record};
    use samtycke_record::json::ToJson as _;
    use samtycke_record::jws::RECORD_TYPE;
    use samtycke_record::registry::Scheme;
    use samtycke_record::sign::{Es256Key, KeyInHeader};
    use samtycke_record::verify::{Policy, digest_of, first_failure, verify_record};
    use yew::Reducible as _;

    use super::*;
    use crate::agreement::annex::AnnexAction;
    use crate::agreement::problems::problems;
    use crate::agreement::state::{Action, Prefill};
    use crate::testing::sample_packs;

    fn time(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    /// Everything filled in; the first subject of the annex left out, one added.
    pub(in crate::agreement) fn filled(pack: &Pack, role: &Role) -> Rc<State> {
        let fields = [
            (Field::OrganisationName, "Fjord Bageri ApS"),
            (Field::Number, "DK 12 34 56 74"),
            (Field::SignatoryName, "Ida Fjord"),
            (Field::Email, "ida@fjordbageri.dk"),
            (Field::Position, "indehaver"),
        ];
        let fields = fields.into_iter().map(|(field, text)| (field, text.to_owned())).collect();
        let prefill = Prefill { fields, scheme: Some(Scheme::DkCvr) };
        let mut state = Rc::new(State::new(&pack.manifest, &role.id, prefill));
        for statement in &role.statements {
            let at = time("2026-11-21T23:10:00.000Z");
            state = state.reduce(Action::Tick { statement: statement.clone(), at });
        }
        if let Some(annex) = pack.manifest.annex_of(role) {
            let id = annex.subjects.iter().find(|option| option.selected).unwrap().id.clone();
            let list = AnnexList::Subjects;
            state = state.reduce(Action::Annex(AnnexAction::Tick { list, id, on: false }));
            state = state.reduce(Action::Annex(AnnexAction::AddOwn { list, text: " Frivillige ".into() }));
        }
        state
    }

    /// The record of a state.
    pub(in crate::agreement) fn made(
        state: &State,
        pack: &Pack,
        role: &Role,
        language: &str,
        intent: Intent,
    ) -> Acceptance {
        let annex = pack.manifest.annex_of(role).map(|published| {
            let lists = (digest_of(&pack.manifest.sub_processors), digest_of(&pack.manifest.measures));
            let (content, edits) = annex(state, published, language, lists.0, lists.1);
            SignedAnnex { digest: digest_of(&content), content, edits }
        });
        let sentence = authority_sentence(&pack.manifest, role, language);
        let circumstances = Circumstances {
            intent,
            id: Uuid::parse("9b2f6c1e-0f3a-4d57-8a6b-1c2d3e4f5a6b").unwrap(),
            now: time("2026-11-21T23:10:55.000Z"),
            context: Context {
                audience: "https://consent.vendor.example".into(),
                origin: "https://vendor.example".into(),
                page: "https://vendor.example/sign-up".into(),
            },
            viewport: "320x640".into(),
            nonce: Nonce::NotCollected,
            authority: Digest::of(sentence.as_bytes()),
            annex,
        };
        record(state, pack, role, language, circumstances).unwrap()
    }

    /// Fails when the receiver would not take it.
    pub(in crate::agreement) fn assert_taken(record: &Acceptance, published: &Published, name: &str) {
        let jws =
            Es256Key::generate().sign(RECORD_TYPE, KeyInHeader::Embedded, &record.to_json().canonical());
        let verified = verify_record(jws.as_bytes(), Policy::default());
        assert_eq!(verified.failure(), None, "{name}");
        let checks = check_record(&verified.record.unwrap(), std::slice::from_ref(published));
        assert_eq!(first_failure(&checks), None, "{name}");
    }

    #[test]
    fn every_role_of_every_pack_makes_a_record_that_the_receiver_takes() {
        for (pack, published) in sample_packs() {
            for role in &pack.manifest.roles {
                for language in &pack.manifest.languages {
                    let state = filled(&pack, role);
                    assert_eq!(problems(&state, &pack.manifest, messages(language)), []);
                    let record = made(&state, &pack, role, language, Intent::Accept);
                    let name = [&pack.manifest.id, &role.id, language].map(String::as_str).join(" ");
                    assert_taken(&record, &published, &name);
                }
            }
        }
    }

    #[test]
    fn what_was_signed_can_no_longer_be_changed() {
        let (pack, _) = sample_packs().remove(0);
        let role = &pack.manifest.roles[0];
        let sending =
            filled(&pack, role).reduce(Action::Outcome(Box::new(super::super::outcome::Outcome::Sending)));
        let after = sending.clone().reduce(Action::Write(Field::Position, "chef".into()));
        assert_eq!(after.field(Field::Position), "indehaver");
        assert_eq!(after.reduce(Action::Untick(role.statements[0].clone())).ticks, sending.ticks);
    }
}
