//! What is asked, category by category, and three equal ways to answer.

use samtycke_pack::manifest::{Basis, CookieCategory, Cookies};
use yew::prelude::*;

use super::control::control;
use super::service;
use super::{Frame, PreferencesProps, Unanswered};
use crate::html::html;
use crate::messages::{Prerendered, prerendered};

/// The parts of the form share these.
struct Scene<'a> {
    cookies: &'a Cookies,
    language: &'a str,
    words: &'static Prerendered,
    unanswered: Unanswered,
}

/// Everything between the title and the frame's end.
pub(super) fn body(props: &PreferencesProps) -> Html {
    let PreferencesProps { manifest, language, frame, unanswered } = props;
    let Some(cookies) = &manifest.cookies else { return Html::default() };
    let words = prerendered(language);
    let scene = Scene { cookies, language, words, unanswered: *unanswered };
    let answer = |part: &'static str, label: &'static str| {
        html! { <button type="button" {part} class="answer">{ label }</button> }
    };
    html! {
        <>
            <div class="scroll" tabindex={(*frame == Frame::Dialog).then_some("0")}>
                { introduction(&scene) }
                <ul class="categories">
                    { for cookies.categories.iter().map(|category| row(&scene, category)) }
                </ul>
            </div>
            if cookies.asks() {
                <div class="sheet-foot">
                    { answer("reject-all", words.reject_all) }
                    { answer("accept-all", words.accept_all) }
                    { answer("save", words.save) }
                    if *frame == Frame::Page {
                        <p part="saved" class="saved" role="status" data-said={words.saved} />
                    }
                </div>
            }
        </>
    }
}

fn introduction(scene: &Scene<'_>) -> Html {
    let Scene { cookies, language, words, unanswered } = scene;
    let (begin, title) = match unanswered {
        Unanswered::Running => (words.preferences_intro_running, words.basis_title_running),
        Unanswered::Waiting => (words.preferences_intro, words.basis_title),
    };
    let refused: Vec<&str> =
        cookies.refused_by_signal().map(|category| category.name.get(language)).collect();
    let bases = [Basis::StrictlyNecessary, Basis::Consent, Basis::LegitimateInterest];
    let used = bases.into_iter().filter(|basis| cookies.categories.iter().any(|one| one.basis == *basis));
    html! {
        <>
            if !refused.is_empty() {
                <p part="gpc-note" class="gpc-note">
                    { format!("{}: {}. {}", words.gpc_note, refused.join(", "), words.gpc_still) }
                </p>
            }
            if cookies.asks() {
                <p>{ begin }{ " " }{ words.preferences_change }</p>
            }
            <details class="bases">
                <summary>{ title }</summary>
                <dl>
                    { for used.map(|basis| {
                        let (name, why) = explanation(basis, *unanswered, words);
                        html! { <div><dt>{ name }</dt><dd>{ why }</dd></div> }
                    }) }
                </dl>
            </details>
        </>
    }
}

fn row(scene: &Scene<'_>, category: &CookieCategory) -> Html {
    let Scene { cookies, language, words, unanswered } = scene;
    let name_id = format!("category-{}", category.id);
    let turned = |name: &str| match category.basis {
        Basis::StrictlyNecessary => None,
        basis => Some(control(basis, name, words)),
    };
    let services = cookies.services.iter().filter(|service| service.category == category.id);
    let services: Vec<Html> = services
        .map(|service| service::row(service, language, words, turned(&service::name_id(service))))
        .collect();
    html! {
        <li>
            <div class="head">
                <h3 id={name_id.clone()}>{ category.name.get(language) }</h3>
                if let Some(control) = turned(&name_id) {
                    { control }
                } else {
                    <span class="always">{ words.always_on }</span>
                }
            </div>
            <p>{ category.purpose.get(language) }</p>
            <p class="basis">{ basis(category.basis, *unanswered, words) }</p>
            if !services.is_empty() {
                <details>
                    <summary>{ format!("{} ({})", words.services, services.len()) }</summary>
                    { services }
                </details>
            }
        </li>
    }
}

/// Why it is in force, or isn't, in a sentence.
fn basis(basis: Basis, unanswered: Unanswered, words: &'static Prerendered) -> &'static str {
    match (basis, unanswered) {
        (Basis::StrictlyNecessary, _) => words.basis_necessary,
        (Basis::Consent, Unanswered::Running) => words.basis_running,
        (Basis::Consent, Unanswered::Waiting) => words.basis_consent,
        (Basis::LegitimateInterest, _) => words.basis_interest,
    }
}

/// The name of a basis, and what it means.
fn explanation(
    basis: Basis,
    unanswered: Unanswered,
    words: &'static Prerendered,
) -> (&'static str, &'static str) {
    match (basis, unanswered) {
        (Basis::StrictlyNecessary, _) => (words.necessary, words.necessary_why),
        (Basis::Consent, Unanswered::Running) => (words.running, words.running_why),
        (Basis::Consent, Unanswered::Waiting) => (words.consent, words.consent_why),
        (Basis::LegitimateInterest, _) => (words.interest, words.interest_why),
    }
}
