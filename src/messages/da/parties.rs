//! Organisation and signatory: what is looked up, kept and missing.

use crate::messages::parties::Parties;

pub(super) const WORDS: Parties = Parties {
    looking_up: "Slår nummeret op …",
    looked_up: "Hentet fra registret:",
    looked_up_change: "Du kan rette det.",
    lookup_unknown: "Nummeret findes ikke i det register, vi slår op i. Skriv selv navn og adresse.",
    lookup_failed: "Vi kunne ikke slå nummeret op lige nu. Skriv selv navn og adresse.",
    brought_back: "Det, du skrev før, er her stadig. Felterne til sidst skal du krydse af igen.",
    start_over: "Begynd forfra",
    problem_tick: "Sæt kryds for at gå videre.",
    problem_statement: "Sæt kryds ved »{x}« for at gå videre.",
};
