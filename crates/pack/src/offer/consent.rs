//! Services, policy and banner of a consent record.

use samtycke_record::Consent;
use samtycke_record::consent::{Method, Mode, Purpose, State};
use samtycke_record::verify::{Check, CheckId, digest_of};

use crate::Manifest;
use crate::manifest::{Basis, CookieCategory, CookieService, Cookies};

pub(super) fn check(record: &Consent, manifest: &Manifest, checks: &mut Vec<Check>) {
    let Some(cookies) = &manifest.cookies else {
        checks.push(Check::fail(CheckId::Purposes, "the pack has no cookies"));
        return;
    };
    checks.push(Check::of(
        CheckId::Documents,
        "the policy that was linked is the published one",
        notice(record, manifest, cookies),
    ));
    checks.push(Check::of(
        CheckId::Banner,
        "the banner shown is the published one, by the rule of that region",
        banner(record, cookies),
    ));
    checks.push(Check::of(
        CheckId::Terms,
        "controller, authority, jurisdiction and validity as published",
        terms(record, manifest, cookies),
    ));
    checks.push(Check::of(
        CheckId::Purposes,
        "every service that needed an answer, as published",
        purposes(record, cookies),
    ));
}

fn notice(record: &Consent, manifest: &Manifest, cookies: &Cookies) -> Result<(), String> {
    let notice = &record.notice;
    let published = manifest
        .document(&cookies.policy)
        .and_then(|entry| Some((entry, entry.file(&notice.language)?)))
        .ok_or_else(|| format!("the policy is not published in {}", notice.language))?;
    let (entry, file) = published;
    if notice.document == entry.id && notice.version == entry.version && notice.sha256 == file.sha256 {
        Ok(())
    } else {
        Err(format!("the policy linked is not version {} of {}", entry.version, entry.id))
    }
}

fn banner(record: &Consent, cookies: &Cookies) -> Result<(), String> {
    let banner = &record.banner;
    if banner.configuration != digest_of(cookies) {
        return Err("the banner shown is not the published one".into());
    }
    let mode = cookies.mode_in(&banner.region);
    if banner.mode != mode {
        return Err(format!("the rule there is {}, not {}", mode.as_str(), banner.mode.as_str()));
    }
    Ok(())
}

fn terms(record: &Consent, manifest: &Manifest, cookies: &Cookies) -> Result<(), String> {
    let Manifest { vendor, authority, law, .. } = manifest;
    let Consent { controller, notice, .. } = record;
    let registry = format!("{} {}", vendor.registry.scheme.as_str(), vendor.registry.id);
    let same = controller.name == vendor.name
        && controller.registry == registry
        && controller.contact == vendor.email
        && controller.address == vendor.address
        && controller.country == vendor.country
        && controller.phone == vendor.phone
        && controller.url == vendor.website
        && record.authority.name == authority.name.get(&notice.language)
        && record.authority.url == authority.url
        && record.jurisdiction == law.get(&notice.language)
        && record.event.validity_days == cookies.validity(&record.purposes);
    if same {
        Ok(())
    } else {
        Err("controller, authority, jurisdiction or validity are not the published ones".into())
    }
}

fn purposes(record: &Consent, cookies: &Cookies) -> Result<(), String> {
    let asked: Vec<_> = cookies.asked().collect();
    if asked.len() != record.purposes.len() {
        return Err(format!(
            "{} services were answered, {} needed an answer",
            record.purposes.len(),
            asked.len()
        ));
    }
    for (found, (service, category)) in record.purposes.iter().zip(asked) {
        if !is_published(found, service, category, &record.notice.language) {
            return Err(format!("{} is not as published", found.id));
        }
        if !fits(found.state, category.basis, record) {
            let (state, method) = (found.state.as_str(), record.method.as_str());
            return Err(format!("{} can't be {state} by {method}", found.id));
        }
        if record.method == Method::Gpc
            && found.state.is_allowed() != survives_signal(category, cookies, record)
        {
            return Err(format!("{} is not what Global Privacy Control makes of it", found.id));
        }
    }
    Ok(())
}

fn is_published(found: &Purpose, service: &CookieService, category: &CookieCategory, language: &str) -> bool {
    found.id == service.id
        && found.category == category.id
        && found.purpose == service.purpose.get(language)
        && found.dpv == category.dpv
        && found.basis == category.basis.as_str()
        && found.recipient == service.provider
        && found.country == service.country
        && found.data == service.data
        && found.retention == service.retention_in(language)
        && found.storage.len() == service.storage.len()
        && found.storage.iter().zip(&service.storage).all(|(a, b)| {
            a.name == b.name && a.kind == b.kind.as_str() && a.lifetime == b.lifetime.get(language)
        })
}

/// Consent is claimed only where it is the basis, and only of a visitor who said yes.
fn fits(state: State, basis: Basis, record: &Consent) -> bool {
    match (basis, state) {
        (Basis::Consent, State::Given) => record.method.can_consent(),
        (Basis::Consent, State::NotObjected) => record.method.can_leave(record.banner.mode),
        (Basis::Consent, State::Refused | State::Withdrawn) => true,
        (Basis::LegitimateInterest, State::NotObjected | State::Objected) => true,
        _ => false,
    }
}

/// Does the service stay in force when the browser answers for the visitor?
fn survives_signal(category: &CookieCategory, cookies: &Cookies, record: &Consent) -> bool {
    let asks_first = record.banner.mode == Mode::OptIn && category.basis == Basis::Consent;
    !asks_first && !cookies.gpc.contains(&category.id)
}
