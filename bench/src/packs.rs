//! How long publishing takes: a pack as large as a vendor's ever is, in memory and as the command does it on the disk,
//! anew and upon what was published; then the sample packs in memory.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{fs, io};

use samtycke_pack::author::{self, Built, Sources};

/// The promise: 200 documents in 5 languages of 3,000 words each.
const DOCUMENTS: usize = 200;
const LANGUAGES: [&str; 5] = ["sv", "da", "nb", "fi", "en"];
const WORDS: usize = 3000;
const SECONDS: f64 = 5.0;
const MEGABYTES: u64 = 300;

pub(crate) fn run() -> Result<(), String> {
    // First, so that the peak of memory is this one's.
    large()?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        let sources = read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let words: usize = sources.documents.values().map(|text| text.split_whitespace().count()).sum();
        build(&sources)?;
        let seconds = crate::median_seconds(|| drop(author::build(&sources)));
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        println!(
            "  {name}: {:.1} ms for {} documents, {words} words",
            seconds * 1000.0,
            sources.documents.len()
        );
    }
    Ok(())
}

fn large() -> Result<(), String> {
    let sources = generated();
    let words: usize = sources.documents.values().map(|text| text.split_whitespace().count()).sum();
    let started = Instant::now();
    let built = build(&sources)?;
    let seconds = started.elapsed().as_secs_f64();
    let bytes: usize = built.files.values().map(Vec::len).sum();
    let peak = peak_megabytes();
    let memory = peak.map_or_else(|| "memory not known here".to_owned(), |peak| format!("at most {peak} MB"));
    println!(
        "  generated: {seconds:.2} s, {memory}, for {DOCUMENTS} documents in {} languages, {words} words, {} files of {} MB",
        LANGUAGES.len(),
        built.files.len(),
        bytes / 1_000_000
    );
    if seconds > SECONDS || peak.is_some_and(|peak| peak > MEGABYTES) {
        return Err(format!("more than the promised {SECONDS} s or {MEGABYTES} MB"));
    }
    on_disk(&sources)
}

/// The command over a folder: reading, building, writing, and once more where nothing changed.
fn on_disk(sources: &Sources) -> Result<(), String> {
    let Some(command) = std::env::var_os("SAMTYCKE_RELEASE") else {
        println!("  the command on the disk: not measured; `cargo xtask bench packs` builds it first");
        return Ok(());
    };
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let (pack, site) = (folder.path().join("pack"), folder.path().join("site"));
    write(sources, &pack).map_err(|error| error.to_string())?;
    for how in ["anew", "upon the same"] {
        let started = Instant::now();
        let built = Command::new(&command)
            .args([OsStr::new("build"), pack.as_os_str(), OsStr::new("--out"), site.as_os_str()])
            .output()
            .map_err(|error| format!("{}: {error}", command.display()))?;
        let seconds = started.elapsed().as_secs_f64();
        if !built.status.success() {
            return Err(String::from_utf8_lossy(&built.stderr).into_owned());
        }
        println!("  the command on the disk, {how}: {seconds:.2} s");
        if seconds > SECONDS {
            return Err(format!("more than the promised {SECONDS} s"));
        }
    }
    Ok(())
}

fn write(sources: &Sources, pack: &Path) -> io::Result<()> {
    fs::create_dir_all(pack.join("documents"))?;
    fs::write(pack.join("pack.toml"), &sources.pack)?;
    for (name, text) in &sources.documents {
        fs::write(pack.join("documents").join(name), text)?;
    }
    Ok(())
}

fn build(sources: &Sources) -> Result<Built, String> {
    author::build(sources).map_err(|findings| {
        let first = findings.first().map(ToString::to_string).unwrap_or_default();
        format!("{} findings, the first: {first}", findings.len())
    })
}

/// The peak of this process's memory, where the system tells.
fn peak_megabytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
}

/// A pack of that size: sections of numbered clauses with links, lists and tables here and there.
fn generated() -> Sources {
    let texts = |key: &str, text: &str| -> String {
        LANGUAGES.iter().map(|language| format!("{key}.{language} = \"{text}\"\n")).collect()
    };
    let mut pack = format!(
        "[pack]\nid = \"large\"\nlanguages = {LANGUAGES:?}\nprevails = \"sv\"\n{}{}\n[vendor]\n\
         name = \"Nordlunda Drift AB\"\nregistry = {{ scheme = \"DK-CVR\", id = \"99000007\" }}\naddress = \"Gatan 1\"\n\
         country = \"SE\"\nemail = \"a@nordlunda.example\"\nphone = \"+46 1\"\nwebsite = \"https://nordlunda.example\"\n\n\
         [authority]\nurl = \"https://imy.example\"\n{}\n[[role]]\nid = \"visitor\"\nparty = \"representative\"\n\
         vendor = \"controller\"\ndocuments = [{{ id = \"d0\", act = \"offer\" }}]\nstatements = []\n{}{}{}",
        texts("law", "svensk rätt"),
        texts("venue", "Stockholm"),
        texts("name", "IMY"),
        texts("name", "Besökare"),
        texts("summary", "Besökare."),
        texts("submit", "Klar"),
    );
    pack.insert_str(0, "statement = []\n\n");
    let mut documents = BTreeMap::new();
    for index in 0..DOCUMENTS {
        let _ = write!(
            pack,
            "\n[[document]]\nid = \"d{index}\"\ntype = \"terms\"\nversion = \"1.0\"\neffective = 2026-09-01\n{}",
            texts("title", "Villkor")
        );
        for (shift, language) in LANGUAGES.iter().enumerate() {
            documents.insert(format!("d{index}.{language}.md"), document(index * LANGUAGES.len() + shift));
        }
    }
    Sources { pack, documents }
}

fn document(seed: usize) -> String {
    const SOME: [&str; 12] = [
        "personuppgifter",
        "behandlas",
        "av",
        "leverantören",
        "enligt",
        "avtalet",
        "och",
        "**kunden**",
        "underrättas",
        "utan",
        "dröjsmål",
        "skriftligen",
    ];
    let mut state = seed;
    let mut sentence = |words: usize| {
        let word = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            SOME.get((state >> 33) % SOME.len()).copied().unwrap_or_default()
        };
        (0..words).map(word).collect::<Vec<_>>().join(" ")
    };
    let mut text = String::new();
    let mut section = 0;
    while section * 250 < WORDS {
        section += 1;
        let _ = write!(text, "## {section}. {}\n\n", sentence(3));
        for clause in 1..=3 {
            let words = sentence(55);
            let _ = write!(text, "{section}.{clause} {words}, se [punkt {section}.1](#c-{section}.1).\n\n");
        }
        let _ = write!(text, "- {}\n- {}\n\n", sentence(20), sentence(20));
        let _ = write!(
            text,
            "| {} | {} |\n|---|---|\n| {} | {} |\n\n",
            sentence(2),
            sentence(2),
            sentence(6),
            sentence(6)
        );
    }
    text
}

fn read(path: &Path) -> io::Result<Sources> {
    let mut documents = BTreeMap::new();
    for entry in fs::read_dir(path.join("documents"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        documents.insert(name, fs::read_to_string(path)?);
    }
    Ok(Sources { pack: fs::read_to_string(path.join("pack.toml"))?, documents })
}
