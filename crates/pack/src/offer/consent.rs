//! Services, policy and banner of a consent record.

use samtycke_record::Consent;
use samtycke_record::verify::{Check, CheckId, digest_of};

use crate::Manifest;
use crate::manifest::{Basis, Cookies};

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
        "the banner shown is the published one",
        if record.banner.configuration == digest_of(cookies) {
            Ok(())
        } else {
            Err("the banner shown is not the published one".into())
        },
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

fn terms(record: &Consent, manifest: &Manifest, cookies: &Cookies) -> Result<(), String> {
    let Manifest { vendor, authority, law, .. } = manifest;
    let language = &record.notice.language;
    let registry = format!("{} {}", vendor.registry.scheme.as_str(), vendor.registry.id);
    let same = record.controller.name == vendor.name
        && record.controller.registry == registry
        && record.controller.contact == vendor.email
        && record.authority.name == authority.name.get(language)
        && record.authority.url == authority.url
        && record.jurisdiction == law.get(language)
        && record.event.validity_days == cookies.expiry_days;
    if same {
        Ok(())
    } else {
        Err("controller, authority, jurisdiction or validity are not the published ones".into())
    }
}

fn purposes(record: &Consent, cookies: &Cookies) -> Result<(), String> {
    let asked: Vec<_> = cookies
        .services
        .iter()
        .filter_map(|service| {
            let category = cookies.categories.iter().find(|category| category.id == service.category)?;
            (category.basis != Basis::StrictlyNecessary).then_some((service, category))
        })
        .collect();
    if asked.len() != record.purposes.len() {
        return Err(format!(
            "{} services were answered, {} needed an answer",
            record.purposes.len(),
            asked.len()
        ));
    }
    let language = &record.notice.language;
    for (found, (service, category)) in record.purposes.iter().zip(asked) {
        let same = found.id == service.id
            && found.category == category.id
            && found.purpose == service.purpose.get(language)
            && found.dpv == category.dpv
            && found.basis == category.basis.as_str()
            && found.recipient == service.provider
            && found.storage.len() == service.storage.len()
            && found.storage.iter().zip(&service.storage).all(|(a, b)| {
                a.name == b.name && a.kind == b.kind.as_str() && a.lifetime == b.lifetime.get(language)
            });
        if !same {
            return Err(format!("{} is not as published", found.id));
        }
    }
    Ok(())
}
