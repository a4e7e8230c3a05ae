//! `samtycke gate`: the gate without a pack. `samtycke minify`, `samtycke styles` and `samtycke words`: what the project's own build
//! needs of the same tools.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use oxc::span::SourceType;
use samtycke_widget::messages;

use crate::assets::SHEETS;
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
    /// Speak these languages alone, `da,en`: the file gets shorter. All of the interface's, if left out; the first is for
    /// who wants none of them.
    #[arg(long, value_name = "TAGS", value_delimiter = ',', value_parser = PossibleValuesParser::new(messages::LANGUAGES))]
    languages: Vec<String>,
}

impl GateArgs {
    pub(crate) fn run(&self) -> ExitCode {
        let all = messages::LANGUAGES.map(String::from);
        let languages = if self.languages.is_empty() { &all } else { self.languages.as_slice() };
        write(&self.out, if self.core { embed::core_gate() } else { embed::plain_gate(languages) })
    }
}

/// Writes the style sheets of the widget's views.
#[derive(Args)]
pub(crate) struct StylesArgs {
    /// The folder to write them to.
    #[arg(long)]
    out: PathBuf,
}

impl StylesArgs {
    pub(crate) fn run(&self) -> ExitCode {
        let written =
            SHEETS.iter().map(|(name, sheet)| write(&self.out.join(name), embed::minify_css(sheet)));
        written.fold(ExitCode::SUCCESS, |all, one| if one == ExitCode::SUCCESS { all } else { one })
    }
}

/// Writes the interface's words, a file a language.
#[derive(Args)]
pub(crate) struct WordsArgs {
    /// The folder to write to.
    #[arg(long)]
    out: PathBuf,
}

impl WordsArgs {
    pub(crate) fn run(&self) -> ExitCode {
        let written = fs::create_dir_all(&self.out).and_then(|()| {
            messages::files().try_for_each(|(tag, text)| fs::write(self.out.join(format!("{tag}.txt")), text))
        });
        match written {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{}: {error}", self.out.display());
                ExitCode::FAILURE
            }
        }
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
