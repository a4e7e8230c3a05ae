//! Organisation and signatory: what is looked up, kept and missing.

use crate::messages::parties::Parties;

pub(super) const WORDS: Parties = Parties {
    looking_up: "Looking the number up …",
    looked_up: "From the register:",
    looked_up_change: "You can change it.",
    lookup_unknown: "The number is not in the register we look in. Please write the name and address yourself.",
    lookup_failed: "We could not look the number up just now. Please write the name and address yourself.",
    brought_back: "What you wrote before is still here. Please tick the boxes at the end again.",
    start_over: "Start over",
    problem_tick: "Tick the box to go on.",
    problem_statement: "Tick “{x}” to go on.",
};
