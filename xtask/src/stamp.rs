//! Stamps: what a step was made from, so that it is not made again from the same.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{
    fault::{At, Result},
    files,
    paths::Paths,
};

/// A step's stamp.
pub(crate) struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// The stamp of the step `name`, made from these files and folders and from `manner`: whatever else decides what
    /// comes out.
    pub(crate) fn of(paths: &Paths, name: &str, inputs: &[PathBuf], manner: &[&str]) -> Result<Self> {
        let mut digest = Sha256::new();
        for part in manner {
            take(&mut digest, part.as_bytes());
        }
        for input in inputs {
            for file in files::under(input)? {
                take(&mut digest, paths.short(&file).as_os_str().as_encoded_bytes());
                take(&mut digest, &fs::read(&file).at("read", &file)?);
            }
        }
        let now = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { file: paths.notes().join(format!("{name}.stamp")), now })
    }

    /// Whether the step was done from exactly this, and what it made is still there.
    pub(crate) fn holds(&self, outputs: &[&Path]) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|then| then == self.now)
            && outputs.iter().all(|path| path.exists())
    }

    /// Before the step: what it made before no longer counts.
    pub(crate) fn lift(&self) -> Result<()> {
        if self.file.exists() {
            fs::remove_file(&self.file).at("remove", &self.file)?;
        }
        Ok(())
    }

    /// After the step.
    pub(crate) fn set(&self) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).at("create", folder)?;
        }
        fs::write(&self.file, &self.now).at("write", &self.file)
    }
}

/// Lengths first, so that no two lists of parts look the same.
fn take(digest: &mut Sha256, part: &[u8]) {
    digest.update(part.len().to_le_bytes());
    digest.update(part);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_until_an_input_an_output_or_the_manner_changes() -> Result<()> {
        let root = std::env::temp_dir().join(format!("samtycke-stamp-{}", std::process::id()));
        files::empty(&root)?;
        let paths = Paths { root: root.clone() };
        let (input, output) = (root.join("in"), root.join("out"));
        let stamp = |manner| Stamp::of(&paths, "step", std::slice::from_ref(&input), &[manner]);
        let write = |file: &Path, text: &str| fs::write(file, text).at("write", file);

        write(&input, "one")?;
        assert!(!stamp("a")?.holds(&[]), "never done");
        stamp("a")?.set()?;
        assert!(stamp("a")?.holds(&[]));
        assert!(!stamp("b")?.holds(&[]), "done in another manner");
        assert!(!stamp("a")?.holds(&[&output]), "its output is gone");
        write(&output, "")?;
        assert!(stamp("a")?.holds(&[&output]));
        write(&input, "two")?;
        assert!(!stamp("a")?.holds(&[&output]), "its input changed");
        stamp("a")?.set()?;
        stamp("a")?.lift()?;
        assert!(!stamp("a")?.holds(&[]), "begun again");
        fs::remove_dir_all(&root).at("remove", &root)
    }
}
