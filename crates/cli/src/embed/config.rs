//! `CONFIG`, as `Config` in `gate/types.d.ts` describes it.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{Basis, CookieCategory, CookieService, Cookies, Layout, Region};
use samtycke_record::Digest;
use samtycke_record::json::Value;
use samtycke_record::verify::digest_of;
use samtycke_widget::messages::gate_words;

use super::bundle::Constants;
use super::tree::{Early, tree};
use super::{EmbedError, css, signals};
use crate::assets::{BANNER, BANNER_NOTE, EDGES, EMBED, LAYOUT_BAR, LAYOUT_BOX, LAYOUT_CENTRE, TOKENS};

/// Of a published pack.
pub(super) fn of_pack(
    manifest: &Manifest,
    digest: &Digest,
    languages: &[String],
) -> Result<Value, EmbedError> {
    let mut members = vec![
        ("pack", Value::from("pack.json")),
        ("manifest", Value::from(digest.as_str())),
        ("languages", strings(languages)),
        ("texts", by_language(languages, |language| Ok(texts(language)))?),
    ];
    if let Some(cookies) = &manifest.cookies {
        members.push(("cookies", self::cookies(manifest, cookies, languages)?));
    }
    Ok(object(members))
}

/// What files that are fetched later have in front, by the names in `gate/globals.d.ts`.
pub(super) fn constants(
    manifest: &Manifest,
    widget: &str,
    languages: &[String],
) -> Result<Constants, EmbedError> {
    let texts = by_language(languages, |language| Ok(view_texts(language)))?;
    let mut constants = vec![("TEXTS", texts), ("WIDGET_FOLDER", Value::from(widget))];
    if let Some(cookies) = &manifest.cookies {
        let view = |view: Early<'_>| by_language(languages, |language| tree(view, manifest, language));
        let name = |service: &CookieService| (service.id.clone(), Value::from(service.name.as_str()));
        let names = Value::Object(cookies.services.iter().map(name).collect());
        let css = Value::String(css::minify(EMBED)?);
        let placeholders = object(vec![("trees", view(Early::Embed)?), ("names", names), ("css", css)]);
        constants.push(("PLACEHOLDERS", placeholders));
        constants.push(("NOTICES", view(Early::SignalNotice)?));
        constants.push(("EDGES", Value::String(css::minify(EDGES)?)));
    }
    Ok(constants)
}

/// Of no pack.
pub(super) fn without_pack(languages: &[String]) -> (Value, Constants) {
    let all = |texts: fn(&str) -> Value| {
        Value::Object(languages.iter().map(|language| (language.clone(), texts(language))).collect())
    };
    let config =
        object(vec![("pack", Value::from("")), ("languages", strings(languages)), ("texts", all(texts))]);
    (config, vec![("TEXTS", all(view_texts)), ("WIDGET_FOLDER", Value::from(""))])
}

fn texts(language: &str) -> Value {
    let words = gate_words(language);
    object(vec![
        ("missing", Value::from(words.missing)),
        ("preferences", Value::from(words.preferences_failed)),
    ])
}

fn view_texts(language: &str) -> Value {
    let words = gate_words(language);
    object(vec![
        ("loading", Value::from(words.loading)),
        ("failed", Value::from(words.view_failed)),
        ("page", Value::from(words.plain_page)),
    ])
}

fn cookies(manifest: &Manifest, cookies: &Cookies, languages: &[String]) -> Result<Value, EmbedError> {
    let policy = |language: &str| {
        let file = manifest.document(&cookies.policy).and_then(|entry| entry.file(language));
        Ok(Value::from(file.map_or("", |file| &file.page)))
    };
    let view = |view: Early<'_>| by_language(languages, |language| tree(view, manifest, language));
    let categories = cookies.categories.iter().map(|one| category(cookies, one));
    let banner = view(Early::Banner(None))?;
    let reopen = view(Early::Reopen)?;
    let gpc = if cookies.gpc.is_empty() { None } else { Some(view(Early::SignalNotice)?) };
    let rule = |region: &Region| {
        let banner = view(Early::Banner(Some(region)))?;
        Ok(object(vec![("mode", Value::from(region.mode.as_str())), ("banner", banner)]))
    };
    let rules = Value::Array(cookies.regions.iter().map(rule).collect::<Result<_, _>>()?);
    let trees: Vec<_> = [&banner, &reopen, &rules].into_iter().chain(&gpc).collect();
    let mut members = vec![
        ("policy", by_language(languages, policy)?),
        ("expiryDays", Value::Integer(i64::from(cookies.expiry_days))),
        ("refusalDays", Value::Integer(i64::from(cookies.refusal_days))),
        ("fingerprint", Value::from(cookies.fingerprint.as_str())),
        ("digest", Value::from(digest_of(cookies).as_str())),
        ("categories", Value::Array(categories.collect())),
        ("services", Value::Array(cookies.services.iter().map(service).collect())),
        ("css", Value::String(css::needed(&style(cookies), &trees)?)),
        ("banner", banner),
        ("reopen", reopen),
    ];
    if let Some(domain) = &cookies.domain {
        members.push(("domain", Value::from(domain.as_str())));
    }
    if !cookies.regions.is_empty() {
        let code = |(index, region): (usize, &Region)| {
            let index = Value::Integer(i64::try_from(index).unwrap_or_default());
            region.codes.iter().map(|code| (code.as_str().to_owned(), index.clone())).collect::<Vec<_>>()
        };
        let codes = cookies.regions.iter().enumerate().flat_map(code).collect();
        members.push(("regions", Value::Object(codes)));
        members.push(("rules", rules));
    }
    if let Some(signals) = &cookies.signals {
        members.extend(signals::members(cookies, signals));
    }
    Ok(object(members))
}

/// Banner and re-open control.
pub(super) fn style(cookies: &Cookies) -> String {
    let note = if cookies.asks_despite_signal() { BANNER_NOTE } else { "" };
    format!("{TOKENS}\n{BANNER}\n{note}{}", layout(cookies.layout))
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
    // A list of names for each kind.
    let mut storage: Vec<(&str, Value)> = Vec::new();
    for item in &service.storage {
        let name = Value::from(item.name.as_str());
        match storage.iter_mut().find(|(kind, _)| *kind == item.kind.as_str()) {
            Some((_, Value::Array(names))) => names.push(name),
            _ => storage.push((item.kind.as_str(), Value::Array(vec![name]))),
        }
    }
    object(vec![
        ("id", Value::from(service.id.as_str())),
        ("category", Value::from(service.category.as_str())),
        ("storage", object(storage)),
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
