// What others want to be told, in their own words. Each is a queue that their script takes over when it comes, so
// that "denied" is the first thing in it. A site writes one for something else with `samtycke.subscribe`.

import { afterAnswer, answered, has, isOptional } from './answer.js';
import { COOKIES } from './config.js';
import { gpc } from './rules.js';

/** @import { GoogleSignals, Ids } from './types.d.ts' */

/** Before any script of the page's can run. */
export const startSignals = () => {
  if (WITH_GOOGLE) startGoogle(/** @type {GoogleSignals} */ (COOKIES.google));
  if (WITH_UET) startUet();
  if (WITH_CLARITY) startClarity();
};

/**
 * Google Consent Mode v2: https://developers.google.com/tag-platform/security/guides/consent
 * @param {GoogleSignals} google
 */
const startGoogle = ({ types, wait, flags, defaults }) => {
  // Read again each time: their script replaces it. It takes arguments objects only, no arrays.
  const gtag = /** @type {(...message: unknown[]) => void} */ (
    function () {
      (window.dataLayer ??= []).push(arguments);
    }
  );
  gtag('consent', 'default', wait ? { ...defaultOf(types), wait_for_update: wait } : defaultOf(types));
  // The visitor's own word, or the browser's, goes before Google's idea of where they are.
  if (!answered() && !gpc()) defaults.forEach((one) => gtag('consent', 'default', one));
  flags.forEach((flag) => gtag('set', flag, true));
  follow(() => gtag('consent', 'update', states(types)));
};

/** Microsoft UET: https://learn.microsoft.com/advertising/msa-help/hlp_ba_conc_uet_consent */
const startUet = () => {
  const types = /** @type {Record<string, Ids>} */ (COOKIES.uet);
  const tell = (/** @type {string} */ what, /** @type {unknown} */ state) => {
    // An array until their script comes.
    (window.uetq ??= /** @type {unknown[]} */ ([])).push('consent', what, state);
  };
  tell('default', defaultOf(types));
  follow(() => tell('update', states(types)));
};

/** Microsoft Clarity: https://learn.microsoft.com/clarity/setup-and-installation/clarity-consent-api-v2 */
const startClarity = () => {
  const types = /** @type {Record<string, Ids>} */ (COOKIES.clarity);
  /** @type {NonNullable<typeof window.clarity>} */
  const queue = function () {
    (queue.q ??= []).push(arguments);
  };
  window.clarity ??= queue;
  let told = '';
  // It begins anew at each word about it, so only what is news. Their script replaces the function: by its name.
  const tell = () => {
    const news = states(types);
    if (told === JSON.stringify(news)) return;
    told = JSON.stringify(news);
    window.clarity?.('consentv2', news);
  };
  tell();
  afterAnswer(tell);
};

/** Now, if there is something to tell already, and after each answer. @param {() => void} tell */
const follow = (tell) => {
  if (answered()) tell();
  afterAnswer(tell);
};

/** @param {Record<string, Ids>} types */
const states = (types) => each(types, ([category, service]) => !!category && has(category, service));

/**
 * What holds before an answer is known: the strictly necessary, and what the rule here allows.
 * @param {Record<string, Ids>} types
 */
const defaultOf = (types) =>
  answered() ? each(types, ([category]) => !!category && !isOptional(category)) : states(types);

/**
 * @param {Record<string, Ids>} types
 * @param {(ids: Ids) => boolean} isGranted
 */
const each = (types, isGranted) =>
  Object.fromEntries(Object.entries(types).map(([type, ids]) => [type, isGranted(ids) ? 'granted' : 'denied']));
