//! The receipt and what one takes along from it.

use crate::messages::evidence::Evidence;

pub(super) const WORDS: Evidence = Evidence {
    save: "Ladda ner beviset",
    save_help: "En fil som kontrollerar sig själv i vilken webbläsare som helst, även utan nät: det du har godkänt, kvittot och texterna.",
    save_help_queued: "En fil som kontrollerar sig själv i vilken webbläsare som helst: det du har signerat, och texterna. Kvittot kommer med när svaret har tagits emot.",
    saving: "Sätter samman filen …",
    save_failed: "Filen kunde inte sättas samman nu. Svaret påverkas inte. Försök igen, eller ladda ner det signerade svaret.",
    files: "Enskilda filer",
    copy: "Kopiera numret",
    copied: "Kopierat.",
    copy_refused: "Webbläsaren tillät det inte. Markera numret och kopiera det.",
    for_whom: "För",
    with_whom: "Med",
    by_whom: "Av",
    documents: "Dokument",
    agreed: "godkänt",
    acknowledged: "tagit del av",
    offered: "fanns att läsa",
    unopened: "inte öppnat",
    opened: "öppnat",
    reached_end: "läst till slutet",
    text: "Läs texten",
    statements: "Det du kryssade för",
    button: "På knappen stod",
    annex: "Bilagan som den signerades",
    verify: "Kontrollera själv",
    arrived: "Ditt svar från {x} är nu mottaget och kvitterat.",
    show: "Visa kvittot",
};
