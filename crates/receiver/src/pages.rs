//! Questions about many records, and their answers: what the API and the command line have in common.

use samtycke_pack::manifest::version_order;
use samtycke_record::json_object;

use crate::entry::ACCEPTING;
use crate::filter::{Filter, FilterError};
use crate::series::{self, Count, Step, TooLong};
use crate::store::Store;
use crate::store::pending::Standing;
use crate::store::search::{Found, Place};

json_object! {
    /// A page of records, the newest first.
    pub struct FoundPage {
        /// They.
        pub records: Vec<Found>,
        /// What `after` has to be for the next page; absent on the last.
        pub next: Option<String>,
    }
}

json_object! {
    /// A page of customers who haven't accepted a version.
    pub struct PendingPage {
        /// They, with what they accepted last: the oldest version first, and who accepted it longest ago.
        pub companies: Vec<Standing>,
        /// What `after` has to be for the next page; absent on the last.
        pub next: Option<String>,
    }
}

json_object! {
    /// Counts over time.
    pub struct Series {
        /// How long a step is.
        pub by: Step,
        /// One after the other, without gaps.
        pub steps: Vec<Count>,
    }
}

/// Where a page begins, and how much it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    after: Option<String>,
    limit: u32,
}

const LIMIT: u32 = 50;
const MOST: u32 = 500;

impl Paging {
    /// Reads both as they were written.
    ///
    /// # Errors
    /// A limit that isn't one.
    pub fn parse(after: Option<&str>, limit: Option<&str>) -> Result<Self, FilterError> {
        let number = |text: &str| text.parse().ok().filter(|limit| (1..=MOST).contains(limit));
        let limit = match limit {
            None => LIMIT,
            Some(text) => {
                number(text).ok_or_else(|| FilterError::new("limit", "takes a number from 1 to 500"))?
            }
        };
        Ok(Self { after: after.map(String::from), limit })
    }

    fn after<T>(&self, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, FilterError> {
        let takes = || FilterError::new("after", "takes what `next` was on the page before");
        self.after.as_deref().map(|text| read(text).ok_or_else(takes)).transpose()
    }
}

/// A page that can't be given.
#[derive(Debug)]
pub(crate) enum Fault {
    Asked(FilterError),
    Store(sqlx::Error),
}

impl From<FilterError> for Fault {
    fn from(error: FilterError) -> Self {
        Self::Asked(error)
    }
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error)
    }
}

impl From<Fault> for crate::problem::Refusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Asked(error) => error.into(),
            Fault::Store(error) => error.into(),
        }
    }
}

/// The query of an address.
pub(crate) struct Question {
    pairs: Vec<(String, String)>,
}

impl Question {
    pub(crate) fn read(query: Option<&str>) -> Self {
        let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        Self { pairs: pairs.into_owned().collect() }
    }

    /// Takes a parameter out; one that is empty or given twice stays for whoever complains.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        let mut found = self.pairs.iter().enumerate().filter(|(_, (key, _))| key == name);
        let (Some((at, _)), None) = (found.next(), found.next()) else { return None };
        Some(self.pairs.remove(at).1).filter(|value| !value.trim().is_empty())
    }

    pub(crate) fn choice<T>(
        &mut self,
        name: &str,
        of: impl Fn(&str) -> Option<T>,
        takes: &str,
    ) -> Result<Option<T>, FilterError> {
        self.take(name).map(|text| of(&text).ok_or_else(|| FilterError::new(name, takes))).transpose()
    }

    pub(crate) fn paging(&mut self) -> Result<Paging, FilterError> {
        let (after, limit) = (self.take("after"), self.take("limit"));
        Paging::parse(after.as_deref(), limit.as_deref())
    }

    pub(crate) fn filter(&self) -> Result<Filter, FilterError> {
        Filter::parse(self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// Complains of what is left.
    pub(crate) fn nothing_more(&self, known: &[&str]) -> Result<(), FilterError> {
        match self.pairs.first() {
            None => Ok(()),
            Some((name, _)) if known.contains(&name.as_str()) => Err(FilterError::new(name, "give it once")),
            Some((name, _)) => {
                Err(FilterError::new(name, format!("is not known; there are {}", known.join(", "))))
            }
        }
    }
}

/// Records that are found.
pub(crate) async fn found(store: &Store, filter: &Filter, paging: &Paging) -> Result<FoundPage, Fault> {
    let after = paging.after(Place::parse)?;
    let records = store.search(filter, after.as_ref(), paging.limit).await?;
    let next =
        is_full(records.len(), paging).then(|| records.last().map(|last| last.place().text())).flatten();
    Ok(FoundPage { records, next })
}

/// Customers whose newest acceptance of the document is of a version before that one, in the order in which those came.
pub(crate) async fn pending(
    store: &Store,
    document: &str,
    version: &str,
    paging: &Paging,
) -> Result<PendingPage, Fault> {
    let after = paging.after(|text| text.parse().ok())?.unwrap_or(0);
    let mut older = store.versions(document).await?;
    older.retain(|other| version_order(other, version).is_lt());
    let companies = store.standing_at(document, &older, after, paging.limit).await?;
    let last = || companies.last().map(|last| last.number.to_string());
    let next = is_full(companies.len(), paging).then(last).flatten();
    Ok(PendingPage { companies, next })
}

fn is_full(count: usize, paging: &Paging) -> bool {
    u32::try_from(count) == Ok(paging.limit)
}

/// How many came over time: acceptances, unless an event or a kind is asked for.
pub(crate) async fn series(
    store: &Store,
    filter: &Filter,
    step: Step,
) -> Result<Result<Series, TooLong>, sqlx::Error> {
    let accepting = ACCEPTING.map(|event| event.as_str());
    let events = if filter.event.is_none() && filter.kind.is_none() { &accepting[..] } else { &[] };
    let days = store.count_by_day(filter, events).await?;
    let steps = series::series(&days, step, filter.from.as_ref(), filter.to.as_ref());
    Ok(steps.map(|steps| Series { by: step, steps }))
}
