//! What Article 13 wants in a privacy policy.

use super::find::any;
use super::policy_words::{self, PolicyWords};
use super::text::Text;
use super::{Found, Pack};
use crate::author::check::is_written;
use crate::author::codes::{Rule, law};

pub(super) fn lint(pack: &Pack<'_>, found: &mut Found<'_>) {
    for text in pack.of_type(&["privacy-policy"]) {
        let Some(words) = policy_words::of(text.language) else { continue };
        let lower = text.lower();
        controller(pack, text, &lower, found);
        officer(pack, text, &lower, found);
        content(text, &lower, words, found);
        rights(text, &lower, words, found);
    }
}

fn controller(pack: &Pack<'_>, text: &Text<'_>, lower: &str, found: &mut Found<'_>) {
    let has = |value: &str| !value.is_empty() && lower.contains(&value.to_lowercase());
    let vendor = &pack.manifest.vendor;
    let contacts = pack.manifest.contacts.iter().map(|contact| contact.value.as_str());
    let reachable = [vendor.email.as_str(), vendor.phone.as_str(), vendor.address.as_str()]
        .into_iter()
        .chain(contacts)
        .any(has);
    let ways = [("email", &vendor.email), ("phone", &vendor.phone), ("address", &vendor.address)];
    let (missing, sought) = match (has(&vendor.name), reachable) {
        (false, _) => ("the vendor's name", vec![("name", &vendor.name)]),
        (true, false) => ("how to reach the vendor", ways.to_vec()),
        (true, true) => return,
    };
    let unwritten: Vec<_> = sought.into_iter().filter(|(_, value)| !is_written(value)).collect();
    if unwritten.is_empty() {
        found.add(&law::POLICY_CONTROLLER, &text.file, 0, format!("it lacks {missing}"));
    }
    for (key, _) in unwritten {
        found.wait(&law::POLICY_CONTROLLER, format!("vendor.{key}"));
    }
}

fn officer(pack: &Pack<'_>, text: &Text<'_>, lower: &str, found: &mut Found<'_>) {
    let Some(officer) = &pack.manifest.vendor.dpo else { return };
    let values = [("name", &officer.name), ("email", &officer.email)];
    let has = |value: &str| !value.is_empty() && lower.contains(&value.to_lowercase());
    if values.iter().any(|(_, value)| has(value)) {
        return;
    }
    match values.iter().find(|(_, value)| !is_written(value)) {
        Some((key, _)) => found.wait(&law::POLICY_CONTACT, format!("vendor.dpo.{key}")),
        None => {
            let message = format!("it doesn't say how to reach {}", officer.name);
            found.add(&law::POLICY_CONTACT, &text.file, 0, message);
        }
    }
}

fn content(text: &Text<'_>, lower: &str, words: &PolicyWords, found: &mut Found<'_>) {
    let wanted: [(&[&str], &Rule, &str); 4] = [
        (words.legal_basis, &law::POLICY_LEGAL_BASIS, "legal basis"),
        (words.recipients, &law::POLICY_RECIPIENTS, "recipients"),
        (words.kept, &law::POLICY_RETENTION, "retention"),
        (words.complaint, &law::POLICY_COMPLAINT, "complaints"),
    ];
    for (words, rule, what) in wanted {
        if !any(lower, words) {
            let message = format!("nothing about {what} was found");
            found.add(rule, &text.file, 0, message);
        }
    }
}

fn rights(text: &Text<'_>, lower: &str, words: &PolicyWords, found: &mut Found<'_>) {
    let missing: Vec<_> =
        words.rights.iter().filter(|(_, words)| !any(lower, words)).map(|(what, _)| *what).collect();
    if !missing.is_empty() {
        let message = format!("not found: {}", missing.join(", "));
        found.add(&law::POLICY_RIGHTS, &text.file, 0, message);
    }
}
