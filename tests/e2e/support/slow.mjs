// A device that is too slow for what it draws.

import { until } from './world.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * Must be called before the page is opened. Whoever draws finds that it took long, and lets the browser go on wherever that is
 * possible: Yew does so between what it has drawn and what follows from it. What goes on later does so after other events.
 * @param {Page} page
 */
export const slowly = (page) =>
  page.addInitScript(() => {
    const { now } = Date;
    let late = 0;
    Date.now = () => now() + (late += 20);
    const later = globalThis.setTimeout;
    globalThis.goings = 0;
    globalThis.setTimeout = /** @type {any} */ ((run, ms, ...rest) => {
      if (ms) return later(run, ms, ...rest);
      globalThis.goings += 1;
      return later(() => {
        try {
          run(...rest);
        } finally {
          globalThis.goings -= 1;
        }
      }, 30);
    });
  });

/** All that was to be drawn is drawn, and what follows from it has happened. @param {Page} page */
export const settled = (page) => until(() => page.evaluate(() => globalThis.goings ?? 0), (goings) => goings === 0, 'everything is drawn');
