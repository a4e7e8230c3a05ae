//! What the versions of today ask of whoever accepted those of then: nothing, an objection while it is time, or an answer.

use samtycke_record::Digest;
use samtycke_record::acceptance::{Act, DocumentAct};

use crate::Manifest;
use crate::manifest::{DocumentEntry, DocumentFile, Edition, Renewal, RenewalKind, Role};
use crate::redline::Change;

/// What is asked, the mildest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Nothing changed.
    Nothing,
    /// Nothing but typography changed.
    Reworded,
    /// It holds, or will, from that day, without having been asked about: one was told, and could object until then.
    Told {
        /// The effective date.
        from: String,
    },
    /// From that day one will be asked.
    Announced {
        /// The effective date.
        from: String,
    },
    /// It holds unless one objects.
    Objectable {
        /// The last day to object.
        until: String,
    },
    /// One is asked; what was accepted goes on holding meanwhile.
    Grace {
        /// The last day of it.
        until: String,
    },
    /// One is asked, and what was accepted no longer holds.
    Now,
}

impl Demand {
    /// The stricter of two; of equal ones the one with the earlier day.
    #[must_use]
    pub fn stricter(self, other: Self) -> Self {
        let key = |demand: &Self| (demand.rank(), core::cmp::Reverse(demand.day().map(String::from)));
        if key(&other) > key(&self) { other } else { self }
    }

    /// Does what was accepted hold today?
    pub fn holds(&self) -> bool {
        *self != Self::Now
    }

    /// The day that goes with it.
    pub fn day(&self) -> Option<&str> {
        match self {
            Self::Nothing | Self::Reworded | Self::Now => None,
            Self::Told { from: day }
            | Self::Announced { from: day }
            | Self::Objectable { until: day }
            | Self::Grace { until: day } => Some(day),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Nothing => 0,
            Self::Reworded => 1,
            Self::Told { .. } => 2,
            Self::Announced { .. } => 3,
            Self::Objectable { .. } => 4,
            Self::Grace { .. } => 5,
            Self::Now => 6,
        }
    }
}

/// Why a document is in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The role has it newly, or does more with it than it did.
    New,
    /// The text that was accepted is none of its versions.
    Unknown,
    /// The version in force is a later one than that.
    Changed {
        /// The version that was accepted.
        since: String,
    },
    /// A version is announced.
    Announced {
        /// The version before it.
        since: String,
        /// The announced version.
        version: String,
    },
}

/// A document that is not as it was accepted, or will not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// Its id.
    pub document: String,
    /// What became of it.
    pub why: Why,
    /// What that asks.
    pub demand: Demand,
}

/// The documents that are not as they were accepted, in the role's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renewals {
    /// One for what is in force, and one for each announced version.
    pub documents: Vec<Renewed>,
}

impl Renewals {
    /// The strictest of all.
    pub fn demand(&self) -> Demand {
        let demands = self.documents.iter().map(|renewed| renewed.demand.clone());
        demands.fold(Demand::Nothing, Demand::stricter)
    }
}

/// Compares what a role asks for today (`YYYY-MM-DD`) with what was accepted.
pub fn renewals(manifest: &Manifest, role: &Role, accepted: &[DocumentAct], today: &str) -> Renewals {
    let mut documents = Vec::new();
    // What is only there to read is never asked about.
    for wanted in role.documents.iter().filter(|wanted| wanted.act != Act::Offer) {
        let Some(entry) = manifest.document(&wanted.id) else { continue };
        let before = accepted.iter().find(|before| before.id == wanted.id && covers(before.act, wanted.act));
        match before {
            Some(before) => since(entry, &before.sha256, today, &mut documents),
            None => {
                documents.push(Renewed { document: wanted.id.clone(), why: Why::New, demand: Demand::Now });
            }
        }
    }
    Renewals { documents }
}

/// Is what was done as much as is asked for?
fn covers(done: Act, wanted: Act) -> bool {
    done == Act::Agree || done == wanted
}

/// A version, wherever it stands in time.
struct Version<'a> {
    version: &'a str,
    effective: &'a str,
    change: Option<Change>,
    renewal: Option<&'a Renewal>,
    files: &'a [DocumentFile],
}

impl<'a> Version<'a> {
    fn of(edition: &'a Edition) -> Self {
        Self {
            version: &edition.version,
            effective: &edition.effective,
            change: edition.change,
            renewal: edition.renewal.as_ref(),
            files: &edition.files,
        }
    }

    fn in_force(entry: &'a DocumentEntry) -> Self {
        Self {
            version: &entry.version,
            effective: &entry.effective,
            change: entry.change,
            renewal: entry.renewal.as_ref(),
            files: &entry.files,
        }
    }

    /// What it asks of whoever accepted the version before it, once it is in force.
    fn asks(&self, today: &str) -> Demand {
        match self.renewal {
            _ if self.change.is_some_and(|change| change != Change::Substantive) => Demand::Reworded,
            Some(Renewal { kind: RenewalKind::Tacit, until }) if until.as_str() >= today => {
                Demand::Objectable { until: until.clone() }
            }
            Some(Renewal { kind: RenewalKind::Tacit, .. }) => Demand::Told { from: self.effective.into() },
            Some(Renewal { kind: RenewalKind::Ask, until }) if until.as_str() >= today => {
                Demand::Grace { until: until.clone() }
            }
            Some(Renewal { kind: RenewalKind::Ask, .. }) | None => Demand::Now,
        }
    }
}

/// What changed in one document since the text of that digest.
fn since(entry: &DocumentEntry, accepted: &Digest, today: &str, into: &mut Vec<Renewed>) {
    let earlier = entry.versions.iter().flatten().rev().map(Version::of);
    let announced = entry.upcoming.iter().flatten().map(Version::of);
    let in_force = entry.versions.iter().flatten().count();
    let all: Vec<Version<'_>> = earlier.chain([Version::in_force(entry)]).chain(announced).collect();
    let mut add = |why: Why, demand: Demand| {
        into.push(Renewed { document: entry.id.clone(), why, demand });
    };
    let place = all.iter().position(|version| version.files.iter().any(|file| file.sha256 == *accepted));
    let Some((place, before)) = place.and_then(|place| Some((place, all.get(place)?))) else {
        return add(Why::Unknown, Demand::Now);
    };
    // Each version between counts: one that asked still asks, whatever came after it.
    let between = all.get(place + 1..=in_force).unwrap_or_default();
    let demand = between.iter().map(|version| version.asks(today)).reduce(Demand::stricter);
    if let Some(demand) = demand {
        add(Why::Changed { since: before.version.into() }, demand);
    }
    for pair in all.get(in_force.max(place)..).unwrap_or_default().windows(2) {
        let [before, version] = pair else { continue };
        let demand = match version.asks(today) {
            Demand::Reworded => continue,
            Demand::Now | Demand::Grace { .. } => Demand::Announced { from: version.effective.into() },
            demand => demand,
        };
        add(Why::Announced { since: before.version.into(), version: version.version.into() }, demand);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests;
