//! VAT identification numbers of the member states. The forms are those that the Commission publishes for VIES; the
//! check digits are national, and described by the states' tax authorities or in their law.

use super::NumberProblem;
use super::digits::{luhn, luhn_sum, mod_11_10, sum, two_stage, value};
use super::form::Written;

/// By member state, in the Commission's order of letters (`EL` is Greece, `XI` Northern Ireland).
pub(super) const FORMS: &str = "ATUdddddddd BE0ddddddddd BE1ddddddddd BGddddddddd BGdddddddddd CYddddddddl CZdddddddd \
    CZddddddddd CZdddddddddd DEddddddddd DKdddddddd EEddddddddd ELddddddddd ESldddddddx ESddddddddl FIdddddddd \
    FRxxddddddddd HRddddddddddd HUdddddddd IEdddddddl IEdddddddll IEdldddddl ITddddddddddd LTddddddddd \
    LTdddddddddddd LUdddddddd LVddddddddddd MTdddddddd NLdddddddddBdd PLdddddddddd PTddddddddd ROdd ROddd ROdddd \
    ROddddd ROdddddd ROddddddd ROdddddddd ROddddddddd ROdddddddddd SEdddddddddddd SIdddddddd SKdddddddddd \
    XIddddddddd XIdddddddddddd XIGDddd XIHAddd";

fn forms(prefix: &str) -> impl Iterator<Item = &'static str> + Clone {
    FORMS.split(' ').filter(move |form| form.starts_with(prefix))
}

/// Is that (ISO 3166-1 alpha-2) a member state?
pub(super) fn is_member(country: &str) -> bool {
    match country {
        "GR" => true,
        "EL" | "XI" => false,
        other => other.len() == 2 && forms(other).next().is_some(),
    }
}

/// The country (ISO 3166-1 alpha-2) of a number.
pub(super) fn country(id: &str) -> &str {
    match id.get(..2).unwrap_or_default() {
        "EL" => "GR",
        "XI" => "GB",
        other => other,
    }
}

pub(super) fn read(written: Written) -> Result<String, NumberProblem> {
    // Greeks write both.
    let written = if written.starts_with("GR") { written.with_start("EL") } else { written };
    let prefix = FORMS.split(' ').filter_map(|form| form.get(..2)).find(|prefix| written.starts_with(prefix));
    written.fit(forms(prefix.ok_or(NumberProblem::Prefix)?))
}

/// Do the check digits fit? `None` where numbers of this state and form have none, or none that are published.
pub(super) fn check(id: &str, digits: &[u32]) -> Option<bool> {
    let (state, national) = id.split_at_checked(2)?;
    let (last, body) = digits.split_last()?;
    let weighed = |weights: &[u32]| sum(digits, weights);
    // The check digit of modulus 11 that is left over from 11, where 10 and 11 are 0.
    let rest_of_11 = |weights: &[u32]| (11 - sum(body, weights) % 11) % 11 % 10 == *last;
    let number = value(digits);
    Some(match state {
        "AT" => (luhn_sum(body) + last) % 10 == 6,
        "BE" => 97 - number / 100 % 97 == number % 100,
        "BG" if digits.len() == 9 => two_stage(digits, &[1, 2, 3, 4, 5, 6, 7, 8], &[3, 4, 5, 6, 7, 8, 9, 10]),
        "CY" => cyprus(digits) == national.bytes().last(),
        // Those of companies; persons have their birth number.
        "CZ" if digits.len() == 8 => {
            *last
                == match sum(body, &[8, 7, 6, 5, 4, 3, 2]) % 11 {
                    0 => 1,
                    1 => 0,
                    rest => 11 - rest,
                }
        }
        "DE" | "HR" => mod_11_10(digits),
        "DK" => weighed(&[2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11),
        "EE" => weighed(&[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10),
        "EL" => sum(body, &[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == *last,
        "ES" => return spain(national.as_bytes(), digits),
        "FI" => weighed(&[7, 9, 10, 5, 8, 4, 2, 1]).is_multiple_of(11),
        "FR" => return france(digits),
        "HU" => weighed(&[9, 7, 3, 1, 9, 7, 3, 1]).is_multiple_of(10),
        "IE" => ireland(national.as_bytes(), digits),
        "IT" => luhn(digits),
        "LT" => two_stage(digits, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2], &[3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4]),
        "LU" => number / 100 % 89 == number % 100,
        // Those of legal persons; natural persons have their personal code.
        "LV" if national.as_bytes() >= b"4" => weighed(&[9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3,
        "MT" => weighed(&[3, 4, 6, 7, 8, 9, 10, 1]).is_multiple_of(37),
        "NL" => netherlands(digits),
        "PL" => sum(body, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == *last,
        "PT" => rest_of_11(&[9, 8, 7, 6, 5, 4, 3, 2]),
        "RO" => romania(body) == *last,
        // The organisation number, and which of its registrations.
        "SE" => digits.get(..10).is_some_and(luhn),
        // A remainder of 0 isn't given out.
        "SI" => {
            let weights = &[8, 7, 6, 5, 4, 3, 2];
            !sum(body, weights).is_multiple_of(11) && rest_of_11(weights)
        }
        "SK" => number.is_multiple_of(11),
        _ => return None,
    })
}

fn cyprus(digits: &[u32]) -> Option<u8> {
    const ODD: [u32; 10] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
    let place = |(index, digit): (usize, &u32)| {
        if index % 2 == 0 { ODD.get(*digit as usize).copied().unwrap_or_default() } else { *digit }
    };
    letter(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", digits.iter().enumerate().map(place).sum::<u32>().into())
}

/// DNI of citizens, NIE of foreigners, NIF of organisations. `K`, `L` and `M` are persons without one of these.
fn spain(national: &[u8], digits: &[u32]) -> Option<bool> {
    let (first, last) = (national.first()?, national.last()?);
    let person = |number: u64| letter(b"TRWAGMYFPDXBNJZSQVHLCKE", number) == Some(*last);
    Some(match first {
        b'0'..=b'9' => person(value(digits)),
        b'X'..=b'Z' if last.is_ascii_digit() => false,
        b'X'..=b'Z' => person(u64::from(first - b'X') * 10_000_000 + value(digits)),
        b'K' | b'L' | b'M' => return None,
        _ if last.is_ascii_digit() => luhn(digits),
        _ => {
            // The letter stands for the digit that would be there.
            let digit = (0..10).find(|digit| luhn(&[digits, &[*digit]].concat()))?;
            letter(b"JABCDEFGHI", digit.into()) == Some(*last)
        }
    })
}

/// A key, then the SIREN, whose own last digit is Luhn's. Monaco's begin with 000 and aren't in the SIREN. A key with
/// letters follows a rule that the tax authority doesn't publish.
fn france(digits: &[u32]) -> Option<bool> {
    let siren = digits.get(digits.len().checked_sub(9)?..)?;
    let is_company = siren.starts_with(&[0, 0, 0]) || luhn(siren);
    let key = value(digits) / 1_000_000_000;
    match digits.len() {
        11 => Some(is_company && (value(siren) * 100 + 12) % 97 == key),
        _ => (!is_company).then_some(false),
    }
}

/// Seven digits, the check letter, and in newer ones another letter that counts nine times. In old ones the second
/// digit is a letter, and the first comes last.
fn ireland(national: &[u8], digits: &[u32]) -> bool {
    const LETTERS: &[u8; 23] = b"WABCDEFGHIJKLMNOPQRSTUV";
    let mut number = digits.to_vec();
    if number.len() == 6 {
        number.rotate_left(1);
        number.insert(0, 0);
    }
    let extra = match national.get(8) {
        Some(extra) => LETTERS.iter().position(|letter| letter == extra),
        None => Some(0),
    };
    extra.is_some_and(|extra| {
        let sum = u64::from(sum(&number, &[8, 7, 6, 5, 4, 3, 2])) + 9 * extra as u64;
        letter(LETTERS, sum) == national.get(7).copied()
    })
}

/// Of legal persons, their RSIN with modulus 11; since 2020, of sole traders, ISO/IEC 7064 MOD 97-10 over all of it,
/// where letters are numbers from A = 10.
fn netherlands(digits: &[u32]) -> bool {
    let (rsin, branch) = digits.split_at_checked(9).unwrap_or_default();
    let all = [&[2, 3, 2, 1], rsin, &[1, 1], branch].concat();
    sum(rsin, &[9, 8, 7, 6, 5, 4, 3, 2, 10]).is_multiple_of(11) || value(&all) % 97 == 1
}

fn romania(body: &[u32]) -> u32 {
    let reversed: Vec<u32> = body.iter().rev().copied().collect();
    sum(&reversed, &[2, 3, 5, 7, 1, 2, 3, 5, 7]) * 10 % 11 % 10
}

fn letter(letters: &[u8], number: u64) -> Option<u8> {
    letters.get((number % letters.len() as u64) as usize).copied()
}
