//! Role, documents and sentences of an acceptance.

use samtycke_record::acceptance::{Acceptance, Act, EventType};
use samtycke_record::verify::{Check, CheckId};

use super::annex;
use crate::Manifest;
use crate::manifest::{ConfirmationRule, ReadRule, Role, StatementKind};

pub(super) fn check(record: &Acceptance, manifest: &Manifest, checks: &mut Vec<Check>) {
    let Some(role) = manifest.role(&record.role) else {
        checks.push(Check::fail(CheckId::Role, format!("the pack has no role {:?}", record.role)));
        return;
    };
    checks.push(Check::of(
        CheckId::Role,
        &format!("role {}, between its two parties", role.id),
        parties(record, manifest, role),
    ));
    checks.push(Check::of(
        CheckId::Documents,
        "every document of the role, in its published bytes",
        documents(record, manifest, role),
    ));
    checks.push(Check::of(
        CheckId::Statements,
        "the published sentences and button",
        statements(record, manifest, role),
    ));
    checks.push(Check::of(
        CheckId::Terms,
        "law, venue and notice channels as published",
        terms(record, manifest),
    ));
    checks.push(Check::of(
        CheckId::Annex,
        "the annex follows from the published one by its edits",
        annex::check(record, manifest, role),
    ));
}

fn parties(record: &Acceptance, manifest: &Manifest, role: &Role) -> Result<(), String> {
    let contract = role.documents.iter().any(|entry| entry.act == Act::Agree);
    let fits = match record.event.r#type {
        EventType::Agree | EventType::Reaccept | EventType::AmendAnnex => contract,
        EventType::Acknowledge => !contract,
        EventType::Decline => true,
        EventType::Object | EventType::Withdraw => contract,
    };
    if !fits {
        return Err(format!("{} is not what role {} does", record.event.r#type.as_str(), role.id));
    }
    if record.event.r#type == EventType::AmendAnnex && manifest.annex_of(role).is_none() {
        return Err(format!("role {} has no annex to amend", role.id));
    }
    let vendor = &manifest.vendor;
    let (vendors, customers): (Vec<_>, Vec<_>) = record.parties.iter().partition(|party| {
        party.role == role.vendor
            && party.name == vendor.name
            && party.registry == vendor.registry
            && party.address == vendor.address
            && party.country == vendor.country
            && party.contact == vendor.email
    });
    match (vendors.as_slice(), customers.as_slice()) {
        ([_], [customer]) if customer.role != role.party => Err(format!("nobody is {}", role.party.as_str())),
        ([_], [customer]) if customer.country != customer.registry.country() => {
            Err(format!("{} is not the country of the registration number", customer.country))
        }
        ([_], [_]) => Ok(()),
        ([_], []) if record.event.r#type == EventType::Decline => Ok(()),
        ([], _) => Err(format!("{} is not among the parties as {}", vendor.name, role.vendor.as_str())),
        _ => Err(format!("{} parties instead of two", record.parties.len())),
    }
}

/// What fails when there is no confirmation.
pub(super) fn unconfirmed(record: &Acceptance, manifest: &Manifest) -> Option<Check> {
    let rule = manifest.agreement.as_ref().and_then(|rules| rules.confirmation);
    (rule == Some(ConfirmationRule::Require) && record.event.r#type.binds()).then(|| {
        let why = "the pack requires that agreements are confirmed with a passkey, and the record has no confirmation";
        Check::fail(CheckId::Confirmation, why)
    })
}

/// Does it bind, or say that one was informed?
pub(super) fn is_yes(record: &Acceptance) -> bool {
    match record.event.r#type {
        EventType::Agree | EventType::Acknowledge | EventType::Reaccept | EventType::AmendAnnex => true,
        EventType::Decline | EventType::Object | EventType::Withdraw => false,
    }
}

/// What all of it was shown in: the sentences, and where none were asked for the documents.
fn language(record: &Acceptance) -> &str {
    let said = record.statements.first().map(|statement| &statement.language);
    said.or(record.documents.first().map(|document| &document.language)).map_or("", String::as_str)
}

fn terms(record: &Acceptance, manifest: &Manifest) -> Result<(), String> {
    let language = language(record);
    let law = &record.law;
    if law.governing != manifest.law.get(language)
        || law.venue != manifest.venue.get(language)
        || law.prevails != manifest.prevails
    {
        return Err("law, venue or prevailing language are not the published ones".into());
    }
    let published = manifest.contacts.iter().filter(|contact| contact.notice);
    let found = record.channels.iter().map(|channel| (channel.kind.as_str(), channel.value.as_str()));
    if found.eq(published.map(|contact| (contact.kind.as_str(), contact.value.as_str()))) {
        Ok(())
    } else {
        Err("the notice channels are not the published ones".into())
    }
}

fn documents(record: &Acceptance, manifest: &Manifest, role: &Role) -> Result<(), String> {
    if record.documents.len() != role.documents.len() {
        return Err(format!(
            "the record has {} documents, role {} has {}",
            record.documents.len(),
            role.id,
            role.documents.len()
        ));
    }
    for (found, expected) in record.documents.iter().zip(&role.documents) {
        let id = &expected.id;
        if found.id != *id || found.act != expected.act {
            return Err(format!("{} ({}) stands where {id} belongs", found.id, found.act.as_str()));
        }
        if found.language != language(record) {
            return Err(format!("{id} is in another language than the rest"));
        }
        let entry = manifest.document(id).ok_or_else(|| format!("{id} is not in the pack"))?;
        // One objects to what is announced, and to what is in force already.
        let announced = entry
            .upcoming
            .iter()
            .flatten()
            .find(|edition| record.event.r#type == EventType::Object && edition.version == found.version);
        let (version, effective, files) = match announced {
            Some(edition) => (&edition.version, &edition.effective, &edition.files),
            None => (&entry.version, &entry.effective, &entry.files),
        };
        let file = files
            .iter()
            .find(|file| file.language == found.language)
            .ok_or_else(|| format!("{id} is not published in {}", found.language))?;
        if file.sha256 != found.sha256 {
            return Err(format!("{id}: {} is not the published {}", found.sha256, file.sha256));
        }
        let same = found.version == *version
            && found.effective == *effective
            && found.r#type == entry.r#type
            && found.title == entry.title.get(&found.language)
            && found.relations == entry.relations;
        if !same {
            return Err(format!("{id}: title, version, date, type or relations are not the published ones"));
        }
        let is_read = match expected.read {
            None => true,
            Some(ReadRule::Open) => found.shown.opened,
            Some(ReadRule::End) => found.shown.opened && found.shown.reached_end,
        };
        // Whoever changes the annex has read the rest when they accepted it.
        let must_read = is_yes(record) && record.event.r#type != EventType::AmendAnnex;
        if must_read && !is_read {
            return Err(format!("{id} was not read as role {} asks", role.id));
        }
    }
    Ok(())
}

fn statements(record: &Acceptance, manifest: &Manifest, role: &Role) -> Result<(), String> {
    let expected = if is_yes(record) { role.statements.as_slice() } else { &[] };
    if !record.statements.iter().map(|statement| &statement.id).eq(expected) {
        return Err(format!("the statements are not those of role {}", role.id));
    }
    let language = language(record);
    for found in &record.statements {
        if found.language != language {
            return Err(format!("{}: in another language than the first", found.id));
        }
        let published =
            manifest.statement(&found.id).ok_or_else(|| format!("{} is not in the pack", found.id))?;
        if published.text.get(&found.language) != found.text || !manifest.languages.contains(&found.language)
        {
            return Err(format!("{}: {:?} is not the published sentence", found.id, found.text));
        }
        if published.kind == StatementKind::Authority
            && samtycke_record::Digest::of(found.text.as_bytes())
                != record.signatory.authority.statement_digest
        {
            return Err(format!("{}: the authority's digest is not this sentence's", found.id));
        }
    }
    if is_yes(record) && role.button(record.event.r#type).get(language) != record.submit_label {
        return Err(format!("{:?} is not the published button", record.submit_label));
    }
    Ok(())
}
