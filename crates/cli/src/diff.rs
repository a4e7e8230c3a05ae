//! `samtycke diff`: what changed between two versions, clause by clause.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use samtycke_pack::author;
use samtycke_pack::manifest::DocumentFile;
use samtycke_pack::redline::{Change, Redline};
use samtycke_pack::{Document, Manifest};
use samtycke_record::Digest;
use samtycke_record::json::{self, FromJson as _};

use crate::terminal::{colour, plain};
use crate::{pack_folder, published};

mod pairs;
mod shown;

use pairs::{Pair, Text, pairs};

const HELP: &str = "\
OLD and NEW are each the folder of a pack, or one that `samtycke build` wrote: `samtycke diff public/legal packs/mine` \
tells what publishing would change, in the texts in force and in those announced. Or both are a document and its version, dpa@1.0 dpa@2.0, of the published folder \
that --published names.

Exit code: 0 when nothing differs, 1 when something does, 2 when a file can't be read or the command line is wrong.";

/// Tells what changed between two versions of documents, clause by clause: substantive, or only typographic.
#[derive(Args)]
#[command(after_long_help = HELP)]
pub(crate) struct DiffArgs {
    /// A pack's folder, a published folder, or DOCUMENT@VERSION.
    old: String,
    /// What it is compared with.
    new: String,
    /// Only the document of this id.
    #[arg(long, value_name = "ID")]
    document: Option<String>,
    /// Only in this language.
    #[arg(long, value_name = "LANG")]
    language: Option<String>,
    /// The published folder that DOCUMENT@VERSION is looked for in.
    #[arg(long, value_name = "DIR", default_value = ".")]
    published: PathBuf,
}

/// Texts by the document's id and language: the one in force, then those announced.
type Documents = BTreeMap<(String, String), Vec<Text>>;

impl DiffArgs {
    pub(crate) fn run(&self) -> ExitCode {
        let (text, differs) = match self.compare() {
            Ok(compared) => compared,
            Err(problem) => {
                eprintln!("samtycke diff: {problem}");
                return ExitCode::from(2);
            }
        };
        print!("{text}");
        if differs { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }

    fn compare(&self) -> Result<(String, bool), String> {
        let (old, new) = (self.documents(&self.old)?, self.documents(&self.new)?);
        let mut keys: Vec<&(String, String)> = old.keys().chain(new.keys()).collect();
        keys.sort();
        keys.dedup();
        keys.retain(|(id, language)| {
            self.document.as_ref().is_none_or(|wanted| wanted == id)
                && self.language.as_ref().is_none_or(|wanted| wanted == language)
        });
        if keys.is_empty() {
            let fix = "leave --document and --language out to see all";
            return Err(format!("there is no such document on either side\n  fix: {fix}"));
        }
        let paint = shown::Paint::new(colour(&io::stdout()));
        let mut out = String::new();
        let (mut differing, mut all) = (0, 0);
        let mut worst = Change::None;
        for key in keys {
            let (old, new) = (old.get(key), new.get(key));
            for pair in pairs(old.map_or(&[], Vec::as_slice), new.map_or(&[], Vec::as_slice)) {
                all += 1;
                let Some(change) = tell(key, &pair, &paint, &mut out) else { continue };
                differing += 1;
                worst = worst.worse(change);
            }
        }
        let verdict = match worst {
            Change::None if differing == 0 => "nothing differs",
            Change::None => "nothing but versions and dates differ",
            Change::Typographic => "only the typography differs: nobody is asked again",
            Change::Substantive => "substantive: whoever accepted the old text is asked again",
        };
        let _ = writeln!(out, "{differing} of {all} texts differ; {verdict}.");
        Ok((out, differing > 0))
    }

    fn documents(&self, what: &str) -> Result<Documents, String> {
        let path = Path::new(what);
        if path.join("pack.toml").is_file() {
            return of_pack(path);
        }
        if path.join("pack.json").is_file() {
            let manifests = published::manifests(path)?;
            return read(path, manifests.first().into_iter().flat_map(files).map(|file| &file.sha256));
        }
        match what.split_once('@') {
            Some((id, version)) => of_version(&self.published, id, version),
            None => Err(format!(
                "{what} has neither pack.toml nor pack.json\n  fix: name a pack's folder, a published folder, or \
                 DOCUMENT@VERSION"
            )),
        }
    }
}

fn of_pack(folder: &Path) -> Result<Documents, String> {
    let sources = pack_folder::read(folder)?;
    let built = author::build(&sources).map_err(|findings| {
        pack_folder::report(folder, &findings);
        format!("{} can't be built\n  fix: mend what is named above", folder.display())
    })?;
    let mut documents = Documents::new();
    for file in files(&built.manifest) {
        let name = format!("documents/{}.json", file.sha256.hex());
        // What `build` names, it wrote, in the form that it reads.
        let text = built.files.get(&name).and_then(|bytes| core::str::from_utf8(bytes).ok());
        let document = text.and_then(|text| Document::from_json(&json::parse(text).ok()?).ok());
        if let Some(document) = document {
            add(&mut documents, document, &file.sha256);
        }
    }
    Ok(documents)
}

fn of_version(folder: &Path, id: &str, version: &str) -> Result<Documents, String> {
    let manifests = published::manifests(folder)?;
    let of = |manifest: &Manifest| {
        let entry = manifest.document(id)?;
        if entry.version == version {
            return Some(entry.files.clone());
        }
        let mut others = entry.versions.iter().chain(&entry.upcoming).flatten();
        others.find(|edition| edition.version == version).map(|edition| edition.files.clone())
    };
    let files = manifests.iter().find_map(of).ok_or_else(|| {
        format!(
            "{} has no version {version} of {id}\n  fix: name a version that was published, and the folder with \
             --published",
            folder.display()
        )
    })?;
    read(folder, files.iter().map(|file| &file.sha256))
}

fn read<'d>(folder: &Path, digests: impl Iterator<Item = &'d Digest>) -> Result<Documents, String> {
    let mut documents = Documents::new();
    for digest in digests {
        add(&mut documents, published::document(folder, digest)?, digest);
    }
    Ok(documents)
}

fn add(documents: &mut Documents, document: Document, digest: &Digest) {
    let key = (document.id.clone(), document.language.clone());
    documents.entry(key).or_default().push((document, digest.clone()));
}

/// Of each document those in force, then those announced.
fn files(manifest: &Manifest) -> impl Iterator<Item = &DocumentFile> {
    manifest.documents.iter().flat_map(|entry| {
        entry.files.iter().chain(entry.upcoming.iter().flatten().flat_map(|edition| &edition.files))
    })
}

/// Writes what became of a text; `None` when it is the same.
fn tell(
    (id, language): &(String, String),
    pair: &Pair<'_>,
    paint: &shown::Paint,
    out: &mut String,
) -> Option<Change> {
    let mut line = |version: &str, told: &str| {
        let _ = writeln!(out, "{} ({}) {}: {told}\n", plain(id), plain(language), plain(version));
    };
    let ((old, old_digest), (new, new_digest)) = match pair {
        Pair::Both((_, old), (_, new)) if old == new => return None,
        Pair::Both(old, new) => (old, new),
        Pair::Announced(old, new) => {
            line(&new.0.version, "is announced");
            (old, new)
        }
        Pair::New((text, _)) => {
            line(&text.version, "is new");
            return Some(Change::Substantive);
        }
        Pair::Gone((text, _)) => {
            line(&text.version, "is gone");
            return Some(Change::Substantive);
        }
    };
    let redline = Redline::between((old, old_digest.clone()), (new, new_digest.clone()));
    shown::redline(&redline, paint, out);
    Some(redline.change)
}
