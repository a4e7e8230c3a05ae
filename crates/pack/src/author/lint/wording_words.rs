//! Phrases per language, names that are gone, months. Data.

use crate::author::codes::{Rule, law};

/// What to look for in sentences.
pub(super) struct Phrases {
    pub(super) without_notice: &'static [&'static str],
    pub(super) change: &'static [&'static str],
    /// By the phrase one of these says the opposite.
    pub(super) not: &'static [&'static str],
    pub(super) by_using: &'static [&'static str],
    pub(super) accept: &'static [&'static str],
    pub(super) browser: &'static [&'static str],
    pub(super) switch_off: &'static [&'static str],
    /// Words of a real choice.
    pub(super) choice: &'static [&'static str],
}

pub(super) fn of(language: &str) -> Option<&'static Phrases> {
    match language {
        "sv" => Some(&SV),
        "da" => Some(&DA),
        "en" => Some(&EN),
        _ => None,
    }
}

const EN: Phrases = Phrases {
    without_notice: &[
        "without notice",
        "without prior notice",
        "without further notice",
        "without advance notice",
        "without notifying",
        "without informing",
    ],
    change: &["chang", "amend", "modif", "updat", "revis", "alter", "adjust"],
    not: &["not", "never", "no", "nor", "don't", "cannot", "won't", "doesn't", "neither"],
    by_using: &[
        "by using",
        "by continuing",
        "by visiting",
        "by accessing",
        "by reading",
        "by browsing",
        "your use of",
        "your continued use",
        "if you continue to use",
        "if you use",
    ],
    accept: &[
        "you accept",
        "you agree",
        "you consent",
        "you give your consent",
        "constitutes acceptance",
        "constitutes consent",
        "means that you accept",
        "is deemed",
    ],
    browser: &["browser"],
    switch_off: &[
        "switch",
        "turn off",
        "turn cookies off",
        "disabl",
        "block",
        "refus",
        "reject",
        "delet",
        "deactivat",
    ],
    choice: &[
        "cookie settings",
        "preferences",
        "your choice",
        "you choose",
        "withdraw",
        "reject all",
        "change your mind",
    ],
};

const SV: Phrases = Phrases {
    without_notice: &[
        "utan föregående meddelande",
        "utan förvarning",
        "utan att meddela",
        "utan meddelande",
        "utan varsel",
        "utan förhandsbesked",
        "utan att informera",
        "utan föregående information",
        "utan att underrätta",
    ],
    change: &["ändr", "uppdater", "revider", "juster", "förändr"],
    not: &["inte", "aldrig", "inga", "inget", "ingen", "ej", "varken"],
    by_using: &[
        "genom att använda",
        "genom att besöka",
        "genom att fortsätta",
        "genom att läsa",
        "genom att surfa",
        "genom din användning",
        "om du fortsätter att använda",
        "när du använder",
        "i och med att du använder",
    ],
    accept: &[
        "godkänner du",
        "accepterar du",
        "samtycker du",
        "du godkänner",
        "du accepterar",
        "du samtycker",
        "samtycker ni",
        "accepterar ni",
        "godkänner ni",
    ],
    browser: &["webbläsar", "browser"],
    switch_off: &[
        "stäng av",
        "stänga av",
        "stänger av",
        "inaktiver",
        "blocker",
        "neka",
        "radera",
        "avaktiver",
    ],
    choice: &[
        "cookieinställning",
        "kakinställning",
        "inställningar för kakor",
        "inställningar för cookies",
        "ditt val",
        "du väljer",
        "återkall",
        "neka alla",
        "ångra",
    ],
};

const DA: Phrases = Phrases {
    without_notice: &[
        "uden varsel",
        "uden forudgående varsel",
        "uden varsling",
        "uden at varsle",
        "uden forudgående meddelelse",
        "uden forudgående underretning",
        "uden meddelelse",
        "uden at informere",
        "uden at give besked",
        "uden forudgående besked",
    ],
    change: &["ændr", "opdater", "revider", "juster", "tilpas"],
    not: &["ikke", "aldrig", "ingen", "intet", "ej", "hverken"],
    by_using: &[
        "ved at bruge",
        "ved at benytte",
        "ved at anvende",
        "ved at besøge",
        "ved at fortsætte",
        "ved at læse",
        "ved brug af",
        "ved din brug",
        "hvis du fortsætter med at bruge",
        "når du bruger",
    ],
    accept: &[
        "accepterer du",
        "samtykker du",
        "godkender du",
        "du accepterer",
        "du samtykker",
        "du godkender",
        "giver du samtykke",
        "accepterer i",
        "samtykker i",
    ],
    browser: &["browser"],
    switch_off: &[
        "slå fra",
        "slå cookies fra",
        "slår cookies fra",
        "deaktiver",
        "bloker",
        "blokér",
        "afvis",
        "slet",
    ],
    choice: &[
        "cookieindstilling",
        "indstillinger for cookies",
        "dit valg",
        "du vælger",
        "trække dit samtykke",
        "trækker et samtykke",
        "tilbagekald",
        "afvis alle",
        "fortryd",
    ],
};

/// A name that no longer stands for anything.
pub(super) struct Gone {
    /// In lower case.
    pub(super) name: &'static str,
    pub(super) since: &'static str,
    pub(super) rule: &'static Rule,
}

const AUTHORITY: &Rule = &law::RENAMED_AUTHORITY;
const LAW: &Rule = &law::REPEALED_LAW;

const IMY: &str = "since 1 January 2021 Integritetsskyddsmyndigheten (IMY)";
const EDPB: &str = "replaced on 25 May 2018 by the European Data Protection Board (EDPB, GDPR Article 68)";
const DIRECTIVE: &str = "Directive 95/46/EC was repealed on 25 May 2018 (GDPR Article 94)";
const PUL: &str = "repealed on 25 May 2018; now the GDPR and lagen (2018:218)";
const PERSONDATALOV: &str = "repealed on 25 May 2018; now the GDPR and databeskyttelsesloven";
const SHIELD: &str =
    "invalid since 16 July 2020 (CJEU C-311/18); now Decision (EU) 2023/1795, for those certified";
const HARBOUR: &str = "invalid since 6 October 2015 (CJEU C-362/14)";
const OLD_CLAUSES: &str = "repealed on 27 September 2021 by Implementing Decision (EU) 2021/914";
const LEK: &str = "repealed on 3 June 2022; now lagen (2022:482) om elektronisk kommunikation";

pub(super) const GONE: &[Gone] = &[
    Gone { name: "datainspektionen", since: IMY, rule: AUTHORITY },
    Gone { name: "datainspektionens", since: IMY, rule: AUTHORITY },
    Gone { name: "swedish data inspection board", since: IMY, rule: AUTHORITY },
    Gone { name: "datainspektionen.se", since: "the site is now imy.se", rule: AUTHORITY },
    Gone { name: "article 29 working party", since: EDPB, rule: AUTHORITY },
    Gone { name: "article 29 data protection working party", since: EDPB, rule: AUTHORITY },
    Gone { name: "artikel 29-gruppen", since: EDPB, rule: AUTHORITY },
    Gone { name: "95/46/ec", since: DIRECTIVE, rule: LAW },
    Gone { name: "95/46/eg", since: DIRECTIVE, rule: LAW },
    Gone { name: "95/46/ef", since: DIRECTIVE, rule: LAW },
    Gone { name: "personuppgiftslagen", since: PUL, rule: LAW },
    Gone { name: "1998:204", since: PUL, rule: LAW },
    Gone { name: "persondataloven", since: PERSONDATALOV, rule: LAW },
    Gone { name: "persondatalovens", since: PERSONDATALOV, rule: LAW },
    Gone { name: "privacy shield", since: SHIELD, rule: LAW },
    Gone { name: "privacyshield.gov", since: "the site is now dataprivacyframework.gov", rule: LAW },
    Gone { name: "safe harbor", since: HARBOUR, rule: LAW },
    Gone { name: "2010/87/eu", since: OLD_CLAUSES, rule: LAW },
    Gone { name: "2010/87/ue", since: OLD_CLAUSES, rule: LAW },
    Gone { name: "2001/497/ec", since: OLD_CLAUSES, rule: LAW },
    Gone { name: "2001/497/eg", since: OLD_CLAUSES, rule: LAW },
    Gone { name: "2004/915/ec", since: OLD_CLAUSES, rule: LAW },
    Gone { name: "2003:389", since: LEK, rule: LAW },
];

/// A sentence with one of these tells history.
pub(super) const FORMER: &[&str] = &[
    "former",
    "previous",
    "tidigare",
    "dåvarande",
    "tidligere",
    "daværende",
    "repeal",
    "upphäv",
    "upphör",
    "ophæv",
    "invalid",
    "ogiltig",
    "ugyldig",
    "no longer",
    "inte längre",
    "ikke længere",
    "replac",
    "ersat",
    "erstat",
    // With a day or year: "before transfer" is no history.
    "before 1",
    "before 2",
    "innan 1",
    "innan 2",
    "före 1",
    "före 2",
    "før 1",
    "før 2",
    "före detta",
    "f.d.",
];

/// From January on, in Swedish, Danish and English.
pub(super) const MONTHS: &[&[&str]] = &[
    &["januari", "januar", "january"],
    &["februari", "februar", "february"],
    &["mars", "marts", "march"],
    &["april"],
    &["maj", "may"],
    &["juni", "june"],
    &["juli", "july"],
    &["augusti", "august"],
    &["september"],
    &["oktober", "october"],
    &["november"],
    &["december"],
];
