//! `samtycke gate`: the gate without a pack. `samtycke minify` and `samtycke styles`: what the project's own build
//! needs of the same tools.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use oxc::span::SourceType;

use crate::assets::{TOKENS, VIEWS};
use crate::embed::{self, EmbedError};

/// Writes `gate.js`: the custom elements for pages that name their pack themselves.
#[derive(Args)]
pub(crate) struct GateArgs {
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
    /// The code of the cookie gate instead, without interface, adapters and data: it can't run, but be weighed.
    #[arg(long)]
    core: bool,
}

impl GateArgs {
    pub(crate) fn run(&self) -> ExitCode {
        write(&self.out, if self.core { embed::core_gate() } else { embed::plain_gate() })
    }
}

/// Writes `samtycke.css`: the styles of the widget's views.
#[derive(Args)]
pub(crate) struct StylesArgs {
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
}

impl StylesArgs {
    pub(crate) fn run(&self) -> ExitCode {
        write(&self.out, embed::minify_css(&format!("{TOKENS}\n{VIEWS}")))
    }
}

/// Minifies a JavaScript module.
#[derive(Args)]
pub(crate) struct MinifyArgs {
    /// The module.
    file: PathBuf,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
}

impl MinifyArgs {
    pub(crate) fn run(&self) -> ExitCode {
        let source = match fs::read_to_string(&self.file) {
            Ok(source) => source,
            Err(error) => {
                eprintln!("{}: {error}", self.file.display());
                return ExitCode::FAILURE;
            }
        };
        write(&self.out, embed::minify(&source, SourceType::mjs()))
    }
}

fn write(out: &Path, text: Result<String, EmbedError>) -> ExitCode {
    let written = text
        .map_err(|error| error.to_string())
        .and_then(|text| fs::write(out, text).map_err(|error| format!("{}: {error}", out.display())));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
