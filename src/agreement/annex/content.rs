//! The annex as it will be signed, and how it differs from the published one: pure, but for the digests that the caller
//! computed.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{Annex, AnnexOption, AuthorisationRule};
use samtycke_record::Digest;
use samtycke_record::acceptance::{
    AnnexContent, AnnexEdit, AnnexItem, AnnexList, Authorisation, AuthorisationAnswer, Change, Transfer,
};

use super::state::{AnnexDraft, AnnexState};

/// The annex as edited, and the edits.
pub(crate) fn content(
    state: &AnnexState,
    manifest: &Manifest,
    annex: &Annex,
    language: &str,
    [sub_processors, measures]: [Digest; 2],
) -> (AnnexContent, Vec<AnnexEdit>) {
    let mut edits = Vec::new();
    let mut items = |list, options: &[AnnexOption]| {
        items(&Source { draft: state.list(list), list, annex, language }, options, &mut edits)
    };
    let subjects = items(AnnexList::Subjects, &annex.subjects);
    let categories = items(AnnexList::Categories, &annex.categories);
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
        authorisations: authorisations(state, manifest, annex),
    };
    (content, edits)
}

struct Source<'a> {
    draft: &'a AnnexDraft,
    list: AnnexList,
    annex: &'a Annex,
    language: &'a str,
}

impl Source<'_> {
    fn edit(&self, item: &str, change: Change, reason: &str) -> AnnexEdit {
        let reason = said(reason).filter(|_| self.annex.asks_why(change));
        AnnexEdit { list: self.list, item: item.into(), change, reason }
    }
}

/// Words, if there are any.
fn said(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(String::from)
}

fn items(source: &Source<'_>, options: &[AnnexOption], edits: &mut Vec<AnnexEdit>) -> Vec<AnnexItem> {
    let Source { draft, language, .. } = source;
    let mut items = Vec::new();
    for option in options {
        if draft.is_ticked(option) {
            let name = option.name.get(language).into();
            items.push(AnnexItem { id: option.id.clone(), name, kind: option.kind });
        }
        if let Some(change) = draft.change(option) {
            edits.push(source.edit(&option.id, change, draft.reason(&option.id)));
        }
    }
    for (index, own) in draft.own.iter().enumerate() {
        let id = ["own-", &(index + 1).to_string()].concat();
        edits.push(source.edit(&id, Change::Added, &own.reason));
        items.push(AnnexItem { id, name: own.text.clone(), kind: own.kind });
    }
    items
}

/// Under a specific authorisation every answer, under a general one the objections; nothing where there is none.
fn authorisations(state: &AnnexState, manifest: &Manifest, annex: &Annex) -> Option<Vec<Authorisation>> {
    let rule = annex.authorisation?;
    let mut answers = Vec::new();
    for (list, item) in annex.recipients(&manifest.sub_processors) {
        let Some(found) = state.answer(list, item) else { continue };
        let objected = found.answer == AuthorisationAnswer::Objected;
        if objected || rule == AuthorisationRule::Specific {
            let reason = said(&found.reason).filter(|_| objected);
            answers.push(Authorisation { list, item: item.into(), answer: found.answer, reason });
        }
    }
    Some(answers).filter(|answers| !answers.is_empty())
}
