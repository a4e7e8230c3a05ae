//! *Registernummer*: each court counts its own companies, so the court is part of the number. § 35a GmbHG and § 125
//! HGB have both on every business letter, and so people write both, in many orders.

use super::NumberProblem;

const REGISTERS: [&str; 6] = ["HRA", "HRB", "GnR", "GsR", "PR", "VR"];

/// Between and before the parts.
const WORDS: [&str; 15] = [
    "Amtsgericht",
    "Amtsgerichts",
    "AG",
    "Registergericht",
    "Handelsregister",
    "Handelsregisters",
    "Vereinsregister",
    "Genossenschaftsregister",
    "Partnerschaftsregister",
    "Gesellschaftsregister",
    "Registernummer",
    "Nummer",
    "des",
    "beim",
    "Nr",
];

/// The number of a court has so many digits at most.
const MOST: usize = 6;

/// `Frankfurt am Main HRB12345`: the court, then the number without separators.
pub(super) fn read(text: &str) -> Result<String, NumberProblem> {
    let is_between = |c: char| c.is_whitespace() || ",;:()".contains(c);
    let is_part = |c: char| c.is_ascii_digit() || is_letter(c) || ".-/'’".contains(c);
    if let Some((at, found)) = (1..).zip(text.chars()).find(|(_, c)| !is_between(*c) && !is_part(*c)) {
        return Err(NumberProblem::Character { found, at });
    }
    let mut words = text.split(is_between).filter(|word| !word.is_empty()).peekable();
    if words.peek().is_none() {
        return Err(NumberProblem::Empty);
    }
    let (mut court, mut number) = (Vec::new(), None);
    while let Some(word) = words.next() {
        if number.is_none()
            && let Some((register, rest)) = register(word)
        {
            let mut written = rest.to_owned();
            while let Some(next) = words.next_if(|next| is_of_number(next, &written)) {
                if !is_word(next) {
                    written.push_str(next);
                }
            }
            number = Some(counted(register, &written)?);
        } else if register(word).is_some() {
            return Err(NumberProblem::Form);
        } else if !is_word(word) {
            court.push(word);
        }
    }
    let is_court = !court.is_empty() && !court.concat().contains(|c: char| c.is_ascii_digit());
    let number = number.filter(|_| is_court).ok_or(NumberProblem::Form)?;
    Ok([&court.join(" "), " ", &number].concat())
}

/// `Amtsgericht Frankfurt am Main, HRB 12345`.
pub(super) fn formatted(id: &str) -> String {
    let (court, number) = id.rsplit_once(' ').unwrap_or_default();
    let (register, count) = number.split_at(number.find(|c: char| c.is_ascii_digit()).unwrap_or_default());
    let (count, branch) = count.split_at(count.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len());
    let space = if branch.is_empty() { "" } else { " " };
    ["Amtsgericht ", court, ", ", register, " ", count, space, branch].concat()
}

/// A Latin letter. The standard library's tables of all scripts' letters weigh more than the rest of this crate's rules.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' if !matches!(c, '×' | '÷'))
}

/// The register that a word names, and what follows in the same word: `HRB`, `HRB-Nr.`, `HRB12345B`.
fn register(word: &str) -> Option<(&'static str, &str)> {
    REGISTERS.into_iter().find_map(|register| {
        let (start, rest) = word.split_at_checked(register.len())?;
        let rest = rest.trim_start_matches(['-', '.']);
        let is_one = start.eq_ignore_ascii_case(register);
        let rest = if is_word(rest) { "" } else { rest };
        (is_one && (rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit())))
            .then_some((register, rest))
    })
}

/// Does the next word still belong to the number?
fn is_of_number(word: &str, written: &str) -> bool {
    let is_counted = written.ends_with(|c: char| c.is_ascii_digit());
    word.starts_with(|c: char| c.is_ascii_digit()) && (written.is_empty() || is_counted)
        || (written.is_empty() && is_word(word))
        || (is_counted && is_branch(word))
}

/// Some courts set letters behind the number: `HRB 12345 B` in Berlin. Others set none.
fn is_branch(word: &str) -> bool {
    let is_short = word.len() <= 2 && word.bytes().all(|c| c.is_ascii_uppercase());
    (is_short || word == "BHV") && !is_word(word)
}

fn is_word(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    WORDS.iter().any(|one| one.eq_ignore_ascii_case(bare))
}

/// The register, its count and what the court sets behind it.
fn counted(register: &str, written: &str) -> Result<String, NumberProblem> {
    let bare: String = written.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let (count, branch) = bare.split_at(bare.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len());
    let count = count.trim_start_matches('0');
    let branch = branch.to_ascii_uppercase();
    let is_number = count.bytes().all(|c| c.is_ascii_digit()) && is_branch(&branch);
    match count.len() {
        0 => Err(NumberProblem::Form),
        _ if !is_number => Err(NumberProblem::Form),
        found if found > MOST => Err(NumberProblem::Length { least: 1, most: MOST, found }),
        _ => Ok([register, count, &branch].concat()),
    }
}
