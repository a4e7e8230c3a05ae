//! `samtycke check`: what is wrong with a pack.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use samtycke_pack::author;

use crate::pack_folder;

/// Says what is wrong with a pack: file, line, what, and how to mend it. Exits 1 when it can't be published.
#[derive(Args)]
pub(crate) struct CheckArgs {
    /// The pack's folder.
    pack: PathBuf,
}

impl CheckArgs {
    pub(crate) fn run(&self) -> ExitCode {
        let sources = match pack_folder::read(&self.pack) {
            Ok(sources) => sources,
            Err(problem) => {
                eprintln!("{problem}");
                return ExitCode::FAILURE;
            }
        };
        match author::build(&sources) {
            Ok(built) => {
                pack_folder::report(&self.pack, &built.findings);
                println!(
                    "{}: {} documents in {}, {} warnings, nothing that stops publishing",
                    built.manifest.id,
                    built.manifest.documents.len(),
                    built.manifest.languages.join(", "),
                    built.findings.len()
                );
                ExitCode::SUCCESS
            }
            Err(findings) => {
                pack_folder::report(&self.pack, &findings);
                eprintln!("{} findings; the pack can't be published", findings.len());
                ExitCode::FAILURE
            }
        }
    }
}
