//! What must hold in `[cookies]`, and the published form that follows from it.

use std::collections::HashSet;

use samtycke_record::json::ToJson as _;
use samtycke_record::verify::digest_of;
use samtycke_record::{Digest, RegionCode};

use super::check::Checker;
use super::pack_toml::{self as toml, PackToml};
use crate::manifest::{self, AfterWithdrawal, Basis, CookieCategory, GoogleType, Layout, Mode, Text};

pub(super) fn check(pack: &PackToml, checker: &mut Checker<'_>) {
    let Some(cookies) = &pack.cookies else { return };
    answer(cookies, checker);
    signal(cookies, checker);
    regions(cookies.region.iter().flatten(), checker);
    if let Some(signals) = &cookies.signals {
        self::signals(signals, cookies, checker);
    }
    services(cookies, checker);
}

/// How long an answer holds, and where.
fn answer(cookies: &toml::Cookies, checker: &mut Checker<'_>) {
    for (path, days) in
        [("cookies.expiry_days", Some(cookies.expiry_days)), ("cookies.refusal_days", cookies.refusal_days)]
    {
        if let Some(days) = days.filter(|days| !(1..=365).contains(days)) {
            let message = format!("an answer can't hold {days} days");
            checker.error(path, "wrong-value", message, "write 1 to 365; authorities suggest 182");
        }
    }
    if let Some(domain) = cookies.domain.as_ref().filter(|domain| !is_host(domain)) {
        let message = format!("{domain:?} is not the name of a host");
        let fix = "write it in lower case, without scheme, port, path or leading dot: example.com";
        checker.error("cookies.domain", "wrong-value", message, fix);
    }
}

fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !label.is_empty() && label.bytes().all(inner) && !label.starts_with('-') && !label.ends_with('-')
    };
    text.split('.').all(is_label)
}

/// What Global Privacy Control refuses.
fn signal(cookies: &toml::Cookies, checker: &mut Checker<'_>) {
    let known = cookies.category.iter().map(|entry| entry.id.as_str()).collect();
    for (index, id) in cookies.gpc.iter().flatten().enumerate() {
        let path = format!("cookies.gpc[{index}]");
        checker.reference(&path, "category", id, &known);
        let is_necessary =
            |entry: &CookieCategory| entry.id == *id && entry.basis == Basis::StrictlyNecessary;
        if cookies.category.iter().any(is_necessary) {
            let message = format!("{id} is strictly necessary: nobody can refuse it");
            checker.error(&path, "wrong-value", message, "name categories with another basis");
        }
    }
}

fn regions<'r>(regions: impl Iterator<Item = &'r toml::Region>, checker: &mut Checker<'_>) {
    let mut seen = HashSet::new();
    for (r, region) in regions.enumerate() {
        let path = format!("cookies.region[{r}]");
        some_codes(&region.codes, &format!("{path}.codes"), checker);
        for (index, code) in region.codes.iter().enumerate() {
            if !seen.insert(code) {
                let message = format!("{code} is there twice");
                checker.error(&format!("{path}.codes[{index}]"), "duplicate-region", message, "name it once");
            }
        }
        let missing = [("heading", region.heading.is_none()), ("text", region.text.is_none())];
        for (name, _) in missing.iter().filter(|(_, missing)| *missing && region.mode != Mode::OptIn) {
            let message =
                format!("the {name} for opt-in is not true where the mode is {}", region.mode.as_str());
            checker.error(&path, "region-text", message, &format!("add {name}, in every language"));
        }
    }
}

fn some_codes(codes: &[RegionCode], path: &str, checker: &mut Checker<'_>) {
    if codes.is_empty() {
        let message = String::from("it holds nowhere");
        checker.error(path, "wrong-value", message, "name a country or a part of one: [\"US\", \"CA-QC\"]");
    }
}

fn signals(signals: &toml::Signals, cookies: &toml::Cookies, checker: &mut Checker<'_>) {
    let categories = cookies.category.iter().map(|entry| entry.id.as_str());
    let known = categories.chain(cookies.service.iter().map(|entry| entry.id.as_str())).collect();
    let mut source = |path: &str, id: Option<&str>| {
        if let Some(id) = id {
            checker.reference(&format!("cookies.signals.{path}"), "category or service", id, &known);
        }
    };
    if let Some(google) = &signals.google {
        let google = published_google(google.clone());
        for kind in GoogleType::ALL {
            source(&format!("google.{}", kind.as_str()), google.source(*kind));
        }
    }
    if let Some(uet) = &signals.uet {
        source("uet.ad_storage", Some(&uet.ad_storage));
    }
    if let Some(clarity) = &signals.clarity {
        source("clarity.ad_storage", clarity.ad_storage.as_deref());
        source("clarity.analytics_storage", clarity.analytics_storage.as_deref());
    }
    if let Some(google) = &signals.google {
        google_details(google, checker);
    }
}

fn google_details(google: &toml::GoogleSignals, checker: &mut Checker<'_>) {
    let path = "cookies.signals.google";
    if google.wait_for_update.is_some_and(|wait| wait > 10_000) {
        let message = String::from("nobody's statistics wait more than ten seconds");
        checker.error(
            &format!("{path}.wait_for_update"),
            "wrong-value",
            message,
            "write 500, or at most 10000",
        );
    }
    for (index, default) in google.default.iter().flatten().enumerate() {
        some_codes(&default.region, &format!("{path}.default[{index}].region"), checker);
    }
}

fn services(cookies: &toml::Cookies, checker: &mut Checker<'_>) {
    let known = cookies.category.iter().map(|entry| entry.id.as_str()).collect();
    for (s, service) in cookies.service.iter().enumerate() {
        let path = format!("cookies.service[{s}]");
        checker.reference(&format!("{path}.category"), "category", &service.category, &known);
        for (index, item) in service.storage.iter().flatten().enumerate() {
            if item.name.trim_end_matches('*').is_empty() {
                let message = format!("{:?} stands for everything that the site stores", item.name);
                let fix = "write the name, or how it begins: _ga_*";
                checker.error(&format!("{path}.storage[{index}].name"), "wrong-value", message, fix);
            }
        }
        for (index, name) in service.data.iter().flatten().enumerate().filter(|(_, name)| !is_term(name)) {
            let message = format!("{name:?} is not a name of W3C DPV-PD");
            let fix = "write it as https://w3id.org/dpv/pd has it: IPAddress, UID";
            checker.error(&format!("{path}.data[{index}]"), "wrong-value", message, fix);
        }
        let is_interest =
            |entry: &CookieCategory| entry.id == service.category && entry.basis == Basis::LegitimateInterest;
        if cookies.category.iter().any(is_interest) && service.storage.iter().flatten().next().is_some() {
            let message = format!(
                "{} runs by legitimate interest, but what it stores needs consent (ePrivacy Directive, Article 5(3))",
                service.id
            );
            let fix =
                "give it a category with basis consent, or strictly-necessary if it is; or store nothing";
            checker.error(&format!("{path}.storage"), "interest-storage", message, fix);
        }
    }
}

/// CamelCase words, as DPV's terms are written.
fn is_term(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The published form, with what was left out.
pub(super) fn published(cookies: toml::Cookies) -> manifest::Cookies {
    let categories = cookies.category;
    let services: Vec<_> = cookies.service.into_iter().map(service).collect();
    let optional = categories.iter().filter(|category| category.basis != Basis::StrictlyNecessary);
    let optional: Vec<String> = optional.map(|category| category.id.clone()).collect();
    let (heading, text) = (cookies.heading, cookies.text);
    let region = |region: toml::Region| manifest::Region {
        codes: region.codes,
        mode: region.mode,
        heading: region.heading.unwrap_or_else(|| heading.clone()),
        text: region.text.unwrap_or_else(|| text.clone()),
    };
    let regions = cookies.region.unwrap_or_default().into_iter().map(region).collect();
    manifest::Cookies {
        fingerprint: fingerprint(&categories, &services),
        policy: cookies.policy,
        expiry_days: cookies.expiry_days,
        refusal_days: cookies.refusal_days.unwrap_or(cookies.expiry_days),
        layout: cookies.layout.unwrap_or(Layout::Box),
        after_withdrawal: cookies.after_withdrawal.unwrap_or(AfterWithdrawal::Stay),
        domain: cookies.domain,
        gpc: cookies.gpc.unwrap_or(optional),
        heading,
        text,
        regions,
        signals: cookies.signals.map(published_signals),
        categories,
        services,
    }
}

fn published_signals(signals: toml::Signals) -> manifest::Signals {
    manifest::Signals {
        google: signals.google.map(published_google),
        uet: signals.uet,
        clarity: signals.clarity,
    }
}

fn published_google(google: toml::GoogleSignals) -> manifest::GoogleSignals {
    manifest::GoogleSignals {
        ad_storage: google.ad_storage,
        ad_user_data: google.ad_user_data,
        ad_personalization: google.ad_personalization,
        analytics_storage: google.analytics_storage,
        functionality_storage: google.functionality_storage,
        personalization_storage: google.personalization_storage,
        security_storage: google.security_storage,
        wait_for_update: google.wait_for_update,
        ads_data_redaction: google.ads_data_redaction.unwrap_or(false),
        url_passthrough: google.url_passthrough.unwrap_or(false),
        defaults: google.default.unwrap_or_default(),
    }
}

fn service(service: toml::CookieService) -> manifest::CookieService {
    let toml::CookieService { id, category, name, provider, country, purpose, data, retention, storage } =
        service;
    manifest::CookieService {
        id,
        category,
        name,
        provider,
        country,
        purpose,
        data: data.unwrap_or_default(),
        retention,
        storage: storage.unwrap_or_default(),
    }
}

/// What an answer is about, without the words: a wording fix doesn't ask again, a new service does.
fn fingerprint(categories: &[CookieCategory], services: &[manifest::CookieService]) -> Digest {
    let blank = |text: &mut Text| *text = Text::default();
    let mut categories = categories.to_vec();
    for category in &mut categories {
        blank(&mut category.name);
        blank(&mut category.purpose);
    }
    let mut services = services.to_vec();
    for service in &mut services {
        service.name.clear();
        service.retention = None;
        blank(&mut service.purpose);
        for item in &mut service.storage {
            blank(&mut item.lifetime);
            blank(&mut item.purpose);
        }
    }
    digest_of(&vec![categories.to_json(), services.to_json()])
}
