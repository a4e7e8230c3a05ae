//! The registers of `pack.toml` as tables in documents.

use samtycke_record::acceptance::DataKind;

use super::labels::{Labels, labels};
use crate::Manifest;
use crate::document::{Inline, Table};
use crate::manifest::{Annex, AnnexOption, ContactKind, StorageKind};

/// The table of that name; `None` when there is no such table or nothing in it.
pub(super) fn table(name: &str, manifest: &Manifest, language: &str) -> Option<Table> {
    let l = labels(language);
    let (head, rows): (Vec<&str>, Vec<Vec<String>>) = match name {
        "sub_processors" => (
            vec![l.name, l.country, l.function, l.safeguard],
            rows(&manifest.sub_processors, |entry| {
                let safeguard = entry.safeguard.as_ref().map_or("–", |text| text.get(language));
                vec![&entry.name, &entry.country, entry.function.get(language), safeguard]
            }),
        ),
        "measures" => (
            vec![l.measure, l.description],
            rows(&manifest.measures, |entry| vec![entry.name.get(language), entry.text.get(language)]),
        ),
        "retention" => (
            vec![l.purpose, l.period, l.basis],
            rows(&manifest.retention, |entry| {
                vec![entry.purpose.get(language), entry.period.get(language), entry.basis.get(language)]
            }),
        ),
        "rights" => (
            vec![l.right, l.description, l.how],
            rows(&manifest.rights, |entry| {
                vec![entry.name.get(language), entry.text.get(language), entry.how.get(language)]
            }),
        ),
        "subjects" => (
            vec![l.subjects],
            selected(&manifest.annex.as_ref()?.subjects, |option| vec![option.name.get(language)]),
        ),
        "categories" => (
            vec![l.categories, l.kind_of_data],
            selected(&manifest.annex.as_ref()?.categories, |option| {
                vec![option.name.get(language), kind_of_data(option.kind, l)]
            }),
        ),
        "transfers" => {
            (vec![l.country, l.recipient, l.safeguard], transfers(manifest.annex.as_ref()?, language))
        }
        "cookies" => (vec![l.service, l.storage, l.kind, l.lifetime, l.purpose], cookies(manifest, language)),
        "contacts" => (
            vec![l.description, l.channel, l.contact],
            rows(&manifest.contacts, |entry| {
                vec![entry.label.get(language), channel(entry.kind), &entry.value]
            }),
        ),
        _ => return None,
    };
    if rows.is_empty() {
        return None;
    }
    let cell = |text: &str| vec![Inline::Text(text.to_owned())];
    Some(Table {
        head: head.into_iter().map(cell).collect(),
        rows: rows.iter().map(|row| row.iter().map(|text| cell(text)).collect()).collect(),
    })
}

fn rows<'a, T>(entries: &'a [T], row: impl Fn(&'a T) -> Vec<&'a str>) -> Vec<Vec<String>> {
    entries.iter().map(|entry| row(entry).into_iter().map(String::from).collect()).collect()
}

fn selected<'a>(
    options: &'a [AnnexOption],
    row: impl Fn(&'a AnnexOption) -> Vec<&'a str>,
) -> Vec<Vec<String>> {
    options
        .iter()
        .filter(|option| option.selected)
        .map(|option| row(option).into_iter().map(String::from).collect())
        .collect()
}

fn transfers(annex: &Annex, language: &str) -> Vec<Vec<String>> {
    rows(&annex.transfers, |entry| vec![&entry.country, &entry.recipient, entry.safeguard.get(language)])
}

fn cookies(manifest: &Manifest, language: &str) -> Vec<Vec<String>> {
    let services = manifest.cookies.iter().flat_map(|cookies| &cookies.services);
    services
        .flat_map(|service| {
            service.storage.iter().map(move |item| {
                vec![
                    service.name.clone(),
                    item.name.clone(),
                    storage(item.kind).to_owned(),
                    item.lifetime.get(language).to_owned(),
                    item.purpose.get(language).to_owned(),
                ]
            })
        })
        .collect()
}

fn kind_of_data(kind: DataKind, labels: &'static Labels) -> &'static str {
    match kind {
        DataKind::Ordinary => labels.ordinary,
        DataKind::Special => labels.special,
        DataKind::NationalId => labels.national_id,
    }
}

/// The storage's technical name, which is the same in every language.
fn storage(kind: StorageKind) -> &'static str {
    match kind {
        StorageKind::Cookie => "cookie",
        StorageKind::LocalStorage => "localStorage",
        StorageKind::SessionStorage => "sessionStorage",
        StorageKind::IndexedDb => "IndexedDB",
    }
}

fn channel(kind: ContactKind) -> &'static str {
    kind.as_str()
}
