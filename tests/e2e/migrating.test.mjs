// docs/migrating.md: the pages as they were, with the other banners' own files, and as they become, built by the real
// command line from the cookie part that stands there.
//
// The three banners are packages for tests only. vanilla-cookieconsent, because its page is one of those (MIT); klaro
// likewise (BSD-3-Clause; its own dependencies are what it is built with, nothing of them runs); tarteaucitronjs
// likewise (MIT).

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { idle } from './support/optional.mjs';
import { blocksOf, serveSites, withStandIns } from './support/snippets.mjs';
import { part, until, useWorld } from './support/world.mjs';

/** @typedef {import('playwright-core').Page} Page */

const block = blocksOf('migrating.md');

const MATOMO = 'https://matomo.example/matomo.js';
/** The same under its old name. */
const PIWIK = 'https://matomo.example/piwik.js';
const FILM = 'https://film.example/rye';

/** What the pages load from others. */
const counter = { type: 'text/javascript', body: "document.cookie = '_pk_id.1=visitor; path=/; max-age=34000000';" };
const film = { type: 'text/html', body: '<!doctype html><title>Rye</title>' };
const OTHERS = { [MATOMO]: counter, [PIWIK]: counter, [FILM]: film };

/** The page as it was, and as it becomes. */
const BEFORE = '/before.html';
const AFTER = '/after.html';
const UNASKED = '/unasked.html';
const EARLY = '/early.html';

/** Each banner: its package's files by the folder that the page names, its button, its cookie, what each page holds back. */
const PEERS = {
  'vanilla-cookieconsent': {
    folders: { cookieconsent: 'node_modules/vanilla-cookieconsent/dist' },
    accept: '#cc-main [data-role="all"]',
    cookie: 'cc_cookie',
    before: [MATOMO],
    after: [MATOMO],
  },
  klaro: {
    folders: { klaro: 'node_modules/klaro/dist' },
    accept: '#klaro .cm-btn-success:visible',
    cookie: 'klaro',
    before: [FILM, MATOMO],
    after: [FILM, MATOMO],
  },
  tarteaucitron: {
    folders: { tarteaucitron: 'node_modules/tarteaucitronjs' },
    accept: '#tarteaucitronPersonalize2',
    cookie: 'tarteaucitron',
    before: [FILM, PIWIK],
    after: [FILM, MATOMO],
    /** The page as it was, but for what its banner does unless told otherwise. */
    more: (/** @type {string} */ before) => ({
      [UNASKED]: before.replace(', alwaysNeedConsent: true', ''),
      [EARLY]: before
        .replace("push('matomo'", "push('matomocloud'")
        .replace('matomoId = 1;', `matomoId = 1; tarteaucitron.user.matomoCustomJSPath = '${MATOMO}';`),
    }),
  },
};

const sites = Object.entries(PEERS).map(([peer, { folders, more }]) => {
  const before = block(`html before=${peer}`);
  const pages = { [BEFORE]: before, [AFTER]: block(`html after=${peer}`), ...more?.(before) };
  return [peer, { folders, pages, cookies: block(`toml after=${peer}`) }];
});
const world = useWorld({ start: () => serveSites(Object.fromEntries(sites)) });

for (const [peer, { accept, cookie, before, after }] of Object.entries(PEERS)) {
  describe(`From ${peer}`, () => {
    world.test(`${peer}, the page as it was: nothing optional runs before the answer, all of it after`, async (visitors) => {
      const { page, others } = await open(visitors, peer, BEFORE);
      await page.locator(accept).waitFor();
      await staysAt(page, others, NOTHING);
      await press(page, accept);
      await comesTo(page, others, allOf(before));
      others.assertNoStrangers();
    });

    world.test(`${peer}, the page as it becomes: nothing optional runs before the answer, all of it after`, async (visitors) => {
      const { page, others } = await open(visitors, peer, AFTER);
      await part(page, 'accept-all').waitFor();
      await staysAt(page, others, NOTHING);
      await part(page, 'accept-all').click();
      await comesTo(page, others, allOf(after));
      others.assertNoStrangers();
    });

    world.test(`${peer}, the page as it becomes: its own button leads to the choice; a withdrawal is told and clears`, async (visitors) => {
      const { page, others } = await open(visitors, peer, AFTER);
      await part(page, 'accept-all').click();
      await comesTo(page, others, allOf(after));
      await page.getByRole('button', { name: 'Cookies' }).click();
      await part(part(page, 'preferences'), 'reject-all').click();
      await comesTo(page, others, { ...NOTHING, asked: after });
    });

    world.test(`An answer to ${peer} is no answer here: people are asked again`, async (visitors) => {
      const { page, others } = await open(visitors, peer, BEFORE);
      const context = page.context();
      await press(page, accept);
      await comesTo(page, others, allOf(before));
      const kept = async () => (await context.cookies()).some(({ name }) => name === cookie);
      assert.ok(await kept(), 'the other banner kept no answer');
      await context.clearCookies({ name: /^_pk/ });

      const next = await open({ visitor: async () => context }, peer, AFTER);
      await part(next.page, 'accept-all').waitFor();
      await staysAt(next.page, next.others, NOTHING);

      await next.page.evaluate(block('js forget'));
      assert.ok(!(await kept()), 'the other answer is still there');
    });
  });
}

world.test("tarteaucitron's matomo runs unasked unless it is told otherwise, and its matomocloud before the answer", async (visitors) => {
  const unasked = await open(visitors, 'tarteaucitron', UNASKED);
  await comesTo(unasked.page, unasked.others, { asked: [PIWIK], stored: ['_pk_id.1'], told: 'counted' });
  const early = await open(visitors, 'tarteaucitron', EARLY);
  await comesTo(early.page, early.others, { asked: [MATOMO], stored: ['_pk_id.1'], told: 'not counted' });
});

/** What is seen of the optional services: what was asked of others, what is stored, what the page says. */
const NOTHING = { asked: [], stored: [], told: 'not counted' };
/** @param {string[]} urls */
const allOf = (urls) => ({ asked: urls, stored: ['_pk_id.1'], told: 'counted' });

/** @typedef {Awaited<ReturnType<typeof withStandIns>>} Others */

/** @param {Page} page @param {Others} others */
const seen = async (page, { asked }) => ({
  asked: [...asked].sort(),
  stored: (await page.context().cookies()).map(({ name }) => name).filter((name) => name.startsWith('_pk')),
  told: await page.locator('output').innerText(),
});

/**
 * Presses a banner's button until it goes: tarteaucitron's are there half a second before they listen.
 * @param {Page} page
 * @param {string} selector
 */
async function press(page, selector) {
  const button = page.locator(selector);
  const pressed = async () => {
    await button.click({ timeout: 1000 }).catch(() => {});
    return button.isVisible();
  };
  await until(pressed, (isThere) => !isThere, `${selector} is still there`);
}

/** Waits for it. @param {Page} page @param {Others} others @param {object} expected */
async function comesTo(page, others, expected) {
  const same = (value) => JSON.stringify(value) === JSON.stringify(expected);
  await until(() => seen(page, others), same, `wanted ${JSON.stringify(expected)}`);
}

/**
 * It is so, and what should not run would have had time to.
 * @param {Page} page
 * @param {Others} others
 * @param {object} expected
 */
async function staysAt(page, others, expected) {
  await idle(page);
  assert.deepEqual(await seen(page, others), expected);
}

/**
 * A new page of a browser that reads English.
 * @param {{ visitor: (options: object) => Promise<import('playwright-core').BrowserContext> }} visitors
 * @param {string} peer
 * @param {string} path
 */
async function open({ visitor }, peer, path) {
  const page = await (await visitor({ locale: 'en-GB' })).newPage();
  // vanilla-cookieconsent doesn't show itself to browsers that are driven.
  await page.addInitScript(() => Object.defineProperty(navigator, 'webdriver', { get: () => false }));
  const others = await withStandIns(page, OTHERS);
  await page.goto(world.server.sites[peer].url + path);
  return { page, others };
}
