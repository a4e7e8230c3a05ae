//! Which language a text is in, by its small words.

/// Languages, and words that each has often and the others seldom. Of equals the later wins: Danish, not Norwegian.
const WORDS: [(&str, &[&str]); 5] = [
    (
        "sv",
        &[
            "och",
            "att",
            "som",
            "är",
            "för",
            "av",
            "inte",
            "det",
            "den",
            "vi",
            "eller",
            "från",
            "till",
            "med",
            "på",
            "ska",
            "enligt",
            "denna",
            "uppgifter",
            "personuppgifter",
            "behandling",
        ],
    ),
    (
        "no",
        &[
            "og",
            "at",
            "som",
            "er",
            "for",
            "av",
            "ikke",
            "det",
            "den",
            "vi",
            "eller",
            "fra",
            "til",
            "med",
            "på",
            "skal",
            "henhold",
            "denne",
            "opplysninger",
            "personopplysninger",
            "behandling",
            "hvis",
            "etter",
            "virksomheten",
        ],
    ),
    (
        "da",
        &[
            "og",
            "at",
            "som",
            "er",
            "for",
            "af",
            "ikke",
            "det",
            "den",
            "vi",
            "eller",
            "fra",
            "til",
            "med",
            "på",
            "skal",
            "henhold",
            "denne",
            "oplysninger",
            "personoplysninger",
            "behandling",
            "hvis",
        ],
    ),
    (
        "en",
        &[
            "and",
            "the",
            "of",
            "to",
            "is",
            "for",
            "not",
            "that",
            "we",
            "or",
            "from",
            "with",
            "on",
            "shall",
            "this",
            "data",
            "personal",
            "processing",
            "by",
            "in",
        ],
    ),
    (
        "fi",
        &[
            "ja",
            "on",
            "että",
            "ei",
            "tai",
            "sekä",
            "mukaan",
            "käsittely",
            "käsittelyn",
            "henkilötietojen",
            "henkilötietoja",
            "tietojen",
            "ovat",
            "joka",
            "kun",
            "sen",
            "tämä",
            "voi",
            "kanssa",
            "rekisterinpitäjä",
        ],
    ),
];

/// The likeliest language; `None` when the text has too few of anybody's words.
pub(crate) fn detect(text: &str) -> Option<&'static str> {
    let mut scores = [0_usize; WORDS.len()];
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(20_000) {
        let word = word.to_lowercase();
        for (score, (_, words)) in scores.iter_mut().zip(WORDS) {
            *score += usize::from(words.contains(&word.as_str()));
        }
    }
    let best = scores.iter().zip(WORDS).max_by_key(|(score, _)| **score)?;
    (*best.0 >= 3).then_some(best.1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_or_two_tell_the_language() {
        for (language, text) in [
            ("sv", "Vi behandlar personuppgifter enligt avtalet och inte för något annat ändamål."),
            (
                "da",
                "Databehandleren må ikke behandle personoplysninger uden instruks, og skal af hensyn til den dataansvarlige sige til.",
            ),
            (
                "no",
                "Databehandleren skal ikke behandle personopplysninger uten instruks, og skal av hensyn til den ansvarlige si fra.",
            ),
            (
                "en",
                "The processor shall not process personal data without the instructions of the controller.",
            ),
            (
                "fi",
                "Käsittelijä ei käsittele henkilötietoja ilman ohjeita, ja rekisterinpitäjä voi kieltää sen.",
            ),
        ] {
            assert_eq!(detect(text), Some(language), "{text}");
        }
        assert_eq!(detect("1234 – § 5"), None);
    }
}
