// A WordPress site behind a page cache, as it stands and under each of the field's optimisers: once with the embed marked
// as docs/wordpress.md says, once caught by it. Caught, it may ask late or know less; nothing runs before the yes.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ran, useHosts } from './support/hosts.mjs';
import { idle, requestsOf } from './support/optional.mjs';
import { OPTIMISERS, cacheOf } from './support/optimisers.mjs';
import { delivered } from './support/records.mjs';
import { here } from './support/settings.mjs';
import { answerBanner } from './support/steps.mjs';
import { part, together, until } from './support/world.mjs';

/** @typedef {import('playwright-core').Page} Page */

const world = useHosts();
const docs = readFileSync(join(here, '../../docs/wordpress.md'), 'utf8');
const PAGE = '/box/wordpress.html';

/** The theme's and its plug-ins' own, which no answer holds back. */
const OWN = ['emoji', 'shelf', 'slider', 'menu', 'ready'];
/** What waits, in the order in which it stands on the page; a plug-in puts the widget's in as markup. */
const WAITING = ['head', 'after head', 'widget', 'after widget', 'foot'];

/** What a caught embed can't do, as the page says. */
const LOST = {
  'combines all into one file': { records: true, files: true },
  'puts files into the page': { records: true, files: true },
  'delays them until the page is touched': { untouched: true },
};

/** The marks that the page tells to write. */
const marks = /<script (data-cfasync="false".*) src="\/legal\/embed\.js"/.exec(docs)?.[1] ?? assert.fail('docs/wordpress.md shows no marks');
const marked = (/** @type {string} */ page) => page.replace(/<script src="\/box\/legal\/embed\.js"/, (tag) => tag.replace('<script', `<script ${marks}`));

const optional = (/** @type {string[]} */ requests) => requests.filter((path) => /^\/hosts\/(wordpress\/tag|frame)/.test(path));
/** @param {Page} page */
const waited = async (page) => (await ran(page)).filter((name) => WAITING.includes(name));

/** The page, when its own scripts have run. */
async function opened(visit, before, { untouched = false } = {}) {
  let requests = [];
  const page = await visit(PAGE, {
    before: async (page) => {
      requests = requestsOf(page);
      await before(page);
    },
  });
  if (untouched) {
    await idle(page);
    assert.equal(await part(page, 'banner').count(), 0, 'nobody is asked before the page is touched');
    assert.deepEqual(optional(requests), []);
    await page.mouse.move(300, 300);
  }
  return { page, requests };
}

/** @param {Page} page */
const ownRan = (page) => until(() => ran(page), (names) => OWN.every((name) => names.includes(name)), 'the theme works');

/** What it is all about: asked, held back, refused, allowed, remembered. */
async function asksAndHolds({ visit }, { before, timesMade }, { untouched = false, records = false, files = false } = {}) {
  // The first visitor says no.
  const no = await opened(visit, before, { untouched });
  await part(no.page, 'banner').waitFor();
  if (!untouched) await no.page.mouse.move(300, 300);
  await ownRan(no.page);
  await idle(no.page);
  assert.deepEqual(await waited(no.page), []);
  assert.equal(await part(no.page, 'banner').count(), 1);
  await answerBanner(no.page, 'reject-all');
  await idle(no.page);
  assert.deepEqual([await waited(no.page), optional(no.requests)], [[], []]);

  // The next gets the same bytes, is asked as well, and says yes.
  const { page } = await opened(visit, before, { untouched });
  await part(page, 'banner').waitFor();
  if (!untouched) await page.mouse.move(300, 300);
  await ownRan(page);
  assert.equal(await page.evaluate(() => samtycke.consent().answered), false);
  const [taken] = await Promise.all([records ? undefined : delivered(page), answerBanner(page, 'accept-all')]);
  if (taken) assert.equal(taken.status, 201);
  const names = await until(() => waited(page), (names) => names.length >= WAITING.length, 'all that is allowed ran');
  assert.deepEqual(names, WAITING, 'once, and in order');
  await page.waitForFunction(() => document.querySelector('#film')?.hasAttribute('src'));
  assert.equal(await page.getByRole('button', { name: 'Menu' }).getAttribute('aria-expanded'), 'false');
  await page.getByRole('button', { name: 'Menu' }).click();
  assert.equal(await page.getByRole('button', { name: 'Menu' }).getAttribute('aria-expanded'), 'true', 'the theme works on');
  if (!files) {
    await page.getByRole('button', { name: 'Cookies' }).click();
    await part(part(page, 'preferences'), 'save').waitFor();
  }

  // Who has answered gets them once more, and is not asked.
  await page.reload();
  await page.mouse.move(310, 310);
  await until(() => waited(page), (again) => again.length >= WAITING.length, 'what was allowed runs at once');
  await ownRan(page);
  assert.equal(await part(page, 'banner').count(), 0);
  await no.page.reload();
  await no.page.mouse.move(310, 310);
  await ownRan(no.page);
  await idle(no.page);
  assert.deepEqual([await waited(no.page), await part(no.page, 'banner').count(), optional(no.requests)], [[], 0, []]);
  assert.equal(timesMade(), 1, 'all of them got the same bytes');
}

together('An optimiser that leaves the embed alone, as marked, takes nothing from it', () => {
  for (const [name, { mark, run }] of Object.entries(OPTIMISERS)) {
    world.test(`WordPress, marked: ${name}`, async (visitors) => {
      assert.ok(marks.includes(mark), `the marks lack ${mark}`);
      await asksAndHolds(visitors, cacheOf(run, marked));
    });
  }
});

together('An optimiser that catches the embed lets nothing run before the yes', () => {
  for (const [name, { run }] of Object.entries(OPTIMISERS)) {
    world.test(`WordPress, caught: ${name}`, async ({ visit }) => {
      const expecting = (path, options) => visit(path, { ...options, expectErrors: true });
      await asksAndHolds({ visit: expecting }, cacheOf(run), LOST[name]);
    });
  }
});

test('The page names what an optimiser that catches the embed takes from it', () => {
  for (const name of Object.keys(LOST)) assert.ok(docs.includes(`| ${name} |`), name);
});
