//! Makes the typed catalogue of the interface's words from `languages/`.

use std::path::PathBuf;
use std::process::ExitCode;

use samtycke_words::{Part, generate};

fn main() -> ExitCode {
    let folder = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("languages");
    let out = PathBuf::from(std::env::var("OUT_DIR").unwrap_or_default());
    let widget = generate(&folder, Part::Widget, "Messages", &out);
    match widget.and_then(|()| generate(&folder, Part::Prerendered, "Prerendered", &out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            eprintln!("{problems}");
            ExitCode::FAILURE
        }
    }
}
