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

#[test]
fn numbers_in_words_are_read() {
    for (text, key, value) in [
        (
            "The processor tells of a breach within six hours of finding it, and of what it does.",
            "annex.breach_hours",
            "6",
        ),
        ("A personal data breach is told within twenty-four (24) hours.", "annex.breach_hours", "24"),
        (
            "What is left is deleted by the processor within thirty days of the end.",
            "retention 1 in dpa: period.en",
            "thirty days",
        ),
        (
            "Et brud på sikkerheden meddeles senest otteogfyrre timer efter, at det er opdaget.",
            "annex.breach_hours",
            "48",
        ),
        (
            "Et brudd på sikkerheten meldes senest seks timer etter at det er oppdaget, og av hensyn til dem.",
            "annex.breach_hours",
            "6",
        ),
        (
            "Personuppgifterna raderas inom trettio dagar efter det att avtalet har upphört att gälla.",
            "retention 1 in dpa: period.sv",
            "trettio dagar",
        ),
    ] {
        let text = format!("DPA\n\nThe text\n\n{text}\n");
        let draft = draft("dpa.txt", text.as_bytes());
        let found = draft.proposals.iter().find(|proposal| proposal.key == key);
        assert_eq!(found.map(|found| found.value.as_str()), Some(value), "{text}{:#?}", draft.proposals);
    }
}

/// Norwegian is `nb`, as the interface has it: our own proposal is nothing to warn of.
#[test]
fn the_language_is_one_that_the_interface_speaks() {
    let text = "Databehandleravtale\n\nDatabehandleren skal ikke behandle personopplysninger uten instruks, og skal av hensyn til den ansvarlige si fra.\n";
    let draft = draft("a.txt", text.as_bytes());
    assert!(draft.pack.contains("languages = [\"nb\"]"), "{}", draft.pack);
    let built = crate::support::publish(&draft);
    assert!(
        built.findings.iter().all(|finding| finding.code != "interface-language"),
        "{:?}",
        built.findings
    );
}

#[test]
fn registration_numbers_of_every_scheme_are_proposed() {
    let mut schemes: Vec<&str> =
        samtycke_record::registry::Scheme::ALL.iter().map(|scheme| scheme.as_str()).collect();
    for (sentence, scheme, id, country) in [
        (
            "Avtalet ingås med Exempel AB, org.nr 559900-0063, och är ett avtal.",
            "SE-ORGNR",
            "559900-0063",
            "SE",
        ),
        (
            "Aftalen er med Eksempel ApS (CVR-nr. 99 00 00 15), og er en aftale.",
            "DK-CVR",
            "99 00 00 15",
            "DK",
        ),
        (
            "Avtalen er med Eksempel AS, organisasjonsnummer 990 000 018 MVA, og er en avtale.",
            "NO-ORGNR",
            "990 000 018",
            "NO",
        ),
        (
            "Sopimus on tehty: Esimerkki Oy, Y-tunnus 1234567-1, ja se on sopimus.",
            "FI-YTUNNUS",
            "1234567-1",
            "FI",
        ),
        (
            "The agreement is with Sample ehf., kt. 450199-1259, of Reykjavík.",
            "IS-KENNITALA",
            "450199-1259",
            "IS",
        ),
        (
            "Leping on sõlmitud: Näidis OÜ, registrikood 12345678, ja see kehtib.",
            "EE-REGISTRIKOOD",
            "12345678",
            "EE",
        ),
        (
            "Muster GmbH, Amtsgericht Musterstadt, HRB 12345, vertreten durch die Leitung.",
            "DE-REGISTERNUMMER",
            "Amtsgericht Musterstadt, HRB 12345",
            "DE",
        ),
        ("Voorbeeld B.V., KvK-nummer 12345678, gevestigd te Voorbeeldstad.", "NL-KVK", "12345678", "NL"),
        ("Sample Ltd, company number SC123456, with its office in Edinburgh.", "GB-CRN", "SC123456", "GB"),
        (
            "The agreement is with Sample ApS, registration number 99 00 00 15, of Denmark.",
            "DK-CVR",
            "99 00 00 15",
            "DK",
        ),
        ("Eksempel ApS, VAT DK99000015, CVR-nr. 99000015, og en aftale.", "DK-CVR", "99 00 00 15", "DK"),
        ("Muster GmbH, USt-IdNr. DE136695976, aus Musterstadt.", "EU-VAT", "DE136695976", "DE"),
        ("Voorbeeld B.V., VAT no. NL 0044.95.445.B01, in Voorbeeldstad.", "EU-VAT", "NL004495445B01", "NL"),
    ] {
        schemes.retain(|left| *left != scheme);
        let pack = draft("a.txt", format!("Text\n\n{sentence}\n").as_bytes()).pack;
        let registry = format!("registry = {{ scheme = \"{scheme}\", id = \"{id}\" }}");
        assert!(
            pack.contains(&registry) && pack.contains(&format!("country = \"{country}\"")),
            "{sentence}\n{pack}"
        );
    }
    assert!(schemes.is_empty(), "{schemes:?}");
}

#[test]
fn what_a_page_hides_is_left_out_and_said() {
    let html = "<h1>Terms of service</h1><p>The terms are for this and that.</p>\
        <p style=\"color: red; display : NONE\">Old words.</p><div hidden><p>Older words.</p></div>\
        <p style='visibility:hidden'>Oldest words.</p><p style=\"display:block\">New words.</p>\
        <ol><li>One</li><li value=\"4\">Four</li><li>Five</li></ol>\
        <ol reversed><li>Two left</li><li>One left</li></ol>";
    let draft = draft("a.html", html.as_bytes());
    let text: String = draft.documents.values().cloned().collect();
    assert!(!text.contains("Old") && text.contains("New words."), "{text}");
    for expect in ["1\\. One", "4\\. Four", "5\\. Five", "2\\. Two left", "1\\. One left"] {
        assert!(text.contains(expect), "{expect}: {text}");
    }
    let said = draft.notices.iter().find(|notice| notice.contains("hides")).unwrap();
    assert!(said.contains("3 places") && said.contains("Old words."), "{said}");
}
