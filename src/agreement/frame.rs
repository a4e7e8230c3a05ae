//! What stands around the parts of the flow: the list of steps, the ways on and back, the sentence that sums up, errors,
//! and the button.

use gloo::timers::future::TimeoutFuture;
use samtycke_record::registry::Registration;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::decline;
use super::outcome::Outcome;
use super::receipt::number;
use super::state::{Action, Draft, Field, ShownProblems, Step};
use super::{Scene, step_title};
use crate::browser::dom;
use crate::html::html;

/// Id of the summary of errors.
pub(super) const PROBLEMS: &str = "problems";

/// Goes to a step, and to one of its controls once it is on the screen.
pub(super) fn show(scene: &Scene, step: Step, control: &str, root: &NodeRef) {
    scene.state.dispatch(Action::GoTo(step));
    let (root, control) = (root.clone(), control.to_owned());
    wasm_bindgen_futures::spawn_local(async move {
        TimeoutFuture::new(0).await;
        if let Some(root) = root.cast::<web_sys::Element>() {
            dom::go_to(&root, &control);
        }
    });
}

/// Where the browser shows that something is missing: at its control, or, where that isn't on the screen, at the way to it.
pub(super) fn anchor(root: &web_sys::Element, control: Option<&str>) -> Option<HtmlElement> {
    let shown = |element: &HtmlElement| element.get_bounding_client_rect().height() > 0.0;
    let found = |selector| root.query_selector(selector).ok()??.dyn_into().ok();
    let missing = match control {
        Some(control) => dom::sibling(root, control),
        None => found("[part=accept]"),
    };
    missing.filter(shown).or_else(|| found(".current [part=next]").filter(shown))
}

/// Says that what was typed is there again, and how to be without it.
pub(super) fn brought_back(scene: &Scene, start_over: Callback<MouseEvent>) -> Html {
    if scene.state.draft == Draft::None {
        return Html::default();
    }
    let words = &scene.words.parties;
    html! {
        <p class="brought-back">
            <span role="status">{ words.brought_back }</span>
            <button type="button" class="quiet" part="start-over" onclick={start_over}>{ words.start_over }</button>
        </p>
    }
}

pub(super) fn progress(scene: &Scene, steps: &[Step]) -> Html {
    let items = steps.iter().map(|step| {
        let current = (*step == scene.state.step).then_some("step");
        let onclick = go(scene, *step, section_id(*step).to_owned());
        html! {
            <li><button type="button" aria-current={current} {onclick}>
                { step_title(*step, scene) }
            </button></li>
        }
    });
    html! { <nav class="progress" aria-label={scene.words.steps}><ol>{ for items }</ol></nav> }
}

/// A section with the controls that lead on, which only phones show.
pub(super) fn section(scene: &Scene, steps: &[Step], step: Step, root: &NodeRef, inner: Html) -> Html {
    let at = steps.iter().position(|one| *one == step).unwrap_or(0);
    let class = if scene.state.step == step { "step current" } else { "step" };
    let back = at.checked_sub(1).and_then(|index| steps.get(index)).map(|target| {
        let target = *target;
        let onclick = go(scene, target, section_id(target).to_owned());
        html! { <button type="button" class="quiet" {onclick}>{ scene.words.back }</button> }
    });
    let next = steps.get(at + 1).map(|target| {
        let (scene, target, root) = (scene.clone(), *target, root.clone());
        let words = scene.words;
        let onclick = Callback::from(move |_: MouseEvent| {
            scene.state.dispatch(Action::TryStep(step));
            match scene.problems.iter().find(|one| one.step == step) {
                Some(problem) => show(&scene, step, &problem.control, &root),
                None => show(&scene, target, section_id(target), &root),
            }
        });
        html! { <button type="button" part="next" class="primary" {onclick}>{ words.next }</button> }
    });
    html! {
        <section {class} id={section_id(step)} tabindex="-1" key={section_id(step)}>
            { inner }
            <div class="onward">{ next }{ back }</div>
        </section>
    }
}

/// The act as one sentence.
pub(super) fn summary(scene: &Scene) -> Html {
    let name = scene.state.field(Field::OrganisationName);
    let registration = Registration::parse(scene.state.scheme, scene.state.field(Field::Number));
    let (Ok(registration), false) = (registration, name.is_empty()) else { return Html::default() };
    let words = scene.words;
    let position = scene.state.field(Field::Position);
    let lead = if scene.is_contract() { words.summary_lead } else { words.summary_lead_acknowledge };
    html! {
        <p class="summary">
            { lead }{ " " }<em>{ name.to_owned() }</em>{ " " }{ number(&registration) }
            if !position.is_empty() {
                { ", " }{ words.summary_as }{ " " }<em>{ position.to_owned() }</em>
            }
            { "." }
        </p>
    }
}

pub(super) fn failure(scene: &Scene) -> Html {
    let words = scene.words;
    let (title, text, detail) = match &scene.state.outcome {
        Outcome::Refused(detail) => {
            let title = words.refused_title.replace("{vendor}", &scene.pack.manifest.vendor.name);
            (title, words.refused_text, detail.as_str())
        }
        Outcome::NotSigned => (words.sign_failed_title.into(), words.sign_failed, ""),
        _ if scene.state.shown_problems == ShownProblems::Through(Step::Accept)
            && !scene.problems.is_empty() =>
        {
            return problem_list(scene);
        }
        _ => return Html::default(),
    };
    html! {
        <div part="error" class="error" role="alert">
            <h4>{ title }</h4>
            <p>{ text }if !detail.is_empty() { { " " }<q lang="en">{ detail.to_owned() }</q> }</p>
        </div>
    }
}

fn problem_list(scene: &Scene) -> Html {
    let items = scene.problems.iter().map(|problem| {
        let onclick = go(scene, problem.step, problem.control.clone());
        html! { <li><a href={format!("#{}", problem.control)} {onclick}>{ &problem.message }</a></li> }
    });
    html! {
        <div part="error" class="error" role="alert" id={PROBLEMS} tabindex="-1">
            <h4>{ scene.words.problems_title }</h4>
            <ul>{ for items }</ul>
        </div>
    }
}

/// Goes to a step, and to a control of it once it is on the screen.
fn go(scene: &Scene, step: Step, control: String) -> Callback<MouseEvent> {
    let dispatcher = scene.state.dispatcher();
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        dispatcher.dispatch(Action::GoTo(step));
        let (target, control) = (event.target_dyn_into::<web_sys::Element>(), control.clone());
        wasm_bindgen_futures::spawn_local(async move {
            TimeoutFuture::new(0).await;
            if let Some(element) = target {
                dom::go_to(&element, &control);
            }
        });
    })
}

pub(super) fn section_id(step: Step) -> &'static str {
    match step {
        Step::Role => "step-role",
        Step::Documents => "step-documents",
        Step::Annex => "step-annex",
        Step::Organisation => "step-organisation",
        Step::Accept => "step-accept",
    }
}

/// May the button be pressed?
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ready {
    Yes,
    /// The documents are still being fetched and checked.
    Loading,
}

pub(super) fn accept_button(scene: &Scene, onclick: Callback<MouseEvent>, ready: Ready) -> Html {
    let Some(role) = &scene.role else { return Html::default() };
    let status = match (&scene.state.outcome, ready) {
        (Outcome::Sending, _) => scene.words.submitting,
        (_, Ready::Loading) => scene.words.loading,
        (_, Ready::Yes) => "",
    };
    let busy = (!status.is_empty()).then_some("true");
    html! {
        <p class="act">
            <button type="button" part="accept" class="primary" {onclick} aria-disabled={busy}>
                { role.button(scene.intent.event(scene.is_contract())).get(&scene.language) }
            </button>
            { decline::button(scene) }
            <span role="status">{ status }</span>
        </p>
    }
}
