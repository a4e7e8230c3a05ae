// I-JSON as records use it, read strictly, and its canonical form (RFC 8785). `JSON.parse` won't do: it takes a name that
// stands twice, fractions, and integers that it rounds.

import { sameBytes, utf8 } from './bytes.js';

/** @import { Members, Value } from './types.d.ts' */

const DEEPEST = 64;
const LARGEST = 2 ** 53 - 1;

/** @type {Record<string, string>} */
const ESCAPES = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * Reads one JSON text. Throws what is wrong with it.
 * @param {string} text
 * @returns {Value}
 */
export const parseJson = (text) => {
  const reader = new Reader(text);
  reader.space();
  const value = reader.value(0);
  reader.space();
  if (reader.at !== text.length) reader.refuse('unexpected text after the value');
  return value;
};

class Reader {
  at = 0;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  /** @param {string} problem @returns {never} */
  refuse(problem) {
    throw new SyntaxError(`${problem} at byte ${utf8(this.text.slice(0, this.at)).length}`);
  }

  get next() {
    return this.text[this.at];
  }

  space() {
    while (this.next !== undefined && ' \t\n\r'.includes(this.next)) this.at += 1;
  }

  /** @param {string} character */
  eat(character) {
    const found = this.next === character;
    if (found) this.at += 1;
    return found;
  }

  /** @param {number} depth @returns {Value} */
  value(depth) {
    if (depth > DEEPEST) this.refuse('nested too deep');
    switch (this.next) {
      case '"':
        return this.string();
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.refuse('null is not used');
      case undefined:
        return this.refuse('unexpected end');
      default:
        return this.integer();
    }
  }

  /** @template T @param {string} word @param {T} value */
  word(word, value) {
    if (!this.text.startsWith(word, this.at)) this.refuse('unexpected character');
    this.at += word.length;
    return value;
  }

  integer() {
    const [digits] = /^-?\d*/.exec(this.text.slice(this.at, this.at + 24)) ?? [''];
    if (digits === '') this.refuse('unexpected character');
    if (!/^(0|-?[1-9]\d*)$/.test(digits)) this.refuse('not a number');
    const after = this.text[this.at + digits.length];
    if (after !== undefined && '.eE'.includes(after)) this.refuse('fractions and exponents are not used');
    // Beyond what can be told apart everything is refused, so the rounding of longer ones does not matter.
    if (Math.abs(Number(digits)) > LARGEST) this.refuse('integers end below 2^53');
    this.at += digits.length;
    return Number(digits);
  }

  /** @param {number} depth */
  array(depth) {
    /** @type {Value[]} */
    const items = [];
    this.at += 1;
    this.space();
    if (this.eat(']')) return items;
    for (;;) {
      this.space();
      items.push(this.value(depth + 1));
      this.space();
      if (this.eat(']')) return items;
      if (!this.eat(',')) this.refuse('expected , or ]');
    }
  }

  /** @param {number} depth */
  object(depth) {
    /** @type {Members} */
    const members = Object.create(null);
    this.at += 1;
    this.space();
    if (this.eat('}')) return members;
    for (;;) {
      this.space();
      if (this.next !== '"') this.refuse('expected a name');
      const name = this.string();
      this.space();
      if (!this.eat(':')) this.refuse('expected :');
      this.space();
      const value = this.value(depth + 1);
      if (name in members) this.refuse(`the name ${JSON.stringify(name)} stands twice`);
      members[name] = value;
      this.space();
      if (this.eat('}')) return members;
      if (!this.eat(',')) this.refuse('expected , or }');
    }
  }

  string() {
    let out = '';
    this.at += 1;
    for (;;) {
      const character = this.next;
      if (character === undefined) this.refuse('unexpected end');
      if (this.eat('"')) return out;
      if (character === '\\') out += this.escape();
      else if (character < ' ') this.refuse('control character in a string');
      else {
        out += character;
        this.at += 1;
      }
    }
  }

  escape() {
    const letter = this.text[this.at + 1] ?? '';
    if (letter === 'u') return this.unicode();
    const character = ESCAPES[letter];
    if (character === undefined) this.refuse('unknown escape');
    this.at += 2;
    return character;
  }

  /** One character; of two halves that only together are one, both. */
  unicode() {
    const first = this.unit();
    if (first < 0xd800 || first > 0xdfff) return String.fromCharCode(first);
    const second = first < 0xdc00 && this.text.startsWith('\\u', this.at) ? this.unit() : 0;
    if (second < 0xdc00 || second > 0xdfff) this.refuse('a lone surrogate');
    return String.fromCharCode(first, second);
  }

  unit() {
    const digits = this.text.slice(this.at + 2, this.at + 6);
    if (!/^[\da-fA-F]{4}$/.test(digits)) this.refuse('expected four hexadecimal digits');
    this.at += 6;
    return parseInt(digits, 16);
  }
}

/**
 * The canonical form: names in the order of their UTF-16 code units, no white space, the shortest escapes. Strings and
 * numbers are written as ECMAScript does, which is what the RFC asks for.
 * @param {Value} value
 * @returns {string}
 */
export const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(/** @type {Value} */ (value[name]))}`).join(',')}}`;
};

/**
 * What is wrong with bytes that should be a value's canonical form; nothing when they are.
 * @param {Value} value @param {Uint8Array} bytes
 */
export const canonicalProblem = (value, bytes) => {
  const text = canonical(value);
  if (!sameBytes(utf8(text), bytes)) return 'is JSON, but not in canonical form';
  // RFC 7493 section 2.1.
  const [found] = /\p{Noncharacter_Code_Point}/u.exec(text) ?? [];
  return found && `has U+${found.codePointAt(0)?.toString(16).toUpperCase()}, a noncharacter, which I-JSON excludes`;
};
