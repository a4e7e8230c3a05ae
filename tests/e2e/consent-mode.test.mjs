// docs/consent-mode.md: its pages, with the pack that stands there, and stand-ins for the tags that read the queues.

import assert from 'node:assert/strict';
import { idle } from './support/optional.mjs';
import { blocksOf, serveSites, withStandIns } from './support/snippets.mjs';
import { part, until, useWorld } from './support/world.mjs';

/** @typedef {import('playwright-core').Page} Page */

const block = blocksOf('consent-mode.md');
const pages = { '/signals.html': block('html signals'), '/own.html': block('html own') };
const cookies = block('toml signals');
/** The same where another rule holds. */
const elsewhere = {
  pages: { '/signals.html': pages['/signals.html'].replace('embed.js"', 'embed.js" data-region="US"') },
  cookies: `${cookies}
[[cookies.region]]
codes = ["US"]
mode = "opt-out"
heading.en = "We count visits and measure ads"
text.en = "You may say no to both."
`,
};
const world = useWorld({ start: () => serveSites({ bakery: { pages, cookies }, elsewhere }) });

/** What each tag finds when it runs, and hears from then on, as the real ones take over their queues. */
const TAGS = {
  'https://www.googletagmanager.com/gtag/js?id=G-EXAMPLE': `
    const words = (message) => [Object.prototype.toString.call(message), ...message];
    window.google = dataLayer.map(words);
    dataLayer.push = (message) => google.push(words(message));`,
  'https://bat.bing.com/bat.js': `
    window.UET = class {
      constructor({ q }) { window.bing = [...q]; }
      push(...message) { bing.push(...message); }
    };`,
  'https://www.clarity.ms/tag/example': `
    window.microsoft = clarity.q.map((message) => [...message]);
    window.clarity = (...message) => microsoft.push(message);`,
  'https://matomo.example/matomo.js': '',
};
const GOOGLE = Object.keys(TAGS)[0];

/**
 * @param {(options: object) => Promise<import('playwright-core').BrowserContext>} visitor
 * @param {string} path
 * @param {{ site?: string, before?: (page: Page) => Promise<void> }} [options]
 */
async function open(visitor, path, { site = 'bakery', before } = {}) {
  const page = await (await visitor({ locale: 'en-GB' })).newPage();
  await before?.(page);
  const standIns = Object.entries(TAGS).map(([url, body]) => [url, { type: 'text/javascript', body }]);
  const others = await withStandIns(page, Object.fromEntries(standIns));
  await page.goto(world.server.sites[site].url + path);
  await idle(page);
  return { page, others };
}

const googles = (/** @type {'granted' | 'denied'} */ state) => ({
  ...{ ad_storage: state, ad_user_data: state, ad_personalization: state, analytics_storage: state },
  ...{ functionality_storage: 'denied', personalization_storage: 'denied', security_storage: 'granted' },
});
/** A message as gtag.js takes it: an arguments object. */
const gtag = (...words) => ['[object Arguments]', ...words];
const START = [
  gtag('consent', 'default', { ...googles('denied'), wait_for_update: 500 }),
  gtag('consent', 'default', { ...googles('denied'), analytics_storage: 'granted', region: ['US'] }),
  gtag('set', 'ads_data_redaction', true),
];
const UPDATE = gtag('consent', 'update', googles('granted'));

/** What Google's tag was told about consent. @param {Page} page */
const toldGoogle = async (page) =>
  (await page.evaluate(() => globalThis.google)).filter(([, word]) => word !== 'js' && word !== 'config');
const uet = (/** @type {'granted' | 'denied'} */ state) => ({ ad_storage: state });
const clarity = (/** @type {'granted' | 'denied'} */ state) => [
  'consentv2',
  { ad_Storage: 'denied', analytics_Storage: state },
];

world.test('Google, UET and Clarity hear "denied" before anything else, and each answer before what it lets go runs', async ({ visitor }) => {
  const { page, others } = await open(visitor, '/signals.html');
  // Held back: Microsoft's tags weren't even asked for.
  assert.deepEqual(others.asked, [GOOGLE]);
  assert.deepEqual(await toldGoogle(page), START);
  assert.deepEqual(await page.evaluate(() => globalThis.google[0]), START[0]);

  await part(page, 'accept-all').click();
  await page.waitForFunction(() => globalThis.bing?.includes('pageLoad') && globalThis.microsoft);
  assert.deepEqual(await toldGoogle(page), [...START, UPDATE]);
  assert.deepEqual(await page.evaluate(() => globalThis.bing), [
    ...['consent', 'default', uet('denied')],
    ...['consent', 'update', uet('granted')],
    'pageLoad',
  ]);
  assert.deepEqual(await page.evaluate(() => globalThis.microsoft), [clarity('denied'), clarity('granted')]);
  others.assertNoStrangers();
});

world.test('On the next page they hear "denied", then the answer, before their scripts run; and they hear a withdrawal', async ({ visitor }) => {
  const { page } = await open(visitor, '/signals.html');
  await part(page, 'accept-all').click();
  await page.waitForFunction(() => globalThis.bing?.includes('pageLoad') && globalThis.microsoft);
  await page.reload();
  await page.waitForFunction(() => globalThis.bing?.includes('pageLoad') && globalThis.microsoft && globalThis.google);

  // The visitor's word goes before Google's idea of where they are.
  const known = [START[0], START[2], UPDATE];
  assert.deepEqual(await toldGoogle(page), known);
  assert.deepEqual((await page.evaluate(() => globalThis.bing)).slice(0, 6), [
    ...['consent', 'default', uet('denied')],
    ...['consent', 'update', uet('granted')],
  ]);
  assert.deepEqual(await page.evaluate(() => globalThis.microsoft), [clarity('granted')]);

  await page.evaluate(() => globalThis.samtycke.withdraw());
  await page.waitForFunction(() => globalThis.microsoft.length > 1);
  assert.deepEqual(await toldGoogle(page), [...known, gtag('consent', 'update', googles('denied'))]);
  assert.deepEqual((await page.evaluate(() => globalThis.bing)).slice(-3), ['consent', 'update', uet('denied')]);
  assert.deepEqual(await page.evaluate(() => globalThis.microsoft), [clarity('granted'), clarity('denied')]);
});

world.test('Where the rule is opt-out, or the browser says no, the start says what holds', async ({ visitor }) => {
  const { page } = await open(visitor, '/signals.html', { site: 'elsewhere' });
  const start = await toldGoogle(page);
  assert.deepEqual(start[0], gtag('consent', 'default', { ...googles('granted'), wait_for_update: 500 }));

  const gpc = (/** @type {Page} */ page) =>
    page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true }));
  const refused = await open(visitor, '/signals.html', { before: gpc });
  const last = (await toldGoogle(refused.page)).at(-1);
  assert.deepEqual(last[3], googles('denied'));
  assert.deepEqual(refused.others.asked, [GOOGLE]);
});

world.test('A signal of your own in a few lines: told at once, and after each answer', async ({ visitor }) => {
  const { page } = await open(visitor, '/own.html');
  const told = () => page.evaluate(() => globalThis._paq.map(([word]) => word));
  const start = ['requireCookieConsent', 'forgetCookieConsentGiven', 'trackPageView'];
  assert.deepEqual(await told(), start);
  await part(page, 'accept-all').click();
  await until(told, (words) => words.length > start.length, 'nobody told Matomo of the acceptance');
  assert.deepEqual(await told(), [...start, 'setCookieConsentGiven']);
  await page.evaluate(() => globalThis.samtycke.withdraw('matomo'));
  await until(told, (words) => words.length > start.length + 1, 'nobody told Matomo of the withdrawal');
  assert.deepEqual(await told(), [...start, 'setCookieConsentGiven', 'forgetCookieConsentGiven']);
});
