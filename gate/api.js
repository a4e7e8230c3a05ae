// `window.samtycke`: what the page's own scripts may ask and do.

import { change, consent, has, moveTo, sinceLoad } from './answer.js';
import { ACTIONS } from './controls.js';
import { rescan } from './release.js';

/** @import { Api, ConsentChange } from './types.d.ts' */

/** Opens the API, then runs what was pushed while we were on our way. */
export const startApi = () => {
  const waiting = window.samtycke;
  window.samtycke = api;
  // Each in its own turn: when one throws, the others and the gate go on.
  if (Array.isArray(waiting)) waiting.forEach((run) => queueMicrotask(() => run(api)));
};

/** @type {Api} */
const api = {
  consent,
  has,
  subscribe: (run) => {
    /** @param {CustomEvent<ConsentChange>} event */
    const listener = ({ detail }) => {
      // That one they get at once, and not again when the page is parsed.
      if (detail.occasion !== 'load') run(detail);
    };
    document.addEventListener('samtycke-consent', listener);
    run(sinceLoad());
    return () => document.removeEventListener('samtycke-consent', listener);
  },
  open: (view) => (view === 'policy' || view === 'preferences') && ACTIONS[view]?.(),
  accept: (ids) => change('api', true, ids),
  withdraw: (ids) => change('api', false, ids),
  region: (code) => WITH_REGIONS && moveTo(code),
  rescan,
  push: (...runs) => runs.forEach((run) => run(api)),
};
