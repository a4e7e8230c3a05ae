//! The command line `samtycke`, as xtask calls it: every flag that this relies on is in this file.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::UNIX_EPOCH,
};

use serde_json::Value;

use crate::{
    fault::{At, Fault, Result},
    paths::Paths,
    process,
    setup::Tools,
};

/// The package and its binary.
const PACKAGE: &str = "samtycke-cli";
const BINARY: &str = "samtycke";

/// The built command line.
pub(crate) struct Samtycke {
    /// The executable.
    pub(crate) binary: PathBuf,
    root: PathBuf,
}

impl Samtycke {
    /// Builds it.
    pub(crate) fn build(paths: &Paths, tools: &Tools) -> Result<Self> {
        process::say("Building the command line `samtycke` (minutes at first, then seconds)");
        let mut cargo = tools.cargo()?;
        cargo.args(["build", "-p", PACKAGE, "--bin", BINARY, "--message-format", "json-render-diagnostics"]);
        let messages =
            process::read(&mut cargo, "read the first error of rustc above; it names file and line")?;
        let binary = executable(&messages).ok_or_else(|| {
            Fault::new(
                format!("cargo built no binary `{BINARY}`"),
                "crates/cli/Cargo.toml",
                format!("the package {PACKAGE} must have a [[bin]] named {BINARY}"),
            )
        })?;
        Ok(Self { binary, root: paths.root.clone() })
    }

    /// Tells one build of it from another.
    pub(crate) fn identity(&self) -> Result<String> {
        let data = fs::metadata(&self.binary).at("look at", &self.binary)?;
        let built =
            data.modified().at("look at", &self.binary)?.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(format!("{} bytes of {} ns", data.len(), built.as_nanos()))
    }

    /// `samtycke check PACK`
    pub(crate) fn check(&self, pack: &Path) -> Result<()> {
        process::run(self.command("check").arg(pack), "each finding above says how to mend the pack")
    }

    /// `samtycke build PACK --out DIR [--widget DIR]`
    pub(crate) fn publish(&self, pack: &Path, out: &Path, widget: Option<&Path>) -> Result<()> {
        let mut command = self.command("build");
        command.arg(pack).arg("--out").arg(out);
        if let Some(widget) = widget {
            command.arg("--widget").arg(widget);
        }
        process::run(&mut command, "each finding above says how to mend the pack")
    }

    /// `samtycke gate --out FILE`
    pub(crate) fn gate(&self, out: &Path) -> Result<()> {
        process::run(self.command("gate").arg("--out").arg(out), "look for the error in gate/*.js")
    }

    /// `samtycke gate --core --out FILE`
    pub(crate) fn core_gate(&self, out: &Path) -> Result<()> {
        process::run(
            self.command("gate").arg("--core").arg("--out").arg(out),
            "look for the error in gate/*.js",
        )
    }

    /// `samtycke styles --out DIR`
    pub(crate) fn styles(&self, out: &Path) -> Result<()> {
        process::run(self.command("styles").arg("--out").arg(out), "look for the error in styles/*.css")
    }

    /// `samtycke words --out DIR`
    pub(crate) fn words(&self, out: &Path) -> Result<()> {
        process::run(self.command("words").arg("--out").arg(out), "see whether the folder can be written to")
    }

    /// `samtycke verifier --out DIR`
    pub(crate) fn verifier(&self, out: &Path) -> Result<()> {
        process::run(self.command("verifier").arg("--out").arg(out), "look for the error in verify/*.js")
    }

    /// `samtycke minify FILE --out FILE`, for a JavaScript module
    pub(crate) fn minify(&self, from: &Path, to: &Path) -> Result<()> {
        let remedy = format!("see whether {} is well-formed", from.display());
        process::run(self.command("minify").arg(from).arg("--out").arg(to), &remedy)
    }

    /// `samtycke serve --port P --db FILE --pack DIR… --static DIR --origin URL…`
    pub(crate) fn serve(&self, port: u16, db: &Path, packs: &[PathBuf], site: &Path) -> Command {
        let mut command = self.command("serve");
        command.arg("--port").arg(port.to_string()).arg("--db").arg(db);
        for pack in packs {
            command.arg("--pack").arg(pack);
        }
        command.arg("--static").arg(site);
        // Under its other name, too: browsers have passkeys for names only.
        for host in ["127.0.0.1", "localhost"] {
            command.arg("--origin").arg(format!("http://{host}:{port}"));
        }
        command
    }

    fn command(&self, name: &str) -> Command {
        let mut command = process::program(&self.binary, &self.root);
        command.arg(name);
        command
    }
}

/// The path of our binary in cargo's messages, one JSON object a line.
fn executable(messages: &str) -> Option<PathBuf> {
    messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).find_map(|message| {
        let ours = message.get("target")?.get("name")?.as_str()? == BINARY;
        ours.then(|| message.get("executable")?.as_str().map(PathBuf::from))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binary_is_found_among_cargos_messages() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","target":{"name":"serde"},"executable":null}"#,
            "\nnot json\n",
            r#"{"reason":"compiler-artifact","target":{"name":"samtycke"},"executable":"/t/samtycke"}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
        );
        assert_eq!(executable(messages), Some(PathBuf::from("/t/samtycke")));
        assert_eq!(executable(""), None);
    }
}
