//! The signed annex must be the published one, changed by exactly the edits that the record lists, with the reasons and
//! answers that the pack asks for.

use std::collections::BTreeSet;

use samtycke_record::acceptance::{
    Acceptance, AnnexContent, AnnexEdit, AnnexItem, AnnexList, Authorisation, AuthorisationAnswer, Change,
    DataKind,
};
use samtycke_record::verify::digest_of;

use super::acceptance::is_yes;
use crate::Manifest;
use crate::manifest::{Annex, AnnexOption, AuthorisationRule, Role};

pub(super) fn check(record: &Acceptance, manifest: &Manifest, role: &Role) -> Result<(), String> {
    match (&record.annex, manifest.annex_of(role)) {
        (None, None) => Ok(()),
        (None, Some(_)) if !is_yes(record) => Ok(()),
        (Some(_), None) => Err(format!("role {} has no annex", role.id)),
        (None, Some(_)) => Err(format!("role {} has an annex, the record has none", role.id)),
        (Some(signed), Some(published)) => {
            let language = record.statements.first().map_or("", |statement| &statement.language);
            let content = &signed.content;
            let edits = &signed.edits;
            list(AnnexList::Subjects, &content.subjects, &published.subjects, published, edits, language)?;
            list(
                AnnexList::Categories,
                &content.categories,
                &published.categories,
                published,
                edits,
                language,
            )?;
            reasons(edits, published)?;
            authorisations(content, manifest, published)?;
            fixed_parts(record, manifest, published, language)
        }
    }
}

fn list(
    list: AnnexList,
    signed: &[AnnexItem],
    options: &[AnnexOption],
    annex: &Annex,
    edits: &[AnnexEdit],
    language: &str,
) -> Result<(), String> {
    let name = list.as_str();
    // A set: a record of nothing but lines and edits must not cost the square of its size.
    let made: BTreeSet<(&str, &str)> = edits
        .iter()
        .filter(|edit| edit.list == list)
        .map(|edit| (edit.item.as_str(), edit.change.as_str()))
        .collect();
    let edited = |item: &str, change: Change| made.contains(&(item, change.as_str()));
    for item in signed {
        let id = &item.id;
        let selected = match options.iter().find(|option| option.id == *id) {
            Some(option) if option.name.get(language) == item.name && option.kind == item.kind => {
                option.selected
            }
            Some(_) => return Err(format!("annex {name}: {id} is not worded as published")),
            None if annex.additions && id.starts_with("own-") && may_be(list, item.kind) => false,
            None => return Err(format!("annex {name}: {id} is not in the pack")),
        };
        if selected == edited(id, Change::Added) {
            return Err(format!("annex {name}: the edits do not explain {id}"));
        }
    }
    for option in options.iter().filter(|option| option.selected) {
        let present = signed.iter().any(|item| item.id == option.id);
        if present == edited(&option.id, Change::Removed) {
            return Err(format!("annex {name}: the edits do not explain that {} is gone", option.id));
        }
    }
    Ok(())
}

/// Which kind a category is, its author knows; people are of none.
fn may_be(list: AnnexList, kind: DataKind) -> bool {
    list == AnnexList::Categories || kind == DataKind::Ordinary
}

fn is_blank(reason: Option<&String>) -> bool {
    reason.is_none_or(|reason| reason.trim().is_empty())
}

fn reasons(edits: &[AnnexEdit], published: &Annex) -> Result<(), String> {
    let silent = edits.iter().find(|edit| {
        let asked = published.asks_why(edit.change) || edit.reason.is_some();
        asked && is_blank(edit.reason.as_ref())
    });
    match silent {
        Some(edit) => Err(format!("annex {}: nothing says why {} was edited", edit.list.as_str(), edit.item)),
        None => Ok(()),
    }
}

/// Under a specific authorisation one answer each, in order; under a general one the objections, in the same order.
fn authorisations(content: &AnnexContent, manifest: &Manifest, published: &Annex) -> Result<(), String> {
    let recipients = published.recipients(&manifest.sub_processors);
    let found = content.authorisations.as_deref();
    let answers = found.unwrap_or_default();
    if found.is_some_and(<[_]>::is_empty) {
        return Err("annex: a list of answers is empty".into());
    }
    let mut expected = recipients.iter();
    let in_order = answers
        .iter()
        .all(|answer| expected.any(|(list, item)| *list == answer.list && *item == answer.item));
    let objections = || answers.iter().all(|answer| answer.answer == AuthorisationAnswer::Objected);
    let fits = match published.authorisation {
        None => answers.is_empty(),
        Some(AuthorisationRule::General) => in_order && objections(),
        Some(AuthorisationRule::Specific) => in_order && answers.len() == recipients.len(),
    };
    if !fits {
        return Err(
            "annex: the answers on sub-processors and transfers are not those that are asked for".into()
        );
    }
    let unexplained = |answer: &&Authorisation| {
        answer.reason.is_some()
            && (answer.answer == AuthorisationAnswer::Approved || is_blank(answer.reason.as_ref()))
    };
    match answers.iter().find(unexplained) {
        Some(answer) => Err(format!("annex: the reason about {} is not one for an objection", answer.item)),
        None => Ok(()),
    }
}

fn fixed_parts(
    record: &Acceptance,
    manifest: &Manifest,
    published: &Annex,
    language: &str,
) -> Result<(), String> {
    let Some(signed) = &record.annex else { return Ok(()) };
    let content = &signed.content;
    let same = content.document == published.document
        && content.purpose == published.purpose.get(language)
        && content.nature == published.nature.get(language)
        && content.duration == published.duration.get(language)
        && content.retention == published.retention.get(language)
        && content.locations == published.locations
        && content.breach_hours == published.breach_hours
        && content.sub_processors == digest_of(&manifest.sub_processors)
        && content.measures == digest_of(&manifest.measures)
        && content.transfers.len() == published.transfers.len()
        && content.transfers.iter().zip(&published.transfers).all(|(a, b)| {
            a.country == b.country && a.recipient == b.recipient && a.safeguard == b.safeguard.get(language)
        });
    if same { Ok(()) } else { Err("annex: a part that cannot be edited is not as published".into()) }
}
