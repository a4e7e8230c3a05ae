use samtycke_pack::manifest::{Edition, Text};

use super::*;
use crate::testing::sample_packs;

fn text(words: &str) -> Option<Text> {
    Some(Text::new(vec![("da".into(), format!("{words} da")), ("en".into(), format!("{words} en"))]))
}

fn edition(version: &str, summary: Option<Text>) -> Edition {
    let (version, effective) = (version.to_owned(), format!("2026-0{}-01", version.chars().next().unwrap()));
    Edition { version, effective, summary, change: None, files: Vec::new(), renewal: None }
}

/// 1.0, 2.0 without a summary, 3.0, 4.0 in force, 5.0 and 6.0 announced.
fn entry() -> DocumentEntry {
    let (pack, _) = sample_packs().remove(0);
    DocumentEntry {
        version: "4.0".into(),
        effective: "2026-04-01".into(),
        summary: text("four"),
        versions: Some(vec![edition("3.0", text("three")), edition("2.0", None), edition("1.0", None)]),
        upcoming: Some(vec![edition("5.0", text("five")), edition("6.0", text("six"))]),
        ..pack.manifest.documents[0].clone()
    }
}

#[test]
fn every_version_after_the_old_one_up_to_the_new_one_speaks_the_newest_first() {
    for (old, new, expect) in [
        (Some("1.0"), None, "4.0 four en, 3.0 three en"),
        (Some("3.0"), Some("4.0"), "4.0 four en"),
        (None, Some("6.0"), "6.0 six en, 5.0 five en"),
        (Some("2.0"), Some("5.0"), "5.0 five en, 4.0 four en, 3.0 three en"),
        (Some("1.0"), Some("2.0"), ""),
        (Some("4.0"), None, ""),
        // Looking back, nobody has said anything.
        (None, Some("1.0"), ""),
        (Some("9.9"), None, ""),
    ] {
        let told = summaries(&entry(), old, new, "en");
        let told: Vec<_> = told.iter().map(|one| format!("{} {}", one.version, one.text)).collect();
        assert_eq!(told.join(", "), expect, "{old:?} to {new:?}");
    }
}
