//! What must hold inside `pack.toml`, and the manifest that follows from it.

use std::collections::HashSet;

use samtycke_record::acceptance::{Act, DataKind};
use samtycke_record::json::{ToJson as _, Value};
use samtycke_record::registry::{NumberCheck, Registration};

use super::finding::Finding;
use super::labels::LANGUAGES;
use super::locate::Located;
use super::pack_toml::{self as toml, Allow, PackToml};
use crate::manifest::{self, Manifest, StatementKind};

/// Reads a `pack.toml` that can be published. The manifest's documents have no files yet.
pub(super) fn read(text: &str) -> Result<Manifest, Vec<Finding>> {
    let read = read_all(text).map_err(|finding| vec![finding])?;
    if read.findings.is_empty() { Ok(read.manifest) } else { Err(read.findings) }
}

/// `pack.toml` with what isn't published.
pub(super) struct Read {
    /// With `findings` it is good for reading the documents by, and for nothing else.
    pub(super) manifest: Manifest,
    /// The same as it is written, by the paths of `located`.
    pub(super) values: Value,
    pub(super) allows: Vec<Allow>,
    pub(super) located: Located,
    /// Values that are wrong or not written yet; all errors.
    pub(super) findings: Vec<Finding>,
}

/// Reads whatever has the form of a `pack.toml`, and says what is wrong with its values.
pub(super) fn read_all(text: &str) -> Result<Read, Finding> {
    let (mut pack, located) = Located::read::<PackToml>(text)?;
    let allows = pack.allow.take().unwrap_or_default();
    let mut checker = Checker { located: &located, findings: Vec::new() };
    checker.ids(&pack);
    checker.languages(&pack);
    checker.references(&pack);
    checker.statements(&pack);
    super::cookies::check(&pack, &mut checker);
    super::agreement::check(&pack, &mut checker);
    checker.values(&pack);
    super::addresses::check(&pack, &mut checker);
    let values = pack.to_json();
    super::unfilled::check(&values, "", &mut checker);
    super::hidden::check(&values, "", &mut checker);
    let registry = checker.registry(&pack);
    checker.findings.extend(super::allow::check(&allows, &located));
    let findings = checker.findings;
    Ok(Read { manifest: manifest(pack, registry), values, allows, located, findings })
}

/// Collects what is wrong.
pub(super) struct Checker<'a> {
    located: &'a Located,
    findings: Vec<Finding>,
}

impl Checker<'_> {
    pub(super) fn error(&mut self, path: &str, code: &'static str, message: String, fix: &str) {
        self.findings.push(self.located.finding(path, code, message, fix));
    }

    fn ids(&mut self, pack: &PackToml) {
        self.unique("pack", [&pack.pack.id]);
        self.unique("role", pack.role.iter().flatten().map(|entry| &entry.id));
        self.unique("statement", pack.statement.iter().flatten().map(|entry| &entry.id));
        self.unique("document", pack.document.iter().map(|entry| &entry.id));
        self.unique("measure", pack.measure.iter().flatten().map(|entry| &entry.id));
        self.unique("right", pack.right.iter().flatten().map(|entry| &entry.id));
        if let Some(annex) = &pack.annex {
            self.unique("annex.subject", annex.subject.iter().map(|entry| &entry.id));
            self.unique("annex.category", annex.category.iter().map(|entry| &entry.id));
        }
        if let Some(cookies) = &pack.cookies {
            self.unique("cookies.category", cookies.category.iter().map(|entry| &entry.id));
            self.unique("cookies.service", cookies.service.iter().map(|entry| &entry.id));
        }
    }

    fn unique<'i>(&mut self, list: &str, ids: impl IntoIterator<Item = &'i String>) {
        let mut seen = HashSet::new();
        for (index, id) in ids.into_iter().enumerate() {
            let path = if list == "pack" { String::from("pack.id") } else { format!("{list}[{index}].id") };
            let well_formed = id.starts_with(|c: char| c.is_ascii_lowercase())
                && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !well_formed {
                let fix = "use lower-case letters a–z, digits and hyphens, starting with a letter";
                self.error(&path, "bad-id", format!("{id:?} is not an id"), fix);
            }
            if !seen.insert(id) {
                self.error(
                    &path,
                    "duplicate-id",
                    format!("{list} {id:?} is there twice"),
                    "give each its own id",
                );
            }
        }
    }

    /// Every text in every language: on the JSON form, so that no text can be forgotten here.
    fn languages(&mut self, pack: &PackToml) {
        let languages = &pack.pack.languages;
        if languages.is_empty() || !languages.contains(&pack.pack.prevails) {
            let fix = "list the languages, and name one of them as the one that prevails";
            self.error(
                "pack.prevails",
                "languages",
                "the prevailing language is not among the languages".into(),
                fix,
            );
        }
        self.texts(&pack.to_json(), "", languages);
    }

    fn texts(&mut self, value: &Value, path: &str, languages: &[String]) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.texts(item, &format!("{path}[{index}]"), languages);
                }
            }
            Value::Object(members)
                if members
                    .iter()
                    .any(|(key, _)| languages.contains(key) || LANGUAGES.contains(&key.as_str())) =>
            {
                for language in languages {
                    let text = value.member(language).and_then(Value::as_str).unwrap_or_default();
                    if text.trim().is_empty() {
                        let message = format!("{path} has no text in {language}");
                        self.error(path, "missing-language", message, &format!("add {path}.{language}"));
                    }
                }
                for (key, _) in members.iter().filter(|(key, _)| !languages.contains(key)) {
                    let message = format!("{path}.{key}: {key} is not a language of this pack");
                    self.error(path, "unknown-language", message, "remove it, or add it to pack.languages");
                }
            }
            Value::Object(members) => {
                for (key, inner) in members {
                    let inner_path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    self.texts(inner, &inner_path, languages);
                }
            }
            Value::Bool(_) | Value::Integer(_) | Value::String(_) => {}
        }
    }

    pub(super) fn reference(&mut self, path: &str, what: &str, id: &str, known: &HashSet<&str>) {
        if !known.contains(id) {
            let mut names: Vec<_> = known.iter().copied().collect();
            names.sort_unstable();
            let fix = format!("use one of {}", names.join(", "));
            self.error(path, "unknown-reference", format!("there is no {what} {id:?}"), &fix);
        }
    }

    fn references(&mut self, pack: &PackToml) {
        let documents: HashSet<&str> = pack.document.iter().map(|entry| entry.id.as_str()).collect();
        let statements: HashSet<&str> =
            pack.statement.iter().flatten().map(|entry| entry.id.as_str()).collect();
        for (r, role) in pack.role.iter().flatten().enumerate() {
            for (d, entry) in role.documents.iter().enumerate() {
                self.reference(&format!("role[{r}].documents[{d}]"), "document", &entry.id, &documents);
            }
            for (s, id) in role.statements.iter().enumerate() {
                self.reference(&format!("role[{r}].statements[{s}]"), "statement", id, &statements);
            }
        }
        for (s, statement) in pack.statement.iter().flatten().enumerate() {
            for id in &statement.documents {
                self.reference(&format!("statement[{s}].documents"), "document", id, &documents);
            }
        }
        for (d, document) in pack.document.iter().enumerate() {
            for relation in document.relations.iter().flatten() {
                self.reference(
                    &format!("document[{d}].relations"),
                    "document",
                    &relation.document,
                    &documents,
                );
            }
        }
        if let Some(annex) = &pack.annex {
            self.reference("annex.document", "document", &annex.document, &documents);
        }
        if let Some(cookies) = &pack.cookies {
            self.reference("cookies.policy", "document", &cookies.policy, &documents);
        }
    }

    /// What is agreed to or acknowledged must be said by a sentence of that kind.
    fn statements(&mut self, pack: &PackToml) {
        for (r, role) in pack.role.iter().flatten().enumerate() {
            let said: Vec<_> = pack
                .statement
                .iter()
                .flatten()
                .filter(|statement| role.statements.contains(&statement.id))
                .collect();
            for (d, entry) in role.documents.iter().enumerate() {
                let kind = match entry.act {
                    Act::Agree => StatementKind::Agree,
                    Act::Acknowledge => StatementKind::Acknowledge,
                    Act::Offer => continue,
                };
                if !said.iter().any(|one| one.kind == kind && one.documents.contains(&entry.id)) {
                    let message = format!("no statement of role {} speaks of {}", role.id, entry.id);
                    let fix = format!("add a statement of kind {} that names it", kind.as_str());
                    self.error(&format!("role[{r}].documents[{d}]"), "statement-missing", message, &fix);
                }
            }
            let contract = role.documents.iter().any(|entry| entry.act == Act::Agree);
            if contract && !said.iter().any(|one| one.kind == StatementKind::Authority) {
                let message =
                    format!("role {} agrees to documents, but nobody attests to be authorised", role.id);
                let fix = "add a statement of kind authority";
                self.error(&format!("role[{r}].statements"), "authority-missing", message, fix);
            }
        }
    }

    fn values(&mut self, pack: &PackToml) {
        for (d, document) in pack.document.iter().enumerate() {
            self.edition(&format!("document[{d}]"), &document.version, &document.effective);
            for (u, edition) in document.upcoming.iter().flatten().enumerate() {
                self.edition(&format!("document[{d}].upcoming[{u}]"), &edition.version, &edition.effective);
            }
        }
        let country = |code: &str| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        if !country(&pack.vendor.country) && is_written(&pack.vendor.country) {
            let message = format!("{:?} is not a country code", pack.vendor.country);
            self.error("vendor.country", "wrong-value", message, "write two letters of ISO 3166-1, like DK");
        }
    }

    /// A version is part of file names and addresses.
    fn edition(&mut self, path: &str, version: &str, effective: &str) {
        let sign = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
        let is_sound = !version.is_empty() && !version.starts_with('.') && version.bytes().all(sign);
        if !is_sound && is_written(version) {
            let fix = "use letters a–z, digits, full stops and hyphens: 2.1, 2026-09";
            let message = format!("{version:?} can't be a version");
            self.error(&format!("{path}.version"), "wrong-value", message, fix);
        }
        if !super::date::is_day(effective) && is_written(effective) {
            let message = format!("{effective:?} is not a date");
            self.error(&format!("{path}.effective"), "wrong-value", message, "write it as 2026-09-01");
        }
    }

    /// The number; as it was written where it is none, which is an error.
    fn registry(&mut self, pack: &PackToml) -> Registration {
        let number = &pack.vendor.registry;
        Registration::parse(number.scheme, &number.id).unwrap_or_else(|problem| {
            if is_written(&number.id) {
                let message = format!("{:?} is no {} number: {problem}", number.id, number.scheme.as_str());
                self.error("vendor.registry", "registration-number", message, "correct the number");
            }
            Registration { scheme: number.scheme, id: number.id.clone(), check: NumberCheck::Form }
        })
    }
}

/// What is still to be written has one finding for that, and no other.
pub(super) fn is_written(text: &str) -> bool {
    !text.starts_with(super::FILL_IN)
}

fn manifest(pack: PackToml, registry: Registration) -> Manifest {
    Manifest {
        schema: manifest::SCHEMA.into(),
        id: pack.pack.id,
        site: pack.pack.site,
        languages: pack.pack.languages,
        prevails: pack.pack.prevails,
        law: pack.pack.law,
        venue: pack.pack.venue,
        vendor: manifest::Vendor {
            name: pack.vendor.name,
            registry,
            address: pack.vendor.address,
            country: pack.vendor.country,
            email: pack.vendor.email,
            phone: pack.vendor.phone,
            website: pack.vendor.website,
            dpo: pack.vendor.dpo,
        },
        authority: pack.authority,
        contacts: pack.contact.unwrap_or_default().into_iter().map(contact).collect(),
        roles: pack.role.unwrap_or_default(),
        statements: pack.statement.unwrap_or_default(),
        documents: pack.document.into_iter().map(document).collect(),
        agreement: pack.agreement,
        annex: pack.annex.map(annex),
        sub_processors: pack.sub_processor.unwrap_or_default(),
        measures: pack.measure.unwrap_or_default(),
        retention: pack.retention.unwrap_or_default(),
        rights: pack.right.unwrap_or_default(),
        cookies: pack.cookies.map(super::cookies::published),
    }
}

fn contact(contact: toml::Contact) -> manifest::Contact {
    let toml::Contact { kind, value, notice, label } = contact;
    manifest::Contact { kind, value, notice: notice.unwrap_or(false), label }
}

fn document(document: toml::Document) -> manifest::DocumentEntry {
    manifest::DocumentEntry {
        id: document.id,
        r#type: document.r#type.as_str().into(),
        version: document.version,
        effective: document.effective,
        title: document.title,
        relations: document.relations.unwrap_or_default(),
        files: Vec::new(),
        summary: document.summary,
        change: None,
        versions: None,
        upcoming: document.upcoming.map(|editions| editions.into_iter().filter_map(edition).collect()),
        renewal: document.renewal,
    }
}

/// None while its version isn't written: its files would be called by it.
fn edition(upcoming: toml::Upcoming) -> Option<manifest::Edition> {
    let toml::Upcoming { version, effective, summary, renewal } = upcoming;
    let edition = manifest::Edition { version, effective, summary, change: None, files: Vec::new(), renewal };
    is_written(&edition.version).then_some(edition)
}

fn annex(annex: toml::Annex) -> manifest::Annex {
    let option = |line: toml::AnnexLine| manifest::AnnexOption {
        id: line.id,
        selected: line.selected.unwrap_or(false),
        kind: line.kind.unwrap_or(DataKind::Ordinary),
        name: line.name,
    };
    manifest::Annex {
        document: annex.document,
        additions: annex.additions,
        breach_hours: annex.breach_hours,
        purpose: annex.purpose,
        nature: annex.nature,
        duration: annex.duration,
        retention: annex.retention,
        locations: annex.locations,
        subjects: annex.subject.into_iter().map(option).collect(),
        categories: annex.category.into_iter().map(option).collect(),
        transfers: annex.transfer.unwrap_or_default(),
        reasons: annex.reasons,
        authorisation: annex.authorisation,
        objection: annex.objection,
        consequences: annex.consequences,
    }
}
