//! The arithmetic of check digits.

/// The digits of a number, letters left out.
pub(super) fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| c.to_digit(10)).collect()
}

/// The number that the digits write.
pub(super) fn value(digits: &[u32]) -> u64 {
    digits.iter().fold(0, |value, digit| value * 10 + u64::from(*digit))
}

/// Each digit times its weight, added up.
pub(super) fn sum(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// ISO/IEC 7812-1, annex B: every other digit doubled, from the last but one; its digits added up.
pub(super) fn luhn_sum(digits: &[u32]) -> u32 {
    let one = |(index, digit): (usize, &u32)| {
        if index % 2 == 0 { *digit } else { digit * 2 / 10 + digit * 2 % 10 }
    };
    digits.iter().rev().enumerate().map(one).sum()
}

pub(super) fn luhn(digits: &[u32]) -> bool {
    luhn_sum(digits).is_multiple_of(10)
}

/// ISO/IEC 7064, MOD 11,10.
pub(super) fn mod_11_10(digits: &[u32]) -> bool {
    let Some((last, body)) = digits.split_last() else { return false };
    let product = body.iter().fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        if sum == 0 { 9 } else { sum * 2 % 11 }
    });
    (product + last) % 10 == 1
}

/// Modulus 11 by the first weights; where that leaves 10, by the second; where that does too, 0.
pub(super) fn two_stage(digits: &[u32], first: &[u32], second: &[u32]) -> bool {
    let Some((last, body)) = digits.split_last() else { return false };
    let check = match sum(body, first) % 11 {
        10 => sum(body, second) % 11 % 10,
        check => check,
    };
    check == *last
}
