//! How fast a record is verified: what bounds a receiver's processor. And that a long one costs what its length does.

use samtycke_record::consent::{
    Authority, Banner, Consent, Controller, Event, EventType, Initial, Layer, Method, Mode, Notice, Omitted,
    Place, Purpose, SCHEMA, State,
};
use samtycke_record::json::ToJson as _;
use samtycke_record::jws::RECORD_TYPE;
use samtycke_record::sign::{Es256Key, KeyInHeader};
use samtycke_record::verify::{Policy, verify_record};
use samtycke_record::{Context, Digest, Interface, Nonce, Offer, Retention, Timestamp, Uuid};

pub(crate) fn run() -> Result<(), String> {
    let key = Es256Key::generate();
    let (seconds, bytes) = measure(&key, 6)?;
    println!("  {:.0} records/s, {bytes} bytes each", 1.0 / seconds);
    for services in [200, 800, 3200] {
        let (seconds, bytes) = measure(&key, services)?;
        let a_byte = seconds / u32::try_from(bytes).map(f64::from).unwrap_or(f64::MAX);
        println!("  {bytes:>8} bytes: {:.2} ms, {:.1} ns a byte", seconds * 1e3, a_byte * 1e9);
    }
    Ok(())
}

/// Seconds for a record with so many services, and its bytes.
fn measure(key: &Es256Key, services: usize) -> Result<(f64, usize), String> {
    let record = record(services).ok_or("the bench's own record is malformed")?;
    let jws = key.sign(RECORD_TYPE, KeyInHeader::Embedded, &record.to_json().canonical());
    if let Some(failure) = verify_record(jws.as_bytes(), Policy::default()).failure() {
        return Err(failure.why.clone());
    }
    let seconds = crate::median_seconds(|| drop(verify_record(jws.as_bytes(), Policy::default())));
    Ok((seconds, jws.len()))
}

fn record(services: usize) -> Option<Consent> {
    let digest = Digest::of(b"bench");
    let purpose = |id: usize| Purpose {
        id: format!("service-{id}"),
        category: "statistics".into(),
        purpose: "We count how many people read each page, without knowing who they are.".into(),
        dpv: "ServiceUsageAnalytics".into(),
        basis: "consent".into(),
        state: State::Given,
        recipient: "Vendor ApS".into(),
        country: "DK".into(),
        data: vec!["IPAddress".into(), "UID".into()],
        retention: "25 months".into(),
        storage: Vec::new(),
    };
    Some(Consent {
        schema: SCHEMA.into(),
        record_id: Uuid::parse("9b2f6c1e-0f3a-4d57-8a6b-1c2d3e4f5a6b")?,
        prev: Omitted::NotCollected,
        principal: Omitted::NotCollected,
        event: Event {
            r#type: EventType::Given,
            time: Timestamp::parse("2026-11-21T23:10:55.000Z")?,
            clock: "client".into(),
            validity_days: 182,
        },
        context: Context {
            audience: "https://consent.vendor.example".into(),
            origin: "https://vendor.example".into(),
            page: "https://vendor.example/".into(),
        },
        offer: Offer { pack: digest.clone(), nonce: Nonce::NotCollected },
        controller: Controller {
            name: "Vendor ApS".into(),
            registry: "DK-CVR 99000007".into(),
            contact: "privacy@vendor.example".into(),
            address: "Havnegade 7, 8000 Aarhus C".into(),
            country: "DK".into(),
            phone: "+45 70 00 00 07".into(),
            url: "https://vendor.example".into(),
        },
        notice: Notice {
            url: "https://vendor.example/policy".into(),
            document: "privacy-policy".into(),
            version: "1.0".into(),
            sha256: digest.clone(),
            language: "en".into(),
        },
        banner: Banner {
            configuration: digest,
            layer: Layer::Banner,
            mode: Mode::OptIn,
            region: Place::NotCollected,
            initial: Initial::AllOff,
        },
        purposes: (0..services).map(purpose).collect(),
        method: Method::AcceptAll,
        jurisdiction: "Danish law".into(),
        withdrawal: "the control on every page".into(),
        rights: "https://vendor.example/policy".into(),
        authority: Authority { name: "Datatilsynet".into(), url: "https://www.datatilsynet.dk".into() },
        ui: Interface { version: "0.1.0".into(), language: "en".into(), viewport: "1280x720".into() },
        retention: Retention { class: "consent".into(), rule: "while it holds".into() },
    })
}
