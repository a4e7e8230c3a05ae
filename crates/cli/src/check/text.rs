//! The report for people.

use std::fmt::Write as _;
use std::path::Path;

use samtycke_pack::author::{Checked, Severity, Unread};

use crate::terminal;

/// Findings with the folder in front of the file, so that terminals make them links.
pub(super) fn report(checked: &Checked, folder: &Path, colour: bool) -> String {
    let mut out = String::new();
    for finding in &checked.findings {
        let line = terminal::lines(&folder.join(finding.to_string()).display().to_string());
        let word = finding.severity.as_str();
        let tag = format!("{word}[{}]", finding.code);
        let painted = match finding.severity {
            Severity::Error => format!("\x1b[1;31m{tag}\x1b[0m"),
            Severity::Warning => format!("\x1b[1;33m{tag}\x1b[0m"),
            Severity::Note => format!("\x1b[1;36m{tag}\x1b[0m"),
        };
        let line = if colour { line.replacen(&tag, &painted, 1) } else { line };
        let _ = writeln!(out, "{line}");
    }
    out
}

/// In place of what a table says of the others.
const UNREAD: &str = "not looked at: the checks don't know the language";

fn is_agreement(checked: &Checked, unread: &Unread) -> bool {
    let document = checked.manifest.as_ref().and_then(|manifest| manifest.document(&unread.document));
    document.is_some_and(|document| matches!(document.r#type.as_str(), "dpa" | "sub-processor-agreement"))
}

pub(super) fn tables(checked: &Checked, coverage: bool, reading: bool) -> String {
    let mut out = String::new();
    if coverage {
        let mut agreement = String::new();
        for covered in &checked.coverage {
            let this = format!("{} ({})", covered.document, covered.language);
            if this != agreement {
                let _ = writeln!(out, "\nArticle 28(3) in {this}");
                agreement = this;
            }
            let place = covered.place.as_ref().map_or("missing".to_owned(), |place| {
                format!(
                    "{:<7} {}",
                    if place.clause.is_empty() { "–" } else { &place.clause },
                    terminal::plain(&place.words)
                )
            });
            let _ = writeln!(out, "  ({}) {:<32} {place}", covered.letter, covered.what);
        }
        for Unread { document, language, .. } in
            checked.unread.iter().filter(|one| is_agreement(checked, one))
        {
            let _ = writeln!(out, "\nArticle 28(3) in {document} ({language})\n  {UNREAD}");
        }
        out.push('\n');
    }
    if reading {
        out.push_str("\nReading ease\n");
        for one in &checked.reading {
            let name = format!("{} ({})", one.document, one.language);
            let _ = writeln!(out, "  {name:<36} {:<6} {:>3}  {}", one.scale.as_str(), one.score, one.grade);
        }
        for Unread { document, language, .. } in &checked.unread {
            let name = format!("{document} ({language})");
            let _ = writeln!(out, "  {name:<36} {UNREAD}");
        }
        out.push('\n');
    }
    out
}

pub(super) fn summary(checked: &Checked) -> String {
    let count = |severity| checked.findings.iter().filter(|finding| finding.severity == severity).count();
    let counts = [(Severity::Error, "errors"), (Severity::Warning, "warnings"), (Severity::Note, "notes")];
    let counts: Vec<_> =
        counts.iter().map(|(severity, name)| format!("{} {name}", count(*severity))).collect();
    let name = checked.manifest.as_ref().map_or("pack.toml".to_owned(), |manifest| {
        format!(
            "{}: {} documents in {}",
            manifest.id,
            manifest.documents.len(),
            manifest.languages.join(", ")
        )
    });
    let allowed = match checked.allowed.len() {
        0 => String::new(),
        allowed => format!(", {allowed} allowed"),
    };
    let can = match (&checked.manifest, count(Severity::Error)) {
        (None, _) => "it can't be published, and its documents were not looked at",
        (Some(_), 0) => "nothing that stops publishing",
        (Some(_), _) => "it can't be published",
    };
    format!("{name}: {}{allowed}; {can}\n", counts.join(", "))
}
