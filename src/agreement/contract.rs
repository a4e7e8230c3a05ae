//! The way to another contract: the vendor's sales, with a message that says already what it is about.

use samtycke_pack::manifest::{Contact, ContactKind, Role};
use samtycke_record::acceptance::Act;
use samtycke_record::registry::Registration;
use yew::prelude::*;

use super::Scene;
use super::record::is_contract;
use super::state::Field;
use crate::html::html;
use crate::panels::contact::href;
use crate::panels::mailto::mailto;

/// Nobody who needs another contract meets a dead end: where the vendor names no sales, it has an address.
pub(super) fn other_contract(scene: &Scene) -> Html {
    let Some(role) = scene.role.as_ref().filter(|role| is_contract(role)) else { return Html::default() };
    let manifest = &scene.pack.manifest;
    let sales: Vec<&Contact> =
        manifest.contacts.iter().filter(|contact| contact.kind == ContactKind::Sales).collect();
    let way = |value: &str, label: &str| {
        let text = value.strip_prefix("https://").unwrap_or(value).to_owned();
        let way = match address(scene, role, value) {
            Some(href) => html! { <a {href} rel="noopener">{ text }</a> },
            None => Html::from(text),
        };
        html! { <li><small>{ label }</small>{ way }</li> }
    };
    let ways: Vec<Html> = if sales.is_empty() {
        vec![way(&manifest.vendor.email, &manifest.vendor.name)]
    } else {
        sales.iter().map(|contact| way(&contact.value, contact.label.get(&scene.language))).collect()
    };
    html! {
        <div part="other-contract" class="other">
            <p>{ scene.words.custom_contract }</p>
            <ul>{ for ways }</ul>
        </div>
    }
}

/// Where a contact leads; an e-mail begins with what it is about.
fn address(scene: &Scene, role: &Role, value: &str) -> Option<String> {
    let plain = href(ContactKind::Sales, value)?;
    if !plain.starts_with("mailto:") {
        return Some(plain);
    }
    let (subject, body) = letter(scene, role);
    Some(mailto(value, &subject, &body).0)
}

/// Vendor, documents and, as far as it was written, who asks.
fn letter(scene: &Scene, role: &Role) -> (String, String) {
    let (manifest, language) = (&scene.pack.manifest, scene.language.as_str());
    let (words, letters) = (&scene.words.acts, &scene.words.panels.letters);
    let vendor = manifest.vendor.name.as_str();
    let mut body = letters.greeting.replace("{vendor}", vendor);
    let mut add = |before: &str, text: &str| {
        body.push_str(before);
        body.push_str(text);
    };
    add("\n\n", words.letter_ask);
    let agreed = role.documents.iter().filter(|entry| entry.act == Act::Agree);
    for document in agreed.filter_map(|entry| manifest.document(&entry.id)) {
        add("\n- ", document.title.get(language));
        add(" ", &document.version);
    }
    let name = scene.state.field(Field::OrganisationName);
    if !name.is_empty() {
        add("\n\n", words.letter_organisation);
        add("", name);
        if let Ok(number) = Registration::parse(scene.state.scheme, scene.state.field(Field::Number)) {
            add(", ", &number.named());
        }
    }
    add("\n\n", words.letter_need);
    add("\n\n", letters.regards);
    add("\n", scene.state.field(Field::SignatoryName));
    (words.letter_subject.replace("{vendor}", vendor), body)
}
