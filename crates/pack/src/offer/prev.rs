//! A record that follows another: does it follow this one?

use samtycke_record::acceptance::{Acceptance, EventType, Party};
use samtycke_record::registry::Registration;
use samtycke_record::verify::{Check, CheckId, Verified};
use samtycke_record::{Digest, Record};

use super::Published;

/// Checks that a record follows the given one: that it names it, and is of the same two parties, role and pack.
pub fn check_prev(record: &Record, earlier: &Verified, packs: &[Published]) -> Check {
    let result = match record {
        Record::Consent(_) => Err("a consent record follows no other".into()),
        Record::Acceptance(record) => follows(record, earlier, packs),
    };
    match result {
        Ok(held) => Check::pass(CheckId::Prev, held),
        Err(why) => Check::fail(CheckId::Prev, why),
    }
}

fn follows(record: &Acceptance, earlier: &Verified, packs: &[Published]) -> Result<String, String> {
    let Some(prev) = &record.prev else { return Err("the record names none that it follows".into()) };
    let (Some(Record::Acceptance(before)), None) = (&earlier.record, earlier.failure()) else {
        let why = earlier.failure().map_or("it is no acceptance record", |check| &check.why);
        return Err(format!("the earlier record does not hold: {why}"));
    };
    let digest = earlier.digest.as_ref();
    if digest != Some(prev) {
        let given = digest.map_or("", Digest::as_str);
        return Err(format!("the record follows {prev}, not the given {given}"));
    }
    if matches!(before.event.r#type, EventType::Decline | EventType::Object | EventType::Withdraw) {
        return Err(format!("nothing was accepted by the earlier record: {}", before.event.r#type.as_str()));
    }
    if before.role != record.role {
        return Err(format!("role {}, earlier {}", record.role, before.role));
    }
    let published = |digest: &Digest| packs.iter().find(|pack| pack.digest == *digest);
    let vendor = published(&record.offer.pack).map(|pack| &pack.manifest.vendor.registry);
    if parties(before, vendor) != parties(record, vendor) {
        return Err("the parties are not those of the earlier record".into());
    }
    if packs.is_empty() {
        return Ok(format!(
            "follows {prev}: same numbers of the parties, same role; no pack given to compare"
        ));
    }
    let Some(earlier) = published(&before.offer.pack) else {
        return Err(format!("the earlier record's {} is not a pack that was published", before.offer.pack));
    };
    match published(&record.offer.pack) {
        Some(now) if now.manifest.id != earlier.manifest.id => {
            Err(format!("pack {}, earlier {}", now.manifest.id, earlier.manifest.id))
        }
        _ => Ok(format!("follows {prev}: same parties, role and pack {}", earlier.manifest.id)),
    }
}

/// The parties in an order of their own: by their numbers, and the customer by its name too. The vendor, known by the
/// pack, may have taken another name.
fn parties<'a>(record: &'a Acceptance, vendor: Option<&Registration>) -> Vec<(&'a str, &'a str, &'a str)> {
    let name = |party: &'a Party| match vendor {
        Some(vendor) if party.registry != *vendor => party.name.as_str(),
        _ => "",
    };
    let mut all: Vec<_> = record
        .parties
        .iter()
        .map(|party| (party.registry.scheme.as_str(), party.registry.id.as_str(), name(party)))
        .collect();
    all.sort_unstable();
    all
}
