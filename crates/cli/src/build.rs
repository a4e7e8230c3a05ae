//! `samtycke build`: a pack as the files that any web server can host.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use samtycke_pack::author::{self, Built};

use crate::assets::DOCUMENT;
use crate::{embed, pack_folder};

/// The widget's files, as `cargo xtask dist` makes them.
const WIDGET: [&str; 3] = ["samtycke_widget.js", "samtycke_widget_bg.wasm", "samtycke.css"];

/// Publishes a pack: manifest, documents, plain pages, and `embed.js`. Writes nothing when there is an error.
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
        let built = author::build(&sources).map_err(|findings| {
            pack_folder::report(&self.pack, &findings);
            format!("{} findings; nothing was written", findings.len())
        })?;
        pack_folder::report(&self.pack, &built.findings);
        let mut files = built.files.clone();
        embeds(&built, &mut files).map_err(|error| error.to_string())?;
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

fn embeds(built: &Built, files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), embed::EmbedError> {
    let manifest = &built.manifest;
    files.insert("embed.js".into(), embed::script(manifest, &manifest.languages)?.into_bytes());
    for language in &manifest.languages {
        let script = embed::script(manifest, std::slice::from_ref(language))?;
        files.insert(format!("embed.{language}.js"), script.into_bytes());
    }
    files.insert("documents/document.css".into(), embed::minify_css(DOCUMENT)?.into_bytes());
    Ok(())
}

/// The manifest last: until it is there, a pack that is being replaced is the old one, whole.
fn write_all(out: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), String> {
    let (manifest, others): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| *name == "pack.json");
    for (name, bytes) in others.into_iter().chain(manifest) {
        let path = out.join(name);
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder)
            .and_then(|()| replace(&path, bytes))
            .map_err(|error| format!("{}: {error}\n  fix: make the folder writable", path.display()))?;
    }
    Ok(())
}

/// A reader sees the old bytes or the new ones, never half of them.
fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    fs::write(&part, bytes)?;
    fs::rename(&part, path)
}
