//! The acceptance flow as data: what the person chose and wrote, changed by a pure `reduce`.

use std::rc::Rc;

use samtycke_pack::Manifest;
use samtycke_record::registry::{Registration, Scheme};
use samtycke_record::{Digest, Timestamp};
use yew::Reducible;

use super::annex::{AnnexAction, AnnexState};
use super::confirm::ConfirmAction;
use super::decline::{DeclineAction, Declining};
use super::lookup::{Answer, Lookup};
use super::outcome::Outcome;
use super::sorted::{Map, Set};
use super::text::{Lines, tidy};

/// Where the person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Role,
    Documents,
    Annex,
    Organisation,
    Accept,
}

/// What was seen of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Milliseconds on a visible page; 0 and not opened are told apart by the map that holds this.
    pub(crate) visible_ms: u32,
    pub(crate) end: End,
}

/// Was the end of a document on the screen?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum End {
    #[default]
    NotReached,
    Reached,
}

/// A text field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    OrganisationName,
    Number,
    Address,
    SignatoryName,
    Email,
    Position,
}

impl Field {
    pub(crate) const ALL: [Self; 6] = [
        Self::OrganisationName,
        Self::Number,
        Self::Address,
        Self::SignatoryName,
        Self::Email,
        Self::Position,
    ];

    pub(crate) fn lines(self) -> Lines {
        if self == Self::Address { Lines::Many } else { Lines::One }
    }

    /// Is the record complete without it?
    pub(crate) fn may_be_empty(self) -> bool {
        self == Self::Address
    }

    /// Id of its control.
    pub(crate) fn control(self) -> &'static str {
        match self {
            Self::OrganisationName => "organisation-name",
            Self::Number => "organisation-number",
            Self::Address => "organisation-address",
            Self::SignatoryName => "signatory-name",
            Self::Email => "signatory-email",
            Self::Position => "signatory-position",
        }
    }
}

/// Who filled a field, or chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The page, by `prefill`.
    Page,
    /// A lookup of the number.
    Register,
    Person,
}

/// What the person is told of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Draft {
    /// Nothing: there was none.
    None,
    /// What was typed before a reload is back.
    BroughtBack,
}

/// The flow.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    pub(crate) step: Step,
    pub(crate) role: Option<String>,
    /// By the text: in another language it is another one, of which nothing was read.
    pub(crate) readings: Map<Digest, Reading>,
    /// Texts whose changes since an earlier one were on the screen.
    pub(crate) changes: Set<Digest>,
    pub(crate) annex: AnnexState,
    pub(crate) scheme: Scheme,
    pub(crate) scheme_by: Origin,
    pub(crate) fields: Map<Field, String>,
    /// Of every field that was ever filled, also when it was emptied again.
    pub(crate) origins: Map<Field, Origin>,
    /// Fields that the person has been done with once.
    pub(crate) left: Set<Field>,
    pub(crate) lookup: Lookup,
    /// What the register said of numbers before.
    pub(crate) answers: Vec<(Registration, Answer)>,
    pub(crate) draft: Draft,
    /// Ticked sentences, word by word, and when they were ticked: whatever else changes, a tick is for nothing else.
    pub(crate) ticks: Map<String, Timestamp>,
    /// Have errors been asked for, by trying to go on?
    pub(crate) shown_problems: ShownProblems,
    pub(crate) declining: Declining,
    pub(crate) outcome: Outcome,
}

/// Errors are shown for the steps that the person has tried to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShownProblems {
    None,
    Through(Step),
}

/// One act.
#[derive(Debug)]
pub(crate) enum Action {
    ChooseRole(String),
    GoTo(Step),
    TryStep(Step),
    TryAll,
    /// That text is on the screen.
    Opened(Digest),
    Seen {
        text: Digest,
        ms: u32,
    },
    ReachedEnd(Digest),
    /// What changed up to that text was on the screen.
    ChangeShown(Digest),
    Annex(AnnexAction),
    Write(Field, String),
    /// The person is done with a field, for now.
    Left(Field),
    ChooseScheme(Scheme),
    /// The page's values changed.
    Prefill(Prefill),
    /// The number stands: the register may be asked.
    Ask,
    /// What the register says of a number.
    Answered(Registration, Answer),
    /// From the beginning.
    StartOver(Box<State>),
    Tick {
        sentence: String,
        at: Timestamp,
    },
    Untick(String),
    Decline(DeclineAction),
    Confirm(ConfirmAction),
    Outcome(Box<Outcome>),
}

impl State {
    /// The start: nothing ticked, the annex as published, and what the page filled in.
    pub(crate) fn new(manifest: &Manifest, role: &str, prefill: Prefill) -> Self {
        let given = manifest.role(role).map(|role| role.id.clone());
        let only = match manifest.roles.as_slice() {
            [only] => Some(only.id.clone()),
            _ => None,
        };
        let role = given.or(only);
        let step = if role.is_some() { Step::Documents } else { Step::Role };
        Self {
            step,
            role,
            readings: Map::default(),
            changes: Set::default(),
            annex: AnnexState::published(manifest),
            scheme: prefill.scheme.unwrap_or_else(|| home(manifest)),
            scheme_by: Origin::Page,
            origins: prefill.fields.keys().map(|field| (*field, Origin::Page)).collect(),
            fields: prefill.fields,
            left: Set::default(),
            lookup: Lookup::Off,
            answers: Vec::new(),
            draft: Draft::None,
            ticks: Map::default(),
            shown_problems: ShownProblems::None,
            declining: Declining::default(),
            outcome: Outcome::Open,
        }
    }

    /// What a field holds, without white space around it.
    pub(crate) fn field(&self, field: Field) -> &str {
        self.fields.get(&field).map_or("", |text| text.trim())
    }

    /// What was seen of a document in that language.
    pub(crate) fn reading(&self, manifest: &Manifest, document: &str, language: &str) -> Option<&Reading> {
        self.readings.get(&manifest.document(document)?.file(language)?.sha256)
    }

    /// Did the person write or choose anything in this field?
    pub(crate) fn is_touched(&self, field: Field) -> bool {
        self.origins.get(&field) == Some(&Origin::Person)
    }

    pub(super) fn fill(&mut self, field: Field, by: Origin, text: &str) {
        self.fields.insert(field, tidy(text, field.lines()));
        self.origins.insert(field, by);
    }

    /// The page's values are in force where the person has written nothing: those that it no longer gives, too.
    fn prefill(&mut self, prefill: &Prefill) {
        for field in Field::ALL {
            let was_page = self.origins.get(&field) == Some(&Origin::Page);
            match prefill.fields.get(&field) {
                Some(text) if !self.is_touched(field) => self.fill(field, Origin::Page, text),
                None if was_page => self.fill(field, Origin::Page, ""),
                _ => {}
            }
        }
        if let Some(scheme) = prefill.scheme.filter(|_| self.scheme_by == Origin::Page) {
            self.scheme = scheme;
        }
        self.number_changed();
    }

    /// May anything still be changed?
    pub(crate) fn is_editable(&self) -> bool {
        matches!(self.outcome, Outcome::Open | Outcome::Refused(_) | Outcome::NotSigned)
    }
}

/// The register that most customers of the vendor are likely to be in.
pub(crate) fn home(manifest: &Manifest) -> Scheme {
    Scheme::of_country(&manifest.vendor.country).unwrap_or(manifest.vendor.registry.scheme)
}

/// Values from the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Prefill {
    pub(crate) fields: Map<Field, String>,
    pub(crate) scheme: Option<Scheme>,
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            Action::Outcome(outcome) => next.outcome = *outcome,
            Action::Confirm(action) => {
                if let Outcome::Confirming(_, confirming) = &mut next.outcome {
                    confirming.apply(action);
                }
            }
            Action::Seen { text, ms } => next.readings.change(text, |it| it.visible_ms += ms),
            Action::Opened(text) => next.readings.change(text, |_| ()),
            Action::ReachedEnd(text) => next.readings.change(text, |it| it.end = End::Reached),
            Action::Decline(DeclineAction::Reconsider) => {
                if let Outcome::Declined(_) = next.outcome {
                    next.outcome = Outcome::Open;
                    next.declining.apply(DeclineAction::Back);
                }
            }
            Action::ChangeShown(text) => next.changes.put(text),
            // What was signed stays as it was signed.
            _ if !next.is_editable() => {}
            Action::ChooseRole(role) => {
                if next.role.as_ref() != Some(&role) {
                    next.ticks.clear();
                }
                next.role = Some(role);
            }
            Action::GoTo(step) => next.step = step,
            Action::TryStep(step) => next.show_through(step),
            Action::TryAll => next.show_through(Step::Accept),
            Action::Annex(action) => next.annex.apply(action),
            Action::Decline(action) => next.declining.apply(action),
            Action::Write(field, text) => {
                next.fill(field, Origin::Person, &text);
                next.number_changed();
            }
            Action::Left(field) => {
                next.left.put(field);
                if field == Field::Number {
                    next.ask_register();
                }
            }
            Action::ChooseScheme(scheme) => {
                (next.scheme, next.scheme_by) = (scheme, Origin::Person);
                next.number_changed();
            }
            Action::Prefill(prefill) => next.prefill(&prefill),
            Action::Ask => next.ask_register(),
            Action::Answered(number, answer) => next.register_answered(number, answer),
            Action::StartOver(state) => next = *state,
            Action::Tick { sentence, at } => next.ticks.insert(sentence, at),
            Action::Untick(sentence) => next.ticks.remove(&sentence),
        }
        Rc::new(next)
    }
}

impl State {
    fn show_through(&mut self, step: Step) {
        self.shown_problems = match self.shown_problems {
            ShownProblems::Through(already) if already > step => ShownProblems::Through(already),
            _ => ShownProblems::Through(step),
        };
    }
}
