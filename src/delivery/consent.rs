//! A visitor's answer as a consent record: a pure function.

use samtycke_pack::manifest::{Basis, CookieService};
use samtycke_record::consent::{
    Authority, Banner, Consent, Controller, Event, EventType, Mode, Notice, Omitted, Place, Purpose, SCHEMA,
    State, Storage,
};
use samtycke_record::{Context, Interface, Nonce, Offer, RegionCode, Retention};

use super::answers::Answer;
use crate::VERSION;
use crate::messages::messages;
use crate::pack::Pack;

/// The record; `None` when the pack has nothing to answer, which the fingerprint rules out.
pub(super) fn record(answer: &Answer, pack: &Pack, nonce: Nonce, viewport: String) -> Option<Consent> {
    let manifest = &pack.manifest;
    let vendor = &manifest.vendor;
    let cookies = manifest.cookies.as_ref()?;
    let policy = manifest.document(&cookies.policy)?;
    let file = policy.file(&answer.lang).or(policy.files.first())?;
    let language = file.language.clone();
    let words = messages(&language);
    let origin = origin(&answer.page)?.to_owned();
    let mode = answer.mode.unwrap_or(Mode::OptIn);
    let purposes: Vec<Purpose> = cookies
        .asked()
        .map(|(service, category)| Purpose {
            id: service.id.clone(),
            category: category.id.clone(),
            purpose: service.purpose.get(&language).to_owned(),
            dpv: category.dpv.clone(),
            basis: category.basis.as_str().to_owned(),
            state: state(answer, service, category.basis),
            recipient: service.provider.clone(),
            country: service.country.clone(),
            data: service.data.clone(),
            retention: service.retention_in(&language).to_owned(),
            storage: storage(service, &language),
        })
        .collect();
    Some(Consent {
        schema: SCHEMA.into(),
        record_id: answer.id.clone(),
        prev: Omitted::NotCollected,
        principal: Omitted::NotCollected,
        event: Event {
            r#type: EventType::sum(&purposes),
            time: answer.time.clone(),
            clock: "client".into(),
            validity_days: cookies.validity(&purposes),
        },
        context: Context { audience: answer.endpoint.clone(), origin, page: answer.page.clone() },
        offer: Offer { pack: pack.digest.clone(), nonce },
        controller: Controller {
            name: vendor.name.clone(),
            registry: format!("{} {}", vendor.registry.scheme.as_str(), vendor.registry.id),
            contact: vendor.email.clone(),
            address: vendor.address.clone(),
            country: vendor.country.clone(),
            phone: vendor.phone.clone(),
            url: vendor.website.clone(),
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
            mode,
            region: place(answer.region.as_deref().unwrap_or_default()),
            initial: mode.initial(),
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

/// The code, or the country that a longer text begins with: the gate takes it for that too.
fn place(region: &str) -> Place {
    let country = || RegionCode::parse(region.split('-').next()?);
    RegionCode::parse(region).or_else(country).map_or(Place::NotCollected, Place::Code)
}

fn state(answer: &Answer, service: &CookieService, basis: Basis) -> State {
    // A category that is allowed whole has each of its services in the list.
    let is_allowed = answer.services.contains(&service.id);
    let is_unasked = answer.unasked.iter().flatten().any(|id| *id == service.id);
    match basis {
        Basis::LegitimateInterest if is_allowed => State::NotObjected,
        Basis::LegitimateInterest => State::Objected,
        _ if is_allowed && answer.method.can_consent() && !is_unasked => State::Given,
        _ if is_allowed => State::NotObjected,
        _ if answer.before.contains(&service.id) => State::Withdrawn,
        _ => State::Refused,
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
    use samtycke_pack::manifest::{Cookies, Region};
    use samtycke_pack::offer::{Published, check_record};
    use samtycke_record::consent::{Layer, Method};
    use samtycke_record::json::{self, FromJson as _, ToJson as _};
    use samtycke_record::jws::RECORD_TYPE;
    use samtycke_record::sign::{Es256Key, KeyInHeader};
    use samtycke_record::verify::{Policy, digest_of, first_failure, verify_record};
    use samtycke_record::{Nonce, Record, Timestamp, Uuid};

    use super::*;
    use crate::testing::sample_packs;

    const OPT_OUT: &str = "US";
    const NOTICE: &str = "US-VA";

    /// The sample packs, each with two regions where other rules hold.
    fn packs() -> Vec<(Pack, Published)> {
        sample_packs().into_iter().map(|(pack, published)| abroad(&pack, published)).collect()
    }

    fn abroad(pack: &Pack, mut published: Published) -> (Pack, Published) {
        let cookies = published.manifest.cookies.as_mut().unwrap();
        let (heading, text) = (cookies.heading.clone(), cookies.text.clone());
        let region = |code: &str, mode| Region {
            codes: vec![RegionCode::parse(code).unwrap()],
            mode,
            heading: heading.clone(),
            text: text.clone(),
        };
        cookies.regions = vec![region(OPT_OUT, Mode::OptOut), region(NOTICE, Mode::Notice)];
        let text = published.manifest.to_json().canonical();
        let published = Published::parse(text.as_bytes()).unwrap();
        let manifest = published.manifest.clone().into();
        let digest = published.digest.clone();
        (Pack { manifest, text: text.into(), digest, ..pack.clone() }, published)
    }

    fn answer(pack: &Pack, method: Method, layer: Layer, region: &str, lang: &str) -> Answer {
        let cookies = pack.manifest.cookies.as_ref().unwrap();
        Answer {
            id: Uuid::parse("9b2f6c1e-0f3a-4d57-8a6b-1c2d3e4f5a6b").unwrap(),
            time: Timestamp::parse("2026-11-21T23:10:55.000Z").unwrap(),
            method,
            layer,
            services: vec![],
            categories: vec![],
            before: vec![],
            unasked: None,
            lang: lang.into(),
            pack: "https://vendor.example/pack.json".into(),
            endpoint: "https://consent.vendor.example".into(),
            page: "https://vendor.example/a/b".into(),
            manifest: pack.digest.clone(),
            fingerprint: cookies.fingerprint.clone(),
            banner: digest_of(cookies),
            mode: Some(cookies.mode_in(&place(region))),
            region: Some(region.into()),
        }
    }

    /// What the receiver asks of it.
    fn refusal(record: &Consent, published: &Published) -> Option<String> {
        let payload = record.to_json().canonical();
        let jws = Es256Key::generate().sign(RECORD_TYPE, KeyInHeader::Embedded, &payload);
        let verified = verify_record(jws.as_bytes(), Policy::default());
        let checks = check_record(&Record::Consent(record.clone()), std::slice::from_ref(published));
        verified.failure().or(first_failure(&checks)).map(|check| format!("{check:?}"))
    }

    /// Ids of the services that need an answer and fit.
    fn ids(cookies: &Cookies, fits: impl Fn(&Cookies, &str) -> bool) -> Vec<String> {
        let asked = cookies.asked().filter(|(_, category)| fits(cookies, &category.id));
        asked.map(|(service, _)| service.id.clone()).collect()
    }

    #[test]
    fn answers_become_records_that_the_receiver_takes() {
        type Choose = fn(&Cookies) -> Vec<String>;
        let all: Choose = |cookies| ids(cookies, |_, _| true);
        let one: Choose = |cookies| ids(cookies, |_, category| category == "statistics");
        let none: Choose = |_| vec![];
        let unsignalled: Choose =
            |cookies| ids(cookies, |cookies, id| !cookies.gpc.iter().any(|one| one == id));
        for (method, layer, region, allowed, before, expect) in [
            (Method::AcceptAll, Layer::Banner, "", all, none, EventType::Given),
            (Method::RejectAll, Layer::Banner, "DK", none, none, EventType::Refused),
            (Method::Save, Layer::Preferences, "", one, none, EventType::Given),
            (Method::Save, Layer::Preferences, "", none, all, EventType::Withdrawn),
            (Method::Withdraw, Layer::Api, "", one, all, EventType::Withdrawn),
            (Method::AcceptAll, Layer::Banner, OPT_OUT, all, none, EventType::Given),
            (Method::RejectAll, Layer::Banner, "US-CA", none, none, EventType::Refused),
            (Method::Withdraw, Layer::Api, OPT_OUT, one, none, EventType::Refused),
            (Method::Gpc, Layer::Signal, OPT_OUT, unsignalled, none, EventType::Refused),
            (Method::Gpc, Layer::Signal, NOTICE, unsignalled, none, EventType::Refused),
            (Method::Acknowledge, Layer::Banner, NOTICE, all, none, EventType::Acknowledged),
            (Method::Save, Layer::Preferences, NOTICE, none, all, EventType::Withdrawn),
        ] {
            for (pack, published) in packs() {
                for lang in &pack.manifest.languages {
                    let name = format!("{} {} in {region:?} {lang}", pack.manifest.id, method.as_str());
                    let cookies = pack.manifest.cookies.as_ref().unwrap();
                    let mut answer = answer(&pack, method, layer, region, lang);
                    (answer.services, answer.before) = (allowed(cookies), before(cookies));
                    // Nothing was said yes to before: what stays was only in force.
                    if method == Method::Withdraw && answer.before.is_empty() {
                        answer.unasked = Some(answer.services.clone());
                    }
                    let record = record(&answer, &pack, Nonce::NotCollected, "320x640".into()).unwrap();
                    assert_eq!(record.event.r#type, expect, "{name}");
                    assert_eq!(record.context.origin, "https://vendor.example");
                    assert_eq!(refusal(&record, &published), None, "{name}");
                }
            }
        }
    }

    #[test]
    fn a_signal_refuses_everything_where_one_is_asked_first() {
        for (pack, published) in packs() {
            let cookies = pack.manifest.cookies.as_ref().unwrap();
            let answer = answer(&pack, Method::Gpc, Layer::Signal, "", "en");
            let record = record(&answer, &pack, Nonce::NotCollected, "320x640".into()).unwrap();
            let everything = cookies.asked().all(|(_, category)| cookies.gpc.contains(&category.id));
            // Where the signal leaves something to ask, the gate asks: such a record is nobody's.
            assert_eq!(refusal(&record, &published).is_none(), everything, "{}", pack.manifest.id);
        }
    }

    #[test]
    fn legitimate_interest_is_objected_to_and_never_consented_to() {
        let (pack, _) = packs().into_iter().find(|(pack, _)| pack.manifest.id == "skyltljus").unwrap();
        for (method, region, allowed, expect) in [
            (Method::AcceptAll, "", true, State::NotObjected),
            (Method::Save, "", true, State::NotObjected),
            (Method::Save, "", false, State::Objected),
            (Method::RejectAll, OPT_OUT, false, State::Objected),
            (Method::Acknowledge, NOTICE, true, State::NotObjected),
        ] {
            let mut answer = answer(&pack, method, Layer::Preferences, region, "sv");
            answer.before = vec!["form-guard".into()];
            answer.services.extend(allowed.then(|| String::from("form-guard")));
            let record = record(&answer, &pack, Nonce::NotCollected, String::new()).unwrap();
            let guard = record.purposes.iter().find(|purpose| purpose.id == "form-guard").unwrap();
            assert_eq!(guard.state, expect, "{} in {region:?}", method.as_str());
        }
    }

    #[test]
    fn an_answer_that_knows_no_region_is_to_the_strictest_rule() {
        let (pack, published) = packs().remove(0);
        let mut given = answer(&pack, Method::RejectAll, Layer::Banner, "", "en");
        (given.mode, given.region) = (None, None);
        // As an earlier version of the gate left it in the browser.
        let text = given.to_json().canonical();
        let read = Answer::from_json(&json::parse(&text).unwrap()).unwrap();
        let record = record(&read, &pack, Nonce::NotCollected, String::new()).unwrap();
        assert_eq!((record.banner.mode, &record.banner.region), (Mode::OptIn, &Place::NotCollected));
        assert_eq!(refusal(&record, &published), None);
        for (text, expect) in [("US-CA", "US-CA"), ("US-CALIFORNIA", "US")] {
            assert_eq!(place(text), Place::Code(RegionCode::parse(expect).unwrap()), "{text}");
        }
        for text in ["", "U", "California", "åäö", "1"] {
            assert_eq!(place(text), Place::NotCollected, "{text}");
        }
    }
}
