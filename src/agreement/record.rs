//! The acceptance record made of the flow's state: pure, but for the digests that the caller computed.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{Role, StatementKind};
use samtycke_record::acceptance::{
    Acceptance, Act, Authority, Channel, DocumentAct, Event, EventType, Law, Party, SCHEMA, Shown, Signatory,
    SignedAnnex, StatementAnswer,
};
use samtycke_record::registry::Registration;
use samtycke_record::{Context, Digest, Interface, Nonce, Offer, Retention, Timestamp, Uuid};

use super::intent::Intent;
use super::problems::problems;
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
    // Who says no need not say who they are: what is not there, or wrong, is left out. Of a yes nothing is.
    let missing = problems(state, manifest, words, language);
    let given = |field, control: &str| {
        let is_right = missing.iter().all(|problem| problem.control != control);
        or_not_collected(if is_right { state.field(field) } else { "" })
    };
    Some(Acceptance {
        schema: SCHEMA.into(),
        record_id: circumstances.id,
        event: Event {
            r#type: event,
            time: circumstances.now,
            clock: "client".into(),
            validity: if event == EventType::Decline {
                words.acts.validity.into()
            } else {
                words.validity_agreement.into()
            },
            reason: intent.reason().map(String::from),
        },
        prev: intent.prev().cloned(),
        context: circumstances.context,
        offer: Offer { pack: pack.digest.clone(), nonce: circumstances.nonce },
        role: role.id.clone(),
        parties: parties(state, intent, manifest, role, &given)?,
        signatory: Signatory {
            name: given(Field::SignatoryName, "signatory-name"),
            email: given(Field::Email, "signatory-email"),
            position: given(Field::Position, "signatory-position"),
            account: NOT_COLLECTED.into(),
            authority: Authority { attested, statement_digest: circumstances.authority },
        },
        documents: documents(state, intent, manifest, role, language)?,
        statements: if is_yes { statements(state, manifest, role, language)? } else { Vec::new() },
        submit_label: match intent {
            Intent::Decline { .. } => words.acts.decline.into(),
            Intent::Object { .. } => words.again.object_send.into(),
            Intent::Accept | Intent::Again(_) | Intent::Amend(_) => role.button(event).get(language).into(),
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
        retention: Retention {
            class: "agreement".into(),
            rule: if event == EventType::Decline {
                words.retention_consent.into()
            } else {
                words.retention_agreement.into()
            },
        },
    })
}

fn or_not_collected(text: &str) -> String {
    if text.is_empty() { NOT_COLLECTED.into() } else { text.into() }
}

/// The customer and the vendor; the vendor alone when a no comes from nobody in particular.
fn parties(
    state: &State,
    intent: &Intent,
    manifest: &Manifest,
    role: &Role,
    given: &dyn Fn(Field, &str) -> String,
) -> Option<Vec<Party>> {
    let vendor = &manifest.vendor;
    let contact = given(Field::Email, "signatory-email");
    let name = state.field(Field::OrganisationName);
    let registry = Registration::parse(state.scheme, state.field(Field::Number)).ok();
    let customer = match intent.earlier() {
        // Whatever the state says: what follows a record is of the same organisation.
        Some(earlier) => {
            let customer = earlier.customer(&vendor.registry);
            customer.map(|customer| Party { role: role.party, contact, ..customer.clone() })
        }
        None => registry.filter(|_| !name.is_empty()).map(|registry| Party {
            role: role.party,
            name: name.into(),
            country: registry.country().into(),
            registry,
            address: or_not_collected(state.field(Field::Address)),
            contact,
            dpo: NOT_COLLECTED.into(),
        }),
    };
    if customer.is_none() && !matches!(intent, Intent::Decline { .. }) {
        return None;
    }
    let vendor = Party {
        role: role.vendor,
        name: vendor.name.clone(),
        registry: vendor.registry.clone(),
        address: vendor.address.clone(),
        country: vendor.country.clone(),
        contact: vendor.email.clone(),
        dpo: vendor.dpo.as_ref().map_or(NOT_COLLECTED.into(), |officer| officer.email.clone()),
    };
    Some(customer.into_iter().chain([vendor]).collect())
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
            let reading = state.readings.get(&file.sha256);
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
                change_shown: state.changes.contains(&file.sha256),
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
            let sentence = manifest.statement(id)?.text.get(language);
            Some(StatementAnswer {
                id: id.clone(),
                text: sentence.into(),
                language: language.into(),
                control: "checkbox".into(),
                initial: "unticked".into(),
                answer: true,
                time: state.ticks.get(sentence)?.clone(),
            })
        })
        .collect()
}

/// Is there a contract, or only information?
pub(super) fn is_contract(role: &Role) -> bool {
    role.documents.iter().any(|entry| entry.act == Act::Agree)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
pub(super) mod tests {
    mod no;
    pub(in crate::agreement) mod support;

    use std::rc::Rc;

    use samtycke_pack::manifest::ReadRule;
    use samtycke_record::registry::Scheme;
    use samtycke_record::sign::Es256Key;
    use support::{made, taken};
    use yew::Reducible as _;

    use super::*;
    use crate::agreement::annex::tests::edited;
    use crate::agreement::problems::problems;
    use crate::agreement::state::{Action, Prefill};
    use crate::testing::sample_packs;

    fn time(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    /// The tick at a sentence.
    pub(in crate::agreement) fn ticked(manifest: &Manifest, id: &str, language: &str) -> Action {
        let sentence = manifest.statement(id).unwrap().text.get(language).to_owned();
        Action::Tick { sentence, at: time("2026-11-21T23:10:00.000Z") }
    }

    /// Everything filled in, in that language; the annex edited in every way.
    pub(in crate::agreement) fn filled(pack: &Pack, role: &Role, language: &str) -> Rc<State> {
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
        for id in &role.statements {
            state = state.reduce(ticked(&pack.manifest, id, language));
        }
        for entry in role.documents.iter().filter(|entry| entry.read.is_some()) {
            let text = &pack.manifest.document(&entry.id).unwrap().file(language).unwrap().sha256;
            state = state.reduce(Action::Opened(text.clone()));
            if entry.read == Some(ReadRule::End) {
                state = state.reduce(Action::ReachedEnd(text.clone()));
            }
        }
        if let Some(annex) = pack.manifest.annex_of(role) {
            for action in edited(&pack.manifest, annex) {
                state = state.reduce(Action::Annex(action));
            }
        }
        state
    }

    #[test]
    fn every_role_of_every_pack_makes_a_record_that_the_receiver_takes() {
        let key = Es256Key::generate();
        for (pack, published) in sample_packs() {
            for role in &pack.manifest.roles {
                for language in &pack.manifest.languages {
                    let state = filled(&pack, role, language);
                    assert_eq!(problems(&state, &pack.manifest, messages(language), language), []);
                    let record = made(&state, &pack, role, language, Intent::Accept);
                    taken(&key, &record, &published);
                }
            }
        }
    }

    #[test]
    fn what_was_ticked_and_read_in_one_language_is_signed_in_no_other() {
        for (pack, _) in sample_packs() {
            let manifest = &pack.manifest;
            for role in &manifest.roles {
                for (language, other) in manifest.languages.iter().zip(manifest.languages.iter().skip(1)) {
                    let state = filled(&pack, role, language);
                    let missing = problems(&state, manifest, messages(other), other);
                    let must = role.documents.iter().filter(|entry| entry.read.is_some()).count();
                    assert_eq!(missing.len(), role.statements.len() + must, "{language} {other}");
                    assert!(statements(&state, manifest, role, other).is_none());
                    let none = documents(&state, &Intent::Accept, manifest, role, other).unwrap();
                    assert!(
                        none.iter().all(|document| !document.shown.opened && !document.shown.reached_end)
                    );
                }
            }
        }
    }

    #[test]
    fn what_was_signed_can_no_longer_be_changed() {
        let (pack, _) = sample_packs().remove(0);
        let role = &pack.manifest.roles[0];
        let sending = filled(&pack, role, &pack.manifest.languages[0])
            .reduce(Action::Outcome(Box::new(super::super::outcome::Outcome::Sending)));
        let after = sending.clone().reduce(Action::Write(Field::Position, "chef".into()));
        assert_eq!(after.field(Field::Position), "indehaver");
        let sentence = sending.ticks.keys().next().unwrap().clone();
        assert_eq!(after.reduce(Action::Untick(sentence)).ticks, sending.ticks);
    }
}
