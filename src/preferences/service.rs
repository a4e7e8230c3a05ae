//! One service: who runs it, what it collects, what it stores.

use samtycke_pack::manifest::{CookieService, StorageKind};
use yew::prelude::*;

use crate::html::html;
use crate::messages::{PERSONAL_DATA, Prerendered};

/// A service under its category, with its control when it has one.
pub(super) fn row(
    service: &CookieService,
    language: &str,
    words: &'static Prerendered,
    control: Option<Html>,
) -> Html {
    let name_id = name_id(service);
    html! {
        <div class="service">
            <div class="head">
                <h4 id={name_id.clone()}>{ &service.name }</h4>
                if let Some(control) = control {
                    { control }
                }
            </div>
            <p>{ service.purpose.get(language) }</p>
            <dl class="facts">
                <div>
                    <dt>{ words.provider }</dt>
                    <dd data-country={service.country.to_string()}>{ format!("{}, ", service.provider) }</dd>
                </div>
                if !service.data.is_empty() {
                    { fact(words.data, data(&service.data, words)) }
                }
                if let Some(retention) = &service.retention {
                    { fact(words.retention, html! { { retention.get(language) } }) }
                }
            </dl>
            { storage(service, language, words, name_id) }
        </div>
    }
}

/// Id of the element with the service's name.
pub(super) fn name_id(service: &CookieService) -> String {
    format!("service-{}", service.id)
}

fn fact(name: &'static str, value: Html) -> Html {
    html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }
}

/// Categories of personal data, in everyday words where we have them.
fn data(names: &[String], words: &'static Prerendered) -> Html {
    let list = names.iter().enumerate().map(|(index, name)| {
        let known = PERSONAL_DATA.iter().zip(words.personal_data).find(|(key, _)| *key == name);
        let shown = match known {
            Some((_, own)) => html! { { own } },
            None => html! { <span lang="en">{ split(name) }</span> },
        };
        html! { <>if index > 0 { { ", " } }{ shown }</> }
    });
    html! { { for list } }
}

/// The words of a name in W3C DPV, as in the middle of a sentence: `IPAddress` is `IP address`.
fn split(name: &str) -> String {
    let mut words = String::new();
    let mut letters = name.chars().peekable();
    let mut after_small = false;
    while let Some(letter) = letters.next() {
        let before_small = letters.peek().is_some_and(char::is_ascii_lowercase);
        if letter.is_ascii_uppercase() && (after_small || before_small) && !words.is_empty() {
            words.push(' ');
        }
        // An abbreviation stays as it is.
        words.push(if before_small { letter.to_ascii_lowercase() } else { letter });
        after_small = letter.is_ascii_lowercase();
    }
    words
}

fn storage(service: &CookieService, language: &str, words: &'static Prerendered, name_id: String) -> Html {
    if service.storage.is_empty() {
        return html! { <p class="basis">{ words.stores_nothing }</p> };
    }
    // The roles hold what styles take away: on a narrow screen a row is a card, and a browser may then see no table.
    // Each cell has its column's name with it there.
    let columns = [words.item_name, words.item_kind, words.item_lifetime, words.item_purpose];
    let heads = columns.map(|name| html! { <th role="columnheader" scope="col">{ name }</th> });
    let rows = service.storage.iter().map(|item| {
        let [_, kind, lifetime, purpose] = columns;
        let cell = |name: &'static str, value: &str| {
            html! { <td role="cell" data-label={name}>{ value.to_owned() }</td> }
        };
        html! {
            <tr role="row">
                <th role="rowheader" scope="row">{ &item.name }</th>
                { cell(kind, kind_in_words(item.kind, words)) }
                { cell(lifetime, item.lifetime.get(language)) }
                { cell(purpose, item.purpose.get(language)) }
            </tr>
        }
    });
    html! {
        <table role="table" class="items" aria-labelledby={name_id}>
            <thead role="rowgroup"><tr role="row">{ for heads }</tr></thead>
            <tbody role="rowgroup">{ for rows }</tbody>
        </table>
    }
}

fn kind_in_words(kind: StorageKind, words: &'static Prerendered) -> &'static str {
    match kind {
        StorageKind::Cookie => words.kind_cookie,
        StorageKind::LocalStorage => words.kind_local,
        StorageKind::SessionStorage => words.kind_session,
        StorageKind::IndexedDb => words.kind_database,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_vocabulary_are_split_into_words() {
        for (name, expect) in [
            ("IPAddress", "IP address"),
            ("DeviceIdentifier", "device identifier"),
            ("UID", "UID"),
            ("OfficialID", "official ID"),
            ("TVViewingBehavior", "TV viewing behavior"),
            ("Language", "language"),
            ("", ""),
        ] {
            assert_eq!(split(name), expect);
        }
    }
}
