//! How Article 28(3) sounds in contracts, per language. Data: one clause must have a word of each group.

use super::find::Words;

/// One of these.
pub(super) type Either = &'static [Words];

/// What to look for in a processor's contract.
pub(super) struct Contract {
    /// (a) to (h).
    pub(super) letters: [Either; 8],
    /// Article 28(2).
    pub(super) authorisation: Either,
    /// None may be engaged: nothing more to say.
    pub(super) no_sub_processors: Either,
    /// Article 28(4).
    pub(super) same_obligations: Either,
    /// The first sentence: what, and the words for it.
    pub(super) processing: &'static [(&'static str, &'static [&'static str])],
}

const fn all(all: &'static [&'static [&'static str]]) -> Words {
    Words { all, none: &[] }
}

pub(super) fn of(language: &str) -> Option<&'static Contract> {
    match language {
        "sv" => Some(&SV),
        "da" => Some(&DA),
        "en" => Some(&EN),
        _ => None,
    }
}

const EN_SUB: &[&str] =
    &["sub-processor", "subprocessor", "another processor", "other processor", "subcontract", "sub-contract"];
const SV_SUB: &[&str] =
    &["*underbiträde", "annat personuppgiftsbiträde", "andra personuppgiftsbiträden", "underleverantör"];
const DA_SUB: &[&str] =
    &["*underdatabehandler", "anden databehandler", "andre databehandlere", "underleverandør"];

const EN: Contract = Contract {
    letters: [
        &[
            all(&[&["documented instruction", "written instruction"]]),
            all(&[&["only", "solely", "exclusively"], &["instruction"], &["process"]]),
        ],
        &[all(&[
            &["confidential", "secrecy"],
            &["committed", "commit", "bound", "obligation", "undertak", "duty", "agreed"],
            &[
                "person",
                "staff",
                "employee",
                "personnel",
                "anyone",
                "everyone",
                "everybody",
                "those who",
                "people",
            ],
        ])],
        &[
            Words { all: &[&["measures"], &["article 32"]], none: &[] },
            all(&[&["measures"], &["risk"], &["technical"]]),
            all(&[&["level of security"], &["risk", "appropriate"]]),
            Words {
                all: &[
                    &["measures"],
                    &["technical"],
                    &["organisational", "organizational"],
                    &["take", "implement", "maintain", "adopt", "apply", "put in place"],
                ],
                none: &["request"],
            },
        ],
        &[
            all(&[EN_SUB, &["authoris", "authoriz", "consent", "approv", "permission", "permit"]]),
            all(&[EN_SUB]),
        ],
        &[all(&[&["right"], &["data subject", "chapter iii"], &["assist", "help", "support"]])],
        &[all(&[
            &["32 to 36", "32-36", "32–36", "impact assessment", "prior consultation"],
            &["assist", "help", "support"],
        ])],
        &[Words {
            all: &[
                &["delet", "eras", "destr"],
                &["return", "hand back", "hand over", "deliver", "retriev", "collect", "export"],
                &["end", "ceas", "terminat", "expir", "complet"],
            ],
            none: &["sub-processor", "subprocessor", "object"],
        }],
        &[
            all(&[&["audit", "inspect"], &["contribut", "inspection", "demonstrate"]]),
            all(&[&["audit", "inspect"], &["allow", "contribut", "right to", "may", "entitled", "permit"]]),
        ],
    ],
    authorisation: &[all(&[EN_SUB, &["authoris", "authoriz", "consent", "approv", "permission", "permit"]])],
    no_sub_processors: &[all(&[
        &[
            "may not engage",
            "shall not engage",
            "does not engage",
            "engages no",
            "uses no",
            "may not use",
            "does not use",
            "no sub-processor",
            "no subprocessor",
        ],
        EN_SUB,
    ])],
    same_obligations: &[all(&[
        &["same", "equivalent", "corresponding", "no less", "not less", "as strict"],
        &["obligation", "dut", "requirement", "terms"],
        EN_SUB,
    ])],
    processing: &[
        ("duration", &["duration", "for as long as", "term of"]),
        ("purpose", &["purpose"]),
        (
            "type of personal data",
            &[
                "type of personal data",
                "types of personal data",
                "categories of personal data",
                "kinds of personal data",
            ],
        ),
        (
            "categories of data subjects",
            &["categories of data subject", "categories of registered", "groups of data subject"],
        ),
    ],
};

const SV: Contract = Contract {
    letters: [
        &[
            all(&[&[
                "dokumenterade instruktion",
                "dokumenterad instruktion",
                "skriftliga instruktion",
                "skriftlig instruktion",
            ]]),
            all(&[&["endast", "bara", "enbart"], &["instruktion"], &["behandl"]]),
        ],
        &[all(&[
            &["konfidential", "tystnadsplikt", "sekretess"],
            &["åtagit", "åta", "omfattas", "förbund", "bund", "ålagt", "underteckna", "skyldig"],
            &["person", "medarbet", "anställd", "den som", "dem som", "de som", "alla som"],
        ])],
        &[
            all(&[&["*åtgärder"], &["artikel 32 ", "artikel 32."]]),
            all(&[&["*åtgärder"], &["risk"], &["tekniska"]]),
            all(&[&["säkerhetsnivå"], &["risk", "lämplig"]]),
            Words {
                all: &[
                    &["*åtgärder"],
                    &["teknisk"],
                    &["organisatorisk"],
                    &["vidta", "genomför", "inför", "tillämpa", "upprätthåll"],
                ],
                none: &["begäran"],
            },
        ],
        &[
            all(&[SV_SUB, &["*tillstånd", "godkänn", "samtyck", "medgiv", "*bemyndig", "tillåt"]]),
            all(&[SV_SUB]),
        ],
        &[all(&[
            &["rättighet"],
            &["registrerad", "kapitel iii"],
            &["bistå", "hjälp", "assister", "stöd", "bistånd"],
        ])],
        &[all(&[
            &["32–36", "32-36", "32 till 36", "32 till och med 36", "konsekvensbedömning", "förhandssamråd"],
            &["bistå", "hjälp", "assister", "stöd", "bistånd"],
        ])],
        &[Words {
            all: &[
                &["rader", "utplån", "förstör", "ta bort"],
                &[
                    "återlämn",
                    "lämna tillbaka",
                    "lämnas tillbaka",
                    "överlämn",
                    "hämta",
                    "lämna ut",
                    "föra över",
                ],
                &["upphör", "slut", "avslut", "avtalstid"],
            ],
            none: &["underbiträde", "invänd"],
        }],
        &[
            all(&[&["gransk", "revision", "inspektion", "audit"], &["bidra", "inspektion"]]),
            all(&[
                &["gransk", "revision", "inspektion", "audit"],
                &["möjliggör", "bidra", "rätt", "får", "tillåt", "ge "],
            ]),
        ],
    ],
    authorisation: &[all(&[SV_SUB, &["*tillstånd", "godkänn", "samtyck", "medgiv", "*bemyndig", "tillåt"]])],
    no_sub_processors: &[all(&[
        &[
            "får inte anlita",
            "anlitar inte",
            "anlitar inga",
            "ska inte anlita",
            "använder inga",
            "inga underbiträden",
        ],
        SV_SUB,
    ])],
    same_obligations: &[all(&[
        &["samma", "motsvarande", "likvärdig", "minst lika"],
        &["skyldighet", "krav", "villkor", "åtagande"],
        SV_SUB,
    ])],
    processing: &[
        ("varaktighet", &["varaktighet", "så länge", "under avtalstiden"]),
        ("ändamål", &["ändamål"]),
        (
            "typen av personuppgifter",
            &["typen av personuppgifter", "typer av personuppgifter", "kategorier av personuppgifter"],
        ),
        ("kategorier av registrerade", &["kategorier av registrerade", "kategorierna av registrerade"]),
    ],
};

const DA: Contract = Contract {
    letters: [
        &[
            all(&[&[
                "dokumenteret instruks",
                "dokumenterede instruks",
                "skriftlig instruks",
                "skriftlige instruks",
            ]]),
            all(&[&["kun", "alene", "udelukkende"], &["instruks"], &["behandl"]]),
        ],
        &[all(&[
            &["fortrolighed", "tavshedspligt", "fortrolig"],
            &["forpligt", "underlagt", "pålagt", "bundet", "underskrevet"],
            &["person", "medarbejder", "ansatte", "den der", "dem der", "den, der", "dem, der", "alle, der"],
        ])],
        &[
            all(&[&["*foranstaltning"], &["artikel 32,", "artikel 32.", "artikel 32 "]]),
            all(&[&["*foranstaltning"], &["risi"], &["teknisk"]]),
            all(&[&["sikkerhedsniveau"], &["risi", "pass"]]),
            Words {
                all: &[
                    &["*foranstaltning"],
                    &["teknisk"],
                    &["organisatorisk"],
                    &["træf", "gennemfør", "iværksæt", "indfør", "oprethold"],
                ],
                none: &["anmodning"],
            },
        ],
        &[all(&[DA_SUB, &["godkend", "tillad", "samtyk", "accept", "bemyndig"]]), all(&[DA_SUB])],
        &[all(&[
            &["rettighed"],
            &["registrered", "kapitel iii"],
            &["bistå", "bistand", "hjælp", "assist", "støtt"],
        ])],
        &[all(&[
            &["32-36", "32–36", "32 til 36", "32 til og med 36", "konsekvensanalyse", "forudgående høring"],
            &["bistå", "bistand", "hjælp", "assist", "støtt"],
        ])],
        &[Words {
            all: &[
                &["slet", "destru", "tilintet"],
                &["tilbagelever", "leverer", "lever", "aflever", "tilbagegiv", "udlever", "giver tilbage"],
                &["ophør", "slut", "afslut", "udløb"],
            ],
            none: &["underdatabehandler", "indsigelse"],
        }],
        &[
            all(&[&["revision", "inspektion", "audit"], &["bidrag", "inspektion"]]),
            all(&[
                &["revision", "inspektion", "audit"],
                &["mulighed", "bidrag", "ret til", "kan", "må", "tillad"],
            ]),
        ],
    ],
    authorisation: &[all(&[DA_SUB, &["godkend", "tillad", "samtyk", "accept", "bemyndig"]])],
    no_sub_processors: &[all(&[
        &[
            "må ikke gøre brug",
            "må ikke bruge",
            "gør ikke brug",
            "bruger ikke",
            "bruger ingen",
            "anvender ikke",
            "anvender ingen",
            "ingen underdatabehandler",
        ],
        DA_SUB,
    ])],
    same_obligations: &[all(&[
        &["samme", "tilsvarende", "mindst lige"],
        &["*forpligtelse", "pligt", "krav", "vilkår"],
        DA_SUB,
    ])],
    processing: &[
        ("varighed", &["varighed", "så længe", "varer"]),
        ("formål", &["formål"]),
        (
            "typen af personoplysninger",
            &[
                "typen af personoplysninger",
                "typer af personoplysninger",
                "kategorier af personoplysninger",
                "typerne af personoplysninger",
                "type personoplysninger",
            ],
        ),
        ("kategorier af registrerede", &["kategorier af registrerede", "kategorierne af registrerede"]),
    ],
};
