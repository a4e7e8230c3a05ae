// The visitor's answer: read, checked, kept. Nothing here throws, whatever the browser denies.

import { attempt } from './attempt.js';
import { COOKIES } from './config.js';

/** @import { Stored } from './types.d.ts' */

const NAME = 'samtycke';
const DAY = 864e5;

/**
 * The stored answer, if there is one and it is still good. In localStorage only when the cookie did not take it:
 * then it is the later one.
 * @returns {Stored | undefined}
 */
export const readAnswer = () => attempt(() => parse(localStorage[NAME])) ?? attempt(readCookie);

/**
 * In a cookie; in localStorage where cookies are refused; else nowhere, and the page that asked remembers it.
 * @param {Stored} answer
 */
export const keepAnswer = (answer) => {
  const text = JSON.stringify(answer);
  const age = (COOKIES.expiryDays * DAY) / 1e3;
  const secure = location.protocol === 'https:' ? ';secure' : '';
  attempt(() => {
    document.cookie = `${NAME}=${encodeURIComponent(text)};path=/;max-age=${age};samesite=lax${secure}`;
  });
  attempt(() => {
    if (attempt(readCookie)?.t === answer.t) localStorage.removeItem(NAME);
    else localStorage[NAME] = text;
  });
};

const readCookie = () => parse(decodeURIComponent(/(?:^|; )samtycke=([^;]*)/.exec(document.cookie)?.[1] ?? ''));

/**
 * An answer that is whole, to the question we ask, not expired and not from the future (a day is a wrong clock).
 * @param {string} text
 * @returns {Stored | undefined}
 */
const parse = (text) => {
  const { v, t, f, s, c } = JSON.parse(text);
  const age = Date.now() - t;
  if (
    v === 1 &&
    f === COOKIES.fingerprint &&
    age > -DAY &&
    age < COOKIES.expiryDays * DAY &&
    Array.isArray(s) &&
    Array.isArray(c)
  )
    return { v, t: +t, f, s, c };
};
