// The interface's words: fetched when a language is shown, and what happens when they can't be had.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demo, widget } from './support/settings.mjs';
import { part, until, useWorld } from './support/world.mjs';

/** @typedef {import('playwright-core').Page} Page */

const world = useWorld();
const PAGE = '/demo/privatliv/';
const words = (tag) => readFileSync(join(demo, widget, `words/${tag}.txt`), 'utf8');
/** All that is said in a language. @param {string} tag */
const told = (tag) => new Set(words(tag).split('\n'));

/** What the console says of us. @param {Page} page */
const listen = (page) => {
  const said = [];
  page.on('console', (message) => message.text().toLowerCase().startsWith('samtycke') && said.push(message.text()));
  return said;
};

/** @param {Page} page */
const policy = (page) => page.locator('samtycke-policy').first();
/** In which language the document's panels are. @param {Page} page */
const panels = (page) => part(policy(page), 'panels');
/** What the first of them is called. @param {Page} page */
const heading = async (page) => (await panels(page).locator('summary h3').first().innerText()).trim();

world.test('A language is fetched when it is shown, and no other', async ({ visit }) => {
  const asked = [];
  const page = await visit(PAGE, { before: (page) => page.on('request', (request) => /\/words\//.test(request.url()) && asked.push(request.url().split('/').at(-1))) });
  assert.ok(told('da').has(await heading(page)));
  assert.deepEqual([...new Set(asked)], ['da.txt']);
  assert.equal(asked.length, 1, 'and once');
});

world.test('The language is switched while a view is mounted', async ({ visit }) => {
  const page = await visit(PAGE);
  await panels(page).waitFor();
  assert.equal(await panels(page).getAttribute('lang'), 'da');
  await policy(page).evaluate((element) => element.setAttribute('lang', 'en'));
  await part(policy(page), 'panels').and(page.locator('[lang="en"]')).waitFor();
  assert.match(await heading(page), /right/i);
});

world.test('Where a language’s words aren’t hosted, English is shown, and the console is told once', async ({ visit }) => {
  let said;
  const page = await visit(PAGE, {
    expectErrors: true,
    before: async (page) => {
      said = listen(page);
      await page.route('**/words/da.txt', (route) => route.fulfill({ status: 404, body: '' }));
    },
  });
  assert.ok(told('en').has(await heading(page)));
  await until(async () => said.length, (count) => count > 0, 'the console is told');
  await policy(page).evaluate((element) => element.setAttribute('lang', 'en'));
  await policy(page).evaluate((element) => element.setAttribute('lang', 'da'));
  await page.getByRole('article').first().waitFor();
  assert.ok(told('en').has(await heading(page)));
  assert.deepEqual(said.map((text) => /words\/da\.txt/.test(text)), [true]);
});

world.test('Words of another release, kept by the browser, are fetched anew', async ({ visit }) => {
  let count = 0;
  const page = await visit(PAGE, {
    before: (page) =>
      page.route('**/words/da.txt', (route) =>
        (count += 1) === 1 ? route.fulfill({ body: words('da').replace(/^.*/, 'samtycke words 0') }) : route.continue(),
      ),
  });
  assert.ok(told('da').has(await heading(page)));
  assert.equal(count, 2);
});

world.test('Words of another release are never shown: the place says that it can’t be', async ({ visit }) => {
  let said;
  const page = await visit(PAGE, {
    expectErrors: true,
    before: async (page) => {
      said = listen(page);
      await page.route('**/words/*.txt', (route) => route.fulfill({ body: words('da').replace(/^.*/, 'samtycke words 0') }));
    },
  });
  await part(policy(page), 'error').waitFor();
  await until(async () => said, (lines) => lines.some((text) => text.includes('of another release')), 'the console says why');
  // The banner needs none of it.
  await part(page, 'reject-all').click();
  await part(page, 'banner').waitFor({ state: 'detached' });
});

world.test('Slow words hold back neither banner nor answer', async ({ visit }) => {
  /** @type {() => void} */
  let release = () => {};
  const held = new Promise((resolve) => (release = () => resolve(undefined)));
  const page = await visit(PAGE, {
    before: (page) =>
      page.route('**/words/da.txt', async (route) => {
        await held;
        await route.continue();
      }),
  });
  await part(page, 'reject-all').click();
  await part(page, 'banner').waitFor({ state: 'detached' });
  await part(policy(page), 'loading').waitFor();
  release();
  await panels(page).waitFor();
});
