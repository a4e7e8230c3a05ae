//! Search in a document, defined terms, and the size of the text.

use crate::messages::search::Search;

pub(super) const WORDS: Search = Search {
    open: "Sök",
    label: "Sök i dokumentet",
    previous: "Föregående",
    previous_hit: "Föregående träff",
    next: "Nästa",
    next_hit: "Nästa träff",
    close: "Stäng sökningen",
    too_short: "Skriv minst två bokstäver",
    none: "Inga träffar",
    hit: "1 träff",
    hits: "{all} träffar",
    place: "{here} av {all}",
    from_the_top: ", från början",
    from_the_end: ", från slutet",
    list: "Visa alla",
    list_part: "Det här är de första {count}. Skriv mer för att hitta färre.",
    definition: "Till definitionen",
    size: "Textens storlek",
    smaller: "Mindre text",
    larger: "Större text",
    smallest: "Mindre text: det här är den minsta",
    largest: "Större text: det här är den största",
};
