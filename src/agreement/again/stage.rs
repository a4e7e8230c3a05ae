//! Where somebody is who has accepted before. Pure.

use samtycke_pack::renewal::Demand;

/// The `role` that changes the annex of what was accepted.
const AMEND: &str = "amend";

/// What the page asks the element for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// An agreement; in this role, when it is named.
    Agreement(Option<String>),
    /// A change of the annex.
    Amendment,
}

impl Wish {
    /// Of the `role` attribute.
    pub(crate) fn of(role: &str) -> Self {
        match role {
            AMEND => Self::Amendment,
            "" => Self::Agreement(None),
            role => Self::Agreement(Some(role.to_owned())),
        }
    }

    /// The role that the page names.
    pub(crate) fn role(&self) -> Option<&str> {
        match self {
            Self::Agreement(role) => role.as_deref(),
            Self::Amendment => None,
        }
    }
}

/// What is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nothing was accepted: asked for the first time.
    First,
    /// What was accepted holds.
    Holds(Notice),
    /// An objection is being written.
    Objecting,
    /// A new version is being accepted, which could wait.
    Again,
    /// A new version must be accepted.
    Asked,
    /// The annex is being changed.
    Amending,
}

/// Is what one may do about a change on the screen?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    Open,
    Closed,
}

/// What a person does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Not now; or: fine.
    Close,
    /// Opens the new version.
    Review,
    Object,
    Amend,
    Back,
}

impl Stage {
    /// Where somebody begins who has accepted before.
    pub(crate) fn start(wish: &Wish, demand: &Demand) -> Self {
        match (wish, demand) {
            (_, Demand::Now) => Self::Asked,
            // An amended record names the versions in force: what it would accept in passing is told first.
            (Wish::Amendment, Demand::Grace { .. }) => Self::Again,
            (Wish::Amendment, Demand::Objectable { .. }) => Self::Holds(Notice::Open),
            (Wish::Amendment, _) => Self::Amending,
            (Wish::Agreement(_), _) => Self::Holds(Notice::Open),
        }
    }

    /// What an act leads to; nothing leads away from what must be answered.
    pub(crate) fn after(self, act: Act, demand: &Demand) -> Self {
        match (self, act) {
            (Self::Holds(_), Act::Close) => Self::Holds(Notice::Closed),
            (Self::Holds(_), Act::Review) => Self::Again,
            (Self::Holds(_), Act::Amend) if matches!(demand, Demand::Grace { .. }) => Self::Again,
            (Self::Holds(_), Act::Amend) => Self::Amending,
            (Self::Holds(_), Act::Object) => Self::Objecting,
            (Self::Objecting | Self::Amending, Act::Back) => Self::Holds(Notice::Open),
            (Self::Again, Act::Back | Act::Close) => Self::Holds(Notice::Closed),
            (stage, _) => stage,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demand(word: &str) -> Demand {
        let day = || String::from("2026-12-01");
        match word {
            "reworded" => Demand::Reworded,
            "told" => Demand::Told { from: day() },
            "announced" => Demand::Announced { from: day() },
            "objectable" => Demand::Objectable { until: day() },
            "grace" => Demand::Grace { until: day() },
            "now" => Demand::Now,
            _ => Demand::Nothing,
        }
    }

    #[test]
    fn only_what_must_be_answered_stands_in_the_way() {
        let open = Stage::Holds(Notice::Open);
        for (word, agreement, amendment) in [
            ("nothing", open, Stage::Amending),
            ("reworded", open, Stage::Amending),
            ("told", open, Stage::Amending),
            ("announced", open, Stage::Amending),
            ("objectable", open, open),
            ("grace", open, Stage::Again),
            ("now", Stage::Asked, Stage::Asked),
        ] {
            let demand = demand(word);
            assert_eq!(Stage::start(&Wish::of("customer"), &demand), agreement, "{word}");
            assert_eq!(Stage::start(&Wish::of(""), &demand), agreement, "{word}");
            assert_eq!(Stage::start(&Wish::of("amend"), &demand), amendment, "{word}");
        }
    }

    #[test]
    fn every_act_leads_somewhere_and_nothing_leads_away_from_what_must_be_answered() {
        use Act::{Amend, Back, Close, Object, Review};
        let (open, closed) = (Stage::Holds(Notice::Open), Stage::Holds(Notice::Closed));
        for (word, stage, act, expect) in [
            ("grace", open, Close, closed),
            ("grace", open, Review, Stage::Again),
            ("grace", closed, Review, Stage::Again),
            ("grace", Stage::Again, Back, closed),
            // The annex can be changed in the flow of the new version.
            ("grace", open, Amend, Stage::Again),
            ("objectable", open, Object, Stage::Objecting),
            ("objectable", Stage::Objecting, Back, open),
            ("objectable", open, Close, closed),
            ("nothing", open, Amend, Stage::Amending),
            ("nothing", Stage::Amending, Back, open),
            ("now", Stage::Asked, Back, Stage::Asked),
            ("now", Stage::Asked, Close, Stage::Asked),
            ("now", Stage::Asked, Amend, Stage::Asked),
            ("nothing", Stage::First, Close, Stage::First),
            ("nothing", Stage::First, Amend, Stage::First),
        ] {
            assert_eq!(stage.after(act, &demand(word)), expect, "{word}: {stage:?} {act:?}");
        }
    }
}
