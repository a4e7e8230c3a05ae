//! The viewer.

use crate::messages::reading::Reading;

pub(super) const WORDS: Reading = Reading {
    versions: "Versions",
    in_force: "in force from",
    announced: "announced, applies from",
    from: "applies only from",
    until: "applied until",
    changed: "What changed",
    changes: "What will change",
    earlier: "You are reading an earlier version",
    later: "You are reading a version that does not apply yet",
    current: "Read the one in force",
    coming: "A new version is on its way",
    news: "Changed since you read it here",
    seen: "I have seen it",
    print: "Print or save as PDF",
    tools: "Tools",
    page: "Page",
    filter: "Filter",
    filter_rests: "Filter: rests while the search is open",
    rows_shown: "{shown} of {all} rows",
    link_to: "Link to",
    due: "was to apply from",
    overdue: "A new version was to apply by now",
    compare: "Compare with the one you are reading",
    other_language: "This version is not published in the language you chose.",
    printing: "Fetching the whole text …",
};
