//! Phrases that don't hold, days that don't exist.

use super::find::{any, whole};
use super::negation::{is_denied, is_denied_by};
use super::text::{Text, sentences};
use super::wording_words::{self, MONTHS, Phrases};
use super::{Found, Pack};
use crate::author::codes::law;
use crate::author::date;

pub(super) fn phrases(pack: &Pack<'_>, found: &mut Found<'_>) {
    for text in &pack.texts {
        let words = wording_words::of(text.language);
        let is_policy = matches!(text.entry.r#type.as_str(), "privacy-policy" | "cookie-policy");
        for passage in &text.passages {
            for sentence in sentences(&passage.text) {
                let lower = sentence.to_lowercase();
                let Some(words) = words else { continue };
                if any(&lower, words.without_notice)
                    && any(&lower, words.change)
                    && !is_denied_by(&lower, words.without_notice, words.change, words.not)
                {
                    let message = format!("{:?}", super::find::first_words(sentence, 20));
                    found.add(&law::CHANGE_WITHOUT_NOTICE, &text.file, passage.line, message);
                }
                if is_policy
                    && any(&lower, words.by_using)
                    && any(&lower, words.accept)
                    && !is_denied(&lower, words.accept, words.not)
                    && !is_denied(&lower, words.by_using, words.not)
                {
                    let message = format!("{:?}", super::find::first_words(sentence, 20));
                    found.add(&law::POLICY_AS_CONSENT, &text.file, passage.line, message);
                }
            }
        }
        if let Some(words) = words.filter(|_| is_policy) {
            browser(pack, text, words, found);
        }
    }
}

/// Nothing but the browser to refuse with: no word of a choice in the whole policy, and no other policy that it leads to.
fn browser(pack: &Pack<'_>, text: &Text<'_>, words: &Phrases, found: &mut Found<'_>) {
    let lower = text.lower();
    let leads = pack.of_type(&["cookie-policy"]).any(|other| {
        other.entry.id != text.entry.id
            && text
                .passages
                .iter()
                .any(|passage| passage.unlinked.contains(&format!("doc:{}", other.entry.id)))
    });
    if leads || any(&lower, words.choice) {
        return;
    }
    let is_switch = |text: &str| {
        let lower = sentences(text).into_iter().map(str::to_lowercase);
        lower.into_iter().any(|one| any(&one, words.browser) && any(&one, words.switch_off))
    };
    if let Some(passage) = text.passages.iter().find(|passage| is_switch(&passage.text)) {
        let message = "the only way to refuse is the browser's".to_owned();
        found.add(&law::BROWSER_SWITCH, &text.file, passage.line, message);
    }
}

/// `2026-02-31`, `31 February 2026`, `31. februar`.
pub(super) fn dates(pack: &Pack<'_>, found: &mut Found<'_>) {
    for text in &pack.texts {
        for passage in &text.passages {
            for date in impossible(&passage.lower) {
                let message = format!("there is no {date}");
                found.add(&law::IMPOSSIBLE_DATE, &text.file, passage.line, message);
            }
        }
    }
}

fn impossible(lower: &str) -> Vec<String> {
    let mut found = Vec::new();
    let digits = |text: &str| text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    for word in lower.split(|c: char| !c.is_ascii_digit() && c != '-') {
        if let [year, month, day] = word.split('-').collect::<Vec<_>>()[..]
            && year.len() == 4
            && month.len() == 2
            && day.len() == 2
            && [year, month, day].into_iter().all(digits)
            && !(1..=date::days(month.parse().unwrap_or(0), year.parse().ok()))
                .contains(&day.parse().unwrap_or(0))
        {
            found.push(word.to_owned());
        }
    }
    for (month, names) in (1..).zip(MONTHS) {
        for name in *names {
            for at in whole(lower, name) {
                let before = lower.get(..at).unwrap_or_default().trim_end().trim_end_matches('.');
                let from = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |end| end + 1);
                let start = if before.is_char_boundary(from) { from } else { before.len() };
                let Ok(day) = before.get(start..).unwrap_or_default().parse::<u32>() else { continue };
                let after = lower.get(at + name.len()..).unwrap_or_default().trim_start();
                let year: String = after.chars().take_while(char::is_ascii_digit).collect();
                let year = year.parse().ok().filter(|_| year.len() == 4);
                if !(1..=date::days(month, year)).contains(&day) && day < 100 {
                    found.push(format!("{day} {name}"));
                }
            }
        }
    }
    found
}

pub(super) fn order(pack: &Pack<'_>, found: &mut Found<'_>) {
    use samtycke_record::acceptance::RelationKind::{AnnexOf, Incorporates, Supersedes, Supplements};
    for (d, document) in pack.manifest.documents.iter().enumerate() {
        for relation in &document.relations {
            let Some(other) = pack.manifest.document(&relation.document) else { continue };
            // Dates written as 2026-09-01 are in order as text.
            let (first, then) = match relation.kind {
                Incorporates => (other, document),
                Supersedes => (other, document),
                AnnexOf | Supplements => continue,
            };
            let undated = undated(pack, [&first.id, &then.id]);
            if undated.is_empty() && first.effective > then.effective {
                let message = format!(
                    "{} takes effect on {}, but {}, which it {}, on {}",
                    document.id,
                    document.effective,
                    other.id,
                    relation.kind.as_str(),
                    other.effective
                );
                found.at(&law::EFFECTIVE_ORDER, &format!("document[{d}].effective"), message);
            }
            for path in undated {
                found.wait(&law::EFFECTIVE_ORDER, path);
            }
        }
    }
}

/// Where the dates of these documents are no dates yet.
fn undated(pack: &Pack<'_>, ids: [&str; 2]) -> Vec<String> {
    let documents = pack.manifest.documents.iter().enumerate();
    let undated =
        documents.filter(|(_, one)| ids.contains(&one.id.as_str()) && !date::is_day(&one.effective));
    undated.map(|(index, _)| format!("document[{index}].effective")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_exist_are_found() {
        for (text, expect) in [
            ("from 2026-02-31 on", &["2026-02-31"][..]),
            ("from 2026-02-28 on", &[]),
            ("den 31 april 2026", &["31 april"]),
            ("31. februar 2026 og 29. februar 2028", &["31 februar"]),
            ("on 29 february 2027", &["29 february"]),
            ("forordning (eu) 2016/679 af 27. april 2016", &[]),
            ("lag 2018-13-01", &["2018-13-01"]),
            ("may 2026", &[]),
        ] {
            assert_eq!(impossible(text), expect, "{text}");
        }
    }
}
