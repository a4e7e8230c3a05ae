//! Canonical JSON (RFC 8785), compared with an implementation that is not ours.

use samtycke_record::json::{self, Value};

fn theirs(value: &Value) -> String {
    fn convert(value: &Value) -> serde_json::Value {
        match value {
            Value::Bool(flag) => (*flag).into(),
            Value::Integer(number) => (*number).into(),
            Value::String(text) => text.as_str().into(),
            Value::Array(items) => items.iter().map(convert).collect(),
            Value::Object(members) => {
                let members = members.iter().map(|(name, value)| (name.clone(), convert(value)));
                serde_json::Value::Object(members.collect())
            }
        }
    }
    serde_json_canonicalizer::to_string(&convert(value)).unwrap()
}

#[test]
fn the_example_of_rfc_8785_is_sorted_as_it_says() {
    let text = r#"{
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\ud83d\ude00": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis"
    }"#;
    let canonical = json::parse(text).unwrap().canonical();
    let order = ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"];
    let places: Vec<_> = order.iter().map(|word| canonical.find(word).unwrap()).collect();
    assert!(places.is_sorted(), "{canonical}");
}

#[test]
fn strings_have_the_shortest_escape_that_rfc_8785_allows() {
    for (text, expect) in [
        ("\u{20}\u{7f}/ö€😀\u{2028}", "\"\u{20}\u{7f}/ö€😀\u{2028}\""),
        ("\"\\\u{8}\t\n\u{c}\r", r#""\"\\\b\t\n\f\r""#),
        ("\u{0}\u{1}\u{b}\u{f}\u{10}\u{1b}\u{1f}", r#""\u0000\u0001\u000b\u000f\u0010\u001b\u001f""#),
    ] {
        assert_eq!(Value::from(text).canonical(), expect);
        assert_eq!(theirs(&Value::from(text)), expect);
    }
}

#[test]
fn canonical_json_is_the_same_as_another_implementations() {
    let mut random = Random(0x5a4d_7479_636b_6531);
    for round in 0..5_000 {
        let value = random.value(0);
        let ours = value.canonical();
        assert_eq!(ours, theirs(&value), "round {round}");
        let read = json::parse(&ours).unwrap();
        assert_eq!(read.canonical(), ours, "round {round}: read and written again");
    }
}

/// xorshift64*: the same values on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) % end
    }

    fn value(&mut self, depth: u32) -> Value {
        match self.below(if depth > 4 { 4 } else { 6 }) {
            0 => Value::Bool(self.below(2) == 0),
            1 | 2 => Value::Integer(self.integer()),
            3 => Value::String(self.text()),
            4 => Value::Array((0..self.below(5)).map(|_| self.value(depth + 1)).collect()),
            _ => {
                let mut members: Vec<(String, Value)> = Vec::new();
                for _ in 0..self.below(7) {
                    let name = self.text();
                    if members.iter().all(|(other, _)| *other != name) {
                        members.push((name, self.value(depth + 1)));
                    }
                }
                Value::Object(members)
            }
        }
    }

    fn integer(&mut self) -> i64 {
        const LARGEST: i64 = (1 << 53) - 1;
        let edges = [0, 1, -1, 10, -10, LARGEST, -LARGEST, LARGEST - 1, 1_000_000_000_000_000];
        match self.below(3) {
            0 => edges[usize::try_from(self.below(9)).unwrap()],
            1 => i64::try_from(self.below(1 << 53)).unwrap(),
            _ => -i64::try_from(self.below(1000) + 1).unwrap(),
        }
    }

    /// Of characters whose order differs between UTF-8 and UTF-16, or that need escapes.
    fn text(&mut self) -> String {
        let ranges =
            [(0, 0x20), (0x20, 0x7f), (0x7f, 0x250), (0xd7f0, 0xd800), (0xe000, 0xffff), (0x10000, 0x10100)];
        (0..self.below(6))
            .filter_map(|_| {
                let (from, to) = ranges[usize::try_from(self.below(6)).unwrap()];
                char::from_u32(from + u32::try_from(self.below(u64::from(to - from))).unwrap())
            })
            .collect()
    }
}
