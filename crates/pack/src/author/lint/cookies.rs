//! What is stored, and what the policies say is stored.

use super::{Found, Pack};
use crate::author::check::is_written;
use crate::author::codes::law;
use crate::manifest::{Basis, CookieService, Cookies};

/// Names that everybody who writes of them means.
const KNOWN: &[&str] = &[
    "_ga",
    "_gid",
    "_gat",
    "_gcl_au",
    "_fbp",
    "_fbc",
    "_hjid",
    "_pk_id",
    "_pk_ses",
    "_clck",
    "_clsk",
    "_uetsid",
    "_uetvid",
    "PHPSESSID",
    "JSESSIONID",
    "ASP.NET_SessionId",
    "li_gc",
    "bcookie",
    "hubspotutk",
    "__hstc",
];

pub(super) fn lint(pack: &Pack<'_>, found: &mut Found<'_>) {
    let Some(cookies) = &pack.manifest.cookies else { return };
    empty(cookies, found);
    unlisted(pack, cookies, found);
    unknown(pack, cookies, found);
}

fn empty(cookies: &Cookies, found: &mut Found<'_>) {
    for (index, category) in cookies.categories.iter().enumerate() {
        let is_of = |service: &CookieService| service.category == category.id;
        if category.basis != Basis::StrictlyNecessary && !cookies.services.iter().any(is_of) {
            let message = format!("no service is in {}", category.id);
            found.at(&law::COOKIE_CATEGORY_EMPTY, &format!("cookies.category[{index}].id"), message);
        }
    }
}

/// In each language the policy of the banner, or a cookie policy, names everything.
fn unlisted(pack: &Pack<'_>, cookies: &Cookies, found: &mut Found<'_>) {
    for language in &pack.manifest.languages {
        let is_policy = |kind: &str, id: &str| kind == "cookie-policy" || id == cookies.policy;
        let policies = pack
            .texts
            .iter()
            .filter(|text| text.language == language && is_policy(&text.entry.r#type, &text.entry.id));
        let texts: Vec<String> = policies.map(super::text::Text::lower).collect();
        if texts.is_empty() {
            continue;
        }
        for (s, service) in cookies.services.iter().enumerate() {
            for (i, item) in service.storage.iter().enumerate() {
                let name = item.name.trim_end_matches('*').to_lowercase();
                let path = format!("cookies.service[{s}].storage[{i}].name");
                if texts.iter().any(|text| text.contains(&name)) {
                    continue;
                }
                if is_written(&item.name) {
                    let message = format!("{} of {} is in no policy in {language}", item.name, service.name);
                    found.at(&law::COOKIE_UNLISTED, &path, message);
                } else {
                    found.wait(&law::COOKIE_UNLISTED, path);
                }
            }
        }
    }
}

fn unknown(pack: &Pack<'_>, cookies: &Cookies, found: &mut Found<'_>) {
    let items = || cookies.services.iter().flat_map(|service| &service.storage);
    let unnamed = cookies.services.iter().enumerate().find_map(|(s, service)| {
        let i = service.storage.iter().position(|item| !is_written(&item.name))?;
        Some(format!("cookies.service[{s}].storage[{i}].name"))
    });
    let is_listed = |word: &str| {
        items().any(|item| match item.name.strip_suffix('*') {
            Some(start) => word.starts_with(start) || start.starts_with(word),
            None => item.name == word,
        })
    };
    for text in pack.of_type(&["cookie-policy", "privacy-policy"]) {
        for passage in &text.passages {
            let words = passage.text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '-'));
            let words = words.map(|word| word.trim_end_matches(['.', '-']));
            for word in words.filter(|word| KNOWN.contains(word) && !is_listed(word)) {
                if let Some(path) = &unnamed {
                    found.wait(&law::COOKIE_UNKNOWN, path.clone());
                    continue;
                }
                let message = format!("{word} belongs to no service of the pack");
                found.add(&law::COOKIE_UNKNOWN, &text.file, passage.line, message);
            }
        }
    }
}
