//! `<samtycke-agreement>`: role, documents, annex, organisation and signatory, the literal sentences, and the receipt.

mod accept;
mod again;
mod annex;
mod confirm;
mod contract;
mod decline;
mod dialog;
mod documents;
mod draft;
mod email;
mod fields;
mod flow;
mod frame;
mod intent;
mod kept;
mod lookup;
mod organisation;
mod outcome;
mod prefill;
mod problems;
mod reader;
mod reading;
mod receipt;
mod record;
mod register;
mod role;
mod sorted;
mod state;
mod statements;
mod submit;
mod telling;
mod text;

use std::ops::Deref;
use std::rc::Rc;

use samtycke_pack::manifest::Role;
use yew::prelude::*;

use crate::html::{component, html, use_effect_with};
use crate::loading::{ErrorPanel, Loading, Waiting, use_pack};
use crate::messages::{Messages, choose, messages};
use crate::options::Options;
use crate::pack::Pack;
use crate::policy::interface;
use again::{Before, Earlier, begin};
use intent::Intent;
pub(crate) use kept::forget;
use problems::Problem;
use state::{State, Step};

#[derive(Clone, PartialEq)]
pub(crate) struct AgreementViewProps {
    pub(crate) options: Options,
}

/// The pack, then the flow.
#[component]
pub(crate) fn AgreementView(props: &AgreementViewProps) -> Html {
    let options = &props.options;
    let (loading, retry) = use_pack(options);
    let words = match &loading {
        Loading::Ready(pack) => messages(choose(&options.languages, &pack.manifest.languages)),
        _ => interface(options),
    };
    let hooks = options.hooks.clone();
    let waits = !matches!(loading, Loading::Ready(_));
    use_effect_with((waits, words.tag), move |(waits, _)| {
        if *waits {
            hooks.missing(words.missing, None);
        }
    });
    match loading {
        Loading::Ready(pack) if options.accepted.trim().is_empty() => {
            begin(options, &pack, Earlier::Nothing, &Callback::noop())
        }
        Loading::Ready(pack) => again::open(options, &pack, words),
        Loading::Waiting => html! { <Waiting messages={words} /> },
        Loading::Failed(error) => html! { <ErrorPanel messages={words} {error} {retry} /> },
    }
}

/// What every part of the flow gets: one for each drawing of the flow, so that closures hold it at no cost.
#[derive(Clone)]
pub(crate) struct Scene(Rc<Drawing>);

impl PartialEq for Scene {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Scene {
    type Target = Drawing;

    fn deref(&self) -> &Drawing {
        &self.0
    }
}

/// The flow as it is drawn.
pub(crate) struct Drawing {
    pub(crate) state: UseReducerHandle<State>,
    pub(crate) pack: Pack,
    pub(crate) role: Option<Role>,
    pub(crate) language: String,
    pub(crate) words: &'static Messages,
    pub(crate) problems: Vec<Problem>,
    /// What the button signs.
    pub(crate) intent: Intent,
    /// What was accepted before.
    pub(crate) before: Option<Rc<Before>>,
}

impl From<Drawing> for Scene {
    fn from(drawing: Drawing) -> Self {
        Self(Rc::new(drawing))
    }
}

impl Scene {
    /// The message at a control, when it is to be shown.
    pub(crate) fn problem(&self, control: &str) -> Option<&str> {
        problems::at(&self.problems, &self.state, control)
    }

    /// Dispatches an action made of an event.
    pub(crate) fn on<E: 'static>(&self, action: impl Fn(E) -> state::Action + 'static) -> Callback<E> {
        let dispatcher = self.state.dispatcher();
        Callback::from(move |event| dispatcher.dispatch(action(event)))
    }

    /// Is anything agreed to? Otherwise the person only says that they have been informed.
    pub(crate) fn is_contract(&self) -> bool {
        self.role.as_ref().is_none_or(record::is_contract)
    }

    pub(crate) fn editable(&self) -> bool {
        self.state.is_editable()
    }
}

/// Properties of a part.
#[derive(Clone, PartialEq)]
pub(crate) struct SceneProps {
    pub(crate) scene: Scene,
}

/// A message under a control, tied to it by `aria-describedby`.
pub(crate) fn message(scene: &Scene, control: &str) -> Html {
    // When the person has gone on from the field, nothing else says it.
    let role = (scene.state.shown_problems == state::ShownProblems::None).then_some("alert");
    match scene.problem(control) {
        // The sentence stands right above.
        Some(_) if control.starts_with("statement-") => {
            problem(control, scene.words.parties.problem_tick, role)
        }
        Some(text) => problem(control, text, role),
        None => Html::default(),
    }
}

fn problem(control: &str, text: &str, role: Option<&'static str>) -> Html {
    html! { <p class="problem" id={[control, "-problem"].concat()} {role}>{ text.to_owned() }</p> }
}

/// Attributes of a control that has a message.
pub(crate) fn described(scene: &Scene, control: &str) -> (Option<String>, Option<&'static str>) {
    match scene.problem(control) {
        Some(_) => (Some(format!("{control}-problem")), Some("true")),
        None => (None, None),
    }
}

/// The name of a step.
pub(crate) fn step_title(step: Step, scene: &Scene) -> &'static str {
    let words = scene.words;
    match step {
        Step::Role => words.step_role,
        Step::Documents => words.step_documents,
        Step::Annex => words.step_annex,
        Step::Organisation => words.step_organisation,
        Step::Accept if scene.is_contract() => words.step_accept,
        Step::Accept => words.step_acknowledge,
    }
}
