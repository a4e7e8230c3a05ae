//! What `pack.toml` says of how agreements are made.

use std::collections::HashSet;

use samtycke_record::acceptance::Act;

use super::check::{Checker, is_written};
use super::pack_toml::PackToml;
use crate::manifest::Renewal;

pub(super) fn check(pack: &PackToml, checker: &mut Checker<'_>) {
    authorisation(pack, checker);
    for (d, document) in pack.document.iter().enumerate() {
        let path = format!("document[{d}]");
        renewal(&path, document.renewal.as_ref(), &document.effective, checker);
        for (u, edition) in document.upcoming.iter().flatten().enumerate() {
            let path = format!("{path}.upcoming[{u}]");
            renewal(&path, edition.renewal.as_ref(), &edition.effective, checker);
        }
    }
    for (r, role) in pack.role.iter().flatten().enumerate() {
        if role.id == "amend" {
            let message = String::from("pages ask for an amendment of the annex by this word");
            checker.error(&format!("role[{r}].id"), "wrong-value", message, "give the role another id");
        }
        for (d, entry) in role.documents.iter().enumerate() {
            if entry.read.is_some() && entry.act == Act::Offer {
                let message = format!("{} is only offered, so nothing of it must be read", entry.id);
                let fix = "leave out `read`, or let the role acknowledge the document";
                checker.error(&format!("role[{r}].documents[{d}].read"), "wrong-value", message, fix);
            }
        }
    }
}

/// What is answered one by one needs names of its own, and a word on what an objection leads to.
fn authorisation(pack: &PackToml, checker: &mut Checker<'_>) {
    let Some(annex) = &pack.annex else { return };
    if annex.authorisation.is_none() {
        if annex.objection.is_some() {
            let message = String::from("nobody is asked to object, so nobody would see it");
            checker.error(
                "annex.objection",
                "wrong-value",
                message,
                "set annex.authorisation, or leave it out",
            );
        }
        return;
    }
    if annex.objection.is_none() {
        let message = String::from("the customer may object, and nothing says what happens then");
        checker.error(
            "annex.authorisation",
            "missing-objection",
            message,
            "add annex.objection in every language",
        );
    }
    let names = pack.sub_processor.iter().flatten().map(|one| &one.name);
    twice("sub_processor", names, checker);
    twice("annex.transfer", annex.transfer.iter().flatten().map(|one| &one.recipient), checker);
}

fn twice<'a>(list: &str, names: impl Iterator<Item = &'a String>, checker: &mut Checker<'_>) {
    let mut seen = HashSet::new();
    for (index, name) in names.enumerate() {
        if !seen.insert(name) {
            let message = format!("{name:?} is there twice, and an answer names it only once");
            let fix = "tell them apart: by company or by service";
            checker.error(&format!("{list}[{index}]"), "duplicate-id", message, fix);
        }
    }
}

fn renewal(path: &str, renewal: Option<&Renewal>, effective: &str, checker: &mut Checker<'_>) {
    let Some(renewal) = renewal else { return };
    let path = format!("{path}.renewal.until");
    if !super::date::is_day(&renewal.until) {
        if is_written(&renewal.until) {
            let message = format!("{:?} is not a date", renewal.until);
            checker.error(&path, "wrong-value", message, "write it as 2026-09-01");
        }
    } else if renewal.kind == crate::manifest::RenewalKind::Ask && renewal.until.as_str() < effective {
        let message =
            format!("grace ends on {}, before the version takes effect on {effective}", renewal.until);
        checker.error(&path, "wrong-value", message, "give a day on or after the effective date");
    }
}
