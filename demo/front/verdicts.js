// Whether we hold what we promise, in words: the run has judged itself (bench/page/limits.mjs).

import { make, number } from './make.js';

/** @import { Verdict } from './numbers.js' */

/** @param {boolean | null} met */
const word = (met) => (met === null ? 'not decided' : met ? 'met' : 'not met');

/** Of all limits that a way has in a measure; nothing for those of others. @param {string} way @param {Verdict[]} verdicts */
export const wordOf = (way, verdicts) => {
  const own = verdicts.filter((verdict) => verdict.way === way).map(({ met }) => met);
  if (!own.length) return '';
  return word(own.includes(false) ? false : own.includes(null) ? null : true);
};

/**
 * A line for each limit: what it is, then who meets it and who doesn't.
 * @param {Verdict[]} verdicts @param {(way: string) => string} name @param {string} unit
 */
export const lines = (verdicts, name, unit) => {
  const said = (/** @type {Verdict} */ { limit, against, bar }) => `Our limit: ${limit}${bar !== null && against ? ` (${against}, ${number(bar)} ${unit})` : ''}.`;
  return [...new Set(verdicts.map(said))].map((limit) => {
    const own = verdicts.filter((verdict) => said(verdict) === limit);
    const ways = [false, null, true].flatMap((met) => {
      const those = own.filter((verdict) => verdict.met === met).map(({ way }) => name(way));
      return those.length ? [' ', make('strong', {}, capital(word(met))), `: ${those.join('; ')}.`] : [];
    });
    return make('li', { class: 'verdict' }, limit, ...ways);
  });
};

/** @param {string} words */
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
