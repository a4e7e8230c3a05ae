//! The files of a pack that begins: the templates beside this file, with what was answered.

use std::collections::BTreeMap;

use samtycke_import::toml::{id, string};
use samtycke_pack::author::FILL_IN;

use super::country::Country;

/// What was answered.
pub(super) struct Answers {
    pub(super) vendor: String,
    pub(super) country: &'static Country,
    pub(super) registration: Option<String>,
    pub(super) languages: Vec<&'static str>,
    pub(super) roles: Vec<&'static str>,
    pub(super) address: Option<String>,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) website: Option<String>,
    pub(super) venue: Option<String>,
    /// `2026-09-01`.
    pub(super) today: String,
}

const PACK: &str = include_str!("pack.toml");
const DOCUMENTS: [(&str, &str); 9] = [
    ("dpa.sv.md", include_str!("dpa.sv.md")),
    ("dpa.da.md", include_str!("dpa.da.md")),
    ("dpa.en.md", include_str!("dpa.en.md")),
    ("privacy-policy.sv.md", include_str!("privacy-policy.sv.md")),
    ("privacy-policy.da.md", include_str!("privacy-policy.da.md")),
    ("privacy-policy.en.md", include_str!("privacy-policy.en.md")),
    ("cookie-policy.sv.md", include_str!("cookie-policy.sv.md")),
    ("cookie-policy.da.md", include_str!("cookie-policy.da.md")),
    ("cookie-policy.en.md", include_str!("cookie-policy.en.md")),
];

/// `pack.toml`, and the documents by file name.
pub(super) fn write(answers: &Answers) -> (String, BTreeMap<String, String>) {
    let mut pack = String::new();
    for paragraph in PACK.split("\n\n") {
        // A role that was not chosen is a paragraph that is not there, nor what only it needs.
        let role = ["customer", "partner", "representative"]
            .into_iter()
            .find(|role| paragraph.contains("[[role]]") && paragraph.contains(&format!("id = \"{role}\"")));
        let contract = answers.roles.iter().any(|role| *role != "representative");
        let for_contract =
            paragraph.contains("id = \"accept-dpa\"") || paragraph.contains("id = \"authority\"");
        if role.is_some_and(|role| !answers.roles.contains(&role)) || (for_contract && !contract) {
            continue;
        }
        if !pack.is_empty() {
            pack.push('\n');
        }
        for line in paragraph.lines().filter(|line| spoken(line, &answers.languages)) {
            pack.push_str(&filled(line, answers));
            pack.push('\n');
        }
    }
    let documents = DOCUMENTS
        .iter()
        .filter(|(name, _)| {
            answers.languages.iter().any(|language| name.ends_with(&format!(".{language}.md")))
        })
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    (pack, documents.collect())
}

/// Is the line a text in a language of the pack, or no text at all?
fn spoken(line: &str, languages: &[&str]) -> bool {
    let key = line.split(' ').next().unwrap_or_default();
    match key.rsplit_once('.') {
        Some((_, language @ ("sv" | "da" | "en"))) => languages.contains(&language),
        _ => true,
    }
}

/// The line with its `@name@`s. What was not answered is left to fill in.
fn filled(line: &str, answers: &Answers) -> String {
    let mut out = String::new();
    for (index, part) in line.split('@').enumerate() {
        if index % 2 == 0 {
            out.push_str(part);
        } else {
            out.push_str(&value(part, answers));
        }
    }
    out
}

fn value(name: &str, answers: &Answers) -> String {
    let told = |answer: &Option<String>, hint: &str| {
        answer.as_ref().map_or_else(|| string(&format!("{FILL_IN}: {hint}")), |answer| string(answer))
    };
    let country = answers.country;
    let authority = |part: fn((&'static str, &'static str)) -> &'static str, hint: &str| {
        told(&country.authority.map(part).map(str::to_owned), hint)
    };
    let languages =
        || answers.languages.iter().map(|language| string(language)).collect::<Vec<_>>().join(", ");
    match name {
        "id" => string(&id(&answers.vendor)),
        "languages" => format!("[{}]", languages()),
        "first" => string(answers.languages.first().unwrap_or(&"en")),
        "venue" => told(&answers.venue, "the court"),
        "vendor" => string(&answers.vendor),
        "scheme" => string(country.scheme.as_str()),
        "registration" => told(&answers.registration, "the registration number"),
        "address" => told(&answers.address, "the postal address"),
        "country" => string(country.code),
        "email" => told(&answers.email, "the address for privacy matters"),
        "phone" => told(&answers.phone, "the telephone number"),
        "website" => told(&answers.website, "the web address, like https://www.vendor.example"),
        "authority" => authority(|(name, _)| name, "the supervisory authority of your state"),
        "authority.url" => authority(|(_, url)| url, "its web address"),
        "today" => answers.today.clone(),
        law => string(country.law(law.strip_prefix("law.").unwrap_or_default())),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    /// How the rights are named in the policies, by language and in their order.
    const RIGHTS: [(&str, [&str; 5], &str); 3] = [
        ("sv", ["tillgång", "rättade", "begränsad", "invända", "läsbart"], " och "),
        ("da", ["indsigt", "rettet", "begrænset", "indsigelse", "læsbart"], " og "),
        ("en", ["access", "corrected", "restricted", "object", "readable"], " and "),
    ];

    /// "Restricted to object" is a right that nobody has, in place of two.
    #[test]
    fn the_rights_of_a_new_policy_are_told_apart() {
        for (language, rights, and) in RIGHTS {
            let name = format!("privacy-policy.{language}.md");
            let (_, text) = DOCUMENTS.iter().find(|(known, _)| *known == name).unwrap();
            let (_, mut rest) = text.split_once(rights[0]).unwrap();
            for right in &rights[1..] {
                let (between, after) =
                    rest.split_once(right).unwrap_or_else(|| panic!("{language}: {right}"));
                assert!(between.contains(',') || between.contains(and), "{language}: {between}{right}");
                rest = after;
            }
        }
    }
}
