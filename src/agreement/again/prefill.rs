//! The flow's state made of an earlier record: who accepted, for whom, and the annex as it was signed. Pure.

use samtycke_pack::Manifest;
use samtycke_record::acceptance::Acceptance;

use super::accepted::Accepted;
use crate::agreement::annex::AnnexState;
use crate::agreement::record::NOT_COLLECTED;
use crate::agreement::state::{Field, Prefill, State};

/// The start, with what the page filled in for the person: another one may sign this time.
pub(crate) fn state(manifest: &Manifest, accepted: &Accepted, page: Prefill) -> State {
    const PERSON: [Field; 3] = [Field::SignatoryName, Field::Email, Field::Position];
    let record = &accepted.record;
    let mut prefill = Prefill::default();
    let mut fill = |field, text: &str| {
        if text != NOT_COLLECTED {
            prefill.fields.insert(field, text.to_owned());
        }
    };
    if let Some(customer) = accepted.customer(&manifest.vendor.registry) {
        fill(Field::OrganisationName, &customer.name);
        fill(Field::Number, &customer.registry.formatted());
        fill(Field::Address, &customer.address);
        prefill.scheme = Some(customer.registry.scheme);
    }
    let signatory = &record.signatory;
    let named = page.fields.get(&Field::SignatoryName);
    if named.is_none_or(|name| *name == signatory.name) {
        let said = [&signatory.name, &signatory.email, &signatory.position];
        for (field, text) in PERSON.into_iter().zip(said) {
            prefill.fields.insert(field, text.clone());
        }
    }
    prefill.fields.extend(page.fields.into_iter().filter(|(field, _)| PERSON.contains(field)));
    let mut state = State::new(manifest, &record.role, prefill);
    state.annex = annex(manifest, record);
    state
}

/// The annex as it was signed, as far as the pack still has it.
fn annex(manifest: &Manifest, record: &Acceptance) -> AnnexState {
    match (&record.annex, &manifest.annex) {
        (Some(signed), Some(published)) => AnnexState::of_record(published, signed),
        _ => AnnexState::published(manifest),
    }
}
