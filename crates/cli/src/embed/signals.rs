//! What the adapters of `gate/signals.js` are told: `google`, `uet` and `clarity` of `CookieConfig`.

use samtycke_pack::manifest::{Basis, Cookies, GoogleSignals, GoogleType, Signals};
use samtycke_record::json::Value;

use super::config::{object, strings};

/// The members that this pack needs.
pub(super) fn members(cookies: &Cookies, signals: &Signals) -> Vec<(&'static str, Value)> {
    let ids = |source: Option<&str>| ids(cookies, source);
    let mut members = Vec::new();
    if let Some(google) = &signals.google {
        members.push(("google", self::google(cookies, google)));
    }
    if let Some(uet) = &signals.uet {
        members.push(("uet", object(vec![("ad_storage", ids(Some(&uet.ad_storage)))])));
    }
    if let Some(clarity) = &signals.clarity {
        // Clarity's own spelling.
        members.push((
            "clarity",
            object(vec![
                ("ad_Storage", ids(clarity.ad_storage.as_deref())),
                ("analytics_Storage", ids(clarity.analytics_storage.as_deref())),
            ]),
        ));
    }
    members
}

fn google(cookies: &Cookies, google: &GoogleSignals) -> Value {
    let necessary = cookies.categories.iter().find(|category| category.basis == Basis::StrictlyNecessary);
    let types = GoogleType::ALL.iter().map(|kind| {
        // Storage for security is strictly necessary by its definition, unless the pack says otherwise.
        let fallback = necessary.filter(|_| *kind == GoogleType::SecurityStorage);
        let source = google.source(*kind).or(fallback.map(|category| category.id.as_str()));
        (kind.as_str(), ids(cookies, source))
    });
    let flags =
        [(google.ads_data_redaction, "ads_data_redaction"), (google.url_passthrough, "url_passthrough")];
    let flags = flags.iter().filter(|(on, _)| *on).map(|(_, name)| Value::from(*name)).collect();
    let defaults = google.defaults.iter().map(|default| {
        let granted =
            |kind: &GoogleType| default.granted.contains(kind) || *kind == GoogleType::SecurityStorage;
        let state = |kind: &GoogleType| if granted(kind) { "granted" } else { "denied" };
        let mut members: Vec<_> =
            GoogleType::ALL.iter().map(|kind| (kind.as_str(), Value::from(state(kind)))).collect();
        members.push((
            "region",
            Value::Array(default.region.iter().map(|code| Value::from(code.as_str())).collect()),
        ));
        object(members)
    });
    object(vec![
        ("types", object(types.collect())),
        ("wait", Value::Integer(i64::from(google.wait_for_update.unwrap_or(0)))),
        ("flags", Value::Array(flags)),
        ("defaults", Value::Array(defaults.collect())),
    ])
}

/// `Ids` of `gate/types.d.ts`: a category, or a service's category and the service.
fn ids(cookies: &Cookies, source: Option<&str>) -> Value {
    let Some(source) = source else { return strings(&[]) };
    match cookies.services.iter().find(|service| service.id == source) {
        Some(service) if cookies.categories.iter().all(|category| category.id != source) => {
            strings(&[service.category.clone(), service.id.clone()])
        }
        _ => strings(&[source.to_owned()]),
    }
}
