//! The single files: the record and its receipt, for programs.

use yew::prelude::*;

use crate::agreement::outcome::Signed;
use crate::browser::download;
use crate::delivery::endpoint::Receipted;
use crate::html::html;
use crate::messages::Messages;

pub(super) fn downloads(signed: &Signed, receipted: Option<&Receipted>, words: &'static Messages) -> Html {
    let id = signed.record.record_id.as_str();
    let receipt = receipted
        .map(|receipted| save(words.download_receipt, [id, ".receipt.jws"].concat(), receipted.whole()));
    html! {
        <section class="unprinted">
            <h4>{ words.evidence.files }</h4>
            <div class="downloads">
                { save(words.download_record, [id, ".record.jws"].concat(), signed.whole()) }
                { receipt }
            </div>
        </section>
    }
}

pub(in crate::agreement) fn save(label: &'static str, name: String, text: String) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| download::save(&name, &text, download::TEXT));
    html! { <button type="button" class="quiet" {onclick}>{ label }</button> }
}
