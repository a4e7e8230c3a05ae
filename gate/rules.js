// What holds where the visitor is, and what the browser says for them, before they have said anything themselves.

import { COOKIES, setting } from './config.js';

/** @import { Category, Mode, Rule } from './types.d.ts' */

/** @type {Rule} */
const STRICTEST = { mode: 'opt-in' };

let region = setting('region').trim().toUpperCase();

/** As the site gave it; empty when it doesn't know. */
export const regionNow = () => region;

/** @param {string} code */
export const setRegion = (code) => {
  region = code.trim().toUpperCase();
};

/** The pack's rule for `US-CA`, or else for `US`; without one, and where we know nothing, the strictest. @returns {Rule} */
export const rule = () => {
  if (!WITH_REGIONS) return STRICTEST;
  const { regions = {}, rules = [] } = COOKIES;
  return rules[regions[region] ?? regions[region.split('-')[0]]] ?? STRICTEST;
};

/** @returns {Mode} */
export const mode = () => (WITH_REGIONS ? rule().mode : 'opt-in');

/** Global Privacy Control: from the browser, or from a server that saw its header. */
export const gpc = () => WITH_GPC && (!!navigator.globalPrivacyControl || setting('gpc') === '1');

/**
 * Is this category in force while there is no answer?
 * @param {Category} category
 */
export const byDefault = (category) =>
  ((WITH_REGIONS && mode() !== 'opt-in') || category.state === 'object') && !(gpc() && category.gpc);

/** Does the signal leave nothing to ask about? */
export const settlesAll = () =>
  gpc() && ((WITH_REGIONS && mode() !== 'opt-in') || COOKIES.categories.every(({ state, gpc }) => gpc || state === 'always'));
