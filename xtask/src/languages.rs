//! `cargo xtask languages`: is every language whole?

use std::path::PathBuf;

use clap::Args;

use crate::{
    fault::{Fault, Result},
    page_words,
    paths::Paths,
    translators,
};

/// Checks the files of languages/, and the words of verify/ and console/: what is missing, unknown, too long, or not written as it should be
///
/// languages/README.md says how a language is written.
#[derive(Args)]
pub(crate) struct Options {
    /// This language alone
    language: Option<String>,
    /// Write what the translators' page is made of into this folder instead: words.json, and the pack that it shows
    #[arg(long, value_name = "DIR")]
    page: Option<PathBuf>,
}

/// Does it.
pub(crate) fn run(paths: &Paths, options: &Options) -> Result<()> {
    if let Some(out) = &options.page {
        translators::write(paths, out, &out.join("pack"))?;
        return Ok(());
    }
    let mut problems = samtycke_words::check_folder(&paths.file("languages"));
    if let Some(language) = &options.language {
        let file = format!("{language}.toml");
        if !paths.file("languages").join(&file).is_file() {
            return Err(Fault::new(
                "there is no such language",
                format!("languages/{file}"),
                "copy languages/en.toml, and translate it",
            ));
        }
        problems.retain(|problem| problem.file == file || problem.file == samtycke_words::CONTEXT);
    }
    let mut told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    for problem in page_words::read(paths)?.iter().flat_map(page_words::Page::problems) {
        let is_wanted = |tag: &String| problem.file.ends_with(&format!("/words-{tag}.js"));
        if options.language.as_ref().is_none_or(is_wanted) {
            told.push(format!("{}: {}: {}", problem.file, problem.key, problem.message));
        }
    }
    for line in &told {
        println!("{line}");
    }
    match told.len() {
        0 => {
            println!("Every string is there, and as it should be");
            Ok(())
        }
        count => Err(Fault::new(format!("{count} problems"), "languages/", "see languages/README.md")),
    }
}
