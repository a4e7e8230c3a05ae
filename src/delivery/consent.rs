//! A visitor's answer as a consent record: a pure function.

use samtycke_pack::manifest::{Basis, CookieService};
use samtycke_record::consent::{
    Authority, Banner, Consent, Controller, Event, EventType, Notice, Purpose, SCHEMA, State, Storage,
};
use samtycke_record::{Context, Interface, Nonce, Offer, Retention};

use super::answers::Answer;
use crate::VERSION;
use crate::messages::messages;
use crate::pack::Pack;

/// The record; `None` when the pack has nothing to answer, which the fingerprint rules out.
pub(super) fn record(answer: &Answer, pack: &Pack, nonce: Nonce, viewport: String) -> Option<Consent> {
    let manifest = &pack.manifest;
    let cookies = manifest.cookies.as_ref()?;
    let policy = manifest.document(&cookies.policy)?;
    let file = policy.file(&answer.lang).or(policy.files.first())?;
    let language = file.language.clone();
    let words = messages(&language);
    let origin = origin(&answer.page)?.to_owned();
    let purposes: Vec<Purpose> = cookies
        .services
        .iter()
        .filter_map(|service| {
            let category = cookies.categories.iter().find(|category| category.id == service.category)?;
            (category.basis != Basis::StrictlyNecessary).then(|| Purpose {
                id: service.id.clone(),
                category: category.id.clone(),
                purpose: service.purpose.get(&language).to_owned(),
                dpv: category.dpv.clone(),
                basis: category.basis.as_str().to_owned(),
                state: state(answer, service),
                recipient: service.provider.clone(),
                storage: storage(service, &language),
            })
        })
        .collect();
    let any = |state| purposes.iter().any(|purpose| purpose.state == state);
    let r#type = if any(State::Withdrawn) {
        EventType::Withdrawn
    } else if any(State::Given) {
        EventType::Given
    } else {
        EventType::Refused
    };
    Some(Consent {
        schema: SCHEMA.into(),
        record_id: answer.id.clone(),
        event: Event {
            r#type,
            time: answer.time.clone(),
            clock: "client".into(),
            validity_days: cookies.expiry_days,
        },
        context: Context { audience: answer.endpoint.clone(), origin, page: answer.page.clone() },
        offer: Offer { pack: pack.digest.clone(), nonce },
        controller: Controller {
            name: manifest.vendor.name.clone(),
            registry: format!("{} {}", manifest.vendor.registry.scheme.as_str(), manifest.vendor.registry.id),
            contact: manifest.vendor.email.clone(),
        },
        notice: Notice {
            url: format!("{}{}", pack.base, file.page),
            document: policy.id.clone(),
            version: policy.version.clone(),
            sha256: file.sha256.clone(),
            language: language.clone(),
        },
        banner: Banner {
            configuration: answer.banner.clone(),
            layer: answer.layer,
            initial: "all off".into(),
        },
        purposes,
        method: answer.method,
        jurisdiction: manifest.law.get(&language).to_owned(),
        withdrawal: words.withdrawal.to_owned(),
        rights: format!("{}{}", pack.base, file.page),
        authority: Authority {
            name: manifest.authority.name.get(&language).to_owned(),
            url: manifest.authority.url.clone(),
        },
        ui: Interface { version: VERSION.into(), language: answer.lang.clone(), viewport },
        retention: Retention { class: "consent".into(), rule: words.retention_consent.to_owned() },
    })
}

/// Of an absolute URL.
fn origin(url: &str) -> Option<&str> {
    let host = url.find("://")? + 3;
    let end = url.get(host..)?.find('/').map_or(url.len(), |slash| host + slash);
    url.get(..end)
}

fn state(answer: &Answer, service: &CookieService) -> State {
    let named = |ids: &[String]| ids.contains(&service.id) || ids.contains(&service.category);
    if answer.services.contains(&service.id) || answer.categories.contains(&service.category) {
        State::Given
    } else if named(&answer.before) {
        State::Withdrawn
    } else {
        State::Refused
    }
}

fn storage(service: &CookieService, language: &str) -> Vec<Storage> {
    let item = |item: &samtycke_pack::manifest::StorageItem| Storage {
        name: item.name.clone(),
        kind: item.kind.as_str().to_owned(),
        lifetime: item.lifetime.get(language).to_owned(),
    };
    service.storage.iter().map(item).collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use samtycke_pack::offer::check_record;
    use samtycke_record::consent::{Layer, Method};
    use samtycke_record::verify::{digest_of, first_failure};
    use samtycke_record::{Nonce, Record, Timestamp, Uuid};

    use super::*;
    use crate::testing::sample_packs;

    #[test]
    fn answers_become_records_that_the_receiver_takes() {
        for (pack, published) in sample_packs() {
            let cookies = pack.manifest.cookies.clone().unwrap();
            let all: Vec<String> = cookies.services.iter().map(|service| service.id.clone()).collect();
            for (services, before, expect) in [
                (all.clone(), vec![], EventType::Given),
                (vec![], vec![], EventType::Refused),
                (vec![], all.clone(), EventType::Withdrawn),
            ] {
                for lang in &pack.manifest.languages {
                    let answer = Answer {
                        id: Uuid::parse("9b2f6c1e-0f3a-4d57-8a6b-1c2d3e4f5a6b").unwrap(),
                        time: Timestamp::parse("2026-11-21T23:10:55.000Z").unwrap(),
                        method: Method::Save,
                        layer: Layer::Preferences,
                        services: services.clone(),
                        categories: vec![],
                        before: before.clone(),
                        lang: lang.clone(),
                        pack: "https://vendor.example/pack.json".into(),
                        endpoint: "https://consent.vendor.example".into(),
                        page: "https://vendor.example/a/b".into(),
                        manifest: pack.digest.clone(),
                        fingerprint: cookies.fingerprint.clone(),
                        banner: digest_of(&cookies),
                    };
                    let record = record(&answer, &pack, Nonce::NotCollected, "320x640".into()).unwrap();
                    assert_eq!(
                        (record.event.r#type, record.context.origin.as_str()),
                        (expect, "https://vendor.example")
                    );
                    let checks = check_record(&Record::Consent(record), std::slice::from_ref(&published));
                    assert_eq!(first_failure(&checks), None, "{} {lang}", pack.manifest.id);
                }
            }
        }
    }
}
