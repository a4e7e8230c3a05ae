//! For whom, and by whom.

use std::cmp::Ordering;

use samtycke_record::registry::Scheme;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::fields::{Spec, Writing, field};
use super::lookup::{Answer, Lookup};
use super::problems::example;
use super::state::{Action, Field, home};
use super::{Scene, SceneProps};
use crate::browser::names;
use crate::html::{component, html, use_memo};
use crate::messages::Messages;

const COUNTRY: &str = "organisation-country";

#[component]
pub(super) fn OrganisationPart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let words = scene.words;
    let text = |name, label, writing, autocomplete, next| {
        field(scene, &Spec { field: name, label, help: None, writing, autocomplete, next })
    };
    let looks_up = scene.state.lookup != Lookup::Off;
    let scheme = scene.state.scheme;
    let number = field(
        scene,
        &Spec {
            field: Field::Number,
            label: words.numbers.get(scheme as usize).copied().unwrap_or_default(),
            help: Some(help(scheme, words)),
            writing: match scheme {
                Scheme::DeRegisternummer => Writing::Name,
                _ if scheme.is_digits() => Writing::Digits,
                _ => Writing::Code,
            },
            autocomplete: "off",
            next: Some(if looks_up { Field::OrganisationName } else { Field::Address }.control()),
        },
    );
    let name = text(
        Field::OrganisationName,
        words.organisation_name,
        Writing::Name,
        "organization",
        Some(if looks_up { Field::Address.control() } else { COUNTRY }),
    );
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
    let number = html! {
        <div class="pair">
            <div class="field">
                <label for={COUNTRY}>{ words.country }</label>
                <select id={COUNTRY} autocomplete="off" {onchange} disabled={!scene.editable()}>{ for options }</select>
            </div>
            { number }
        </div>
    };
    html! {
        <>
            <fieldset part="organisation">
                <legend><h3>{ words.organisation_question }</h3></legend>
                // What the register fills comes after what it is asked with.
                if looks_up {
                    { number }
                    <p class="help looked-up" role="status">{ looked_up(scene) }</p>
                    { name }
                } else {
                    { name }
                    { number }
                }
                { text(Field::Address, words.address, Writing::Lines, "street-address", None) }
            </fieldset>
            <fieldset part="signatory">
                <legend><h3>{ signatory_question }</h3></legend>
                { signatory(scene) }
            </fieldset>
        </>
    }
}

/// The fields of whoever acts.
pub(super) fn signatory(scene: &Scene) -> Html {
    let words = scene.words;
    let text = |name, label, writing, autocomplete, next: Option<Field>| {
        let next = next.map(Field::control);
        field(scene, &Spec { field: name, label, help: None, writing, autocomplete, next })
    };
    html! {
        <>
            { text(Field::SignatoryName, words.signatory_name, Writing::Name, "name", Some(Field::Email)) }
            <div class="pair">
                { text(Field::Email, words.signatory_email, Writing::Mail, "email", Some(Field::Position)) }
                { text(Field::Position, words.signatory_position, Writing::Words, "organization-title", None) }
            </div>
        </>
    }
}

/// What became of asking the register. That it can't help is no error.
fn looked_up(scene: &Scene) -> String {
    let words = &scene.words.parties;
    let unnamed = scene.state.field(Field::OrganisationName).is_empty();
    match &scene.state.lookup {
        Lookup::Asking(_) => words.looking_up.to_owned(),
        Lookup::Answered(_, Answer::Found(_)) => match scene.state.looked_up().as_slice() {
            [] => String::new(),
            filled => {
                let filled = filled.join(", ").replace('\n', ", ");
                [words.looked_up, " ", &filled, ". ", words.looked_up_change].concat()
            }
        },
        Lookup::Answered(_, Answer::Unknown) if unnamed => words.lookup_unknown.to_owned(),
        Lookup::Answered(_, Answer::Failed) if unnamed => words.lookup_failed.to_owned(),
        Lookup::Off | Lookup::Idle | Lookup::Answered(..) => String::new(),
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
