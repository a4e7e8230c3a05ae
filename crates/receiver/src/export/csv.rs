//! The export as a table (RFC 4180: commas, CRLF, quotes where they are needed), UTF-8.

use samtycke_record::Record;

use super::read;
use crate::store::search::Stored;

const COLUMNS: [&str; 17] = [
    "number",
    "record_id",
    "kind",
    "event",
    "acted_at",
    "received_at",
    "role",
    "company",
    "scheme",
    "registration",
    "signatory",
    "position",
    "email",
    "documents",
    "purposes",
    "origin",
    "digest",
];

pub(super) fn head() -> String {
    write(COLUMNS.map(String::from))
}

pub(super) fn row(stored: &Stored) -> String {
    let found = &stored.found;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let (mut signatory, mut position, mut documents) = Default::default();
    match read(&stored.record) {
        Some(Record::Acceptance(record)) => {
            (signatory, position) = (record.signatory.name, record.signatory.position);
            let named =
                record.documents.iter().map(|d| [d.act.as_str(), " ", &d.id, " ", &d.version].concat());
            documents = named.collect::<Vec<_>>().join("; ");
        }
        Some(Record::Consent(record)) => {
            documents = ["notice ", &record.notice.document, " ", &record.notice.version].concat();
        }
        None => {}
    }
    write([
        found.number.to_string(),
        found.record_id.clone(),
        found.kind.clone(),
        found.event.clone(),
        found.acted_at.clone(),
        found.received_at.clone(),
        text(&found.role),
        text(&found.company),
        text(&found.scheme),
        text(&found.registration),
        signatory,
        position,
        text(&found.email),
        documents,
        text(&found.purposes),
        found.origin.clone(),
        found.digest.clone(),
    ])
}

fn write<const N: usize>(fields: [String; N]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let fields = fields.map(|field| defused(&field));
    writer.write_record(&fields).expect("writing into memory doesn't fail");
    let bytes = writer.into_inner().expect("writing into memory doesn't fail");
    String::from_utf8(bytes).expect("what is written of texts is text")
}

/// Somebody may call their company `=HYPERLINK(…)`, and a spreadsheet would calculate it. An apostrophe before it makes
/// it text; everything else in the field stays as it was.
fn defused(field: &str) -> String {
    let begins =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '\'');
    if field.starts_with(begins) { ["'", field].concat() } else { field.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_needed_and_calculate_nothing() {
        for (field, expect) in [
            ("Fjordcaféen ApS", "Fjordcaféen ApS"),
            ("", ""),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=HYPERLINK(\"https://evil.example\")", "\"'=HYPERLINK(\"\"https://evil.example\"\")\""),
            ("+45 1", "'+45 1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("a=1", "a=1"),
        ] {
            assert_eq!(write(["x".into(), field.into()]), ["x,", expect, "\r\n"].concat(), "{field}");
        }
    }
}
