//! What Article 13 wants in a privacy policy.

use super::find::any;
use super::policy_words::{self, PolicyWords};
use super::text::Text;
use super::{Found, Pack};
use crate::author::codes::{Rule, law};

pub(super) fn lint(pack: &Pack<'_>, found: &mut Found<'_>) {
    for text in pack.of_type(&["privacy-policy"]) {
        let Some(words) = policy_words::of(text.language) else { continue };
        let lower = text.lower();
        controller(pack, text, &lower, found);
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
    let missing = match (has(&vendor.name), reachable) {
        (false, _) => Some("the vendor's name"),
        (true, false) => Some("how to reach the vendor"),
        (true, true) => None,
    };
    if let Some(missing) = missing {
        found.add(&law::POLICY_CONTROLLER, &text.file, 0, format!("it lacks {missing}"));
    }
    if let Some(officer) = vendor.dpo.as_ref().filter(|officer| !has(&officer.email) && !has(&officer.name)) {
        let message = format!("it doesn't say how to reach {}", officer.name);
        found.add(&law::POLICY_CONTACT, &text.file, 0, message);
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
