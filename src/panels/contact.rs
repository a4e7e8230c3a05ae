//! Whom one writes to, calls or complains to, and under which law.

use samtycke_pack::manifest::{Contact, ContactKind};
use yew::prelude::*;

use super::{is_web, mailto, outward, readable, said};
use crate::browser::names;
use crate::html::html;
use crate::links::Links;
use crate::messages::Messages;

pub(super) fn view(links: &Links, messages: &'static Messages) -> Html {
    let (manifest, language) = (&links.pack.manifest, links.language.as_str());
    let words = &messages.panels;
    let [email, phone, ..] = words.kinds;
    let vendor = &manifest.vendor;
    let number = vendor.registry.named();
    let address = [vendor.address.as_str(), ", ", &names::country(&vendor.country, language)].concat();
    let text = |text: &str| said(text, language);
    html! {
        <>
            <h4>{ text(&vendor.name) }</h4>
            <dl class="facts">
                { fact(words.number, Html::from(number)) }
                { fact(messages.address, text(&address)) }
                { fact(email, link(ContactKind::Email, &vendor.email, language)) }
                { fact(phone, link(ContactKind::Phone, &vendor.phone, language)) }
                { fact(words.website, outward(&vendor.website, Html::from(readable(&vendor.website)), "")) }
                if let Some(dpo) = &vendor.dpo {
                    { fact(words.dpo, html! { <>{ text(&dpo.name) }<br />{ link(ContactKind::Email, &dpo.email, language) }</> }) }
                }
            </dl>
            if !manifest.contacts.is_empty() {
                <h4>{ words.channels }</h4>
                <ul class="channels">
                    { for manifest.contacts.iter().map(|one| channel(one, language, messages)) }
                </ul>
            }
            <h4>{ words.law_and_authority }</h4>
            <dl class="facts">
                { fact(words.law, text(manifest.law.get(language))) }
                { fact(words.venue, text(manifest.venue.get(language))) }
                { fact(words.authority, html! {
                    <>
                        { text(manifest.authority.name.get(language)) }<br />
                        { outward(&manifest.authority.url, Html::from(readable(&manifest.authority.url)), "") }
                    </>
                }) }
            </dl>
        </>
    }
}

fn channel(contact: &Contact, language: &str, messages: &'static Messages) -> Html {
    let words = &messages.panels;
    let kind = words.kinds.get(contact.kind as usize).copied().unwrap_or_default();
    let label = contact.label.get(language);
    html! {
        <li>
            <span class="kind">{ kind }</span>
            <span>{ link(contact.kind, &contact.value, language) }</span>
            if label != kind {
                <small>{ said(label, language) }</small>
            }
            if contact.notice {
                <small class="notice">{ words.notice }</small>
            }
        </li>
    }
}

fn fact(name: &'static str, value: Html) -> Html {
    html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }
}

fn link(kind: ContactKind, value: &str, language: &str) -> Html {
    match href(kind, value) {
        Some(href) => html! { <a {href} rel="noopener">{ readable(value) }</a> },
        None => said(value, language),
    }
}

/// Where a contact leads; paper mail leads nowhere, and neither does what has no form that we know.
pub(crate) fn href(kind: ContactKind, value: &str) -> Option<String> {
    let is_number = |value: &str| value.bytes().filter(u8::is_ascii_digit).count() > 2;
    match kind {
        ContactKind::Post => None,
        ContactKind::Sms if is_number(value) => Some(mailto::number("sms:", value)),
        _ if is_web(value) => Some(value.to_owned()),
        _ if value.contains('@') && !value.contains(char::is_whitespace) => Some(mailto::email(value)),
        ContactKind::Phone | ContactKind::Sales | ContactKind::Support if is_number(value) => {
            Some(mailto::number("tel:", value))
        }
        _ => None,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::testing::sample_packs;

    #[test]
    fn a_contact_leads_where_its_value_says_and_never_to_a_script() {
        use ContactKind as Kind;
        for (kind, value, expect) in [
            (Kind::Email, "privacy@vagthavn.example", Some("mailto:privacy@vagthavn.example")),
            (Kind::Phone, "+45 70 00 00 07", Some("tel:+4570000007")),
            (Kind::Sms, "+46 70 174 06 14", Some("sms:+46701740614")),
            (Kind::Chat, "https://vagthavn.example/chat", Some("https://vagthavn.example/chat")),
            (Kind::Support, "https://vagthavn.example/support", Some("https://vagthavn.example/support")),
            (Kind::Support, "support@vagthavn.example", Some("mailto:support@vagthavn.example")),
            (Kind::Sales, "aftaler@vagthavn.example", Some("mailto:aftaler@vagthavn.example")),
            (Kind::Sales, "+45 70 00 00 07", Some("tel:+4570000007")),
            (Kind::Post, "Havnegade 7, 8000 Aarhus C", None),
            (Kind::Chat, "under »Hjælp« i programmet", None),
            (Kind::Chat, "javascript:alert(123)", None),
            (Kind::Support, "data:text/html,@ x", None),
        ] {
            assert_eq!(href(kind, value).as_deref(), expect, "{value}");
        }
    }

    #[test]
    fn every_contact_of_the_sample_packs_but_letters_leads_somewhere() {
        for (pack, _) in sample_packs() {
            for contact in pack.manifest.contacts.iter().filter(|one| one.kind != ContactKind::Post) {
                assert!(href(contact.kind, &contact.value).is_some(), "{}", contact.value);
            }
        }
    }
}
