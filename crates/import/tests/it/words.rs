//! No word is lost, and none changes its place.

use crate::docx;
use crate::support::{draft, publish, published, sample, words};

/// Every word of the original is published, in order, and nothing else is.
pub(crate) fn whole(name: &str, bytes: &[u8], original: &str) {
    let built = publish(&draft(name, bytes));
    let (before, after) = (words(original), words(&published(&built)));
    if let Some(at) = before.iter().zip(&after).position(|(one, other)| one != other) {
        panic!(
            "{name}: {:?} became {:?}",
            &before[at..before.len().min(at + 8)],
            &after[at..after.len().min(at + 8)]
        );
    }
    assert_eq!(before.len(), after.len(), "{name}: {:?}", &after[before.len().min(after.len())..]);
}

#[test]
fn every_word_of_a_text_is_published_in_order() {
    for name in ["dpa.da.txt", "annex.sv.txt"] {
        let text = sample(name);
        whole(name, text.as_bytes(), &text);
        let windows = text.replace('\n', "\r\n");
        whole(name, windows.as_bytes(), &text);
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
        whole(name, &latin, &text);
        let utf16: Vec<u8> = "\u{feff}"
            .chars()
            .chain(text.chars())
            .collect::<String>()
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        whole(name, &utf16, &text);
    }
}

#[test]
fn every_word_of_a_page_is_published_in_order() {
    let html = sample("terms.en.html");
    let body = html.split_once("<body>").unwrap().1;
    // What a reader sees that is no text in the file: letters and numbers of lists, and words of pictures.
    let shown = body
        .replace("<li>you keep", " a) you keep")
        .replace("<li>you tell", " b) you tell")
        .replace("<li>Third", " 3. Third")
        .replace("<img src=\"x.png\" alt=\"A signature\">", " A signature ");
    let mut text = String::new();
    for part in shown.split('<') {
        let (tag, after) = part.split_once('>').unwrap_or(("", part));
        if !["b", "/b", "i", "/i", "a", "/a"].contains(&tag.split(' ').next().unwrap()) {
            text.push(' ');
        }
        text.push_str(after);
    }
    let text = text.replace("&lt;", "<").replace("&amp;", "&");
    // The title is the heading, and stands first only where nothing is before it.
    let title = "Terms of service";
    whole("terms.en.html", html.as_bytes(), &format!("{title}{text}"));
}

/// Labels with their signs, also where a file counts anew in one clause, which a pack's document can't.
#[test]
fn every_label_of_a_text_is_published_as_written() {
    for labels in [
        "(a) (b) (c)",
        "a) b) c)",
        "I. II. III.",
        "a. b. c.",
        "A. B. C. D.",
        "I) II) III)",
        "(a) (i) (ii) (b) (i)",
        "(a) (b) (a) (b)",
        "A. B. A. B.",
    ] {
        let parts: String = labels.split(' ').map(|label| format!("{label} noget af det\n\n")).collect();
        let text =
            format!("En aftale om noget\n\n1. Om det\n\n1.1 Det er af det og til det, som er:\n\n{parts}");
        whole("a.txt", text.as_bytes(), &text);
    }
}

#[test]
fn every_word_of_a_word_document_is_published_in_order() {
    whole("contract.docx", &docx::contract(), docx::CONTRACT);
}

#[test]
fn every_word_of_markdown_is_published_in_order() {
    let text = sample("privacy-policy.sv.md");
    let shown = text
        .replace("](https://granlunda.example/om_oss)", "]")
        .replace("[^1]", "[1]")
        .replace("<span>", "")
        .replace("</span>", "")
        .replace("|---|---|", "");
    whole("privacy-policy.sv.md", text.as_bytes(), &shown);
}

/// Markdown that shows less than is written: what nobody refers to, a cell too many, numbers that skip.
#[test]
fn every_word_of_markdown_that_it_would_not_show_is_published() {
    let before = "# En aftale om noget\n\nForan.\n\n";
    for (markdown, expect) in [
        ("[Kunden]: Fjordcaféen", "Kunden Fjordcaféen"),
        ("[a]: https://a.example\n[a]: https://b.example\n\nSe [a].", "a https://b.example Se a"),
        ("> [Kunden]: Fjordcaféen\n\nEfter.", "Kunden Fjordcaféen Efter"),
        ("Se [her](https://a.example \"en titel\").", "Se her en titel"),
        ("| A | B |\n|---|---|\n| a | b | c |", "A B a b c"),
        ("1. a\n3. b\n4. c", "1 a 3 b 4 c"),
        ("1. a\n1. b", "1 a 2 b"),
        ("Se her!<https://a.example>", "Se her!https://a.example"),
    ] {
        let markdown = format!("{before}{markdown}\n");
        let all = published(&publish(&draft("x.md", markdown.as_bytes())));
        let shown = words(&all).join(" ");
        assert_eq!(shown, format!("En aftale om noget Foran {expect}"), "{markdown}");
    }
}

#[test]
fn every_word_of_the_specifications_examples_is_published() {
    // HTML is read as HTML; names of languages and of definitions, with their capitals, are none of the text's words;
    // and a link without words has none, a picture those that stand for it.
    let is_text = |text: &str| !["<", "```", "~~~", "][", "[](", "!["].iter().any(|sign| text.contains(sign));
    let mut wrong = String::new();
    for example in crate::specification::examples().into_iter().filter(|example| is_text(&example.markdown)) {
        let markdown = format!("# En aftale om noget\n\nForan.\n\n{}", example.markdown);
        let draft = draft("x.md", markdown.as_bytes());
        let mut all = draft.notices.join("\n");
        all += &published(&publish(&draft));
        all += &draft.documents.into_values().collect::<String>();
        let (lower, all) = (markdown.to_lowercase(), all.to_lowercase());
        if let Some(word) = crate::specification::lost(&lower, &all) {
            wrong += &format!("example {}: {word:?} of {markdown}\n---\n{all}\n", example.number);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Pieces that text is made of, put together at random: whatever comes out, the words are all there.
#[test]
fn every_word_of_whatever_text_is_published_in_order() {
    let pieces = [
        "1. Heading",
        "2.4 A clause that says something, and then some.",
        "IV. four",
        "(a) letter",
        "(iv) roman",
        "a) again",
        "A. capital",
        "B. capital",
        "a. lower",
        "3) three",
        "• bullet",
        "- dash",
        "• I. both",
        "Term\tmeaning of it",
        "A\tB\tC",
        "# hash",
        "> quote",
        "+ plus",
        "a_b_c *stars* _under_",
        "5 < 6 & 7 > 3 &amp; [x](y) <b>",
        "Kort linje",
        "| pipe | pipe |",
        "===",
        ": colon",
        "~~~",
        "```",
        "    four spaces",
        "2026 was a year",
        "12. marts 2026",
        "1.1.1 deep",
        "\\ back\\slash",
        "Bilag B",
        "7",
        "§ 5 Ansvar",
        "http://x.example",
        "1.",
        "2.4",
        "(b)",
        "\u{a0}nbsp",
        "www.x.example | y",
        "En sætning, som er så lang at den går over flere linjer i en fil med korte linjer.",
        "",
        "",
        "",
    ];
    // A generator of numbers that is the same on every run.
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    for round in 0..300 {
        let mut text = String::from(
            "En aftale om noget af det, som er til for os\n\nDer er mere af det, og hvis det er sådan, skal det være af den slags, som er.\n\n",
        );
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(state >> 33).unwrap() % pieces.len();
            text.push_str(pieces[at]);
            text.push('\n');
        }
        let draft = draft("random.txt", text.as_bytes());
        let mut sources =
            samtycke_pack::author::Sources { pack: String::new(), documents: draft.documents.clone() };
        sources.pack = crate::support::filled(&draft.pack);
        // A number that is there twice is the author's fault, and named; everything else must be accepted.
        match samtycke_pack::author::build(&sources) {
            Ok(built) => {
                let (before, after) = (words(&text), words(&published(&built)));
                assert_eq!(before, after, "round {round}: {text}\n{:#?}", draft.documents);
            }
            Err(findings) => {
                let other = findings.iter().find(|finding| {
                    finding.code != "duplicate-number"
                        && finding.severity == samtycke_pack::author::Severity::Error
                });
                assert!(other.is_none(), "round {round}: {other:?}\n{text}\n{:#?}", draft.documents);
            }
        }
    }
}
