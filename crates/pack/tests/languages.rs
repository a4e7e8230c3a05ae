//! The checks that miss something find it missing, and those that mark a sentence mark it, in every language whose words
//! they know. (`sentences_are_found_in_every_language` has the others; what no language's words decide has its sample in docs/checks.)
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use samtycke_pack::author::{self, Finding, Sources};

#[path = "languages/says.rs"]
mod says;

use says::{ALL, Says};

/// The pack of docs/checks in that language, with these documents. What `pack.toml` says stays English: no check reads
/// it by the words that are looked for here.
fn sources(says: &Says, dpa: &[&str], annex: &[&str], policy: &[&str]) -> Sources {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks/one/pack.toml");
    let pack = fs::read_to_string(pack).unwrap();
    let language = says.language;
    let pack = pack.replace("\"en\"", &format!("{language:?}")).replace(".en = ", &format!(".{language} = "));
    let documents = [("dpa", dpa), ("annex-a", annex), ("privacy-policy", policy), ("terms", &["Text."])];
    // Each sentence is a clause of its own section, and no number is missing where a sentence is.
    let clause = |(at, line): (usize, &&str)| match line.starts_with("{{table") {
        true => (*line).to_owned(),
        false => format!("{}.1 {line}", at + 1),
    };
    let text = |lines: &[&str]| lines.iter().enumerate().map(clause).collect::<Vec<_>>().join("\n\n");
    let file = |(id, lines): (&str, &[&str])| (format!("{id}.{language}.md"), text(lines));
    Sources { pack, documents: documents.map(file).into() }
}

/// The sentences but those about that.
fn but<'s>(all: &[(&str, &'s str)], code: &str) -> Vec<&'s str> {
    all.iter().filter(|(about, _)| *about != code).map(|(_, sentence)| *sentence).collect()
}

/// With another sentence about that.
fn with<'s>(all: &[(&str, &'s str)], code: &str, other: &'s str) -> Vec<&'s str> {
    assert!(all.iter().any(|(about, _)| *about == code), "{code}");
    all.iter().map(|(about, sentence)| if *about == code { other } else { sentence }).collect()
}

fn found(sources: &Sources) -> Vec<&'static str> {
    let mut codes: Vec<_> = findings(sources).iter().map(|finding| finding.code).collect();
    codes.dedup();
    codes
}

fn findings(sources: &Sources) -> Vec<Finding> {
    author::check(sources).findings
}

/// The tables of the base's annex, in which there is a transfer.
const ANNEX: &[&str] =
    &["{{table.subjects}}", "{{table.categories}}", "{{table.sub_processors}}", "{{table.transfers}}"];

#[test]
fn what_is_missing_is_missed_in_every_language() {
    for says in ALL {
        let language = says.language;
        let (dpa, policy) = (but(says.dpa, "-"), but(says.policy, "-"));
        assert_eq!(findings(&sources(says, &dpa, ANNEX, &policy)), Vec::new(), "{language}");
        for (code, _) in says.dpa.iter().filter(|(code, _)| !code.is_empty()) {
            let found = found(&sources(says, &but(says.dpa, code), ANNEX, &policy));
            assert_eq!(found, [*code], "{language}");
        }
        for (code, _) in says.policy.iter().filter(|(code, _)| !code.is_empty()) {
            let found = found(&sources(says, &dpa, ANNEX, &but(says.policy, code)));
            assert_eq!(found, [*code], "{language}");
        }
        let none: Vec<_> = dpa
            .iter()
            .copied()
            .filter(|line| !says.sub_processor.iter().any(|word| line.contains(word)))
            .collect();
        assert_eq!(found(&sources(says, &none, ANNEX, &policy)), ["art28-d"], "{language}");
        let rights = says.policy.iter().find(|(code, _)| *code == "policy-rights").unwrap().1;
        for right in says.rights {
            let fewer = rights.replacen(right, "…", 1);
            assert_ne!(fewer, rights, "{right}");
            let findings = findings(&sources(says, &dpa, ANNEX, &with(says.policy, "policy-rights", &fewer)));
            let [one] = &findings[..] else { panic!("{language} {right}: {findings:?}") };
            assert!(one.code == "policy-rights" && !one.message.contains(','), "{language} {right}: {one}");
        }
    }
}

/// Who has no `[annex]` says there what is processed.
#[test]
fn what_is_processed_is_sought_in_every_language() {
    for says in ALL {
        let policy = but(says.policy, "-");
        let checked = |annex: &[&str]| {
            let mut sources = sources(says, &but(says.dpa, "transfer-clause"), annex, &policy);
            // A table of the annex begins with its name, and ends before the next.
            let tables = sources
                .pack
                .split("\n[")
                .filter(|table| !["annex", "[annex"].iter().any(|name| table.starts_with(name)));
            sources.pack = tables.collect::<Vec<_>>().join("\n[");
            let hours = |text: &String| text.replace("{{annex.breach_hours}}", "24");
            sources.documents.values_mut().for_each(|text| *text = hours(text));
            found(&sources)
        };
        assert_eq!(checked(&says.processing), Vec::<&str>::new(), "{}", says.language);
        for gone in says.processing {
            let rest: Vec<_> = says.processing.into_iter().filter(|line| *line != gone).collect();
            assert_eq!(checked(&rest), ["dpa-annex"], "{gone}");
        }
    }
}

#[test]
fn security_is_found_by_its_measures_in_every_language() {
    for says in ALL {
        let policy = but(says.policy, "-");
        for measures in says.measures {
            let dpa = with(says.dpa, "art28-c", measures);
            assert_eq!(found(&sources(says, &dpa, ANNEX, &policy)), Vec::<&str>::new(), "{measures}");
        }
        // Measures that help with requests are another letter's.
        let dpa = with(says.dpa, "art28-c", says.other_measures);
        assert_eq!(found(&sources(says, &dpa, ANNEX, &policy)), ["art28-c"], "{}", says.language);
    }
}

#[test]
fn a_list_that_is_not_there_is_missed_in_every_language() {
    for says in ALL {
        let policy = but(says.policy, "-");
        for sentence in says.lists {
            let dpa = with(says.dpa, "transfer-clause", sentence);
            let mut sources = sources(says, &dpa, &ANNEX[..2], &policy);
            let (before, after) = sources.pack.split_once("[[annex.transfer]]").unwrap();
            let after = after.split_once("[[sub_processor]]").unwrap().1;
            sources.pack = format!("{before}[[sub_processor]]{after}");
            let findings = findings(&sources);
            let [one] = &findings[..] else { panic!("{sentence}: {findings:?}") };
            assert_eq!(one.code, "transfer-list", "{one}");
            assert!(
                sources.documents[&format!("dpa.{}.md", says.language)]
                    .lines()
                    .nth(one.line - 1)
                    .is_some_and(|line| line.ends_with(sentence))
            );
        }
    }
}

#[test]
fn vague_and_unkind_policies_are_found_in_every_language() {
    for says in ALL {
        let language = says.language;
        let (dpa, policy) = (but(says.dpa, "-"), but(says.policy, "-"));
        for (period, expect) in [(says.vague[0], &["retention-vague"][..]), (says.vague[1], &[])] {
            let mut sources = sources(says, &dpa, ANNEX, &policy);
            sources.pack = sources.pack.replace("Five years after the financial year", period);
            assert_eq!(found(&sources), expect, "{language}: {period}");
        }
        let browser = with(says.policy, "", says.browser);
        assert_eq!(found(&sources(says, &dpa, ANNEX, &browser)), ["browser-switch"], "{language}");
        let long = format!("{}.", [says.long; 300].join(" "));
        let hard: Vec<_> = policy.iter().copied().chain([long.as_str()]).collect();
        assert_eq!(found(&sources(says, &dpa, ANNEX, &hard)), ["reading-hard"], "{language}");
    }
}
