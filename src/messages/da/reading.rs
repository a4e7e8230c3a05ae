//! The viewer.

use crate::messages::reading::Reading;

pub(super) const WORDS: Reading = Reading {
    versions: "Versioner",
    in_force: "gælder nu, fra",
    announced: "annonceret, gælder fra",
    from: "gælder først fra",
    until: "gjaldt indtil",
    changed: "Hvad der blev ændret",
    changes: "Hvad der bliver ændret",
    earlier: "Du læser en tidligere version",
    later: "Du læser en version, der endnu ikke gælder",
    current: "Læs den gældende",
    coming: "En ny version er på vej",
    news: "Ændret, siden du læste den her",
    seen: "Det har jeg set",
    print: "Udskriv eller gem som PDF",
    tools: "Værktøjer",
    page: "Side",
    filter: "Filtrér",
    filter_rests: "Filtrér: hviler, mens søgningen er åben",
    rows_shown: "{shown} af {all} rækker",
    link_to: "Link til",
    due: "skulle gælde fra",
    overdue: "En ny version skulle gælde nu",
    compare: "Sammenlign med den, du læser",
    other_language: "Denne version findes ikke på det sprog, du valgte.",
    printing: "Hele teksten hentes …",
};
