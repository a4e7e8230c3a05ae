//! Search in a document, defined terms, and the size of the text.

use crate::messages::search::Search;

pub(super) const WORDS: Search = Search {
    open: "Søg",
    label: "Søg i dokumentet",
    previous: "Forrige",
    previous_hit: "Forrige træffer",
    next: "Næste",
    next_hit: "Næste træffer",
    close: "Luk søgningen",
    too_short: "Skriv mindst to bogstaver",
    none: "Ingen træffere",
    hit: "1 træffer",
    hits: "{all} træffere",
    place: "{here} af {all}",
    from_the_top: ", forfra",
    from_the_end: ", bagfra",
    list: "Vis alle",
    list_part: "Det er de første {count}. Skriv mere for at finde færre.",
    definition: "Gå til definitionen",
    size: "Tekstens størrelse",
    smaller: "Mindre tekst",
    larger: "Større tekst",
    smallest: "Mindre tekst: det er den mindste",
    largest: "Større tekst: det er den største",
};
