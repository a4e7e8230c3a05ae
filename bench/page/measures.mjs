// What is measured, each in a browser context of its own, which nobody has visited the site with before.

/** @import { Browser, BrowserContext, CDPSession, Page } from 'playwright-core' */
/** @import { Candidate } from './peers.mjs' */

import { NONE } from './limits.mjs';

/** Slow 4G, as performance tools have it: 150 ms to the server, 1.6 Mbit/s down, 750 kbit/s up. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const SLOWDOWN = 4;
const SETTLED_MS = 3000;
/** Clicks are spread over so long from the banner's first frame. */
const CLICKED_MS = 200;

/** @typedef {{ browser: Browser, origin: string, stored: Map<string, any> }} Bench */
/** @typedef {{ context: BrowserContext, tab: Page, devtools: CDPSession }} Visit */

/**
 * A measure: `one` gives a number for a candidate, in `unit`; NaN when there is none to give. Limits: limits.mjs.
 * @typedef {object} Measure
 * @property {string} id
 * @property {string} name
 * @property {string} title
 * @property {'ms' | 'B' | 'of 100'} unit  the last: of so many clicks as are asked for, one a round for peers
 * @property {(candidate: Candidate) => boolean} [isFor]
 * @property {number} [share]  how many of the rounds it takes; 1 without
 * @property {typeof NONE} [over]  what the numbers are above: the median of the page without a banner
 * @property {'returning'} [visitor]  who said yes to everything before; without it, who was never here
 * @property {(on: Visit, bench: Bench, candidate: Candidate, progress: number) => Promise<number>} one  `progress` goes from 0 to 1
 *   over a candidate's turns
 */

/** @param {Bench} bench @param {any} [storageState] @returns {Promise<Visit>} */
const visit = async ({ browser }, storageState) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, storageState });
  const tab = await context.newPage();
  await tab.addInitScript({ path: 'bench/page/watch.js' });
  return { context, tab, devtools: await context.newCDPSession(tab) };
};

/** @param {Visit} visit @param {{ network?: boolean, processor?: boolean }} [what] */
const slow = async ({ devtools }, { network = true, processor = true } = {}) => {
  await devtools.send('Network.enable');
  if (network) await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  if (processor) await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
};

/** When the browser first puts anything on the screen. @param {Visit} visit @returns {Promise<number>} */
const firstPaint = async ({ tab }) => {
  const painted = await tab.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
  return /** @type {Promise<number>} */ (painted.jsonValue());
};

/** @param {Bench} bench @param {Candidate} candidate */
const url = ({ origin }, { id }) => `${origin}/page/${id}`;

/** What the browser keeps after a yes to everything. @param {Bench} bench @param {Candidate} candidate */
const consented = async (bench, candidate) => {
  const kept = bench.stored.get(candidate.id);
  if (kept) return kept;
  const { context, tab } = await visit(bench);
  await tab.goto(url(bench, candidate));
  await tab.evaluate((way) => watch.shown(way), candidate.banner);
  // Some don't answer at first.
  await tab.waitForTimeout(SETTLED_MS);
  await tab.evaluate((way) => watch.press(way), candidate.accept);
  await tab.waitForFunction(() => window.ranAt);
  await tab.waitForTimeout(500);
  const state = await context.storageState();
  await context.close();
  bench.stored.set(candidate.id, state);
  return state;
};

/** @param {Candidate} candidate */
const isBanner = ({ id }) => id !== NONE;

/**
 * One value of a measure, in a context that is closed however it ends.
 * @param {Measure} measure @param {Bench} bench @param {Candidate} candidate @param {number} progress
 */
export const measureOnce = async (measure, bench, candidate, progress) => {
  const isBack = measure.visitor === 'returning' && isBanner(candidate);
  const on = await visit(bench, isBack ? await consented(bench, candidate) : undefined);
  try {
    return await measure.one(on, bench, candidate, progress);
  } finally {
    await on.context.close();
  }
};

/** @type {Measure[]} */
export const MEASURES = [
  {
    id: 'first-visit',
    name: 'first visit',
    title: 'First visit, slow 4G, processor ÷ 4: from the request to the banner on the screen',
    unit: 'ms',
    isFor: isBanner,
    async one(on, bench, candidate) {
      await slow(on);
      await on.tab.goto(url(bench, candidate), { waitUntil: 'commit' });
      const shown = await on.tab.evaluate((way) => watch.shown(way), candidate.banner);
      // The browser holds its first frames back: nothing is on the screen before the first that it lets through.
      return Math.max(shown, await firstPaint(on));
    },
  },
  {
    id: 'first-paint',
    name: 'first paint',
    title: 'First visit, slow 4G, processor ÷ 4: first contentful paint of the page',
    unit: 'ms',
    async one(on, bench, candidate) {
      await slow(on);
      await on.tab.goto(url(bench, candidate), { waitUntil: 'load' });
      return firstPaint(on);
    },
  },
  {
    id: 'return-visit',
    name: 'returning visit',
    visitor: 'returning',
    title: 'Returning visit, nothing cached, slow 4G, processor ÷ 4: a consented script runs',
    unit: 'ms',
    async one(on, bench, candidate) {
      await slow(on);
      await on.tab.goto(url(bench, candidate), { waitUntil: 'commit' });
      const ran = await on.tab.waitForFunction(() => window.ranAt);
      const at = /** @type {number} */ (await ran.jsonValue());
      return at;
    },
  },
  {
    id: 'main-thread',
    name: 'main thread',
    title: 'Main thread busy until the choice, unslowed, over the page without a banner',
    unit: 'ms',
    over: NONE,
    async one(on, bench, candidate) {
      await on.devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
      await on.tab.goto(url(bench, candidate));
      await on.tab.waitForTimeout(SETTLED_MS);
      const { metrics } = await on.devtools.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
    },
  },
  {
    id: 'clicks-lost',
    name: 'clicks lost',
    title: 'Clicks lost, from the first frame that shows the banner to 200 ms later, processor ÷ 4',
    unit: 'of 100',
    isFor: isBanner,
    async one(on, bench, candidate, progress) {
      await slow(on);
      await on.tab.goto(url(bench, candidate), { waitUntil: 'commit' });
      const isGone = await on.tab.evaluate(
        async ({ banner, accept, delay }) => {
          const { shown, press, gone } = watch;
          await shown(banner);
          await shown(accept);
          if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
          press(accept);
          return gone(banner);
        },
        { banner: candidate.banner, accept: candidate.accept, delay: Math.round(progress * CLICKED_MS) },
      );
      return isGone ? 0 : 1;
    },
  },
  {
    id: 'accept',
    name: 'accept',
    title: 'Accept all, event timing, processor ÷ 4 (what takes less than 16 counts as 16)',
    unit: 'ms',
    isFor: isBanner,
    async one(on, bench, candidate) {
      await on.tab.addInitScript(() => {
        Object.assign(window, { latency: 16 });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (/click|pointer/.test(entry.name)) window.latency = Math.max(window.latency, entry.duration);
        }).observe({ type: 'event', durationThreshold: 16, buffered: true });
      });
      await on.tab.goto(url(bench, candidate));
      await on.tab.evaluate((way) => watch.shown(way), candidate.accept);
      await on.tab.waitForTimeout(500);
      const { x, y } = await on.tab.evaluate((way) => watch.box(way), candidate.accept);
      await slow(on, { network: false });
      await on.tab.mouse.click(x, y);
      await on.tab.evaluate((way) => watch.gone(way), candidate.banner);
      await on.tab.waitForFunction(() => window.ranAt);
      await on.tab.waitForTimeout(300);
      const latency = await on.tab.evaluate(() => window.latency);
      return latency;
    },
  },
  {
    id: 'preferences',
    name: 'preferences',
    title: 'Preferences on the screen after the click, pointer on the button until nothing more is loaded, processor ÷ 4',
    unit: 'ms',
    isFor: ({ preferences }) => preferences !== undefined,
    async one(on, bench, candidate) {
      const { preferences = [], panel = [] } = candidate;
      await on.tab.goto(url(bench, candidate));
      await on.tab.evaluate((way) => watch.shown(way), preferences);
      await on.tab.waitForTimeout(500);
      const { x, y } = await on.tab.evaluate((way) => watch.box(way), preferences);
      await on.tab.mouse.move(x, y);
      await on.tab.waitForLoadState('networkidle');
      await on.tab.waitForTimeout(1000);
      await slow(on, { network: false });
      await on.tab.evaluate((way) => {
        const pressed = new Promise((resolve) => addEventListener('click', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true }));
        window.took = pressed.then(async (from) => (await watch.shown(way)) - Number(from));
      }, panel);
      await on.tab.mouse.click(x, y);
      const took = await on.tab.evaluate(() => window.took);
      return took;
    },
  },
  {
    id: 'bytes',
    name: 'bytes',
    title: 'What a first visit loads for the banner, compressed, without the page itself',
    unit: 'B',
    share: 0.1,
    isFor: isBanner,
    async one(on, bench, candidate) {
      let bytes = 0;
      const own = new Set(['/site.css', '/favicon.ico', `/page/${candidate.id}`]);
      on.tab.on('response', async (response) => {
        if (!own.has(new URL(response.url()).pathname)) bytes += Number(response.headers()['content-length'] ?? 0);
      });
      await on.tab.goto(url(bench, candidate));
      await on.tab.evaluate((way) => watch.shown(way), candidate.banner);
      await on.tab.waitForTimeout(500);
      return bytes;
    },
  },
];
