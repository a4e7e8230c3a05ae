//! `samtycke build`: a pack as the files that any web server can host.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use samtycke_pack::author::{self, Built, Shelf};
use samtycke_record::Digest;
use samtycke_record::detached::PACK_TYPE;

use crate::assets::DOCUMENT;
use crate::widget::{FOLDER, WIDGET_FROM, Widget};
use crate::{embed, keys, pack_folder, published, verifier};

/// The signature of `pack.json`, beside it.
const SIGNATURE: &str = "pack.sig";

/// Paths below the output folder, and bytes.
type Files = BTreeMap<String, Vec<u8>>;

/// Publishes a pack: manifest, documents, plain pages, `embed.js`, and a page that verifies records.
///
/// Nothing is changed when there is an error. Only the pack's form is looked at; what a lawyer would mark in the texts, `samtycke check` says. Publish each time to the same folder, or to a copy of what is published: earlier versions stay, what changed since
/// them is told, and other text under a version that was published is refused.
#[derive(Args)]
pub(crate) struct BuildArgs {
    /// The pack's folder.
    pack: PathBuf,
    /// Where to write. Files of other names there are left alone.
    #[arg(long)]
    out: PathBuf,
    /// The folder with the widget's files. They are copied below OUT/widget/, to a folder whose name changes with them.
    #[arg(long)]
    widget: Option<PathBuf>,
    /// Sign the manifest with this private key (`samtycke keys new`): pages that pin the key use no other manifest.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
}

impl BuildArgs {
    pub(crate) fn run(&self) -> ExitCode {
        match self.publish() {
            Ok(built) => {
                println!("{} published to {}: {}", built.manifest.id, self.out.display(), built.digest);
                println!(
                    "Only its form was looked at: what a lawyer would mark in the texts is for `samtycke check {}`.",
                    self.pack.display()
                );
                if built.manifest.cookies.as_ref().is_some_and(|cookies| !cookies.asks()) {
                    println!(
                        "All of its cookies are strictly necessary: its pages ask nobody, and have no banner."
                    );
                }
                if self.widget.is_none() {
                    println!(
                        "The widget's files are not copied: host them at widget/ beside embed.js, or name \
                              their folder with --widget."
                    );
                }
                ExitCode::SUCCESS
            }
            Err(problem) => {
                eprintln!("{problem}");
                ExitCode::FAILURE
            }
        }
    }

    fn publish(&self) -> Result<Built, String> {
        let sources = pack_folder::read(&self.pack)?;
        let document = |digest: &Digest| published::document_bytes(&self.out, digest);
        let shelf = Shelf { manifests: published::manifests(&self.out)?, document: Some(&document) };
        let mut built = author::build_upon(&sources, &shelf).map_err(|findings| {
            pack_folder::report(&self.pack, &findings);
            format!("{} findings; nothing was written", findings.len())
        })?;
        pack_folder::report(&self.pack, &built.findings);
        let mut files = std::mem::take(&mut built.files);
        // Records that wait in browsers name the manifest they answered: it stays known after the next build.
        if let Some(manifest) = files.get("pack.json").cloned() {
            self.sign(&built.digest, &manifest, &mut files)?;
            files.insert(format!("history/{}.json", built.digest.hex()), manifest);
        }
        let widget = self.widget()?;
        let folder = widget.as_ref().map_or(FOLDER, |widget| &widget.folder);
        embeds(&built, folder, &mut files).map_err(|error| error.to_string())?;
        let page = verifier::files().map_err(|error| error.to_string())?;
        files.extend(page.into_iter().map(|(name, text)| (format!("verify/{name}"), text.into_bytes())));
        files.extend(widget.into_iter().flat_map(|widget| widget.files));
        write_all(&self.out, &files)?;
        Ok(built)
    }
}

impl BuildArgs {
    /// What is to be copied. An embed must not lose what the one before it found.
    fn widget(&self) -> Result<Option<Widget>, String> {
        match (&self.widget, Widget::copied_before(&self.out)) {
            (Some(from), _) => Widget::read(from).map(Some),
            (None, None) => Ok(None),
            (None, Some(before)) => Err(format!(
                "{}: an earlier build copied the widget's files, and this one is told of none: its pages would have no \
                 policy and no agreement\n  fix: name their folder with --widget; {WIDGET_FROM}. Where pages name another by \
                 data-widget, remove {}",
                before.display(),
                self.out.join(FOLDER).display()
            )),
        }
    }

    /// Each manifest keeps its signature, as it keeps its place in the history.
    fn sign(&self, digest: &Digest, manifest: &[u8], files: &mut Files) -> Result<(), String> {
        let Some(path) = &self.key else {
            let signed = self.out.join(SIGNATURE);
            return if signed.exists() {
                Err(format!(
                    "{} is there, but no key to sign with: pages that pin the key would refuse the pack\n  fix: name \
                     the key with --key, or remove the file if no page pins it any more",
                    signed.display()
                ))
            } else {
                Ok(())
            };
        };
        let key = keys::read(path)?;
        // A manifest is canonical JSON, so UTF-8.
        let signature = key.sign_detached(PACK_TYPE, &String::from_utf8_lossy(manifest)).into_bytes();
        files.insert(format!("history/{}.sig", digest.hex()), signature.clone());
        files.insert(SIGNATURE.into(), signature);
        Ok(())
    }
}

fn embeds(built: &Built, widget: &str, files: &mut Files) -> Result<(), embed::EmbedError> {
    let manifest = &built.manifest;
    let preferences = embed::Preferences::of(manifest)?;
    let mut add = |name: String, languages: &[String]| {
        let script = embed::script(manifest, &built.digest, &preferences, widget, languages)?;
        files.insert(name, script.text.into_bytes());
        files.extend(script.later.into_iter().map(|(path, text)| (path, text.into_bytes())));
        Ok::<_, embed::EmbedError>(())
    };
    add("embed.js".into(), &manifest.languages)?;
    for language in &manifest.languages {
        add(format!("embed.{language}.js"), std::slice::from_ref(language))?;
    }
    files.extend(preferences.files.into_iter().map(|(path, text)| (path, text.into_bytes())));
    if let Some(cookies) = &manifest.cookies {
        let (path, text) = embed::sheet(cookies)?;
        files.insert(path, text.into_bytes());
    }
    files.insert("documents/document.css".into(), embed::minify_css(DOCUMENT)?.into_bytes());
    Ok(())
}

/// All of them under other names first, then each in its place: an error before that leaves what was there. The manifest
/// after what it names, the embed after the manifest. What is there already isn't touched.
fn write_all(out: &Path, files: &Files) -> Result<(), String> {
    let mut parts = Vec::new();
    for (name, bytes) in files {
        let path = out.join(name);
        if fs::read(&path).is_ok_and(|there| there == *bytes) {
            continue;
        }
        let part = part_of(&path);
        let folder = path.parent().unwrap_or(out);
        let written = if path.is_dir() {
            Err("a folder stands where the file belongs".to_owned())
        } else {
            fs::create_dir_all(folder)
                .and_then(|()| fs::write(&part, bytes))
                .map_err(|error| error.to_string())
        };
        parts.push((part, path.clone()));
        if let Err(error) = written {
            for (part, _) in parts {
                let _ = fs::remove_file(part);
            }
            return Err(format!("{}: {error}\n  fix: make room for it; nothing was changed", path.display()));
        }
    }
    parts.sort_by_key(|(_, path)| {
        // Documents and redlines, then the manifest that names them, then what names the manifest and what is fetched later.
        let embed = path
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.starts_with("embed.") && name.ends_with(".js"));
        (embed, path.file_name().is_some_and(|name| name == "pack.json"))
    });
    for (part, path) in parts {
        fs::rename(&part, &path)
            .map_err(|error| format!("{}: {error}\n  fix: build again", path.display()))?;
    }
    Ok(())
}

fn part_of(path: &Path) -> PathBuf {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    part.into()
}
