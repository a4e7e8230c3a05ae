//! What is asked, category by category, and three equal ways to answer.

use samtycke_pack::manifest::{Basis, CookieCategory, Cookies};
use yew::prelude::*;

use super::control::Control;
use super::service;
use super::state::{Act, Choice, Extent, Ids, asks, members};
use crate::messages::{Messages, choose, messages};
use crate::options::Options;
use crate::pack::Pack;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct FormProps {
    pub(super) options: Options,
    pub(super) pack: Pack,
    /// An answer was given.
    pub(super) done: Callback<()>,
}

/// The parts of the form share these.
struct Scene<'a> {
    cookies: &'a Cookies,
    language: &'a str,
    words: &'static Messages,
    options: &'a Options,
    choice: UseReducerHandle<Choice>,
}

#[component]
pub(super) fn Form(props: &FormProps) -> Html {
    let FormProps { options, pack, done } = props;
    let allowed = Ids::of(&options.allowed);
    let choice = use_reducer_eq({
        let allowed = allowed.clone();
        || Choice::new(allowed)
    });
    use_effect_with(allowed, {
        let choice = choice.dispatcher();
        move |allowed| choice.dispatch(Act::Told(allowed.clone()))
    });
    let Some(cookies) = &pack.manifest.cookies else { return Html::default() };
    let language = choose(&options.languages, &pack.manifest.languages);
    let words = messages(language);
    let scene = Scene { cookies, language, words, options, choice };
    let answer = |part: &'static str, method: &'static str, label: &'static str, ids: Ids| {
        let allowed = ids.allowed(cookies);
        let (choice, hooks, done) = (scene.choice.dispatcher(), options.hooks.clone(), done.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            choice.dispatch(Act::Answer(ids.clone()));
            hooks.decide(method, &allowed.services, &allowed.categories);
            done.emit(());
        });
        html! { <button type="button" {part} class="answer" {onclick}>{ label }</button> }
    };
    let saved = if options.inline && scene.choice.saved { words.saved } else { "" };
    html! {
        <>
            <div class="scroll" tabindex={(!options.inline).then_some("0")}>
                { introduction(&scene) }
                <ul class="categories">
                    { for cookies.categories.iter().map(|category| row(&scene, category)) }
                </ul>
            </div>
            <div class="sheet-foot">
                { answer("reject-all", "reject_all", words.reject_all, Ids::NONE) }
                { answer("accept-all", "accept_all", words.accept_all, Ids::all(cookies)) }
                { answer("save", "save", words.save, scene.choice.now().clone()) }
                if options.inline {
                    <p part="saved" class="saved" role="status">{ saved }</p>
                }
            </div>
        </>
    }
}

fn introduction(scene: &Scene<'_>) -> Html {
    let Scene { cookies, language, words, options, .. } = scene;
    let (begin, title) = if options.running {
        (words.preferences_intro_running, words.basis_title_running)
    } else {
        (words.preferences_intro, words.basis_title)
    };
    let refused: Vec<&str> =
        cookies.refused_by_signal().map(|category| category.name.get(language)).collect();
    let bases = [Basis::StrictlyNecessary, Basis::Consent, Basis::LegitimateInterest];
    let used = bases.into_iter().filter(|basis| cookies.categories.iter().any(|one| one.basis == *basis));
    html! {
        <>
            if options.gpc && !refused.is_empty() {
                <p part="gpc-note" class="gpc-note">
                    { format!("{}: {}. {}", words.gpc_note, refused.join(", "), words.gpc_still) }
                </p>
            }
            <p>{ begin }{ " " }{ words.preferences_change }</p>
            <details class="bases">
                <summary>{ title }</summary>
                <dl>
                    { for used.map(|basis| {
                        let (name, why) = explanation(basis, options.running, words);
                        html! { <div><dt>{ name }</dt><dd>{ why }</dd></div> }
                    }) }
                </dl>
            </details>
        </>
    }
}

fn row(scene: &Scene<'_>, category: &CookieCategory) -> Html {
    let Scene { cookies, language, words, options, choice } = scene;
    let control = |name: String, ids: Vec<String>, extent: Extent| {
        let choice = choice.dispatcher();
        let onturn = Callback::from(move |on| choice.dispatch(Act::Turn { ids: ids.clone(), on }));
        html! { <Control messages={*words} basis={category.basis} {name} {extent} {onturn} /> }
    };
    let name_id = format!("category-{}", category.id);
    let ids = members(cookies, category);
    let extent = choice.now().extent(&ids);
    let services = cookies.services.iter().filter(|service| service.category == category.id).map(|service| {
        let extent = if choice.now().has(&service.id) { Extent::All } else { Extent::None };
        let control = if asks(category) {
            control(service::name_id(service), vec![service.id.clone()], extent)
        } else {
            Html::default()
        };
        service::row(service, language, words, control)
    });
    let services: Vec<Html> = services.collect();
    html! {
        <li key={category.id.clone()}>
            <div class="head">
                <h3 id={name_id.clone()}>{ category.name.get(language) }</h3>
                if asks(category) {
                    { control(name_id, ids, extent) }
                } else {
                    <span class="always">{ words.always_on }</span>
                }
            </div>
            <p>{ category.purpose.get(language) }</p>
            <p class="basis">{ basis(category.basis, options.running, words) }</p>
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
fn basis(basis: Basis, running: bool, words: &'static Messages) -> &'static str {
    match basis {
        Basis::StrictlyNecessary => words.basis_necessary,
        Basis::Consent if running => words.basis_running,
        Basis::Consent => words.basis_consent,
        Basis::LegitimateInterest => words.basis_interest,
    }
}

/// The name of a basis, and what it means.
fn explanation(basis: Basis, running: bool, words: &'static Messages) -> (&'static str, &'static str) {
    match basis {
        Basis::StrictlyNecessary => (words.necessary, words.necessary_why),
        Basis::Consent if running => (words.running, words.running_why),
        Basis::Consent => (words.consent, words.consent_why),
        Basis::LegitimateInterest => (words.interest, words.interest_why),
    }
}
