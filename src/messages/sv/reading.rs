//! The viewer.

use crate::messages::reading::Reading;

pub(super) const WORDS: Reading = Reading {
    versions: "Versioner",
    in_force: "gäller nu, från",
    announced: "aviserad, gäller från",
    from: "gäller först från",
    until: "gällde till",
    changed: "Vad som ändrades",
    changes: "Vad som ändras",
    earlier: "Du läser en tidigare version",
    later: "Du läser en version som ännu inte gäller",
    current: "Läs den som gäller",
    coming: "En ny version är på väg",
    news: "Ändrat sedan du läste det här",
    seen: "Jag har sett det",
    print: "Skriv ut eller spara som PDF",
    tools: "Verktyg",
    page: "Sida",
    filter: "Filtrera",
    filter_rests: "Filtrera: vilar medan sökningen är öppen",
    rows_shown: "{shown} av {all} rader",
    link_to: "Länk till",
    due: "skulle gälla från",
    overdue: "En ny version skulle gälla nu",
    compare: "Jämför med den du läser",
    other_language: "Den här versionen finns inte på språket du valde.",
    printing: "Hela texten hämtas …",
};
