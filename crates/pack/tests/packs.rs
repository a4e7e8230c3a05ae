//! The sample packs are what the format is for: each builds without a finding, and says the same twice. What is
//! changed in them for the worse is found.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use samtycke_pack::author::{self, Sources};

fn packs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let mut packs: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    packs.sort();
    packs
}

fn folder(pack: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs").join(pack)
}

fn sources(pack: &Path) -> Sources {
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    Sources {
        pack: fs::read_to_string(pack.join("pack.toml")).unwrap(),
        documents: fs::read_dir(pack.join("documents"))
            .unwrap()
            .map(|entry| read(entry.unwrap().path()))
            .collect(),
    }
}

#[test]
fn sample_packs_build_without_findings() {
    for pack in packs() {
        let sources = sources(&pack);
        let findings: Vec<_> = author::check(&sources).findings.iter().map(ToString::to_string).collect();
        assert_eq!(findings, Vec::<String>::new(), "{}", pack.display());
        assert!(author::build(&sources).is_ok());
    }
}

/// By clause, (a) to (h): the same ones in both languages.
#[test]
fn article_28_is_found_where_it_is() {
    for (pack, agreement, clauses) in AGREEMENTS {
        let coverage = author::check(&sources(&folder(pack))).coverage;
        let languages: BTreeSet<_> = coverage.iter().map(|covered| covered.language.clone()).collect();
        for language in languages {
            let of_this =
                coverage.iter().filter(|one| one.document == *agreement && one.language == language);
            let found: Vec<_> =
                of_this.map(|one| one.place.as_ref().map_or("–", |place| &place.clause)).collect();
            assert_eq!(found.join(" "), *clauses, "{pack} {agreement} ({language})");
        }
    }
}

const AGREEMENTS: &[(&str, &str, &str)] = &[
    ("nordlunda", "dpa", "5.1 6.1 7.1 8.1 10.1 12.1 14.1 13.1"),
    ("prognosvik", "dpa", "2.2 4.1 5.1 8.1 7.1 7.3 11.3 10.1"),
    ("prognosvik", "sub-processor-agreement", "2.2 4.1 5.1 1.4 7.1 7.3 11.3 10.1"),
    ("skyltljus", "dpa", "2.1 4.1 5.1 6.1 7.1 8.1 12.1 11.2"),
    ("vagthavn", "dpa", "2.1 5.1 2.4 9.1 2.6 2.3 7.3 10.3"),
];

/// An agreement of nothing but those clauses has each of them; without one it lacks that letter, and no other.
#[test]
fn article_28_is_missed_where_it_is_not() {
    for (pack, language) in [("vagthavn", "da"), ("vagthavn", "en"), ("skyltljus", "sv")] {
        let mut sources = sources(&folder(pack));
        let name = format!("dpa.{language}.md");
        let text = sources.documents[&name].clone();
        let coverage = author::check(&sources).coverage.into_iter();
        let places: Vec<_> =
            coverage.filter(|one| one.document == "dpa" && one.language == language).collect();
        for gone in &places {
            let kept = places.iter().filter(|one| one.letter != gone.letter);
            let clauses = kept.map(|one| clause(&text, one.place.as_ref().unwrap().line));
            let clauses: BTreeSet<String> = clauses.collect();
            sources.documents = BTreeMap::from([(name.clone(), clauses.into_iter().collect())]);
            let coverage = author::check(&sources).coverage;
            let missing: Vec<_> =
                coverage.iter().filter(|one| one.place.is_none()).map(|one| one.letter).collect();
            assert_eq!(missing, [gone.letter], "{pack} ({language})");
        }
    }
}

/// The block at that line, with the sub-clauses below it.
fn clause(text: &str, line: usize) -> String {
    let begins = |line: &&str| {
        line.starts_with('#') || line.split('.').next().is_some_and(|start| start.parse::<u32>().is_ok())
    };
    let rest = text.lines().skip(line).take_while(|line| !begins(line));
    text.lines().skip(line - 1).take(1).chain(rest).map(|line| format!("{line}\n")).collect()
}

/// One sentence more in a good document, and what is found of it.
#[test]
fn sentences_are_found_in_every_language() {
    for (pack, file, sentence, code) in [
        (
            "skyltljus",
            "terms.sv",
            "Vi kan när som helst ändra villkoren utan föregående meddelande.",
            "change-without-notice",
        ),
        ("vagthavn", "terms.da", "Vilkårene kan ændres uden varsel.", "change-without-notice"),
        ("vagthavn", "terms.en", "These terms may be changed without notice.", "change-without-notice"),
        ("vagthavn", "terms.da", "Vilkårene kan aldrig ændres uden varsel.", ""),
        (
            "skyltljus",
            "privacy-policy.sv",
            "Genom att använda våra tjänster godkänner du policyn.",
            "policy-as-consent",
        ),
        (
            "vagthavn",
            "privacy-policy.da",
            "Ved at bruge vores tjeneste accepterer du politikken.",
            "policy-as-consent",
        ),
        (
            "vagthavn",
            "privacy-policy.en",
            "By using our services you accept this policy.",
            "policy-as-consent",
        ),
        // A negation of something else denies nothing.
        (
            "vagthavn",
            "terms.en",
            "We may change these terms at any time without notice, and no compensation is paid.",
            "change-without-notice",
        ),
        (
            "vagthavn",
            "terms.da",
            "Vilkårene kan ændres uden varsel, og der ydes ikke kompensation.",
            "change-without-notice",
        ),
        (
            "skyltljus",
            "terms.sv",
            "Vi kan ändra villkoren utan varsel, och ingen ersättning lämnas.",
            "change-without-notice",
        ),
        ("skyltljus", "terms.sv", "Vi ändrar inte villkoren utan föregående meddelande.", ""),
        (
            "vagthavn",
            "privacy-policy.en",
            "By using our services you accept this policy, and we do not share more.",
            "policy-as-consent",
        ),
        (
            "vagthavn",
            "privacy-policy.da",
            "Ved at bruge tjenesten accepterer du politikken, og vi videregiver ikke mere.",
            "policy-as-consent",
        ),
        (
            "skyltljus",
            "privacy-policy.sv",
            "Genom att använda tjänsten godkänner du policyn, och vi säljer inget.",
            "policy-as-consent",
        ),
        ("vagthavn", "privacy-policy.da", "Ved at bruge tjenesten accepterer du ikke politikken.", ""),
        ("skyltljus", "terms.sv", "Se punkt 4.33.", "clause-reference"),
        ("skyltljus", "terms.sv", "Se avsnitt 99.", "clause-reference"),
        ("skyltljus", "terms.sv", "Det följer av avsnitt 99 i bokföringslagen.", ""),
        ("vagthavn", "terms.da", "Se pkt. 4.33.", "clause-reference"),
        ("vagthavn", "terms.da", "Se § 4.33.", "clause-reference"),
        ("vagthavn", "terms.da", "Se bogføringslovens § 12.", ""),
        ("vagthavn", "terms.en", "See section 99.", "clause-reference"),
        ("vagthavn", "terms.en", "See section 99 of the Bookkeeping Act.", ""),
        ("vagthavn", "terms.da", "Se bilag B.", "named-document"),
        ("skyltljus", "terms.sv", "Se bilaga 7.", "named-document"),
        ("skyltljus", "terms.en", "See Appendix 7.", "named-document"),
        ("skyltljus", "privacy-policy.sv", "Klaga hos Datainspektionen.", "renamed-authority"),
        ("skyltljus", "privacy-policy.sv", "Klaga hos IMY (tidigare Datainspektionen).", ""),
        (
            "skyltljus",
            "privacy-policy.sv",
            "Klaga hos [IMY](https://www.datainspektionen.se/klaga).",
            "renamed-authority",
        ),
        (
            "skyltljus",
            "privacy-policy.sv",
            "IMY hade [tidigare](https://www.datainspektionen.se) en annan sida.",
            "",
        ),
        ("vagthavn", "terms.en", "See <https://www.datainspektionen.se>.", "renamed-authority"),
        ("vagthavn", "terms.en", "They are [certified](https://www.privacyshield.gov/list).", "repealed-law"),
        ("vagthavn", "terms.da", "Klag til [myndigheden]({{authority.url}}).", ""),
        ("skyltljus", "terms.sv", "Vi följer personuppgiftslagen.", "repealed-law"),
        ("vagthavn", "terms.da", "Vi følger persondataloven.", "repealed-law"),
        ("vagthavn", "terms.da", "Prisen gælder til den 31. februar 2027.", "impossible-date"),
        (
            "skyltljus",
            "dpa.sv",
            "Underrättelse om en personuppgiftsincident lämnas inom 48 timmar.",
            "breach-hours",
        ),
        ("vagthavn", "dpa.da", "Der gives meddelelse om et brud inden 48 timer.", "breach-hours"),
        ("vagthavn", "cookie-policy.da", "Vi bruger _ga.", "cookie-unknown"),
    ] {
        let mut sources = sources(&folder(pack));
        let text = sources.documents.get_mut(&format!("{file}.md")).unwrap();
        // Before everything else, so that it belongs to no clause.
        *text = format!("{sentence}\n\n{text}");
        let findings = author::check(&sources).findings;
        let found: Vec<_> = findings.iter().map(|finding| finding.code).collect();
        let expect: Vec<_> = Some(code).into_iter().filter(|code| !code.is_empty()).collect();
        assert_eq!(found, expect, "{sentence}");
        assert!(findings.iter().all(|finding| finding.line == 1), "{sentence}");
    }
}

/// Registers and panels show what `pack.toml` says, in no document.
#[test]
fn what_is_gone_is_found_in_pack_toml_too() {
    let transfer =
        "safeguard.en = \"The European Commission's standard contractual clauses (Implementing Decision";
    let register = "safeguard.en = \"The European Commission's standard contractual clauses (EU)";
    for (from, to, code) in [
        ("name.en = \"the Danish", "name.en = \"Datainspektionen, the Danish", "renamed-authority"),
        (
            "url = \"https://www.datatilsynet.dk\"",
            "url = \"https://www.datainspektionen.se\"",
            "renamed-authority",
        ),
        (register, "safeguard.en = \"EU-US Privacy Shield, and clauses (EU)", "repealed-law"),
        (register, "safeguard.en = \"Decision (EU) 2023/1795, which replaced Privacy Shield, and (EU)", ""),
        (transfer, "safeguard.en = \"Clauses under 2010/87/EU (Implementing Decision", "repealed-law"),
        ("label.en = \"Letter\"", "label.en = \"Letter, under personuppgiftslagen\"", "repealed-law"),
    ] {
        let mut sources = sources(&folder("vagthavn"));
        assert!(sources.pack.contains(from), "{from}");
        sources.pack = sources.pack.replacen(from, to, 1);
        let findings = author::check(&sources).findings.into_iter();
        let found: Vec<_> =
            findings.filter(|one| one.file == "pack.toml").map(|one| (one.line, one.code)).collect();
        let line = sources.pack.lines().position(|line| line.starts_with(to)).unwrap() + 1;
        let expect: Vec<_> = Some((line, code)).into_iter().filter(|_| !code.is_empty()).collect();
        assert_eq!(found, expect, "{to}");
    }
}

#[test]
fn building_twice_gives_the_same_bytes() {
    for pack in packs() {
        let sources = sources(&pack);
        assert_eq!(author::build(&sources).unwrap().files, author::build(&sources).unwrap().files);
    }
}
