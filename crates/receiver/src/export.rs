//! Records on their way out: many of them, a page at a time, so that a million take the memory of a page.

mod csv;
mod dpv;

use samtycke_record::json::{self, FromJson as _, ToJson as _, Value};
use samtycke_record::jws::Compact;
use samtycke_record::{Record, json_enum};

use crate::acts::{Act, By, Done};
use crate::filter::Filter;
use crate::store::Store;
use crate::store::search::{Place, Stored};

json_enum! {
    /// What an export looks like.
    pub enum Format {
        /// JSON Lines: everything, the signed bytes included.
        JsonLines = "jsonl",
        /// A table by RFC 4180, for people.
        Csv = "csv",
        /// JSON-LD in the words of the W3C's Data Privacy Vocabulary 2, as ISO/IEC TS 27560 has them.
        Dpv = "dpv",
    }
}

impl Format {
    /// For HTTP.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::JsonLines => "application/jsonl",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Dpv => "application/ld+json",
        }
    }

    /// What a file is called.
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            Self::JsonLines => "records.jsonl",
            Self::Csv => "records.csv",
            Self::Dpv => "records.jsonld",
        }
    }

    fn head(self) -> String {
        match self {
            Self::JsonLines => String::new(),
            Self::Csv => csv::head(),
            Self::Dpv => dpv::head(),
        }
    }

    /// `before` is how many came before this one.
    fn one(self, stored: &Stored, before: u64) -> String {
        match self {
            Self::JsonLines => line(stored),
            Self::Csv => csv::row(stored),
            Self::Dpv => [if before > 0 { ",\n" } else { "\n" }, &dpv::node(stored).canonical()].concat(),
        }
    }

    fn foot(self) -> &'static str {
        match self {
            Self::JsonLines | Self::Csv => "",
            Self::Dpv => dpv::FOOT,
        }
    }
}

/// Records in one page.
const PAGE: u32 = 200;

/// An export that is under way: those records that were stored when it began, the oldest first.
#[derive(Debug)]
pub struct Export {
    store: Store,
    filter: Filter,
    format: Format,
    until: i64,
    written: u64,
    next: Next,
}

#[derive(Debug)]
enum Next {
    Head,
    Page(Option<Place>),
    Nothing,
}

impl Export {
    /// That it was asked for is written down before anything is given out.
    pub(crate) async fn begin(
        store: Store,
        by: &By,
        filter: Filter,
        format: Format,
    ) -> Result<Self, sqlx::Error> {
        let until = store.last_number().await?;
        let note = format!("up to number {until}");
        let done = Done { act: Act::RecordsExported, object: format.file_name(), note: &note };
        store.log_act(by, done).await?;
        Ok(Self { store, filter, format, until, written: 0, next: Next::Head })
    }

    /// The next part of its text; `None` after the last.
    pub(crate) async fn part(&mut self) -> Result<Option<String>, sqlx::Error> {
        let after = match &self.next {
            Next::Nothing => return Ok(None),
            Next::Head => {
                self.next = Next::Page(None);
                return Ok(Some(self.format.head()));
            }
            Next::Page(after) => after.as_ref(),
        };
        let page = self.store.stored(&self.filter, after, self.until, PAGE).await?;
        let mut text = String::new();
        for stored in &page {
            text.push_str(&self.format.one(stored, self.written));
            self.written += 1;
        }
        self.next = match page.last() {
            Some(last) if page.len() == usize::try_from(PAGE).unwrap_or_default() => {
                Next::Page(Some(last.found.place()))
            }
            _ => {
                text.push_str(self.format.foot());
                Next::Nothing
            }
        };
        Ok(Some(text))
    }

    /// How many records were written.
    pub fn written(&self) -> u64 {
        self.written
    }
}

/// What the index says of it, and what was signed.
fn line(stored: &Stored) -> String {
    let Value::Object(mut members) = stored.found.to_json() else { return String::new() };
    members.push(("jws".into(), Value::from(stored.record.as_str())));
    members.push(("receipt".into(), Value::from(stored.receipt.as_str())));
    if let Some(confirmation) = &stored.confirmation {
        members.push(("confirmation".into(), Value::from(confirmation.as_str())));
    }
    Value::Object(members).canonical() + "\n"
}

/// What a record says, from its stored JWS.
pub(crate) fn read(jws: &str) -> Option<Record> {
    let jws = Compact::parse(jws).ok()?;
    let payload = json::parse(core::str::from_utf8(&jws.payload).ok()?).ok()?;
    Record::from_json(&payload).ok()
}
