//! The words of plain pages that speak of versions.

/// Words of one language.
pub(super) struct Words {
    pub(super) earlier: &'static str,
    pub(super) upcoming: &'static str,
    pub(super) changes: &'static str,
    pub(super) is_earlier: &'static str,
    pub(super) is_upcoming: &'static str,
    pub(super) in_force: &'static str,
    pub(super) summary: &'static str,
    pub(super) none: &'static str,
    pub(super) typographic: &'static str,
    pub(super) substantive: &'static str,
    pub(super) unchanged: &'static str,
    pub(super) moved: &'static str,
    pub(super) before: &'static str,
    pub(super) legend: &'static str,
    pub(super) page: &'static str,
}

const SV: Words = Words {
    earlier: "Tidigare versioner",
    upcoming: "Kommande versioner",
    changes: "Vad som ändrats",
    is_earlier: "Detta är en tidigare version.",
    is_upcoming: "Denna version gäller inte än.",
    in_force: "Läs den som gäller",
    summary: "Sammanfattning",
    none: "Ingenting annat än version och datum har ändrats.",
    typographic: "Bara skrivsättet har ändrats: innehållet är detsamma.",
    substantive: "Innehållet har ändrats.",
    unchanged: "oförändrat",
    moved: "flyttad",
    before: "tidigare",
    legend: "Tillagt är understruket, borttaget är överstruket.",
    page: "Sida",
};

const DA: Words = Words {
    earlier: "Tidligere versioner",
    upcoming: "Kommende versioner",
    changes: "Hvad der er ændret",
    is_earlier: "Dette er en tidligere version.",
    is_upcoming: "Denne version gælder endnu ikke.",
    in_force: "Læs den gældende",
    summary: "Resumé",
    none: "Kun version og dato er ændret.",
    typographic: "Kun skrivemåden er ændret: indholdet er det samme.",
    substantive: "Indholdet er ændret.",
    unchanged: "uændret",
    moved: "flyttet",
    before: "før",
    legend: "Det tilføjede er understreget, det fjernede er overstreget.",
    page: "Side",
};

const EN: Words = Words {
    earlier: "Earlier versions",
    upcoming: "Upcoming versions",
    changes: "What changed",
    is_earlier: "This is an earlier version.",
    is_upcoming: "This version is not in force yet.",
    in_force: "Read the one in force",
    summary: "Summary",
    none: "Nothing but version and date changed.",
    typographic: "Only the typography changed: it says the same.",
    substantive: "What it says has changed.",
    unchanged: "unchanged",
    moved: "moved",
    before: "formerly",
    legend: "What was added is underlined, what was removed is struck through.",
    page: "Page",
};

pub(super) fn words(language: &str) -> &'static Words {
    match language {
        "sv" => &SV,
        "da" => &DA,
        _ => &EN,
    }
}
