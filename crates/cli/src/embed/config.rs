//! `CONFIG`, as `Config` in `gate/types.d.ts` describes it.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{Basis, CookieCategory, CookieService, Cookies, Layout, Region};
use samtycke_record::Digest;
use samtycke_record::json::Value;
use samtycke_record::verify::digest_of;
use samtycke_widget::messages::{self, messages};

use super::tree::{Early, tree};
use super::{EmbedError, css, signals};
use crate::assets::{BANNER, LAYOUT_BAR, LAYOUT_BOX, LAYOUT_CENTRE, TOKENS};

/// Of a published pack.
pub(super) fn of_pack(
    manifest: &Manifest,
    digest: &Digest,
    languages: &[String],
) -> Result<Value, EmbedError> {
    let mut members = vec![
        ("pack", Value::from("pack.json")),
        ("manifest", Value::from(digest.as_str())),
        ("widget", Value::from("widget/")),
        ("languages", strings(languages)),
        ("texts", by_language(languages, |language| Ok(texts(language)))?),
    ];
    if let Some(cookies) = &manifest.cookies {
        members.push(("cookies", self::cookies(manifest, cookies, languages)?));
    }
    Ok(object(members))
}

/// Of no pack.
pub(super) fn without_pack() -> Value {
    let languages: Vec<String> = messages::ALL.iter().map(|one| one.tag.to_owned()).collect();
    let all = languages.iter().map(|language| (language.clone(), texts(language))).collect();
    object(vec![
        ("pack", Value::from("")),
        ("widget", Value::from("")),
        ("languages", strings(&languages)),
        ("texts", Value::Object(all)),
    ])
}

fn texts(language: &str) -> Value {
    let words = messages(language);
    object(vec![
        ("loading", Value::from(words.loading)),
        ("failed", Value::from(words.view_failed)),
        ("page", Value::from(words.plain_page)),
        ("missing", Value::from(words.missing)),
        ("preferences", Value::from(words.preferences_failed)),
    ])
}

fn cookies(manifest: &Manifest, cookies: &Cookies, languages: &[String]) -> Result<Value, EmbedError> {
    let policy = |language: &str| {
        let file = manifest.document(&cookies.policy).and_then(|entry| entry.file(language));
        Ok(Value::from(file.map_or("", |file| &file.page)))
    };
    let view = |view: Early<'_>| by_language(languages, |language| tree(view, manifest, language));
    let style = css::minify(&format!("{TOKENS}\n{BANNER}\n{}", layout(cookies.layout)))?;
    let categories = cookies.categories.iter().map(|one| category(cookies, one));
    let mut members = vec![
        ("policy", by_language(languages, policy)?),
        ("expiryDays", Value::Integer(i64::from(cookies.expiry_days))),
        ("refusalDays", Value::Integer(i64::from(cookies.refusal_days))),
        ("fingerprint", Value::from(cookies.fingerprint.as_str())),
        ("digest", Value::from(digest_of(cookies).as_str())),
        ("categories", Value::Array(categories.collect())),
        ("services", Value::Array(cookies.services.iter().map(service).collect())),
        ("banner", view(Early::Banner(None))?),
        ("reopen", view(Early::Reopen)?),
        ("embed", view(Early::Embed)?),
        ("css", Value::String(style)),
    ];
    if !cookies.gpc.is_empty() {
        members.push(("gpc", view(Early::SignalNotice)?));
    }
    if let Some(domain) = &cookies.domain {
        members.push(("domain", Value::from(domain.as_str())));
    }
    if !cookies.regions.is_empty() {
        let code = |(index, region): (usize, &Region)| {
            let index = Value::Integer(i64::try_from(index).unwrap_or_default());
            region.codes.iter().map(|code| (code.as_str().to_owned(), index.clone())).collect::<Vec<_>>()
        };
        let codes = cookies.regions.iter().enumerate().flat_map(code).collect();
        let rule = |region: &Region| {
            let banner = view(Early::Banner(Some(region)))?;
            Ok(object(vec![("mode", Value::from(region.mode.as_str())), ("banner", banner)]))
        };
        members.push(("regions", Value::Object(codes)));
        members.push(("rules", Value::Array(cookies.regions.iter().map(rule).collect::<Result<_, _>>()?)));
    }
    if let Some(signals) = &cookies.signals {
        members.extend(signals::members(cookies, signals));
    }
    Ok(object(members))
}

fn category(cookies: &Cookies, category: &CookieCategory) -> Value {
    let state = match category.basis {
        Basis::StrictlyNecessary => "always",
        Basis::Consent => "ask",
        Basis::LegitimateInterest => "object",
    };
    let mut members = vec![("id", Value::from(category.id.as_str())), ("state", Value::from(state))];
    if cookies.gpc.contains(&category.id) {
        members.push(("gpc", Value::Bool(true)));
    }
    object(members)
}

fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::Box => LAYOUT_BOX,
        Layout::Bar => LAYOUT_BAR,
        Layout::Centre => LAYOUT_CENTRE,
    }
}

fn service(service: &CookieService) -> Value {
    let storage = service.storage.iter().map(|item| {
        object(vec![("kind", Value::from(item.kind.as_str())), ("name", Value::from(item.name.as_str()))])
    });
    object(vec![
        ("id", Value::from(service.id.as_str())),
        ("category", Value::from(service.category.as_str())),
        ("name", Value::from(service.name.as_str())),
        ("storage", Value::Array(storage.collect())),
    ])
}

fn by_language(
    languages: &[String],
    value: impl Fn(&str) -> Result<Value, EmbedError>,
) -> Result<Value, EmbedError> {
    let pair = |language: &String| Ok((language.clone(), value(language)?));
    languages.iter().map(pair).collect::<Result<_, _>>().map(Value::Object)
}

pub(super) fn strings(items: &[String]) -> Value {
    Value::Array(items.iter().map(|item| Value::from(item.as_str())).collect())
}

pub(super) fn object(members: Vec<(&str, Value)>) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
