//! Sub-processors and transfers: shown, and where the pack says so, approved or objected to. An objection stops nothing.

use samtycke_pack::manifest::{Annex, AuthorisationRule};
use samtycke_record::acceptance::{AuthorisationAnswer, AuthorisedList};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::list::why;
use super::problems::{answer_id, reason_id};
use super::state::AnnexAction;
use super::{Scene, described, message};
use crate::agreement::SceneProps;
use crate::agreement::fields::optional;
use crate::agreement::state::Action;
use crate::browser::names;
use crate::html::{component, html};

/// More than that stand behind a disclosure, where none of them must be answered.
const MANY: usize = 4;

/// A sub-processor or transfer as it is shown.
struct Recipient<'a> {
    list: AuthorisedList,
    index: usize,
    name: &'a str,
    country: &'a str,
    function: &'a str,
    safeguard: &'a str,
}

#[component]
pub(super) fn AuthorisationsPart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let manifest = &scene.pack.manifest;
    let Some(annex) = &manifest.annex else { return Html::default() };
    let language = &scene.language;
    let words = scene.words;
    let engaged = manifest.sub_processors.iter().enumerate().map(|(index, one)| Recipient {
        list: AuthorisedList::SubProcessors,
        index,
        name: &one.name,
        country: &one.country,
        function: one.function.get(language),
        safeguard: one.safeguard.as_ref().map_or("", |text| text.get(language)),
    });
    let sent = annex.transfers.iter().enumerate().map(|(index, one)| Recipient {
        list: AuthorisedList::Transfers,
        index,
        name: &one.recipient,
        country: &one.country,
        function: "",
        safeguard: one.safeguard.get(language),
    });
    html! {
        <>
            { group(scene, annex, words.panels.sub_processors, &engaged.collect::<Vec<_>>()) }
            { group(scene, annex, words.annex.transfers, &sent.collect::<Vec<_>>()) }
            { objections(scene, annex) }
        </>
    }
}

fn group(scene: &Scene, annex: &Annex, title: &'static str, recipients: &[Recipient<'_>]) -> Html {
    if recipients.is_empty() {
        return Html::default();
    }
    let words = &scene.words.annex;
    let help = match annex.authorisation {
        None => words.shown_help,
        Some(AuthorisationRule::General) => words.general_help,
        Some(AuthorisationRule::Specific) => words.specific_help,
    };
    let count = recipients.len();
    let rows = recipients.iter().map(|one| recipient(scene, annex.authorisation, one));
    let body = html! { <><p class="help">{ help }</p><ul class="recipients">{ for rows }</ul></> };
    if count > MANY && annex.authorisation != Some(AuthorisationRule::Specific) {
        let title = [title, " (", &count.to_string(), ")"].concat();
        html! { <details class="passed-on"><summary>{ title }</summary>{ body }</details> }
    } else {
        html! { <div class="passed-on"><h4>{ title }</h4>{ body }</div> }
    }
}

fn recipient(scene: &Scene, rule: Option<AuthorisationRule>, one: &Recipient<'_>) -> Html {
    let words = scene.words;
    let control = answer_id(one.list, one.index);
    let label = [&control, "-name"].concat();
    let place = names::country(one.country, words.tag);
    let place = if one.function.is_empty() { place } else { [&place, " · ", one.function].concat() };
    let safeguard = (!one.safeguard.is_empty()).then(|| {
        html! { <small>{ words.panels.safeguard }{ ": " }{ one.safeguard }</small> }
    });
    let answer = scene.state.annex.answer(one.list, one.name);
    let given = answer.map(|answer| answer.answer);
    let controls = match rule {
        None => Html::default(),
        Some(AuthorisationRule::General) => objection(scene, one, &control, given),
        Some(AuthorisationRule::Specific) => choice(scene, one, &control, given),
    };
    let (list, item) = (one.list, one.name.to_owned());
    let reason = answer.filter(|answer| answer.answer == AuthorisationAnswer::Objected).map(|answer| {
        let explain = move |reason| AnnexAction::ExplainAnswer { list, item: item.clone(), reason };
        let title = Html::from(optional(words.annex.objection_reason, words));
        why(scene, &reason_id(&control), title, &answer.reason, "false", explain)
    });
    let (describedby, _) = described(scene, &control);
    html! {
        <li>
            <div role="group" aria-labelledby={label.clone()} aria-describedby={describedby}>
                <p><strong id={label}>{ one.name.to_owned() }</strong><small>{ place }</small>{ safeguard.unwrap_or_default() }</p>
                { controls }
                { message(scene, &control) }
                { reason.unwrap_or_default() }
            </div>
        </li>
    }
}

/// Two answers, equal, none of them given.
fn choice(scene: &Scene, one: &Recipient<'_>, control: &str, given: Option<AuthorisationAnswer>) -> Html {
    let words = &scene.words.annex;
    let radio = |id: String, answer, label: &'static str| {
        let (list, item) = (one.list, one.name.to_owned());
        let onchange = scene.on(move |_: Event| {
            Action::Annex(AnnexAction::Answer { list, item: item.clone(), answer: Some(answer) })
        });
        html! {
            <label class="choice" for={id.clone()}>
                <input type="radio" name={["samtycke-", control].concat()} {id} checked={given == Some(answer)} {onchange}
                    disabled={!scene.editable()} />
                <span>{ label }</span>
            </label>
        }
    };
    html! {
        <div class="answers">
            { radio(control.to_owned(), AuthorisationAnswer::Approved, words.approve) }
            { radio([control, "-object"].concat(), AuthorisationAnswer::Objected, words.object) }
        </div>
    }
}

fn objection(scene: &Scene, one: &Recipient<'_>, control: &str, given: Option<AuthorisationAnswer>) -> Html {
    let (list, item) = (one.list, one.name.to_owned());
    let onchange = scene.on(move |event: Event| {
        let on = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
        let answer = on.then_some(AuthorisationAnswer::Objected);
        Action::Annex(AnnexAction::Answer { list, item: item.clone(), answer })
    });
    html! {
        <label class="choice" for={control.to_owned()}>
            <input type="checkbox" id={control.to_owned()} {onchange} disabled={!scene.editable()}
                checked={given == Some(AuthorisationAnswer::Objected)} />
            <span>{ scene.words.annex.object }</span>
        </label>
    }
}

/// What an objection leads to; read out when it comes.
fn objections(scene: &Scene, annex: &Annex) -> Html {
    if annex.authorisation.is_none() {
        return Html::default();
    }
    let objected = annex.recipients(&scene.pack.manifest.sub_processors).into_iter().any(|(list, item)| {
        let answer = scene.state.annex.answer(list, item);
        answer.is_some_and(|answer| answer.answer == AuthorisationAnswer::Objected)
    });
    let vendor = annex.objection.as_ref().map(|text| {
        html! { <p><b>{ &scene.pack.manifest.vendor.name }{ ": " }</b>{ text.get(&scene.language) }</p> }
    });
    html! {
        <div class="consequences" role="status">
            if objected {
                <div class="notice" part="objection">
                    <p>{ scene.words.annex.objection_stays }</p>
                    { vendor }
                </div>
            }
        </div>
    }
}
