// The visitor's answer: read, checked, kept. Nothing here throws, whatever the browser denies.

import { attempt } from './attempt.js';
import { COOKIES } from './config.js';

/** @import { Stored } from './types.d.ts' */

const NAME = 'samtycke';
const DAY = 864e5;

/**
 * The latest stored answer that is still good. There may be several: in localStorage, when the cookie did not take
 * it; in a cookie of this host and in one that it shares.
 */
export const readAnswer = () =>
  [attempt(() => parse(localStorage[NAME])), ...(attempt(readCookies) ?? [])].reduce((latest, answer) =>
    answer && answer.t > (latest?.t ?? 0) ? answer : latest,
  );

/**
 * In a cookie; in localStorage where cookies are refused; else nowhere, and the page that asked remembers it.
 * @param {Stored} answer
 */
export const keepAnswer = (answer) => {
  const text = JSON.stringify(answer);
  const write = (/** @type {string} */ value, /** @type {number} */ days, domain = '') => {
    const secure = location.protocol === 'https:' ? ';secure' : '';
    document.cookie = `${NAME}=${value};path=/;max-age=${(days * DAY) / 1e3};samesite=lax${secure}${domain}`;
  };
  attempt(() => {
    const isShared = WITH_DOMAIN && `.${location.hostname}`.endsWith(`.${COOKIES.domain}`);
    // Two of one name would both be sent.
    if (isShared) write('', 0);
    write(encodeURIComponent(text), daysOf(answer), isShared ? `;domain=${COOKIES.domain}` : '');
  });
  attempt(() => {
    if (attempt(readCookies)?.some((kept) => kept?.t === answer.t)) localStorage.removeItem(NAME);
    else localStorage[NAME] = text;
  });
};

const readCookies = () =>
  document.cookie
    .split('; ')
    .filter((pair) => pair.startsWith(NAME + '='))
    .map((pair) => attempt(() => parse(decodeURIComponent(pair.slice(NAME.length + 1)))));

/** Refusing everything may hold for another time than allowing something. @param {Pick<Stored, 's' | 'c'>} answer */
const daysOf = ({ s, c }) => ([...s, ...c][0] ? COOKIES.expiryDays : COOKIES.refusalDays);

/**
 * An answer that is whole, to the question we ask, not expired and not from the future (a day is a wrong clock).
 * @param {string} text
 * @returns {Stored | undefined}
 */
const parse = (text) => {
  const { v, t, f, s, c, n = [] } = JSON.parse(text);
  const age = Date.now() - t;
  if (
    v === 1 &&
    f === COOKIES.fingerprint &&
    age > -DAY &&
    Array.isArray(s) &&
    Array.isArray(c) &&
    age < daysOf({ s, c }) * DAY
  )
    return { v, t: +t, f, s, c, n };
};
