// The visitor's answer: read, checked, kept. Nothing here throws, whatever the browser denies.

import { attempt } from './attempt.js';
import { COOKIES } from './config.js';

/** @import { Stored } from './types.d.ts' */

const NAME = 'samtycke';
const DAY = 864e5;

/** What each cookie of ours carries besides name, value and age; clearing needs it too. */
export const COOKIE_ATTRIBUTES = ';samesite=lax' + (location.protocol === 'https:' ? ';secure' : '');

/**
 * The stored answer, if there is one and it is still good. The later one, should cookie and storage each have one:
 * a withdrawal that the cookie could not take must not be undone by it.
 * @returns {Stored | undefined}
 */
export const readAnswer = () => {
  const cookie = attempt(readCookie);
  const storage = attempt(readStorage);
  return cookie && storage ? (cookie.t < storage.t ? storage : cookie) : (cookie ?? storage);
};

/**
 * In a cookie; in localStorage where cookies are refused; else nowhere, and the page that asked remembers it.
 * @param {Stored} answer
 */
export const keepAnswer = (answer) => {
  const text = JSON.stringify(answer);
  attempt(() => {
    const age = (COOKIES.expiryDays * DAY) / 1000;
    document.cookie = `${NAME}=${encodeURIComponent(text)};path=/;max-age=${age}${COOKIE_ATTRIBUTES}`;
  });
  attempt(() => {
    if (attempt(readCookie)?.t === answer.t) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, text);
  });
};

const readCookie = () => parse(decodeURIComponent(/(?:^|; )samtycke=([^;]*)/.exec(document.cookie)?.[1] ?? ''));

const readStorage = () => parse(localStorage.getItem(NAME) ?? '');

/**
 * An answer that is whole, to the question we ask, not expired and not from the future (a day is a wrong clock).
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
  return good ? { v, t: +t, f, s, c } : undefined;
};
