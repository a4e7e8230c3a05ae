//! For whom, and by whom.

use std::cmp::Ordering;

use samtycke_record::registry::Scheme;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::SceneProps;
use super::fields::{Spec, field};
use super::problems::example;
use super::state::{Action, Field, home};
use crate::browser::names;
use crate::messages::Messages;

#[component]
pub(super) fn OrganisationPart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let words = scene.words;
    let text = |field, control, label, autocomplete| Spec {
        field,
        control,
        label,
        help: None,
        kind: "text",
        autocomplete,
        inputmode: "text",
    };
    let scheme = scene.state.scheme;
    let label = words.numbers.get(scheme as usize).copied().unwrap_or_default();
    let number = Spec {
        inputmode: if scheme.is_digits() { "numeric" } else { "text" },
        help: Some(help(scheme, words)),
        ..text(Field::Number, "organisation-number", label, "off")
    };
    let email = Spec {
        kind: "email",
        inputmode: "email",
        ..text(Field::Email, "signatory-email", words.signatory_email, "email")
    };
    let onchange = scene.on(|event: Event| {
        let value =
            event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default();
        Action::ChooseScheme(Scheme::of(&value).unwrap_or(Scheme::EuVat))
    });
    let signatory_question =
        if scene.is_contract() { words.signatory_question } else { words.signatory_question_acknowledge };
    let first = home(&scene.pack.manifest);
    let countries = use_memo((first, words.tag), |_| countries(first, words));
    let options = countries.iter().map(|(one, name)| {
        html! { <option value={one.as_str()} selected={*one == scheme}>{ name }</option> }
    });
    html! {
        <>
            <fieldset part="organisation">
                <legend><h3>{ words.organisation_question }</h3></legend>
                { field(scene, &text(Field::OrganisationName, "organisation-name", words.organisation_name, "organization")) }
                <div class="pair">
                    <div class="field">
                        <label for="organisation-country">{ words.country }</label>
                        <select id="organisation-country" {onchange} disabled={!scene.editable()}>{ for options }</select>
                    </div>
                    { field(scene, &number) }
                </div>
                { field(scene, &text(Field::Address, "organisation-address", words.address, "street-address")) }
            </fieldset>
            <fieldset part="signatory">
                <legend><h3>{ signatory_question }</h3></legend>
                { field(scene, &text(Field::SignatoryName, "signatory-name", words.signatory_name, "name")) }
                <div class="pair">
                    { field(scene, &email) }
                    { field(scene, &text(Field::Position, "signatory-position", words.signatory_position, "organization-title")) }
                </div>
            </fieldset>
        </>
    }
}

fn help(scheme: Scheme, words: &Messages) -> String {
    let example = example(scheme, words);
    match scheme {
        // Sole traders and the professions are in no register there.
        Scheme::DeRegisternummer => [&example, ". ", words.number_unlisted].concat(),
        _ => example,
    }
}

/// The registers by their countries' names, that one first.
fn countries(first: Scheme, words: &Messages) -> Vec<(Scheme, String)> {
    let name = |scheme: Scheme| match scheme {
        Scheme::EuVat => words.country_eu.to_owned(),
        _ => names::country(scheme.country(), words.tag),
    };
    let mut all: Vec<_> = Scheme::ALL.iter().map(|scheme| (*scheme, name(*scheme))).collect();
    all.sort_by(|(a, a_name), (b, b_name)| {
        order(first, *a, *b).then_with(|| names::compare(a_name, b_name, words.tag))
    });
    all
}

/// The vendor's own first, those without a register of theirs last.
fn order(first: Scheme, a: Scheme, b: Scheme) -> Ordering {
    let place = |scheme| (scheme != first, scheme == Scheme::EuVat);
    place(a).cmp(&place(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vendors_register_comes_first_and_those_without_one_last() {
        use Scheme::{DkCvr, EuVat, SeOrgnr};
        for (first, a, b, expect) in [
            (DkCvr, DkCvr, SeOrgnr, Ordering::Less),
            (SeOrgnr, DkCvr, SeOrgnr, Ordering::Greater),
            (DkCvr, SeOrgnr, EuVat, Ordering::Less),
            (EuVat, SeOrgnr, EuVat, Ordering::Greater),
            // By name.
            (DkCvr, SeOrgnr, Scheme::NoOrgnr, Ordering::Equal),
        ] {
            assert_eq!(order(first, a, b), expect, "{first:?}: {a:?} {b:?}");
        }
    }
}
