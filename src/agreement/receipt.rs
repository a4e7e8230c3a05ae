//! The receipt: everything that was accepted, and the files to keep. While the record waits, it says so.

mod arrived;
mod documents;
mod downloads;
mod evidence;
mod facts;
mod number;

use samtycke_pieces::piece;
use samtycke_record::acceptance::EventType;
use yew::prelude::*;

use super::Drawing;
use super::Scene;
use super::outcome::{Kept, Outcome, Signed};
use crate::browser::print::{self, Foot};
use crate::delivery::endpoint::Receipted;
use crate::html::{component, html, use_effect_with};
use crate::messages::Messages;
use crate::pack::Pack;
use crate::pieces::{Piece, later};

pub(super) use arrived::{Arrived, use_late_receipt};
pub(super) use downloads::save;
pub(super) use facts::{line, named, number};

/// The receipt of the flow's own acceptance.
pub(super) fn part(scene: &Scene) -> Html {
    let Drawing { state, pack, words, .. } = &**scene;
    let contract = scene.is_contract();
    let (signed, receipted, waiting) = match &state.outcome {
        Outcome::Queued(signed, kept) => {
            let waiting = match kept {
                Kept::Browser => words.queued_text.replace("{vendor}", &pack.manifest.vendor.name),
                Kept::Page => words.queued_memory.into(),
                Kept::Form => words.queued_form.into(),
            };
            (signed.clone(), None, Some(AttrValue::from(waiting)))
        }
        Outcome::Receipted(signed, receipted) => (signed.clone(), Some(receipted.clone()), None),
        _ => return Html::default(),
    };
    shown(ReceiptProps { pack: pack.clone(), words, contract, signed, receipted, waiting })
}

/// A receipt, when its code is here.
fn shown(props: ReceiptProps) -> Html {
    later(Piece::Receipt, props.words, move || view(props.clone()))
}

piece! {
    "receipt" "00000021"
    fn view(props: ReceiptProps) -> Html {
        html! { <ReceiptView ..props /> }
    }
}

#[derive(Clone, PartialEq)]
struct ReceiptProps {
    pack: Pack,
    words: &'static Messages,
    contract: bool,
    signed: Signed,
    receipted: Option<Receipted>,
    /// Why there is no receipt yet.
    waiting: Option<AttrValue>,
}

#[component]
fn ReceiptView(props: &ReceiptProps) -> Html {
    let ReceiptProps { pack, words, contract, signed, receipted, waiting } = props;
    let (root, heading) = (use_node_ref(), use_node_ref());
    use_effect_with((), {
        let heading = heading.clone();
        move |()| {
            if let Some(heading) = heading.cast::<web_sys::HtmlElement>() {
                let _ = heading.focus();
            }
        }
    });
    let (state, title) = match (receipted, contract) {
        (None, _) => ("queued", words.queued_title),
        (Some(_), true) => ("receipted", words.receipt_title),
        (Some(_), false) => ("receipted", words.receipt_title_acknowledge),
    };
    let event = signed.record.event.r#type;
    let told = match event {
        EventType::Reaccept => Some(words.again.event_again),
        EventType::AmendAnnex => Some(words.again.event_amend),
        EventType::Object => Some(words.again.event_object),
        EventType::Acknowledge if signed.record.prev.is_some() => Some(words.again.event_again),
        EventType::Agree | EventType::Acknowledge | EventType::Decline | EventType::Withdraw => None,
    };
    let title = match (receipted, event) {
        (Some(_), EventType::AmendAnnex) => words.again.receipt_amend,
        (Some(_), EventType::Object) => words.again.receipt_object,
        _ => title,
    };
    html! {
        <div part="receipt" class="receipt" data-state={state} ref={root.clone()}>
            <h3 tabindex="-1" ref={heading}>{ title }</h3>
            <div role="status">{ waiting.clone().map(|text| html! { <p class="waits">{ text }</p> }) }</div>
            if event == EventType::Object { <p>{ words.again.still_valid }</p> }
            <evidence::Save pack={pack.clone()} {words} signed={signed.clone()} receipted={receipted.clone()} />
            { facts::facts(signed, receipted.as_ref(), told, words) }
            { documents::documents(signed, pack, words) }
            { facts::said(signed, words) }
            { facts::annex(signed, pack, words) }
            { downloads::downloads(signed, receipted.as_ref(), words) }
            <p class="help">
                { words.how_to_verify }{ " " }
                <a href={[pack.base.as_str(), "verify/"].concat()} target="_blank" rel="noopener">{ words.evidence.verify }</a>
            </p>
            { print_button(signed, title, &root, words) }
        </div>
    }
}

/// As documents are printed: without the page around it.
fn print_button(signed: &Signed, title: &str, root: &NodeRef, words: &'static Messages) -> Html {
    let id = signed.record.record_id.as_str();
    let line = [title, " \u{b7} ", id].concat();
    let foot = Foot { title: line.clone(), lines: vec![line], page: words.reading.page };
    let root = root.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(receipt) = root.cast::<web_sys::Element>() {
            print::print(&receipt, foot.clone());
        }
    });
    html! { <p class="unprinted"><button type="button" class="quiet" {onclick}>{ words.reading.print }</button></p> }
}
