//! For whom, and by whom.

use samtycke_record::registry::Scheme;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::SceneProps;
use super::fields::{Spec, field};
use super::state::{Action, Field};
use crate::messages::Messages;

#[component]
pub(super) fn OrganisationPart(props: &SceneProps) -> Html {
    let scene = &props.scene;
    let words = scene.words;
    let text = |field, control, label, autocomplete| Spec {
        field,
        control,
        label,
        kind: "text",
        autocomplete,
        inputmode: "text",
    };
    let number = Spec {
        inputmode: "numeric",
        ..text(Field::Number, "organisation-number", number_label(scene.state.scheme, words), "off")
    };
    let email = Spec {
        kind: "email",
        inputmode: "email",
        ..text(Field::Email, "signatory-email", words.signatory_email, "email")
    };
    let onchange = scene.on(|event: Event| {
        let value =
            event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default();
        Action::ChooseScheme(Scheme::of(&value).unwrap_or(Scheme::DkCvr))
    });
    let options = Scheme::ALL.iter().map(|scheme| {
        html! {
            <option value={scheme.as_str()} selected={*scheme == scene.state.scheme}>{ country(*scheme, words) }</option>
        }
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
                <legend><h3>{ words.signatory_question }</h3></legend>
                { field(scene, &text(Field::SignatoryName, "signatory-name", words.signatory_name, "name")) }
                <div class="pair">
                    { field(scene, &email) }
                    { field(scene, &text(Field::Position, "signatory-position", words.signatory_position, "organization-title")) }
                </div>
            </fieldset>
        </>
    }
}

fn number_label(scheme: Scheme, words: &Messages) -> &'static str {
    match scheme {
        Scheme::SeOrgnr => words.number_se,
        Scheme::DkCvr => words.number_dk,
        Scheme::NoOrgnr => words.number_no,
        Scheme::FiYtunnus => words.number_fi,
    }
}

fn country(scheme: Scheme, words: &Messages) -> &'static str {
    match scheme {
        Scheme::SeOrgnr => words.country_se,
        Scheme::DkCvr => words.country_dk,
        Scheme::NoOrgnr => words.country_no,
        Scheme::FiYtunnus => words.country_fi,
    }
}
