//! Which language a text is in, by its small words.

/// A language of the interface, a country that speaks it, and words that it has often and the others seldom.
struct Language {
    tag: &'static str,
    /// Where a vendor that says nothing of it is likeliest at home; `EU` where nobody can say.
    country: &'static str,
    words: &'static str,
}

const fn language(tag: &'static str, country: &'static str, words: &'static str) -> Language {
    Language { tag, country, words }
}

/// Of equals the later wins: Danish, not Norwegian.
const LANGUAGES: &[Language] = &[
    language(
        "sv",
        "SE",
        "och att som är för av inte det den vi eller från till med på ska enligt denna uppgifter personuppgifter \
         behandling",
    ),
    language(
        "nb",
        "NO",
        "og at som er for av ikke det den vi eller fra til med på skal henhold denne opplysninger \
         personopplysninger behandling hvis etter virksomheten",
    ),
    language(
        "da",
        "DK",
        "og at som er for af ikke det den vi eller fra til med på skal henhold denne oplysninger \
         personoplysninger behandling hvis",
    ),
    language(
        "fi",
        "FI",
        "ja on että ei tai sekä mukaan käsittely käsittelyn henkilötietojen henkilötietoja tietojen ovat joka kun \
         sen tämä voi kanssa rekisterinpitäjä",
    ),
    language(
        "et",
        "EE",
        "ja on et ei või ning mis kui selle see oma isikuandmete isikuandmeid andmete töötlemise töötlemine meie \
         teie vastavalt vastutav volitatud poolt",
    ),
    language(
        "de",
        "DE",
        "und der die das ist nicht oder von mit zu für auf den dem wir werden sind nach durch eine daten \
         personenbezogene personenbezogenen verarbeitung gemäß",
    ),
    language(
        "nl",
        "NL",
        "en de het een van is niet of voor met op wij aan worden zijn door deze dat die gegevens \
         persoonsgegevens verwerking verwerker",
    ),
    language(
        "fr",
        "FR",
        "et le la les des est pas ou pour avec dans du une nous sont par vos sur ces aux données personnelles \
         traitement",
    ),
    language(
        "es",
        "ES",
        "y el la los las de es no o para con en del una que por se sus este como datos personales tratamiento",
    ),
    language(
        "pt",
        "PT",
        "e o a os as de é não ou para com em do da uma que por se dos nos pelo dados pessoais tratamento",
    ),
    language(
        "it",
        "IT",
        "e il la i gli di è non o per con in del della una che da si dei sono nel dati personali trattamento",
    ),
    language(
        "pl",
        "PL",
        "i w z na nie jest lub oraz do się dla od przez że są tych które nas zgodnie danych osobowych dane \
         przetwarzania",
    ),
    language(
        "uk",
        "UA",
        "і та в у з на не є або для до що ми ви як від за це його які персональних даних дані обробки",
    ),
    language(
        "ar",
        "EU",
        "من في على إلى أو أن عن مع هذا هذه التي الذي لا ما نحن وفقا البيانات الشخصية معالجة بيانات المعالجة",
    ),
    language(
        "en",
        "EU",
        "and the of to is for not that we or from with on shall this data personal processing by in",
    ),
];

/// The likeliest language; `None` when the text has too few of anybody's words.
pub(crate) fn detect(text: &str) -> Option<&'static str> {
    let mut scores = [0_usize; LANGUAGES.len()];
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(20_000) {
        let word = word.to_lowercase();
        for (score, language) in scores.iter_mut().zip(LANGUAGES) {
            *score += usize::from(language.words.split(' ').any(|own| own == word));
        }
    }
    let best = scores.iter().zip(LANGUAGES).max_by_key(|(score, _)| **score)?;
    (*best.0 >= 3).then_some(best.1.tag)
}

/// The country whose register a vendor who writes in this language is likeliest in; `EU` where nobody can say.
pub(crate) fn country(tag: &str) -> &'static str {
    LANGUAGES.iter().find(|language| language.tag == tag).map_or("EU", |language| language.country)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
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
                "nb",
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
            (
                "et",
                "Volitatud töötleja ei töötle isikuandmeid ilma juhisteta, ja see kehtib ka siis, kui on kiire.",
            ),
            (
                "de",
                "Der Auftragsverarbeiter verarbeitet die Daten nicht ohne Weisung und nur für den Verantwortlichen.",
            ),
            (
                "nl",
                "De verwerker verwerkt de persoonsgegevens niet zonder instructie van de verantwoordelijke.",
            ),
            (
                "fr",
                "Le sous-traitant ne traite pas les données sans instruction, et il le fait pour le responsable.",
            ),
            (
                "es",
                "El encargado no trata los datos personales sin instrucciones del responsable, y se lo dice.",
            ),
            (
                "pt",
                "O subcontratante não trata os dados pessoais sem instruções do responsável, e informa-o.",
            ),
            (
                "it",
                "Il responsabile non tratta i dati personali senza istruzioni del titolare, e lo informa.",
            ),
            (
                "pl",
                "Podmiot przetwarzający nie przetwarza danych osobowych bez poleceń i informuje o tym administratora.",
            ),
            ("uk", "Оператор не обробляє персональні дані без вказівок володільця і повідомляє про це."),
            ("ar", "لا يعالج المعالج البيانات الشخصية من دون تعليمات في هذا العقد."),
        ] {
            assert_eq!(detect(text), Some(language), "{text}");
        }
        assert_eq!(detect("1234 – § 5"), None);
    }

    #[test]
    fn every_language_of_the_interface_is_told() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../languages");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
        let names = files.filter_map(|name| Some(name.to_str()?.strip_suffix(".toml")?.to_owned()));
        let mut spoken: Vec<_> = names.filter(|name| name != "context").collect();
        let mut told: Vec<_> = LANGUAGES.iter().map(|language| language.tag).collect();
        spoken.sort();
        told.sort_unstable();
        assert_eq!(told, spoken);
    }
}
