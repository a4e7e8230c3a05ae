//! Retention by rule: which records have been kept long enough. Pure; `store::retention` erases them.
//!
//! A consent is kept for so many months after it was received. An agreement is kept for so many months after its end,
//! since claims can be made while it is in force and after that: it ends with the record that follows it (a new version, an
//! amended annex, a withdrawal). A refusal or withdrawal ends nothing of its own and counts from its receipt; an objection
//! stays as long as what it objects to.

use std::collections::HashSet;

use samtycke_record::acceptance::EventType;
use samtycke_record::{Acceptance, Digest, Timestamp, json_enum, json_object};

use crate::StartError;

/// How long records are kept after they have ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Months(u16);

impl Months {
    /// 1 to 1,200.
    ///
    /// # Errors
    /// Another number.
    pub fn new(months: u16) -> Result<Self, StartError> {
        if (1..=1200).contains(&months) {
            return Ok(Self(months));
        }
        Err(StartError::new(
            format!("records can't be kept for {months} months"),
            "say 1 to 1200; without the setting they are kept until they are erased by hand",
        ))
    }

    /// How many.
    pub fn get(self) -> u16 {
        self.0
    }

    /// What ended then or before has been kept long enough: the same day so many months ago, or the month's last.
    pub(crate) fn before(self, now: &Timestamp) -> Timestamp {
        let text = now.as_str();
        let number = |from, to| text.get(from..to).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
        let months = (number(0, 4) * 12 + number(5, 7)).saturating_sub(1 + u32::from(self.0));
        let time = text.get(10..).unwrap_or_default();
        let on = |day| Timestamp::parse(&format!("{:04}-{:02}-{day:02}{time}", months / 12, months % 12 + 1));
        let day = number(8, 10);
        let found = (day.saturating_sub(3)..=day).rev().find_map(on);
        found.expect("every month has one of any four days in a row up to the 31st")
    }
}

json_enum! {
    /// When rules are applied.
    pub enum RetentionRun {
        /// When somebody asks for it.
        ByHand = "by-hand",
        /// Once a day, by the receiver.
        Daily = "daily",
    }
}

/// How long each class of records is kept (`retention.class` in a record); `None` for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetentionRules {
    /// Answers about cookies.
    pub consent: Option<Months>,
    /// Everything about agreements.
    pub agreement: Option<Months>,
    /// When.
    pub run: RetentionRun,
}

impl RetentionRules {
    /// Is there anything to apply?
    pub(crate) fn check(self) -> Result<(), StartError> {
        if self.consent.is_some() || self.agreement.is_some() {
            return Ok(());
        }
        Err(StartError::new(
            "no rule of retention is set, so records are kept until they are erased by hand",
            "set consent_months or agreement_months under [retention] in the configuration file",
        ))
    }
}

impl Default for RetentionRules {
    fn default() -> Self {
        Self { consent: None, agreement: None, run: RetentionRun::ByHand }
    }
}

json_enum! {
    /// Is it only looked, or erased?
    pub enum RetentionMode {
        /// Nothing is changed.
        DryRun = "dry-run",
        /// What has been kept long enough is erased.
        Erase = "erase",
    }
}

json_object! {
    /// What a run found.
    pub struct RetentionReport {
        /// Looked or erased.
        pub mode: RetentionMode,
        /// Consents that were, or would be, erased.
        pub consents: u32,
        /// Records of agreements that were, or would be, erased.
        pub agreements: u32,
        /// Records that have been kept long enough and that a hold keeps.
        pub held: u32,
        /// The ids of those erased, the first thousand.
        pub records: Vec<String>,
    }
}

/// A record of an agreement that is old enough to be looked at.
#[derive(Clone, Debug)]
pub(crate) struct Old {
    pub(crate) digest: Digest,
    pub(crate) event: EventType,
    pub(crate) prev: Option<Digest>,
    /// Does a hold keep it?
    pub(crate) held: bool,
}

impl Old {
    pub(crate) fn new(digest: Digest, record: &Acceptance, held: bool) -> Self {
        Self { digest, event: record.event.r#type, prev: record.prev.clone(), held }
    }
}

/// What is to become of an old record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It has been kept long enough.
    Erase,
    /// It has, and a hold keeps it, or one that it follows.
    Held,
    /// It is in force, or was until lately.
    Keep,
}

/// For each of them, in the order in which they were stored; all that were received before the rule's day. What ended a
/// record before that day is among them, so that nothing else needs to be known.
pub(crate) fn judge(old: &[Old]) -> Vec<Verdict> {
    let ended: HashSet<&Digest> = old
        .iter()
        .filter(|record| record.event != EventType::Object)
        .filter_map(|record| record.prev.as_ref())
        .collect();
    let (mut kept, mut held) = (HashSet::new(), HashSet::new());
    let verdict = |record: &Old, kept: &HashSet<&Digest>, held: &HashSet<&Digest>| {
        let follows = |set: &HashSet<&Digest>| record.prev.as_ref().is_some_and(|prev| set.contains(prev));
        let is_over = match record.event {
            EventType::Decline | EventType::Withdraw => true,
            EventType::Object => !follows(kept),
            EventType::Agree | EventType::Acknowledge | EventType::Reaccept | EventType::AmendAnnex => {
                ended.contains(&record.digest)
            }
        };
        match (is_over, record.held || follows(held)) {
            (false, _) => Verdict::Keep,
            (true, true) => Verdict::Held,
            (true, false) => Verdict::Erase,
        }
    };
    let mut verdicts = Vec::with_capacity(old.len());
    for record in old {
        let verdict = verdict(record, &kept, &held);
        match verdict {
            Verdict::Keep => drop(kept.insert(&record.digest)),
            Verdict::Held => drop(held.insert(&record.digest)),
            Verdict::Erase => {}
        }
        verdicts.push(verdict);
    }
    verdicts
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_day_is_the_same_day_so_many_months_ago() {
        for (now, months, expect) in [
            ("2026-11-22T12:00:00.000Z", 24, "2024-11-22T12:00:00.000Z"),
            ("2026-11-22T12:00:00.000Z", 11, "2025-12-22T12:00:00.000Z"),
            ("2026-03-31T00:00:00.000Z", 1, "2026-02-28T00:00:00.000Z"),
            ("2028-03-31T00:00:00.000Z", 1, "2028-02-29T00:00:00.000Z"),
            ("2028-02-29T00:00:00.000Z", 12, "2027-02-28T00:00:00.000Z"),
            ("2026-01-01T00:00:00.000Z", 1, "2025-12-01T00:00:00.000Z"),
            ("2026-12-31T00:00:00.000Z", 1200, "1926-12-31T00:00:00.000Z"),
        ] {
            let now = Timestamp::parse(now).unwrap();
            assert_eq!(Months::new(months).unwrap().before(&now).as_str(), expect, "{now} - {months}");
        }
        assert!(Months::new(0).is_err() && Months::new(1201).is_err());
    }

    #[test]
    fn an_agreement_is_over_when_another_record_followed_it() {
        use EventType::{Agree, AmendAnnex, Decline, Object, Reaccept, Withdraw};
        use Verdict::{Erase, Held, Keep};
        const FREE: bool = false;
        const HELD: bool = true;
        type Case<'a> = (&'a str, &'a [(EventType, Option<usize>, bool)], &'a [Verdict]);
        let cases: &[Case<'_>] = &[
            ("in force", &[(Agree, None, FREE)], &[Keep]),
            ("a no", &[(Decline, None, FREE)], &[Erase]),
            ("a new version", &[(Agree, None, FREE), (Reaccept, Some(0), FREE)], &[Erase, Keep]),
            (
                "withdrawn",
                &[(Agree, None, FREE), (AmendAnnex, Some(0), FREE), (Withdraw, Some(1), FREE)],
                &[Erase, Erase, Erase],
            ),
            ("an objection", &[(Agree, None, FREE), (Object, Some(0), FREE)], &[Keep, Keep]),
            (
                "an objection to what is over",
                &[(Agree, None, FREE), (Object, Some(0), FREE), (Withdraw, Some(0), FREE)],
                &[Erase, Erase, Erase],
            ),
            ("held", &[(Decline, None, HELD), (Decline, None, FREE)], &[Held, Erase]),
            (
                "what follows a held one stays with it",
                &[
                    (Agree, None, HELD),
                    (Reaccept, Some(0), FREE),
                    (Withdraw, Some(1), FREE),
                    (Decline, None, FREE),
                ],
                &[Held, Held, Held, Erase],
            ),
        ];
        let digest = |index: usize| Digest::of(&index.to_be_bytes());
        for (name, records, expect) in cases {
            let old: Vec<_> = records
                .iter()
                .enumerate()
                .map(|(index, (event, prev, held))| Old {
                    digest: digest(index),
                    event: *event,
                    prev: prev.map(digest),
                    held: *held,
                })
                .collect();
            assert_eq!(judge(&old), *expect, "{name}");
        }
    }
}
