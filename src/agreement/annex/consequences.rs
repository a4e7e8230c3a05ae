//! What follows from special categories and national identity numbers, once they are chosen: by law, and in the vendor's
//! own words.

use samtycke_pack::manifest::{Annex, Text};
use samtycke_record::acceptance::DataKind;
use yew::prelude::*;

use super::Scene;
use crate::html::html;

/// Where it stands what follows from a kind; nothing follows from ordinary data.
pub(super) fn id_of(kind: DataKind) -> Option<&'static str> {
    match kind {
        DataKind::Ordinary => None,
        DataKind::Special => Some("annex_special"),
        DataKind::NationalId => Some("annex_national-id"),
    }
}

/// Always there, so that what comes into it is read out.
pub(super) fn consequences(scene: &Scene, annex: &Annex) -> Html {
    let words = &scene.words.annex;
    let own = annex.consequences.as_ref();
    let special = own.and_then(|own| own.special.as_ref());
    let national_id = own.and_then(|own| own.national_id.as_ref());
    html! {
        <div class="consequences" role="status">
            { consequence(scene, annex, DataKind::Special, words.special_law, special) }
            { consequence(scene, annex, DataKind::NationalId, words.national_id_law, national_id) }
        </div>
    }
}

fn consequence(
    scene: &Scene,
    annex: &Annex,
    kind: DataKind,
    law: &'static str,
    vendor: Option<&Text>,
) -> Html {
    let draft = &scene.state.annex.categories;
    let of_kind = annex.categories.iter().filter(|option| option.kind == kind && draft.is_ticked(option));
    let mut names: Vec<&str> = of_kind.map(|option| option.name.get(&scene.language)).collect();
    names.extend(draft.own.iter().filter(|own| own.kind == kind).map(|own| own.text.as_str()));
    if names.is_empty() {
        return Html::default();
    }
    let vendor = vendor.map(|text| {
        html! { <p><b>{ &scene.pack.manifest.vendor.name }{ ": " }</b>{ text.get(&scene.language) }</p> }
    });
    html! {
        <div class="notice" id={id_of(kind)}>
            <p><b>{ names.join(", ") }</b></p>
            <p>{ law }</p>
            { vendor }
        </div>
    }
}
