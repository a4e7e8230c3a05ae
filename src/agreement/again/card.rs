//! What was accepted, in one calm card; above it what one may do about a change, when there is something.

use samtycke_pack::renewal::Demand;
use samtycke_record::acceptance::Act as DocumentActKind;
use yew::prelude::*;

use super::news::{News, dated};
use super::objection::Objection;
use super::stage::Notice;
use super::{Act, BeforeProps, Stage, TITLE, can_amend};
use crate::agreement::Scene;
use crate::agreement::receipt::{line, named};
use crate::browser::clock;
use crate::html::{component, html};

/// What holds.
#[component]
pub(crate) fn Card(props: &BeforeProps) -> Html {
    let BeforeProps { scene, before, stage, act, .. } = props;
    if *stage == Stage::Objecting {
        return html! { <Objection ..props.clone() /> };
    }
    let words = &scene.words.again;
    let contract = scene.is_contract();
    let title = if contract { words.title } else { words.title_informed };
    let button = |part: &'static str, label: &'static str, does: Act| {
        let onclick = act.reform(move |_: MouseEvent| does);
        html! { <button type="button" {part} class="quiet" {onclick}>{ label }</button> }
    };
    let notice = match (stage, &before.demand) {
        (Stage::Holds(Notice::Open), Demand::Grace { until }) => Some(html! {
            <section part="renewal" class="renewal" aria-label={words.asked_title}>
                <h4>{ words.asked_title }</h4>
                <p>{ dated(scene, words.grace_text, until) }</p>
                <News scene={scene.clone()} />
                <p class="ways">
                    { button("review", words.review, Act::Review) }
                    { button("not-now", words.not_now, Act::Close) }
                </p>
            </section>
        }),
        (Stage::Holds(Notice::Open), Demand::Objectable { until }) if contract => Some(html! {
            <section part="renewal" class="renewal" aria-label={words.tacit_title}>
                <h4>{ words.tacit_title }</h4>
                <p>{ dated(scene, words.tacit_text, until) }</p>
                <News scene={scene.clone()} />
                <p class="ways">
                    { button("object", words.object, Act::Object) }
                    { button("go-on", words.go_on, Act::Close) }
                </p>
            </section>
        }),
        (_, Demand::Told { .. } | Demand::Announced { .. } | Demand::Objectable { .. })
            if *stage == Stage::Holds(Notice::Open) =>
        {
            Some(html! { <div class="news"><h4>{ words.news }</h4><News scene={scene.clone()} /></div> })
        }
        _ => None,
    };
    let holds = match before.demand {
        Demand::Nothing => Some(words.unchanged),
        Demand::Reworded => Some(words.reworded),
        _ => None,
    };
    let put_off = matches!((stage, &before.demand), (Stage::Holds(Notice::Closed), Demand::Grace { .. }));
    html! {
        <div part="earlier" class="receipt earlier">
            <h3 id={TITLE} tabindex="-1">{ title }</h3>
            { holds.map(|text| html! { <p role="status">{ text }</p> }) }
            { notice }
            { facts(scene, props) }
            <p class="ways">
                if put_off { { button("review", words.review, Act::Review) } }
                if can_amend(&scene.pack.manifest, scene.role.as_ref()) {
                    { button("amend", words.amend, Act::Amend) }
                }
            </p>
        </div>
    }
}

/// What, when, by whom, under which number.
fn facts(scene: &Scene, props: &BeforeProps) -> Html {
    let words = scene.words;
    let record = &props.before.accepted.record;
    let manifest = &scene.pack.manifest;
    let documents = record.documents.iter().filter(|document| document.act != DocumentActKind::Offer);
    let documents = documents.map(|document| {
        let named = [document.title.as_str(), " ", &document.version].concat();
        let entry = manifest.document(&document.id);
        let file = entry.and_then(|entry| entry.edition(Some(&document.version), &document.language));
        let text = match file {
            Some(file) => {
                let href = [&scene.pack.base, &file.page].map(String::as_str).concat();
                html! { <a {href} target="_blank" rel="noopener">{ named }</a> }
            }
            None => Html::from(named),
        };
        html! { <li lang={document.language.clone()}>{ text }</li> }
    });
    let customer = props.before.accepted.customer(&manifest.vendor.registry);
    let company = customer.map(named);
    let signatory = &record.signatory;
    let person = [signatory.name.as_str(), ", ", &signatory.position].concat();
    html! {
        <dl>
            { line(words.evidence.documents, html! { <ul>{ for documents }</ul> }) }
            { line(words.time, Html::from(clock::long_time(record.event.time.as_str(), words.tag))) }
            { line(words.evidence.by_whom, html! { <>{ company }<br />{ person }</> }) }
            { line(words.number, html! { <code>{ record.record_id.to_string() }</code> }) }
        </dl>
    }
}
