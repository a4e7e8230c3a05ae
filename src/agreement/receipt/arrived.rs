//! Receipts that came another way: to a page that waits, by another page of the site; and to whoever comes back, of what
//! they accepted before.

use samtycke_record::Acceptance;
use samtycke_record::acceptance::EventType;
use yew::prelude::*;

use super::{ReceiptProps, shown};
use crate::agreement::outcome::{Outcome, Signed};
use crate::agreement::state::{Action, State};
use crate::browser::{clock, storage};
use crate::delivery::endpoint::Receipted;
use crate::delivery::receipts;
use crate::html::{component, html, use_effect_with, use_memo, use_state_eq};
use crate::messages::Messages;
use crate::pack::Pack;

/// While a record waits, another page of the site may deliver it.
#[hook]
pub(in crate::agreement) fn use_late_receipt(state: &UseReducerHandle<State>) {
    let waiting = match &state.outcome {
        Outcome::Queued(signed, _) => Some(signed.clone()),
        _ => None,
    };
    let dispatcher = state.dispatcher();
    use_effect_with(waiting, move |waiting| {
        let listener = waiting.clone().and_then(|signed| {
            let id = signed.record.record_id.clone();
            let look = move || {
                if let Some(receipted) = receipts::of(&signed.record.record_id) {
                    receipts::forget(&signed.record.record_id);
                    dispatcher
                        .dispatch(Action::Outcome(Box::new(Outcome::Receipted(signed.clone(), receipted))));
                }
            };
            look();
            storage::heard(move |key| {
                if receipts::is_key_of(key, &id) {
                    look();
                }
            })
        });
        move || drop(listener)
    });
}

#[derive(Clone, PartialEq)]
pub(in crate::agreement) struct ArrivedProps {
    pub(in crate::agreement) pack: Pack,
    pub(in crate::agreement) words: &'static Messages,
}

/// An answer that was receipted meanwhile, found when the flow opened.
#[derive(Clone, PartialEq)]
struct Found {
    signed: Signed,
    receipted: Receipted,
}

/// Is the receipt asked for?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Receipt {
    Told,
    Shown,
}

/// Above the flow: an answer given here before was received meanwhile.
#[component]
pub(in crate::agreement) fn Arrived(props: &ArrivedProps) -> Html {
    let ArrivedProps { pack, words } = props;
    let found = use_memo(pack.digest.clone(), |digest| {
        let (record, kept) = receipts::newest()?;
        let receipted = receipts::receipted(&kept)?;
        (record.offer.pack == *digest).then(|| Found { signed: Signed::of(record, &kept.record), receipted })
    });
    let receipt = use_state_eq(|| Receipt::Told);
    let Some(Found { signed, receipted }) = found.as_ref() else { return Html::default() };
    if *receipt == Receipt::Shown {
        let contract = is_contract(&signed.record);
        let (signed, receipted) = (signed.clone(), Some(receipted.clone()));
        return shown(ReceiptProps { pack: pack.clone(), words, contract, signed, receipted, waiting: None });
    }
    let when = clock::long_time(signed.record.event.time.as_str(), words.tag);
    let show = {
        let id = signed.record.record_id.clone();
        Callback::from(move |_: MouseEvent| {
            receipts::forget(&id);
            receipt.set(Receipt::Shown);
        })
    };
    html! {
        <div part="arrived" class="waits">
            <p>{ words.evidence.arrived.replace("{x}", &when) }</p>
            <button type="button" class="quiet" onclick={show}>{ words.evidence.show }</button>
        </div>
    }
}

fn is_contract(record: &Acceptance) -> bool {
    record.event.r#type != EventType::Acknowledge
}
