// The visitor's answer: read, checked, kept. Nothing here throws, whatever the browser denies.

import { COOKIES } from './config.js';

/** @import { Stored } from './types.d.ts' */

const NAME = 'samtycke';
const DAY = 864e5;

/** What cookies of ours need besides name and value; also when they are cleared. */
export const COOKIE_ATTRIBUTES = ';samesite=lax' + (location.protocol === 'https:' ? ';secure' : '');

/** The answer where cookies and storage are denied: for this page only. @type {Stored | undefined} */
let remembered;

/** The visitor's answer, if there is one and it is still good. */
export const readAnswer = () => attempt(readCookie) ?? attempt(readStorage) ?? remembered;

/** @param {Stored} answer */
export const keepAnswer = (answer) => {
  const text = JSON.stringify(answer);
  const age = COOKIES.expiryDays * 86400;
  remembered = answer;
  attempt(() => {
    document.cookie = `${NAME}=${encodeURIComponent(text)};path=/;max-age=${age}${COOKIE_ATTRIBUTES}`;
  });
  // Which one wins on the next read: never an old answer beside a new one.
  attempt(() => {
    if (attempt(readCookie)?.t === answer.t) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, text);
  });
};

/**
 * @template T
 * @param {() => T} run
 * @returns {T | undefined}
 */
export const attempt = (run) => {
  try {
    return run();
  } catch {
    return undefined;
  }
};

const readCookie = () => parse(decodeURIComponent(/(?:^|; )samtycke=([^;]*)/.exec(document.cookie)?.[1] ?? ''));

const readStorage = () => parse(localStorage.getItem(NAME) ?? '');

/**
 * An answer that is whole, to the question we ask, neither too old nor from the future (a day is a wrong clock).
 * @param {string} text
 * @returns {Stored | undefined}
 */
const parse = (text) => {
  const { v, t, f, s, c } = JSON.parse(text);
  const age = Date.now() - t;
  const good =
    v === 1 &&
    f === COOKIES.fingerprint &&
    age > -DAY &&
    age < COOKIES.expiryDays * DAY &&
    Array.isArray(s) &&
    Array.isArray(c);
  return good ? { v, t, f, s, c } : undefined;
};
