//! One service and what it stores, and the switch that services and categories share.

use samtycke_pack::manifest::CookieService;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::state::Extent;
use crate::messages::Messages;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct SwitchProps {
    /// Id of the element that names it.
    pub(super) label: String,
    pub(super) extent: Extent,
    pub(super) onchange: Callback<bool>,
}

/// A checkbox with three states, drawn as a switch.
#[component]
pub(super) fn Switch(props: &SwitchProps) -> Html {
    let input = use_node_ref();
    use_effect_with(props.extent, {
        let input = input.clone();
        move |extent| {
            // `indeterminate` is a property only; no attribute sets it.
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.set_indeterminate(*extent == Extent::Some);
            }
        }
    });
    let onchange = {
        let handler = props.onchange.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                handler.emit(input.checked());
            }
        })
    };
    html! {
        <input type="checkbox" part="switch" class="switch" ref={input} aria-labelledby={props.label.clone()}
            checked={props.extent == Extent::All} {onchange} />
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ServiceRowProps {
    pub(super) service: CookieService,
    pub(super) language: String,
    pub(super) messages: &'static Messages,
    pub(super) extent: Extent,
    /// None where no consent is asked.
    pub(super) onchange: Option<Callback<bool>>,
}

#[component]
pub(super) fn ServiceRow(props: &ServiceRowProps) -> Html {
    let ServiceRowProps { service, language, messages: words, extent, onchange } = props;
    let name_id = format!("service-{}", service.id);
    let switch = onchange.as_ref().map(|onchange| {
        html! { <Switch label={name_id.clone()} extent={*extent} onchange={onchange.clone()} /> }
    });
    html! {
        <div class="service">
            <div class="head">
                <h4 id={name_id.clone()}>{ &service.name }</h4>
                { switch }
            </div>
            <p>
                { service.purpose.get(language) }
                <span class="provider">{ format!("{}: {} ({})", words.provider, service.provider, service.country) }</span>
            </p>
            { storage(service, language, words, &name_id) }
        </div>
    }
}

fn storage(service: &CookieService, language: &str, words: &'static Messages, name_id: &str) -> Html {
    if service.storage.is_empty() {
        return html! { <p class="basis">{ words.stores_nothing }</p> };
    }
    let rows = service.storage.iter().map(|item| {
        html! {
            <tr>
                <th scope="row">{ &item.name }</th>
                <td>{ item.kind.as_str() }</td>
                <td>{ item.lifetime.get(language) }</td>
                <td>{ item.purpose.get(language) }</td>
            </tr>
        }
    });
    html! {
        <div class="table" tabindex="0" role="group" aria-labelledby={name_id.to_owned()}>
            <table>
                <thead><tr>
                    <th scope="col">{ words.item_name }</th>
                    <th scope="col">{ words.item_kind }</th>
                    <th scope="col">{ words.item_lifetime }</th>
                    <th scope="col">{ words.item_purpose }</th>
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}
