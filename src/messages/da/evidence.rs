//! The receipt and what one takes along from it.

use crate::messages::evidence::Evidence;

pub(super) const WORDS: Evidence = Evidence {
    save: "Hent beviset",
    save_help: "Én fil, der kontrollerer sig selv i enhver browser, også uden net: det, du har accepteret, kvitteringen og teksterne.",
    save_help_queued: "Én fil, der kontrollerer sig selv i enhver browser: det, du har signeret, og teksterne. Kvitteringen kommer med, når svaret er modtaget.",
    saving: "Samler filen …",
    save_failed: "Filen kunne ikke samles nu. Svaret er ikke påvirket. Prøv igen, eller hent det signerede svar.",
    files: "Enkelte filer",
    copy: "Kopiér nummeret",
    copied: "Kopieret.",
    copy_refused: "Browseren tillod det ikke. Markér nummeret, og kopiér det.",
    for_whom: "For",
    with_whom: "Med",
    by_whom: "Af",
    documents: "Dokumenter",
    agreed: "accepteret",
    acknowledged: "taget til efterretning",
    offered: "stillet til rådighed",
    unopened: "ikke åbnet",
    opened: "åbnet",
    reached_end: "læst til ende",
    text: "Læs teksten",
    statements: "Det, du satte kryds ved",
    button: "På knappen stod",
    annex: "Bilaget, som det blev signeret",
    verify: "Kontrollér det selv",
    arrived: "Dit svar fra {x} er nu modtaget og kvitteret.",
    show: "Vis kvitteringen",
};
