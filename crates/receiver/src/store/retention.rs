//! Erasing what has been kept long enough.

use std::collections::HashSet;
use std::time::SystemTime;

use samtycke_record::json::FromJson as _;
use samtycke_record::jws::Compact;
use samtycke_record::{Acceptance, Digest, Timestamp, Uuid, acceptance, consent};

use super::erase::{Target, erase};
use super::{Store, acts, holds, lock_head, strange, webhooks};
use crate::acts::{Act, By, Done};
use crate::clock;
use crate::holds::{Hold, Named, Subject};
use crate::retention::{Months, Old, RetentionMode, RetentionReport, RetentionRules, Verdict, judge};

/// Records that are read, or erased, at a time.
const PAGE: usize = 200;
/// Ids that a report lists.
const LISTED: usize = 1_000;

/// What a rule found.
#[derive(Debug, Default)]
struct Due {
    targets: Vec<Target>,
    held: u32,
}

impl Store {
    /// Applies the rules.
    pub(crate) async fn retain(
        &self,
        by: &By,
        rules: RetentionRules,
        mode: RetentionMode,
    ) -> Result<RetentionReport, sqlx::Error> {
        let now = clock::timestamp(SystemTime::now());
        let in_force = holds::in_force(&mut *self.readers.acquire().await?).await?;
        let consents = match rules.consent {
            Some(months) => self.due_consents(&months.before(&now), &in_force).await?,
            None => Due::default(),
        };
        let agreements = match rules.agreement {
            Some(months) => self.due_agreements(&months.before(&now), &in_force).await?,
            None => Due::default(),
        };
        let count = |targets: &[Target]| u32::try_from(targets.len()).unwrap_or(u32::MAX);
        let all = consents.targets.iter().chain(&agreements.targets);
        let mut report = RetentionReport {
            mode,
            consents: count(&consents.targets),
            agreements: count(&agreements.targets),
            held: consents.held + agreements.held,
            records: all.take(LISTED).map(|target| target.id.to_string()).collect(),
        };
        if mode == RetentionMode::DryRun {
            return Ok(report);
        }
        for (class, months, due) in
            [("consents", rules.consent, &consents), ("agreements", rules.agreement, &agreements)]
        {
            let why = rule(class, months);
            for page in due.targets.chunks(PAGE) {
                let held_since = self.patiently(|| self.erase_all(by, page, &why)).await?;
                report.held += held_since;
                let counted = if class == "consents" { &mut report.consents } else { &mut report.agreements };
                *counted = counted.saturating_sub(held_since);
            }
        }
        let note = format!(
            "{}, {}: {} consents and {} records of agreements erased, {} held",
            rule("consents", rules.consent),
            rule("agreements", rules.agreement),
            report.consents,
            report.agreements,
            report.held
        );
        self.log_act(by, Done { act: Act::RetentionRun, object: "records", note: &note }).await?;
        self.after_erasing().await?;
        Ok(report)
    }

    /// Answers about cookies name nobody: only a hold on the record itself can be meant.
    async fn due_consents(&self, before: &Timestamp, holds: &[Hold]) -> Result<Due, sqlx::Error> {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT number, record_id FROM records WHERE schema = $1 AND received_at <= $2 AND erased_at IS NULL \
             ORDER BY number",
        )
        .bind(consent::SCHEMA)
        .bind(before.as_str())
        .fetch_all(&self.readers)
        .await?;
        let held: HashSet<&str> = holds
            .iter()
            .filter(|hold| hold.subject == Subject::Record)
            .map(|hold| hold.value.as_str())
            .collect();
        let mut due = Due::default();
        for (number, id) in rows {
            if held.contains(id.as_str()) {
                due.held += 1;
            } else {
                due.targets.push(target(number, &id)?);
            }
        }
        Ok(due)
    }

    async fn due_agreements(&self, before: &Timestamp, holds: &[Hold]) -> Result<Due, sqlx::Error> {
        let (mut targets, mut old) = (Vec::new(), Vec::new());
        let mut after = 0;
        loop {
            let rows: Vec<(i64, String, String, String)> = sqlx::query_as(
                "SELECT number, record_id, digest, record FROM records \
                 WHERE number > $1 AND schema = $2 AND received_at <= $3 AND erased_at IS NULL \
                 ORDER BY number LIMIT $4",
            )
            .bind(after)
            .bind(acceptance::SCHEMA)
            .bind(before.as_str())
            .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
            .fetch_all(&self.readers)
            .await?;
            let Some((last, ..)) = rows.last() else { break };
            after = *last;
            for (number, id, digest, record) in rows {
                let digest = Digest::parse(&digest).ok_or_else(|| strange("a record's digest is none"))?;
                let Some(record) = read(&record) else {
                    tracing::warn!(number, "a stored record can't be read; no rule erases it");
                    continue;
                };
                let is_held = Named::of_acceptance(&record).held_by(&id, holds).is_some();
                old.push(Old::new(digest, &record, is_held));
                targets.push(target(number, &id)?);
            }
        }
        let mut due = Due::default();
        for (target, verdict) in targets.into_iter().zip(judge(&old)) {
            match verdict {
                Verdict::Erase => due.targets.push(target),
                Verdict::Held => due.held += 1,
                Verdict::Keep => {}
            }
        }
        Ok(due)
    }

    /// Erases them together, and writes that down; how many a hold has kept that was placed meanwhile.
    async fn erase_all(&self, by: &By, targets: &[Target], why: &str) -> Result<u32, sqlx::Error> {
        let mut transaction = self.writer.begin_with(self.begin).await?;
        let log = acts::lock(&mut transaction).await?;
        lock_head(&mut transaction).await?;
        let holds = holds::in_force(&mut transaction).await?;
        let listeners = webhooks::listeners(&mut transaction).await?;
        let now = clock::timestamp(SystemTime::now());
        let (mut held, mut erased) = (0, 0);
        for target in targets {
            let record: Option<String> =
                sqlx::query_scalar("SELECT record FROM records WHERE number = $1 AND erased_at IS NULL")
                    .bind(target.number)
                    .fetch_optional(&mut *transaction)
                    .await?;
            let Some(record) = record else { continue };
            if !holds.is_empty() && Named::of(&record).held_by(target.id.as_str(), &holds).is_some() {
                held += 1;
                continue;
            }
            erase(&mut transaction, target, &now, why, &listeners).await?;
            erased += 1;
        }
        if erased > 0 {
            let note = format!("{why}: {erased} erased");
            let done = Done { act: Act::RetentionErased, object: "records", note: &note };
            log.append(&mut transaction, by, done).await?;
        }
        transaction.commit().await?;
        Ok(held)
    }
}

fn rule(class: &str, months: Option<Months>) -> String {
    match months {
        Some(months) => format!("{class} after {} months", months.get()),
        None => format!("{class} never"),
    }
}

fn target(number: i64, id: &str) -> Result<Target, sqlx::Error> {
    let id = Uuid::parse(id).ok_or_else(|| strange("a record's id is none"))?;
    Ok(Target { number, id })
}

fn read(jws: &str) -> Option<Acceptance> {
    let value = Compact::parse(jws).ok()?.payload_json().ok()?;
    Acceptance::from_json(&value).ok()
}
