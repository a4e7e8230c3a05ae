//! `samtycke check`: what is wrong with a pack, for people, for scripts and for code review.

mod machine;
mod sarif;
mod text;

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use samtycke_pack::author::{self, Checked, Severity, Shelf};
use samtycke_record::Digest;

use crate::{pack_folder, published};

/// Says what is wrong with a pack: file, line, what, and how to mend it. docs/checks/ has a page for each code.
///
/// Exits 0 when nothing stops publishing, 1 when something does (or is denied), 2 when the pack's files can't be read.
#[derive(Args)]
#[command(after_long_help = machine::HELP)]
pub(crate) struct CheckArgs {
    /// The pack's folder.
    pack: PathBuf,
    /// What else counts as an error.
    #[arg(long)]
    deny: Option<Deny>,
    /// One JSON object instead of text.
    #[arg(long, conflicts_with = "sarif")]
    json: bool,
    /// A SARIF 2.1.0 log instead of text, for code review.
    #[arg(long)]
    sarif: bool,
    /// Also where each agreement covers Article 28(3), letter by letter.
    #[arg(long)]
    coverage: bool,
    /// Also how hard each document is to read: LIX (Swedish, Danish: higher is harder), Flesch (English: lower is harder).
    #[arg(long)]
    reading: bool,
    /// Also what `build` would refuse to publish to this folder, because of what is published there.
    #[arg(long, value_name = "DIR")]
    published: Option<PathBuf>,
    /// Also draws roles, documents and their relations.
    #[arg(long, value_name = "FILE.svg")]
    graph: Option<PathBuf>,
}

/// What can be denied.
#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    /// Warnings.
    Warnings,
    /// Warnings and notes.
    Notes,
}

impl CheckArgs {
    pub(crate) fn run(&self) -> ExitCode {
        match self.report() {
            Ok(code) => code,
            Err(problem) => {
                eprintln!("{problem}");
                ExitCode::from(2)
            }
        }
    }

    fn report(&self) -> Result<ExitCode, String> {
        let checked = self.checked()?;
        if let Some(path) = &self.graph {
            draw(path, &checked)?;
        }
        let shown = if self.json {
            machine::json(&checked)
        } else if self.sarif {
            sarif::log(&checked, &from_here(&self.pack))
        } else {
            let colour = std::io::stdout().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|no| no.is_empty());
            text::report(&checked, &self.pack, colour)
                + &text::tables(&checked, self.coverage, self.reading)
                + &text::summary(&checked)
        };
        print!("{shown}");
        Ok(ExitCode::from(u8::from(self.fails(&checked))))
    }

    fn checked(&self) -> Result<Checked, String> {
        let sources = pack_folder::read(&self.pack)?;
        let Some(folder) = &self.published else { return Ok(author::check(&sources)) };
        let manifests = published::manifests(folder)?;
        if manifests.is_empty() {
            let fix = "name the folder that `samtycke build` wrote to, or leave --published out before the first time";
            return Err(format!("{}: nothing is published there\n  fix: {fix}", folder.display()));
        }
        let document = |digest: &Digest| published::document_bytes(folder, digest);
        Ok(author::check_upon(&sources, &Shelf { manifests, document: Some(&document) }))
    }

    fn fails(&self, checked: &Checked) -> bool {
        let worst = checked.findings.iter().map(|finding| finding.severity).min();
        let limit = match self.deny {
            None => Severity::Error,
            Some(Deny::Warnings) => Severity::Warning,
            Some(Deny::Notes) => Severity::Note,
        };
        worst.is_some_and(|worst| worst <= limit)
    }
}

fn draw(path: &Path, checked: &Checked) -> Result<(), String> {
    let Some(manifest) = &checked.manifest else {
        return Err(
            "no picture: pack.toml has errors\n  fix: run it without --graph, and mend them".to_owned()
        );
    };
    let language = manifest.languages.first().map_or("", String::as_str);
    std::fs::write(path, author::graph(manifest, language))
        .map_err(|error| format!("{}: {error}\n  fix: name a file that can be written", path.display()))
}

/// The folder as code review knows it: relative to where the command runs, which is the checkout's root.
fn from_here(pack: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let inside = pack.strip_prefix(&here).unwrap_or(pack);
    inside.components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect()
}
