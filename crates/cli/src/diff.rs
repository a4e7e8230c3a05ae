//! `samtycke diff`: what changed between two versions, clause by clause.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use samtycke_pack::author;
use samtycke_pack::redline::{Change, Redline};
use samtycke_pack::{Document, Manifest};
use samtycke_record::Digest;
use samtycke_record::json::{self, FromJson as _};

use crate::terminal::{colour, plain};
use crate::{pack_folder, published};

mod shown;

const HELP: &str = "\
OLD and NEW are each the folder of a pack, or one that `samtycke build` wrote: `samtycke diff public/legal packs/mine` \
tells what publishing would change. Or both are a document and its version, dpa@1.0 dpa@2.0, of the published folder \
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

/// Documents by id and language.
type Documents = BTreeMap<(String, String), (Document, Digest)>;

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
        let mut keys: Vec<_> = old.keys().chain(new.keys()).collect();
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
        let mut differing = 0;
        let mut worst = Change::None;
        for key in &keys {
            let change = match (old.get(key), new.get(key)) {
                (Some((_, before)), Some((_, after))) if before == after => continue,
                (Some((before, before_digest)), Some((after, after_digest))) => {
                    let redline =
                        Redline::between((before, before_digest.clone()), (after, after_digest.clone()));
                    shown::redline(&redline, &paint, &mut out);
                    redline.change
                }
                (before, _) => {
                    let (verb, there) =
                        if before.is_some() { ("is gone", before) } else { ("is new", new.get(key)) };
                    let version = there.map_or("", |(document, _)| document.version.as_str());
                    let _ =
                        writeln!(out, "{} ({}) {}: {verb}\n", plain(&key.0), plain(&key.1), plain(version));
                    Change::Substantive
                }
            };
            differing += 1;
            worst = worst.worse(change);
        }
        let verdict = match worst {
            Change::None if differing == 0 => "nothing differs",
            Change::None => "nothing but versions and dates differ",
            Change::Typographic => "only the typography differs: nobody is asked again",
            Change::Substantive => "substantive: whoever accepted the old text is asked again",
        };
        let _ = writeln!(out, "{differing} of {} texts differ; {verdict}.", keys.len());
        Ok((out, differing > 0))
    }

    fn documents(&self, what: &str) -> Result<Documents, String> {
        let path = Path::new(what);
        if path.join("pack.toml").is_file() {
            return of_pack(path);
        }
        if path.join("pack.json").is_file() {
            let manifests = published::manifests(path)?;
            let files = manifests.first().into_iter().flat_map(|manifest| &manifest.documents);
            return read(path, files.flat_map(|entry| &entry.files).map(|file| &file.sha256));
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
    let files = built.manifest.documents.iter().flat_map(|entry| &entry.files);
    for file in files {
        let name = format!("documents/{}.json", file.sha256.hex());
        // What `build` names, it wrote, in the form that it reads.
        let text = built.files.get(&name).and_then(|bytes| core::str::from_utf8(bytes).ok());
        let document = text.and_then(|text| Document::from_json(&json::parse(text).ok()?).ok());
        documents.extend(document.map(|document| keyed(document, file.sha256.clone())));
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
    let one = |digest: &Digest| Ok(keyed(published::document(folder, digest)?, digest.clone()));
    digests.map(one).collect()
}

fn keyed(document: Document, digest: Digest) -> ((String, String), (Document, Digest)) {
    ((document.id.clone(), document.language.clone()), (document, digest))
}
