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
use crate::{embed, keys, pack_folder, published, verifier};

/// The widget's files, as `cargo xtask dist` makes them.
const WIDGET: [&str; 3] = ["samtycke_widget.js", "samtycke_widget_bg.wasm", "samtycke.css"];

/// The signature of `pack.json`, beside it.
const SIGNATURE: &str = "pack.sig";

/// Paths below the output folder, and bytes.
type Files = BTreeMap<String, Vec<u8>>;

/// Publishes a pack: manifest, documents, plain pages, `embed.js`, and a page that verifies records. Nothing is changed when there is an error.
/// Publish each time to the same folder, or to a copy of what is published: earlier versions stay, what changed since
/// them is told, and other text under a version that was published is refused.
#[derive(Args)]
pub(crate) struct BuildArgs {
    /// The pack's folder.
    pack: PathBuf,
    /// Where to write. Files of other names there are left alone.
    #[arg(long)]
    out: PathBuf,
    /// The folder with the widget's files; they are copied to OUT/widget/.
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
        embeds(&built, &mut files).map_err(|error| error.to_string())?;
        let page = verifier::files().map_err(|error| error.to_string())?;
        files.extend(page.into_iter().map(|(name, text)| (format!("verify/{name}"), text.into_bytes())));
        if let Some(widget) = &self.widget {
            for name in WIDGET {
                let path = widget.join(name);
                let bytes = fs::read(&path)
                    .map_err(|error| format!("{}: {error}\n  fix: run `cargo xtask dist`", path.display()))?;
                files.insert(format!("widget/{name}"), bytes);
            }
        }
        write_all(&self.out, &files)?;
        Ok(built)
    }
}

impl BuildArgs {
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

fn embeds(built: &Built, files: &mut Files) -> Result<(), embed::EmbedError> {
    let manifest = &built.manifest;
    files
        .insert("embed.js".into(), embed::script(manifest, &built.digest, &manifest.languages)?.into_bytes());
    for language in &manifest.languages {
        let script = embed::script(manifest, &built.digest, std::slice::from_ref(language))?;
        files.insert(format!("embed.{language}.js"), script.into_bytes());
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
        // Documents and redlines, then the manifest that names them, then what names the manifest.
        let embed = path.extension().is_some_and(|extension| extension == "js");
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
