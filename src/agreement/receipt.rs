//! The receipt: number, time, what, who, and the files to keep. While the record waits, it says so.

use samtycke_record::acceptance::{Act, EventType};
use yew::prelude::*;

use super::outcome::{Kept, Outcome, Signed};
use super::record::{customer, is_contract};
use super::{Scene, SceneProps};
use crate::browser::{clock, download};

#[component]
pub(super) fn ReceiptPart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let heading = use_node_ref();
    use_effect_with((), {
        let heading = heading.clone();
        move |()| {
            if let Some(heading) = heading.cast::<web_sys::HtmlElement>() {
                let _ = heading.focus();
            }
        }
    });
    let words = scene.words;
    let (signed, receipted) = match &scene.state.outcome {
        Outcome::Queued(signed, _) => (signed, None),
        Outcome::Receipted(signed, receipted) => (signed, Some(receipted)),
        _ => return Html::default(),
    };
    let contract = scene.role.as_ref().is_none_or(is_contract);
    let event = signed.record.event.r#type;
    let told = match event {
        EventType::Reaccept => Some(words.again.event_again),
        EventType::AmendAnnex => Some(words.again.event_amend),
        EventType::Object => Some(words.again.event_object),
        EventType::Acknowledge if signed.record.prev.is_some() => Some(words.again.event_again),
        EventType::Agree | EventType::Acknowledge | EventType::Decline | EventType::Withdraw => None,
    };
    let title = match (&receipted, contract) {
        (None, _) => words.queued_title,
        (Some(_), _) if event == EventType::AmendAnnex => words.again.receipt_amend,
        (Some(_), _) if event == EventType::Object => words.again.receipt_object,
        (Some(_), true) => words.receipt_title,
        (Some(_), false) => words.receipt_title_acknowledge,
    };
    let state = if receipted.is_some() { "receipted" } else { "queued" };
    let waiting = match &scene.state.outcome {
        Outcome::Queued(_, Kept::Browser) => Some(words.queued_text),
        Outcome::Queued(_, Kept::Page) => Some(words.queued_memory),
        Outcome::Queued(_, Kept::Form) => Some(words.queued_form),
        _ => None,
    };
    let id = signed.record.record_id.to_string();
    html! {
        <div part="receipt" class="receipt" data-state={state}>
            <h3 tabindex="-1" ref={heading}>{ title }</h3>
            <div role="status">{ waiting.map(|text| html! { <p class="waits">{ text }</p> }) }</div>
            if event == EventType::Object { <p>{ words.again.still_valid }</p> }
            <dl>
                { told.map(|told| line(words.again.event, Html::from(told))) }
                { signed.record.event.reason.clone().map(|reason| line(words.again.reason_given, Html::from(reason))) }
                { line(words.number, html! { <code>{ id.clone() }</code> }) }
                { line(words.time, Html::from(clock::long_time(signed.record.event.time.as_str(), words.tag))) }
                { receipted.map(|receipted| {
                    let time = clock::long_time(receipted.receipt.received_at.as_str(), words.tag);
                    line(words.received, Html::from(time))
                }) }
                { line(words.who, who(signed)) }
                { line(words.what, what(signed)) }
            </dl>
            <div class="downloads">
                { save(words.download_record, format!("{id}.record.jws"), signed.jws.clone()) }
                { receipted.map(|receipted| {
                    save(words.download_receipt, format!("{id}.receipt.jws"), receipted.jws.clone())
                }) }
            </div>
            { documents(scene, signed) }
            <p class="help">{ words.how_to_verify }</p>
        </div>
    }
}

fn line(term: &'static str, text: Html) -> Html {
    html! { <div><dt>{ term }</dt><dd>{ text }</dd></div> }
}

fn who(signed: &Signed) -> Html {
    let signatory = &signed.record.signatory;
    let company =
        customer(&signed.record).map(|party| format!("{} ({})", party.name, party.registry.named()));
    html! { <>{ company }<br />{ format!("{}, {}", signatory.name, signatory.position) }</> }
}

fn what(signed: &Signed) -> Html {
    let titles = signed.record.documents.iter().filter(|document| document.act != Act::Offer);
    html! {
        <ul>{ for titles.map(|document| html! { <li>{ format!("{} {}", document.title, document.version) }</li> }) }</ul>
    }
}

fn save(label: &'static str, name: String, text: String) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| download::save(&name, &text));
    html! { <button type="button" class="quiet" {onclick}>{ label }</button> }
}

fn documents(scene: &Scene, signed: &Signed) -> Html {
    let links = signed.record.documents.iter().filter_map(|document| {
        let entry = scene.pack.manifest.document(&document.id)?;
        let file = entry.file(&document.language)?;
        let href = format!("{}{}", scene.pack.base, file.page);
        let name = file.page.rsplit('/').next().unwrap_or_default().to_owned();
        Some(html! {
            <li><a {href} download={name} target="_blank" rel="noopener">{ &document.title }</a></li>
        })
    });
    html! {
        <nav aria-label={scene.words.download_documents}>
            <h4>{ scene.words.download_documents }</h4>
            <ul>{ for links }</ul>
        </nav>
    }
}
