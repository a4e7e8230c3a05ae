//! What a category or a service is turned by: a switch, or a box to object with.

use samtycke_pack::manifest::Basis;
use yew::prelude::*;

use crate::html::html;
use crate::messages::Prerendered;

/// A checkbox with three states. Nothing of it is ticked but by the visitor: consent is ticked to give it, and what is
/// in force without consent is ticked to object. `name` is the id of the element that names what it turns, and the last
/// of its labels: by that the gate knows it.
pub(super) fn control(basis: Basis, name: &str, words: &'static Prerendered) -> Html {
    if basis != Basis::LegitimateInterest {
        return html! { <input type="checkbox" part="switch" class="switch" aria-labelledby={name.to_owned()} /> };
    }
    let label = format!("object-{name}");
    let labelled = format!("{label} {name}");
    html! {
        <label class="objection">
            <input type="checkbox" part="object" class="object" aria-labelledby={labelled} />
            <span id={label}>{ words.object }</span>
        </label>
    }
}
