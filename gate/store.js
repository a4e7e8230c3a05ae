// The visitor's answer: read, checked, kept. Nothing here throws, whatever the browser denies.

import { attempt } from './attempt.js';
import { COOKIES } from './config.js';
import { painted } from './page.js';

/** @import { Stored } from './types.d.ts' */

const NAME = 'samtycke';
const DAY = 864e5;
/** Browsers take 4,096 bytes of a cookie with its attributes. */
const LONG = 3800;

/**
 * The latest stored answer that is still good. There may be several cookies: of this host, and one that it shares. To open
 * localStorage takes the browser long: only where a cookie has no answer in it, or there can be none.
 */
export const readAnswer = () => {
  const all = attempt(readCookies) ?? [];
  const isElsewhere = all.length ? !all.every(Boolean) : !navigator.cookieEnabled || location.protocol[0] !== 'h';
  if (isElsewhere) all.push(attempt(() => parse(localStorage[NAME])));
  return all.reduce((latest, answer) => (answer && answer.t > (latest?.t ?? 0) ? answer : latest), /** @type {Stored | undefined} */ (undefined));
};

/**
 * In a cookie; in localStorage where it is not taken; else nowhere, and the page that asked remembers it.
 * @param {Stored} answer
 */
export const keepAnswer = (answer) => {
  const text = JSON.stringify(answer);
  const value = encodeURIComponent(text);
  const isShared = WITH_DOMAIN && `.${location.hostname}`.endsWith(`.${COOKIES.domain}`);
  const write = (/** @type {string} */ value, /** @type {number} */ days, domain = '') => {
    const secure = location.protocol === 'https:' ? ';secure' : '';
    document.cookie = `${NAME}=${value};path=/;max-age=${(days * DAY) / 1e3};samesite=lax${secure}${domain}`;
  };
  attempt(() => {
    // Two of one name would both be sent.
    if (isShared) write('', 0);
    write(value, daysOf(answer), isShared ? `;domain=${COOKIES.domain}` : '');
  });
  const settle = () =>
    attempt(() => {
      if (attempt(readCookies)?.some((kept) => kept?.t === answer.t)) return localStorage.removeItem(NAME);
      localStorage[NAME] = text;
      // So that it is looked for there.
      write('0', daysOf(answer));
    });
  // It takes the browser long to say, and is nearly always yes; where it may be no, the page might be left before.
  if (isShared || value.length > LONG || !navigator.cookieEnabled) settle();
  else painted().then(settle);
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
