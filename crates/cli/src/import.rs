//! `samtycke import`: what a vendor has today, as the draft of a pack.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use samtycke_import::{Draft, File, LARGEST};

/// Makes the draft of a pack of text, HTML, Word (.docx) and Markdown files.
///
/// No sentence is lost; what the text states for pack.toml is proposed with its sentence, what it doesn't is left to fill in. Then run `samtycke check`.
#[derive(Args)]
pub(crate) struct ImportArgs {
    /// The files. An annex inside an agreement's file becomes a document of its own.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The folder to write the pack to.
    #[arg(long)]
    out: PathBuf,
    /// The pack's id (default: the vendor's name, when the text has it).
    #[arg(long)]
    id: Option<String>,
    /// Write over a pack that is there. Documents of other names are left alone.
    #[arg(long)]
    overwrite: bool,
}

impl ImportArgs {
    pub(crate) fn run(&self) -> ExitCode {
        match self.import() {
            Ok(draft) => {
                self.tell(&draft);
                ExitCode::SUCCESS
            }
            Err(problem) => {
                eprintln!("{problem}");
                ExitCode::FAILURE
            }
        }
    }

    fn import(&self) -> Result<Draft, String> {
        if !self.overwrite {
            let there =
                ["pack.toml", "documents"].iter().map(|name| self.out.join(name)).find(|path| path.exists());
            if let Some(path) = there {
                let fix = "name another folder with --out, or say --overwrite";
                return Err(format!("{}: there is a pack already\n  fix: {fix}", path.display()));
            }
        }
        let mut read = Vec::new();
        for path in &self.files {
            read.push((name(path), bytes(path)?));
        }
        let files: Vec<File<'_>> = read.iter().map(|(name, bytes)| File { name, bytes }).collect();
        let draft = samtycke_import::import(&files, self.id.as_deref()).map_err(|error| error.to_string())?;
        write(&self.out, &draft.pack, &draft.documents)?;
        Ok(draft)
    }

    fn tell(&self, draft: &Draft) {
        println!("A draft of {} documents in {}:", draft.documents.len(), self.out.display());
        for name in draft.documents.keys() {
            println!("  documents/{name}");
        }
        if !draft.proposals.is_empty() {
            println!("\nTo confirm, each also beside its value in pack.toml:");
        }
        let mut because = "";
        for proposal in &draft.proposals {
            if proposal.because != because {
                because = &proposal.because;
                println!("  \"{because}\"");
            }
            println!("    {}: {}", proposal.key, proposal.value);
        }
        if !draft.missing.is_empty() {
            println!("\nTo fill in, because no sentence states it:");
        }
        for key in &draft.missing {
            println!("  {key}");
        }
        if !draft.notices.is_empty() {
            println!("\nTo look at:");
        }
        for notice in &draft.notices {
            println!("  {notice}");
        }
        println!("\nNext: samtycke check {}", self.out.display());
    }
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The file, unless it is larger than any that is read.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let told =
        |error: std::io::Error| format!("{}: {error}\n  fix: name a file that can be read", path.display());
    let size = fs::metadata(path).map_err(told)?.len();
    if usize::try_from(size).map_or(true, |size| size > LARGEST) {
        let fix = "split it, or leave its pictures out";
        return Err(format!("{}: {size} bytes; at most {LARGEST} are read\n  fix: {fix}", path.display()));
    }
    fs::read(path).map_err(told)
}

/// Writes a pack's sources.
pub(crate) fn write<'d>(
    out: &Path,
    pack: &str,
    documents: impl IntoIterator<Item = (&'d String, &'d String)>,
) -> Result<(), String> {
    let folder = out.join("documents");
    let told = |path: &Path, error: std::io::Error| {
        format!("{}: {error}\n  fix: name another folder", path.display())
    };
    fs::create_dir_all(&folder).map_err(|error| told(&folder, error))?;
    for (name, text) in documents {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| told(&path, error))?;
    }
    let path = out.join("pack.toml");
    fs::write(&path, pack).map_err(|error| told(&path, error))
}
