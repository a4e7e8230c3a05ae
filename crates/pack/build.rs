//! Makes the typed labels of plain pages from `languages/`, for who writes them: feature `author`. In the sources that is a link,
//! so that the crate has it when it is packaged.

use std::process::ExitCode;

#[cfg(feature = "author")]
fn main() -> ExitCode {
    use std::path::PathBuf;

    use samtycke_words::{Part, generate};

    let folder = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("languages");
    let out = PathBuf::from(std::env::var("OUT_DIR").unwrap_or_default());
    match generate(&folder, Part::Pages, "Labels", &out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            eprintln!("{problems}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "author"))]
fn main() -> ExitCode {
    ExitCode::SUCCESS
}
