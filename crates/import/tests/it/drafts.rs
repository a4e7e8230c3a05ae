//! What is proposed, and what isn't.

use samtycke_import::Draft;

use crate::docx;
use crate::support::{draft, sample};

/// The proposed value of a key, and whether its sentence has these words.
fn proposed(draft: &Draft, key: &str, value: &str, because: &str) {
    let found = draft.proposals.iter().find(|proposal| proposal.key == key);
    let found = found.unwrap_or_else(|| panic!("{key} is not proposed: {:#?}", draft.proposals));
    assert_eq!(found.value, value, "{key}");
    assert!(found.because.contains(because), "{key}: {}", found.because);
    assert!(draft.pack.contains(&format!("  # confirm: \"{}\"", found.because)), "{key} is not in pack.toml");
}

#[test]
fn what_a_text_states_is_proposed_with_its_sentence() {
    let dpa = draft("dpa.da.txt", sample("dpa.da.txt").as_bytes());
    for (key, value, because) in [
        ("vendor.name", "Fjordbog ApS", "indgået mellem"),
        ("vendor.registry", "99 00 00 15", "CVR-nr."),
        ("vendor.address", "Skibbrogade 12, 9000 Aalborg", "indgået mellem"),
        ("vendor.country", "DK", "CVR-nr."),
        ("vendor.email", "privat@fjordbog.example", "sendes til"),
        ("authority.name.da", "Datatilsynet", "Underretning sker"),
        ("pack.law.da", "dansk ret", "underlagt"),
        ("pack.venue.da", "Retten i Aalborg", "Tvister"),
        ("document dpa: type", "dpa", "Databehandleraftale"),
        ("document dpa: version", "3.2", "Version 3.2"),
        ("document dpa: effective", "2026-10-01", "gælder fra"),
        ("document dpa: title.da", "Databehandleraftale for Fjordbog", "the beginning"),
        ("document annex-a: title.da", "Bilag A", "the beginning"),
        ("annex.breach_hours", "12", "Brud på sikkerheden"),
        ("annex.additions", "true", "kan tilføje"),
        ("annex.subject kunders-medarbejdere: name.da", "Kunders medarbejdere", "Kunders"),
        ("annex.category cpr-nummer: kind", "national-id", "CPR"),
        ("annex.category oplysninger-om-helbred: kind", "special", "helbred"),
        ("retention 1 in dpa: period.da", "90 dage", "Log-filer"),
    ] {
        proposed(&dpa, key, value, because);
    }
    let annex = draft("annex.sv.txt", sample("annex.sv.txt").as_bytes());
    for (key, value, because) in [
        ("vendor.name", "Granlunda Teknik AB", "hör till"),
        ("document annex-2: type", "annex", "Bilaga 2"),
        ("document annex-2: effective", "2027-01-15", "gäller från"),
        ("authority.name.sv", "Integritetsskyddsmyndigheten (IMY)", "Klagomål"),
        ("annex.purpose.sv", "Vi driver kundens tidbok och håller den i gång.", "tidbok"),
        ("annex.category personnummer: kind", "national-id", "personnummer"),
        ("annex.subject patienter: name.sv", "patienter", "patienter"),
    ] {
        proposed(&annex, key, value, because);
    }
    let contract = draft("contract.docx", &docx::contract());
    proposed(&contract, "annex.breach_hours", "24", "A breach is told");
    assert!(
        contract.notices.iter().any(|notice| notice.contains("tracked changes")),
        "{:?}",
        contract.notices
    );
}

#[test]
fn what_no_sentence_states_is_left_to_fill_in_and_check_names_it() {
    let draft = draft(
        "a.txt",
        b"Some words\n\nThe processor shall do as the controller says, and this is all of it.\n",
    );
    for key in ["vendor.name", "vendor.registry", "vendor.email", "pack.law.en", "document a: version"] {
        assert!(draft.missing.iter().any(|missing| missing == key), "{key}: {:?}", draft.missing);
    }
    let sources = samtycke_pack::author::Sources { pack: draft.pack, documents: draft.documents };
    let findings = samtycke_pack::author::build(&sources).unwrap_err();
    let named: Vec<_> =
        findings.iter().filter(|finding| finding.code == "fill-in").map(ToString::to_string).collect();
    assert!(
        named
            .iter()
            .any(|finding| finding
                .contains("vendor.address is not filled in\n  fix: write the postal address")),
        "{named:#?}"
    );
}

#[test]
fn a_number_with_a_wrong_digit_is_not_proposed() {
    let draft = draft(
        "a.txt",
        "Avtal\n\nAvtalet ingås med Exempel AB, org.nr 559900-0064, och är ett avtal.\n".as_bytes(),
    );
    assert!(draft.missing.iter().any(|key| key == "vendor.registry"));
    assert!(draft.pack.contains("the check digit of 559900-0064 does not fit"), "{}", draft.pack);
}

#[test]
fn files_in_two_languages_are_one_document() {
    let files = [
        samtycke_import::File { name: "a.txt", bytes: "Databehandleraftale\n\n1. Formål\n\n1.1 Vi behandler ikke andet end det, som er aftalt, og af hensyn til jer.\n".as_bytes() },
        samtycke_import::File { name: "b.txt", bytes: b"Data processing agreement\n\n1. Purpose\n\n1.1 We do not process anything but what is agreed, for your sake.\n" },
    ];
    let draft = samtycke_import::import(&files, Some("both")).unwrap();
    let names: Vec<_> = draft.documents.keys().map(String::as_str).collect();
    assert_eq!(names, ["dpa.da.md", "dpa.en.md"]);
    assert!(draft.pack.contains("id = \"both\"\nlanguages = [\"da\", \"en\"]"), "{}", draft.pack);
}

/// What a table says is no definition: the viewer explains defined terms wherever they are used.
#[test]
fn only_what_says_that_it_defines_becomes_definitions() {
    let before =
        "En aftale om noget\n\nDer er mere af det, og hvis det er sådan, skal det være af den slags.\n\n";
    for (heading, rows, is_defined) in [
        (
            "Sikkerhed",
            "Backup\tHver nat, og prøvet hvert kvartal\nLogning\tAf al adgang til oplysninger",
            false,
        ),
        (
            "Definitioner",
            "Kunden\tDen, der har en konto hos os\nTjenesten\tDet, som vi leverer til kunden",
            true,
        ),
        (
            "Ord i aftalen",
            "”Kunden”\tDen, der har en konto hos os\n”Data”\tDet, som kunden gemmer hos os",
            true,
        ),
        ("Definitioner", "A\tB\tC, som er længere end det andet, der står her", false),
    ] {
        let draft = draft("x.txt", format!("{before}{heading}\n\n{rows}\n").as_bytes());
        let text = draft.documents.into_values().collect::<String>();
        assert_eq!(text.contains("\n: "), is_defined, "{text}");
        assert_eq!(text.contains("|---|---|"), !is_defined, "{text}");
    }
}
