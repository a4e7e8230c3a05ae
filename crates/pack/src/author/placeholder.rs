//! `{{vendor.name}}` and its like: what `pack.toml` says once.

use crate::Manifest;

/// Where values come from: the manifest in one language, and the document that is being read.
pub(super) struct Values<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) language: &'a str,
    pub(super) version: &'a str,
    pub(super) effective: &'a str,
}

/// Text after filling.
pub(super) enum Fill {
    Done(String),
    Unknown(String),
}

/// The name in `{{table.name}}`, when the text is nothing else.
pub(super) fn table_name(text: &str) -> Option<&str> {
    text.trim().strip_prefix("{{table.")?.strip_suffix("}}").filter(|name| !name.contains(['{', '}']))
}

/// Fills every placeholder of a text. A table's placeholder that stands alone is left for the caller.
pub(super) fn fill(text: &str, values: &Values<'_>) -> Fill {
    if table_name(text).is_some() {
        return Fill::Done(text.to_owned());
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, tail)) = after.split_once("}}") else {
            return Fill::Unknown(after.chars().take(40).collect());
        };
        let Some(value) = value(name.trim(), values) else {
            return Fill::Unknown(name.to_owned());
        };
        out.push_str(before);
        out.push_str(&value);
        rest = tail;
    }
    out.push_str(rest);
    Fill::Done(out)
}

fn value(name: &str, values: &Values<'_>) -> Option<String> {
    let Manifest { vendor, authority, law, venue, annex, .. } = values.manifest;
    let language = values.language;
    Some(match name {
        "vendor.name" => vendor.name.clone(),
        "vendor.registry" => vendor.registry.named(),
        "vendor.address" => vendor.address.clone(),
        "vendor.email" => vendor.email.clone(),
        "vendor.phone" => vendor.phone.clone(),
        "vendor.website" => vendor.website.clone(),
        "vendor.dpo" => {
            let officer = vendor.dpo.as_ref()?;
            format!("{}, {}", officer.name, officer.email)
        }
        "authority.name" => authority.name.get(language).to_owned(),
        "authority.url" => authority.url.clone(),
        "document.version" => values.version.to_owned(),
        "document.effective" => values.effective.to_owned(),
        "annex.breach_hours" => annex.as_ref()?.breach_hours.to_string(),
        "annex.purpose" => annex.as_ref()?.purpose.get(language).to_owned(),
        "annex.nature" => annex.as_ref()?.nature.get(language).to_owned(),
        "annex.duration" => annex.as_ref()?.duration.get(language).to_owned(),
        "annex.retention" => annex.as_ref()?.retention.get(language).to_owned(),
        "law" => law.get(language).to_owned(),
        "venue" => venue.get(language).to_owned(),
        _ => return None,
    })
}
