//! What is new: which documents, since when, in the author's words, and the way to the changes themselves.

use samtycke_pack::manifest::{DocumentEntry, RenewalKind};
use samtycke_pack::renewal::{Demand, Renewed, Why};
use yew::prelude::*;

use super::changes::Changes;
use super::{Act, Before, BeforeProps, Stage, TITLE};
use crate::agreement::dialog::{Opening, use_dialog};
use crate::agreement::{Scene, SceneProps};
use crate::browser::clock;
use crate::html::{component, html};
use crate::links::Target;
use samtycke_pack::direction::direction;

/// A sentence with a day in it.
pub(super) fn dated(scene: &Scene, sentence: &str, day: &str) -> String {
    sentence.replace("{date}", &clock::long_date(day, scene.words.tag))
}

/// Above the flow that accepts a new version: that it is asked for, why, and whether it can wait.
#[component]
pub(crate) fn Intro(props: &BeforeProps) -> Html {
    let BeforeProps { scene, before, stage, act, .. } = props;
    let words = &scene.words.again;
    let text = match &before.demand {
        Demand::Grace { until } => dated(scene, words.grace_text, until),
        _ => words.asked.to_owned(),
    };
    let late = match before.demand {
        Demand::Now => grace_ended(scene, before).map(|day| dated(scene, words.asked_late, day)),
        _ => None,
    };
    let onclick = act.reform(|_: MouseEvent| Act::Back);
    html! {
        <div part="renewal" class="renewal">
            <h3 id={TITLE} tabindex="-1">{ words.asked_title }</h3>
            <p>{ text }if let Some(late) = late { { " " }{ late } }</p>
            <News scene={scene.clone()} />
            if *stage == Stage::Again {
                <p class="ways">
                    <button type="button" part="not-now" class="quiet" {onclick}>{ words.not_now }</button>
                </p>
            }
        </div>
    }
}

/// Above the editor: what is changed here.
pub(crate) fn amend_intro(scene: &Scene, back: Option<Callback<Act>>) -> Html {
    let words = &scene.words.again;
    html! {
        <div part="renewal" class="renewal">
            <h3 id={TITLE} tabindex="-1">{ words.amend_title }</h3>
            <p>{ words.amend_text }</p>
            if let Some(back) = back {
                <p class="ways">
                    <button type="button" class="quiet" onclick={back.reform(|_: MouseEvent| Act::Back)}>
                        { words.back }
                    </button>
                </p>
            }
        </div>
    }
}

/// The last day of a grace that is past.
fn grace_ended<'a>(scene: &'a Scene, before: &Before) -> Option<&'a str> {
    let manifest = &scene.pack.manifest;
    let late = before.renewals.documents.iter().filter(|renewed| renewed.demand == Demand::Now);
    let entries = late.filter_map(|renewed| match renewed.why {
        Why::Changed { .. } => manifest.document(&renewed.document),
        Why::New | Why::Unknown | Why::Announced { .. } => None,
    });
    let ended = entries.filter_map(|entry| entry.renewal.as_ref());
    ended.filter(|renewal| renewal.kind == RenewalKind::Ask).map(|renewal| renewal.until.as_str()).min()
}

/// The list of changes.
#[component]
pub(super) fn News(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let dialog = use_dialog();
    let Some(before) = &scene.before else { return Html::default() };
    let rows = before.renewals.documents.iter().filter_map(|renewed| {
        let entry = scene.pack.manifest.document(&renewed.document)?;
        Some(row(scene, renewed, entry, &dialog.open()))
    });
    html! {
        <div class="news">
            <ul aria-label={scene.words.again.news}>{ for rows }</ul>
            if let Some(Opening { number, visit }) = dialog.now() {
                <Changes key={number} scene={scene.clone()} {visit} close={dialog.close()} go={dialog.go()} />
            }
        </div>
    }
}

fn row(scene: &Scene, renewed: &Renewed, entry: &DocumentEntry, show: &Callback<Target>) -> Html {
    let words = &scene.words.again;
    let language = &scene.language;
    let applies = |sentence: &str, old: &str, new: &str, day: &str| {
        dated(scene, sentence, day).replace("{old}", old).replace("{new}", new)
    };
    let history = entry.history();
    let day = |wanted: &str| history.iter().find(|(version, ..)| *version == wanted).map_or("", |one| one.1);
    let whole = Target::document(&entry.id);
    let (version, why, target, since) = match &renewed.why {
        Why::New => (entry.version.as_str(), words.is_new.to_owned(), whole, None),
        Why::Unknown => (entry.version.as_str(), words.is_other.to_owned(), whole, None),
        Why::Changed { since } => (
            entry.version.as_str(),
            applies(words.is_changed, since, &entry.version, &entry.effective),
            Target { since: Some(since.clone()), ..whole },
            Some(since.as_str()),
        ),
        Why::Announced { since, version } => (
            version.as_str(),
            applies(words.is_announced, since, version, day(version)),
            Target { since: Some(since.clone()), version: Some(version.clone()), ..whole },
            Some(since.as_str()),
        ),
    };
    let is_contract = scene.is_contract();
    // What the notice says of all needn't be said of each.
    let is_said = scene.before.as_ref().is_some_and(|before| before.demand == renewed.demand);
    let asks = match &renewed.demand {
        Demand::Objectable { .. } | Demand::Grace { .. } | Demand::Now if is_said => None,
        Demand::Nothing => None,
        Demand::Reworded => Some(words.only_wording.to_owned()),
        Demand::Told { .. } => is_contract.then(|| words.told.to_owned()),
        Demand::Announced { .. } => Some(words.will_ask.to_owned()),
        Demand::Objectable { until } => is_contract.then(|| dated(scene, words.objectable, until)),
        Demand::Grace { until } => Some(dated(scene, words.grace, until)),
        Demand::Now => Some(words.now.to_owned()),
    };
    // What the authors say of every version after the one that was accepted.
    let place = |wanted: &str| history.iter().position(|(version, ..)| *version == wanted);
    let from = place(version).unwrap_or_default();
    let until = since.and_then(place).unwrap_or(from);
    let summaries = history.get(from..until).unwrap_or_default().iter().filter_map(|one| one.2).map(|text| {
        html! { <p lang={language.clone()} dir={direction(language)}>{ text.get(language) }</p> }
    });
    let label = if since.is_some() { words.show_changes } else { scene.words.read };
    let title_id = ["news_", &entry.id, "_", version].concat();
    let onclick = show.reform(move |_: MouseEvent| target.clone());
    html! {
        <li>
            <p><strong id={title_id.clone()}>{ entry.title.get(language) }{ " " }{ version.to_owned() }</strong></p>
            { for summaries }
            <p class="help">{ why }if let Some(asks) = asks { { " " }{ asks } }</p>
            <button type="button" part="changes" class="quiet" aria-describedby={title_id} {onclick}>{ label }</button>
        </li>
    }
}
