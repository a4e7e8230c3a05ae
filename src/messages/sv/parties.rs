//! Organisation and signatory: what is looked up, kept and missing.

use crate::messages::parties::Parties;

pub(super) const WORDS: Parties = Parties {
    looking_up: "Slår upp numret …",
    looked_up: "Hämtat ur registret:",
    looked_up_change: "Du kan ändra det.",
    lookup_unknown: "Numret finns inte i det register vi slår upp i. Skriv namn och adress själv.",
    lookup_failed: "Vi kunde inte slå upp numret just nu. Skriv namn och adress själv.",
    brought_back: "Det du skrev förut finns kvar. Rutorna i slutet behöver du kryssa i på nytt.",
    start_over: "Börja om",
    problem_tick: "Kryssa i rutan för att gå vidare.",
    problem_statement: "Kryssa i ”{x}” för att gå vidare.",
};
