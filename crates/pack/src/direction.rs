//! Languages that are written from right to left.

/// By their primary subtags.
const LANGUAGES: [&str; 9] = ["ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv"];
/// Scripts of any language.
const SCRIPTS: [&str; 6] = ["arab", "hebr", "thaa", "nkoo", "adlm", "syrc"];

/// The value of `dir`. Never none: a Danish document in an Arabic page is still read from the left.
pub fn direction(tag: &str) -> &'static str {
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    // Four letters after the language are its script, which decides alone.
    let script = subtags.find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let is_one_of = |known: &[&str], part: &str| known.iter().any(|one| one.eq_ignore_ascii_case(part));
    let is_rtl = match script {
        Some(script) => is_one_of(&SCRIPTS, script),
        None => is_one_of(&LANGUAGES, language),
    };
    if is_rtl { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_is_the_languages_or_its_scripts() {
        for tag in
            ["ar", "ar-EG", "he", "fa-IR", "ur", "yi", "ps", "sd", "ug", "dv", "AR", "az-Arab", "ku-arab-IQ"]
        {
            assert_eq!(direction(tag), "rtl", "{tag}");
        }
        for tag in ["da", "sv-SE", "en", "", "arn", "hr", "ur-Latn", "sd-Deva", "pa-Guru"] {
            assert_eq!(direction(tag), "ltr", "{tag}");
        }
    }
}
