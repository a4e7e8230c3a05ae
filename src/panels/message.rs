//! A message to the vendor about a right, composed of what the person wrote.

use samtycke_pack::manifest::Vendor;

use crate::messages::panels::{Letter, Letters, RIGHTS};

/// Who writes; the same for every right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sender {
    pub(super) name: String,
    /// By what the vendor knows them.
    pub(super) known: String,
}

/// What one message is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Matter {
    pub(super) about: String,
    pub(super) wrong: String,
    pub(super) correct: String,
}

/// Whose right, of whom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occasion<'a> {
    /// Id of the right.
    pub(super) right: &'a str,
    /// Name of the right.
    pub(super) name: &'a str,
    pub(super) vendor: &'a str,
}

/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) subject: String,
    pub(super) body: String,
}

/// Who answers: the officer for data protection, where there is one.
pub(super) fn recipient(vendor: &Vendor) -> &str {
    vendor.dpo.as_ref().map_or(&vendor.email, |dpo| &dpo.email)
}

/// What is special to the right of that id.
pub(super) fn letter<'w>(right: &str, words: &'w Letters) -> &'w Letter {
    let own = RIGHTS.iter().zip(&words.rights).find(|(id, _)| **id == right);
    own.map_or(&words.other, |(_, letter)| letter)
}

/// The message. What wasn't written has no line, so that nothing unfinished is sent, but for what a rectification can't do
/// without.
pub(super) fn compose(of: Occasion<'_>, sender: &Sender, matter: &Matter, words: &Letters) -> Message {
    let letter = letter(of.right, words);
    let fill = |text: &str| text.replace("{right}", of.name);
    let mut body = words.greeting.replace("{vendor}", of.vendor);
    let mut paragraph = |text: &str| {
        body.push_str("\n\n");
        body.push_str(text);
    };
    paragraph(&fill(letter.ask));

    let mut lines = String::new();
    let mut line = |label: &str, text: &str, needed: bool| {
        let text = text.trim();
        if needed || !text.is_empty() {
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(label);
            lines.push_str(text);
        }
    };
    match of.right {
        "rectification" => {
            line(words.wrong, &matter.wrong, true);
            line(words.correct, &matter.correct, true);
        }
        _ => line(words.about, &matter.about, false),
    }
    line(words.known, &sender.known, false);
    if !lines.is_empty() {
        paragraph(&lines);
    }

    paragraph(if has_term(of.right) { words.within_law } else { words.within });
    paragraph(words.regards);
    let name = sender.name.trim();
    if !name.is_empty() {
        body.push('\n');
        body.push_str(name);
    }
    Message { subject: fill(letter.subject), body }
}

/// Article 12(3) sets the time for requests under Articles 15 to 22.
fn has_term(right: &str) -> bool {
    RIGHTS.contains(&right) && !["information", "withdraw"].contains(&right)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::messages::messages;
    use crate::panels::mailto::{Handover, mailto};
    use crate::testing::sample_packs;

    fn text(right: &str, language: &str, sender: &Sender, matter: &Matter) -> Message {
        let of = Occasion { right, name: "Ret til kaffe", vendor: "Vagthavn ApS" };
        compose(of, sender, matter, &messages(language).panels.letters)
    }

    #[test]
    fn a_message_says_who_what_by_which_article_and_by_when() {
        let sender = Sender { name: " Ida Fjord ".into(), known: "kunde 12".into() };
        let matter = Matter { about: "Lønsedler".into(), ..Matter::default() };
        let expect = "Til Vagthavn ApS\n\n\
            Jeg vil bruge min ret til sletning efter artikel 17 i databeskyttelsesforordningen (GDPR). Slet \
            personoplysningerne om mig, og giv besked til dem, der har fået dem (artikel 19). Hvis I skal beholde noget, \
            så fortæl hvad og hvorfor.\n\n\
            Det drejer sig om: Lønsedler\nSådan finder I mig: kunde 12\n\n\
            Svar uden unødig forsinkelse og senest en måned efter, at I har fået denne besked (artikel 12, stk. 3). \
            Hvis I ikke gør det, jeg beder om, så fortæl hvorfor (artikel 12, stk. 4).\n\n\
            Venlig hilsen\nIda Fjord";
        let message = text("erasure", "da", &sender, &matter);
        assert_eq!(message.subject, "Anmodning om sletning (GDPR artikel 17)");
        assert_eq!(message.body, expect);
    }

    #[test]
    fn every_right_has_its_article_in_every_language() {
        for (right, da, other) in [
            ("information", "13 og 14", "13"),
            ("access", "artikel 15", "15"),
            ("rectification", "artikel 16", "16"),
            ("erasure", "artikel 17", "17"),
            ("restriction", "artikel 18", "18"),
            ("portability", "artikel 20", "20"),
            ("objection", "artikel 21", "21"),
            ("withdraw", "artikel 7, stk. 3", "7"),
            ("automated", "artikel 22", "22"),
        ] {
            for words in ["sv", "da", "en"].map(messages) {
                let article = if words.tag == "da" { da } else { other };
                let Message { subject, body } =
                    text(right, words.tag, &Sender::default(), &Matter::default());
                assert!(subject.contains(article) && body.contains(article), "{} {right}", words.tag);
                assert!(body.contains("Vagthavn ApS") && body.contains("(GDPR)"), "{body}");
                assert!(
                    ["en månad", "en måned", "one month"].iter().any(|time| body.contains(time)),
                    "{body}"
                );
                let law = ["(artikel 12.3)", "(artikel 12, stk. 3)", "(Article 12(3))"];
                let cited = law.iter().any(|law| body.contains(law));
                assert_eq!(cited, !["information", "withdraw"].contains(&right), "{body}");
                assert!(!format!("{subject}{body}").contains('{'), "{body}");
            }
        }
    }

    #[test]
    fn the_officer_for_data_protection_answers_where_there_is_one() {
        let (pack, _) = sample_packs().into_iter().find(|(pack, _)| pack.manifest.id == "vagthavn").unwrap();
        let mut vendor = pack.manifest.vendor.clone();
        assert_eq!(recipient(&vendor), "dpo@vagthavn.example");
        vendor.dpo = None;
        assert_eq!(recipient(&vendor), "privacy@vagthavn.example");
    }

    #[test]
    fn another_right_is_called_by_its_name() {
        for words in ["sv", "da", "en"].map(messages) {
            let Message { subject, body } = text("coffee", words.tag, &Sender::default(), &Matter::default());
            assert!(subject.contains("Ret til kaffe") && body.contains("Ret til kaffe"), "{body}");
        }
    }

    #[test]
    fn what_was_not_written_has_no_line_but_a_rectification_asks_for_its_two() {
        let lines = |right: &str, sender: &Sender, matter: &Matter| {
            let body = text(right, "en", sender, matter).body;
            body.split("\n\n").skip(2).map(String::from).collect::<Vec<_>>()
        };
        let (nobody, nothing) = (Sender::default(), Matter::default());
        assert_eq!(lines("withdraw", &nobody, &nothing), ["Please answer within one month.", "Kind regards"]);
        assert_eq!(lines("rectification", &nobody, &nothing)[0], "This is wrong: \nThis is right: ");
        let matter = Matter { wrong: "Fjrod".into(), correct: "Fjord\n".into(), about: "no".into() };
        let known = Sender { known: "12".into(), ..Sender::default() };
        assert_eq!(
            lines("rectification", &known, &matter)[0],
            "This is wrong: Fjrod\nThis is right: Fjord\nThis is how you find me: 12"
        );
        assert_eq!(lines("access", &nobody, &matter)[0], "It concerns: no");
    }

    #[test]
    fn the_messages_of_the_sample_packs_fit_where_e_mail_programs_take_them() {
        let sender =
            Sender { name: "Åse Sjögren-Bjørnsæther".into(), known: "åse@sjögren.example".into() };
        let matter = Matter {
            wrong: "Namnet är stavat fel".into(),
            correct: "Sjögren".into(),
            about: "Lönebesked från 2025".into(),
        };
        for (pack, _) in sample_packs() {
            let manifest = &pack.manifest;
            for right in &manifest.rights {
                for language in &manifest.languages {
                    let of = Occasion {
                        right: &right.id,
                        name: right.name.get(language),
                        vendor: &manifest.vendor.name,
                    };
                    let message = compose(of, &sender, &matter, &messages(language).panels.letters);
                    let (href, handover) =
                        mailto(recipient(&manifest.vendor), &message.subject, &message.body);
                    assert_eq!(handover, Handover::Whole, "{} {language} {}", right.id, href.len());
                }
            }
        }
    }
}
