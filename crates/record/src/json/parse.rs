//! A strict reader: what it accepts has one meaning in every JSON library.

use core::fmt;

use super::Value;

const DEEPEST: usize = 64;
const LARGEST: i64 = (1 << 53) - 1;

/// Text that is not the JSON that Samtycke accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Byte offset of the first thing that is wrong.
    pub offset: usize,
    /// What is wrong there.
    pub problem: &'static str,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.problem)?;
        f.write_str(" at byte ")?;
        f.write_str(&self.offset.to_string())
    }
}

impl core::error::Error for SyntaxError {}

/// Reads one JSON text.
///
/// # Errors
/// Besides RFC 8259's: null, fractions, exponents, integers of 2^53 and more, duplicate names, lone surrogates,
/// nesting deeper than 64.
pub fn parse(text: &str) -> Result<Value, SyntaxError> {
    let mut reader = Reader { bytes: text.as_bytes(), text, at: 0 };
    reader.space();
    let value = reader.value(0)?;
    reader.space();
    if reader.at == reader.bytes.len() {
        Ok(value)
    } else {
        Err(reader.error("unexpected text after the value"))
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn error(&self, problem: &'static str) -> SyntaxError {
        SyntaxError { offset: self.at, problem }
    }

    // Both are called for every byte that is no part of a string, also where the compiler saves bytes.
    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    #[inline(always)]
    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8, problem: &'static str) -> Result<(), SyntaxError> {
        if self.eat(byte) { Ok(()) } else { Err(self.error(problem)) }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, SyntaxError> {
        if self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
            self.at += word.len();
            Ok(value)
        } else {
            Err(self.error("unexpected character"))
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, SyntaxError> {
        if depth > DEEPEST {
            return Err(self.error("nested too deep"));
        }
        match self.peek() {
            Some(b'"') => self.string().map(Value::String),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => Err(self.error("null is not used")),
            Some(b'-' | b'0'..=b'9') => self.integer(),
            Some(_) => Err(self.error("unexpected character")),
            None => Err(self.error("unexpected end")),
        }
    }

    fn integer(&mut self) -> Result<Value, SyntaxError> {
        let start = self.at;
        let negative = self.eat(b'-');
        let first = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        let digits = self.text.get(first..self.at).unwrap_or_default();
        let fault = |problem| Err(SyntaxError { offset: start, problem });
        if digits.is_empty() || (digits.len() > 1 && digits.starts_with('0')) || (negative && digits == "0") {
            return fault("not a number");
        }
        if matches!(self.peek(), Some(b'.' | b'e' | b'E')) {
            return fault("fractions and exponents are not used");
        }
        match digits.parse::<i64>() {
            Ok(number) if number <= LARGEST => Ok(Value::Integer(if negative { -number } else { number })),
            _ => fault("integers end below 2^53"),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, SyntaxError> {
        self.at += 1;
        let mut items = Vec::new();
        self.space();
        if self.eat(b']') {
            return Ok(Value::Array(items));
        }
        loop {
            self.space();
            items.push(self.value(depth + 1)?);
            self.space();
            if self.eat(b']') {
                return Ok(Value::Array(items));
            }
            self.expect(b',', "expected , or ]")?;
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, SyntaxError> {
        let start = self.at;
        self.at += 1;
        let mut members: Vec<(String, Value)> = Vec::new();
        self.space();
        if self.eat(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return Err(self.error("expected a name"));
            }
            let name = self.string()?;
            self.space();
            self.expect(b':', "expected :")?;
            self.space();
            members.push((name, self.value(depth + 1)?));
            self.space();
            if self.eat(b'}') {
                break;
            }
            self.expect(b',', "expected , or }")?;
        }
        members.sort_by(|(a, _), (b, _)| a.cmp(b));
        if members.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b)) {
            return Err(SyntaxError { offset: start, problem: "an object with a name twice" });
        }
        Ok(Value::Object(members))
    }

    fn string(&mut self) -> Result<String, SyntaxError> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let plain = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
            let start = self.at;
            self.at += plain.unwrap_or(rest.len());
            // Both ends are ASCII or the text's end, so they are character boundaries.
            let plain = self.text.get(start..self.at).unwrap_or_default();
            match self.peek() {
                // Most strings, made in one piece.
                Some(b'"') if out.is_empty() => {
                    self.at += 1;
                    return Ok(plain.to_owned());
                }
                _ => out.push_str(plain),
            }
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => out.push(self.escape()?),
                Some(_) => return Err(self.error("control character in a string")),
                None => return Err(self.error("unexpected end")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, SyntaxError> {
        self.at += 1;
        let c = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.error("unknown escape")),
        };
        self.at += 1;
        Ok(c)
    }

    fn unicode(&mut self) -> Result<char, SyntaxError> {
        let first = self.hex4()?;
        let code = match first {
            0xd800..=0xdbff => {
                let lone = "a lone surrogate";
                self.expect(b'\\', lone)?;
                self.expect(b'u', lone)?;
                let second = self.hex4()?;
                if !(0xdc00..=0xdfff).contains(&second) {
                    return Err(self.error(lone));
                }
                0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)
            }
            code => code,
        };
        char::from_u32(code).ok_or(self.error("a lone surrogate"))
    }

    fn hex4(&mut self) -> Result<u32, SyntaxError> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            code = code * 16 + digit.ok_or(self.error("expected four hexadecimal digits"))?;
            self.at += 1;
        }
        Ok(code)
    }
}
