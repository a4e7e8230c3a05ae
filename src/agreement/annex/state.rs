//! The annex as the person edits it.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{Annex, AnnexOption};
use samtycke_record::acceptance::AnnexList;

/// The annex as edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AnnexState {
    subjects: AnnexDraft,
    categories: AnnexDraft,
}

/// A list of the annex as edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AnnexDraft {
    /// Ids of ticked options of the pack.
    pub(crate) ticked: Vec<String>,
    /// Lines of the customer's own.
    pub(crate) own: Vec<String>,
}

/// One edit.
#[derive(Debug)]
pub(crate) enum AnnexAction {
    Tick { list: AnnexList, id: String, on: bool },
    AddOwn { list: AnnexList, text: String },
    RemoveOwn { list: AnnexList, index: usize },
}

impl AnnexDraft {
    fn published(options: &[AnnexOption]) -> Self {
        let ticked =
            options.iter().filter(|option| option.selected).map(|option| option.id.clone()).collect();
        Self { ticked, own: Vec::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ticked.is_empty() && self.own.is_empty()
    }
}

impl AnnexState {
    /// As published.
    pub(crate) fn published(manifest: &Manifest) -> Self {
        let options = |pick: fn(&Annex) -> &Vec<AnnexOption>| {
            manifest.annex.as_ref().map(|annex| AnnexDraft::published(pick(annex))).unwrap_or_default()
        };
        Self { subjects: options(|annex| &annex.subjects), categories: options(|annex| &annex.categories) }
    }

    pub(crate) fn list(&self, list: AnnexList) -> &AnnexDraft {
        match list {
            AnnexList::Subjects => &self.subjects,
            AnnexList::Categories => &self.categories,
        }
    }

    fn list_mut(&mut self, list: AnnexList) -> &mut AnnexDraft {
        match list {
            AnnexList::Subjects => &mut self.subjects,
            AnnexList::Categories => &mut self.categories,
        }
    }

    pub(crate) fn apply(&mut self, action: AnnexAction) {
        match action {
            AnnexAction::Tick { list, id, on } => {
                let draft = self.list_mut(list);
                draft.ticked.retain(|one| *one != id);
                if on {
                    draft.ticked.push(id);
                }
            }
            AnnexAction::AddOwn { list, text } => {
                let text = text.trim().to_owned();
                let draft = self.list_mut(list);
                if !text.is_empty() && !draft.own.contains(&text) {
                    draft.own.push(text);
                }
            }
            AnnexAction::RemoveOwn { list, index } => {
                let draft = self.list_mut(list);
                if index < draft.own.len() {
                    draft.own.remove(index);
                }
            }
        }
    }
}
