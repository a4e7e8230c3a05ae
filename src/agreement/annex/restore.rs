//! The state of an annex again: from what was signed, or from a draft that the browser kept.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{Annex, AnnexOption};
use samtycke_record::acceptance::{AnnexEdit, AnnexItem, AnnexList, Change, DataKind, SignedAnnex};

use super::adding::alike;
use super::state::{AnnexDraft, AnnexState, Answer, OwnLine, Reason};

impl AnnexState {
    /// What was signed, on the annex as it is published now. Lines that the pack no longer has are gone; those that came
    /// to it since are as published, for nobody has said anything about them.
    pub(crate) fn of_record(annex: &Annex, signed: &SignedAnnex) -> Self {
        let answers = signed.content.authorisations.iter().flatten().map(|found| Answer {
            list: found.list,
            item: found.item.clone(),
            answer: found.answer,
            reason: found.reason.clone().unwrap_or_default(),
        });
        let draft = |list, items, options| signed_list(annex, list, items, options, &signed.edits);
        Self {
            subjects: draft(AnnexList::Subjects, &signed.content.subjects, &annex.subjects),
            categories: draft(AnnexList::Categories, &signed.content.categories, &annex.categories),
            answers: answers.collect(),
        }
    }

    /// A draft as far as it fits the manifest: it may be of an earlier one, and nobody vouches for a browser's storage.
    pub(crate) fn fitted(mut self, manifest: &Manifest) -> Self {
        let Some(annex) = &manifest.annex else { return Self::published(manifest) };
        fit(&mut self.subjects, annex, AnnexList::Subjects, &annex.subjects);
        fit(&mut self.categories, annex, AnnexList::Categories, &annex.categories);
        let recipients = annex.recipients(&manifest.sub_processors);
        let mut answers: Vec<Answer> = Vec::new();
        for answer in self.answers {
            let known = recipients.contains(&(answer.list, answer.item.as_str()));
            if known && !answers.iter().any(|one| one.list == answer.list && one.item == answer.item) {
                answers.push(answer);
            }
        }
        self.answers = answers;
        self
    }
}

fn signed_list(
    annex: &Annex,
    list: AnnexList,
    items: &[AnnexItem],
    options: &[AnnexOption],
    edits: &[AnnexEdit],
) -> AnnexDraft {
    let edit = |id: &str| edits.iter().find(|edit| edit.list == list && edit.item == id);
    let reason = |id: &str| edit(id).and_then(|edit| edit.reason.clone());
    let ticked = options.iter().filter(|option| {
        let was_removed = edit(&option.id).is_some_and(|edit| edit.change == Change::Removed);
        items.iter().any(|item| item.id == option.id) || option.selected && !was_removed
    });
    let mut draft = AnnexDraft::of(ticked.map(|option| option.id.clone()).collect());
    for option in options {
        if let Some(text) = reason(&option.id) {
            draft.reasons.push(Reason { item: option.id.clone(), text });
        }
    }
    for item in items.iter().filter(|item| item.id.starts_with("own-")) {
        let reason = reason(&item.id).unwrap_or_default();
        draft.own.push(OwnLine { text: item.name.clone(), kind: item.kind, reason });
    }
    fit(&mut draft, annex, list, options);
    draft
}

fn fit(draft: &mut AnnexDraft, annex: &Annex, list: AnnexList, options: &[AnnexOption]) {
    let known = |id: &str| options.iter().any(|option| option.id == id);
    let mut ticked = Vec::new();
    for id in draft.ticked.drain(..) {
        if known(&id) && !ticked.contains(&id) {
            ticked.push(id);
        }
    }
    draft.ticked = ticked;
    draft.reasons.retain(|reason| known(&reason.item));
    if !annex.additions {
        draft.own.clear();
        draft.pending.clear();
    }
    let mut own: Vec<OwnLine> = Vec::new();
    for mut line in draft.own.drain(..) {
        if list == AnnexList::Subjects {
            line.kind = DataKind::Ordinary;
        }
        if !line.text.trim().is_empty() && !own.iter().any(|one| alike(&one.text, &line.text)) {
            own.push(line);
        }
    }
    draft.own = own;
}
