//! Search in a document, defined terms, and the size of the text.

use crate::messages::search::Search;

pub(super) const WORDS: Search = Search {
    open: "Search",
    label: "Search this document",
    previous: "Previous",
    previous_hit: "Previous hit",
    next: "Next",
    next_hit: "Next hit",
    close: "Close the search",
    too_short: "Write at least two letters",
    none: "No hits",
    hit: "1 hit",
    hits: "{all} hits",
    place: "{here} of {all}",
    from_the_top: ", from the beginning",
    from_the_end: ", from the end",
    list: "Show all",
    list_part: "These are the first {count}. Write more to find fewer.",
    definition: "Go to the definition",
    size: "Size of the text",
    smaller: "Smaller text",
    larger: "Larger text",
    smallest: "Smaller text: this is the smallest",
    largest: "Larger text: this is the largest",
};
