//! The annex as the person edits it. As JSON it is what a draft of the flow keeps.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{Annex, AnnexOption};
use samtycke_record::acceptance::{AnnexList, AuthorisationAnswer, AuthorisedList, Change, DataKind};
use samtycke_record::json_object;

use super::adding::{Adding, alike};
use crate::agreement::text::{Lines, tidy};

json_object! {
    /// The annex as edited.
    pub(crate) struct AnnexState {
        /// Categories of data subjects.
        pub subjects: AnnexDraft,
        /// Categories of personal data.
        pub categories: AnnexDraft,
        /// Answers on sub-processors and transfers, in any order.
        pub answers: Vec<Answer>,
    }
}

json_object! {
    /// A list of the annex as edited.
    pub(crate) struct AnnexDraft {
        /// Ids of ticked options of the pack.
        pub ticked: Vec<String>,
        /// Lines of the customer's own.
        pub own: Vec<OwnLine>,
        /// Why options were edited; kept when the edit is taken back, for it may come again.
        pub reasons: Vec<Reason>,
        /// What is written and not added yet.
        pub pending: String,
        /// Its kind, once chosen.
        pub pending_kind: Option<DataKind>,
    }
}

json_object! {
    /// A line of the customer's own.
    pub(crate) struct OwnLine {
        /// The words.
        pub text: String,
        /// The kind, as the customer says.
        pub kind: DataKind,
        /// Why it was added.
        pub reason: String,
    }
}

json_object! {
    /// Why an option was edited.
    pub(crate) struct Reason {
        /// The option's id.
        pub item: String,
        /// The words.
        pub text: String,
    }
}

json_object! {
    /// The answer on a sub-processor or transfer.
    pub(crate) struct Answer {
        /// Where.
        pub list: AuthorisedList,
        /// Its name or recipient.
        pub item: String,
        /// Yes or no.
        pub answer: AuthorisationAnswer,
        /// Why not.
        pub reason: String,
    }
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// An option of the pack.
    Option(String),
    /// One of the customer's own, by its place.
    Own(usize),
}

/// One edit.
#[derive(Clone, Debug)]
pub(crate) enum AnnexAction {
    Tick {
        list: AnnexList,
        id: String,
        on: bool,
    },
    /// Writes a line that isn't added yet.
    Write {
        list: AnnexList,
        text: String,
    },
    /// Says which kind it is.
    Choose {
        list: AnnexList,
        kind: Option<DataKind>,
    },
    Add {
        list: AnnexList,
        adding: Adding,
    },
    RemoveOwn {
        list: AnnexList,
        index: usize,
    },
    Explain {
        list: AnnexList,
        line: Line,
        reason: String,
    },
    /// `None` takes an objection back.
    Answer {
        list: AuthorisedList,
        item: String,
        answer: Option<AuthorisationAnswer>,
    },
    ExplainAnswer {
        list: AuthorisedList,
        item: String,
        reason: String,
    },
    /// Back to those lines; answers are about something else.
    StartOver(Box<AnnexState>),
}

impl AnnexDraft {
    pub(super) fn of(ticked: Vec<String>) -> Self {
        Self { ticked, own: Vec::new(), reasons: Vec::new(), pending: String::new(), pending_kind: None }
    }

    fn published(options: &[AnnexOption]) -> Self {
        let selected = options.iter().filter(|option| option.selected);
        Self::of(selected.map(|option| option.id.clone()).collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ticked.is_empty() && self.own.is_empty()
    }

    pub(crate) fn is_ticked(&self, option: &AnnexOption) -> bool {
        self.ticked.contains(&option.id)
    }

    /// How an option differs from the published annex.
    pub(crate) fn change(&self, option: &AnnexOption) -> Option<Change> {
        match (option.selected, self.is_ticked(option)) {
            (true, false) => Some(Change::Removed),
            (false, true) => Some(Change::Added),
            _ => None,
        }
    }

    /// Why an option was edited.
    pub(crate) fn reason(&self, id: &str) -> &str {
        self.reasons.iter().find(|reason| reason.item == id).map_or("", |reason| &reason.text)
    }

    fn explain(&mut self, line: Line, text: String) {
        match line {
            Line::Own(index) => {
                if let Some(own) = self.own.get_mut(index) {
                    own.reason = text;
                }
            }
            Line::Option(item) => {
                self.reasons.retain(|reason| reason.item != item);
                self.reasons.push(Reason { item, text });
            }
        }
    }

    fn tick(&mut self, id: String, on: bool) {
        self.ticked.retain(|one| *one != id);
        if on {
            self.ticked.push(id);
        }
    }

    fn add(&mut self, adding: Adding) {
        match adding {
            // Nothing is done with it yet.
            Adding::Nothing | Adding::KindMissing => return,
            Adding::IsThere => {}
            Adding::Ticks(id) => self.tick(id, true),
            Adding::Adds(line) => {
                if !self.own.iter().any(|own| alike(&own.text, &line.text)) {
                    self.own.push(line);
                }
            }
        }
        self.pending.clear();
        self.pending_kind = None;
    }
}

impl AnnexState {
    /// As published.
    pub(crate) fn published(manifest: &Manifest) -> Self {
        let options = |pick: fn(&Annex) -> &Vec<AnnexOption>| {
            AnnexDraft::published(manifest.annex.as_ref().map_or(&[], |annex| pick(annex)))
        };
        Self {
            subjects: options(|annex| &annex.subjects),
            categories: options(|annex| &annex.categories),
            answers: Vec::new(),
        }
    }

    pub(crate) fn list(&self, list: AnnexList) -> &AnnexDraft {
        match list {
            AnnexList::Subjects => &self.subjects,
            AnnexList::Categories => &self.categories,
        }
    }

    pub(super) fn list_mut(&mut self, list: AnnexList) -> &mut AnnexDraft {
        match list {
            AnnexList::Subjects => &mut self.subjects,
            AnnexList::Categories => &mut self.categories,
        }
    }

    /// The answer on one of them.
    pub(crate) fn answer(&self, list: AuthorisedList, item: &str) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.list == list && answer.item == item)
    }

    pub(crate) fn apply(&mut self, action: AnnexAction) {
        match action {
            AnnexAction::Tick { list, id, on } => self.list_mut(list).tick(id, on),
            AnnexAction::Write { list, text } => self.list_mut(list).pending = tidy(&text, Lines::One),
            AnnexAction::Choose { list, kind } => self.list_mut(list).pending_kind = kind,
            AnnexAction::Add { list, adding } => self.list_mut(list).add(adding),
            AnnexAction::RemoveOwn { list, index } => {
                let draft = self.list_mut(list);
                if index < draft.own.len() {
                    draft.own.remove(index);
                }
            }
            AnnexAction::Explain { list, line, reason } => {
                self.list_mut(list).explain(line, tidy(&reason, Lines::One));
            }
            AnnexAction::Answer { list, item, answer } => self.answer_with(list, item, answer),
            AnnexAction::ExplainAnswer { list, item, reason } => {
                let found = self.answers.iter_mut().find(|answer| answer.list == list && answer.item == item);
                if let Some(answer) = found {
                    answer.reason = tidy(&reason, Lines::One);
                }
            }
            AnnexAction::StartOver(published) => {
                let answers = core::mem::take(&mut self.answers);
                *self = Self { answers, ..*published };
            }
        }
    }

    fn answer_with(&mut self, list: AuthorisedList, item: String, answer: Option<AuthorisationAnswer>) {
        let reason = self.answer(list, &item).map(|answer| answer.reason.clone()).unwrap_or_default();
        self.answers.retain(|answer| answer.list != list || answer.item != item);
        if let Some(answer) = answer {
            self.answers.push(Answer { list, item, answer, reason });
        }
    }
}
