// Code comes in pieces: what each view fetches, and what happens when one doesn't come.

import assert from 'node:assert/strict';
import { agreement, agreementShown, fillAccount, fillParties, receipt, tickStatements } from './support/steps.mjs';
import { part, until, useWorld } from './support/world.mjs';

/** The widget's files that were asked for, without what all are called; glue and wasm come with everything. */
function watchFiles(page) {
  const files = new Set();
  page.on('request', (request) => {
    const name = /\/widget\/\w+\/samtycke_(\w+\.\w+)$/.exec(new URL(request.url()).pathname)?.[1];
    if (name && !name.startsWith('widget')) files.add(name);
  });
  return files;
}

const sorted = (files) => [...files].sort();

const world = useWorld();

/** The policy's page. */
const POLICY = '/demo/privatliv/';
const policy = (page) => page.locator('samtycke-policy').first();
const openSearch = (page) => policy(page).locator('.search-open').click();
const searchField = (page) => policy(page).getByRole('searchbox', { name: 'Søg i dokumentet' });
const shown = (page) => part(policy(page), 'document').getByRole('heading', { level: 2 }).first().waitFor();

world.test('A policy fetches the reader and itself, and search when it is opened', async ({ visit }) => {
  let files;
  const page = await visit(POLICY, { before: (page) => (files = watchFiles(page)) });
  await shown(page);
  assert.deepEqual(sorted(files), ['policy.wasm', 'reader.css', 'reader.wasm']);
  await openSearch(page);
  await searchField(page).waitFor();
  assert.ok(files.has('search.wasm'));
});

world.test('Search is fetched when somebody points at its button or comes to it by keyboard, unless data is to be saved', async ({ visit }) => {
  const button = (page) => policy(page).locator('.search-open');
  for (const approach of [(page) => button(page).hover(), (page) => button(page).focus()]) {
    let files;
    const page = await visit(POLICY, { before: (page) => (files = watchFiles(page)) });
    await shown(page);
    assert.ok(!files.has('search.wasm'));
    await approach(page);
    await until(() => files.has('search.wasm'), Boolean, 'fetched');
  }
  let files;
  const page = await visit(POLICY, {
    before: (page) => {
      files = watchFiles(page);
      return page.addInitScript(() => Object.defineProperty(navigator.connection, 'saveData', { get: () => true }));
    },
  });
  await shown(page);
  await button(page).hover();
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 })));
  assert.ok(!files.has('search.wasm'));
  await openSearch(page);
  await searchField(page).waitFor();
});

world.test('A piece that does not come is told, and comes when it is asked for again', async ({ visit }) => {
  const page = await visit(POLICY, { expectErrors: true });
  await shown(page);
  await page.route('**/samtycke_search.wasm', (route) => route.abort());
  await openSearch(page);
  const error = part(policy(page), 'error');
  await error.waitFor();
  await page.unroute('**/samtycke_search.wasm');
  await error.getByRole('button').click();
  await searchField(page).waitFor();
});

world.test('Preferences fetch nothing of the widget: their code, and themselves in the one language', async ({ visit }) => {
  const asked = [];
  const page = await visit('/demo/', { before: (page) => page.on('request', (request) => asked.push(new URL(request.url()).pathname)) });
  await part(page, 'open-preferences').click();
  await part(page, 'preferences').waitFor();
  const names = asked.map((path) => path.replace(/^.*\/(\w+\/[^/]+)$/, '$1').replace(/-[0-9a-f]{12}\./, '.'));
  assert.deepEqual(sorted(names.filter((name) => /^embed\/(views|preferences)/.test(name))), ['embed/preferences-dialog.da.json', 'embed/views.js']);
  assert.deepEqual(asked.filter((path) => /\/widget\/|\.wasm$|pack\.json$/.test(path)), []);
});

world.test('What accepting shows is there before one can accept', async ({ visit }) => {
  let files;
  const page = await visit('/demo/opret/', { before: (page) => (files = watchFiles(page)) });
  await agreementShown(page);
  await fillAccount(page);
  await fillParties(page);
  await until(() => sorted(files), (files) => files.includes('receipt.wasm') && files.includes('decline.wasm'), 'both answers are fetched');
  assert.ok(!files.has('again.wasm') && !files.has('redline.wasm'), sorted(files).join());
});

world.test('An annex that is not on the screen is gone to, and not accepted', async ({ visit }) => {
  let come = () => {};
  const coming = new Promise((resolve) => (come = resolve));
  const page = await visit('/demo/opret/', {
    before: (page) => page.route('**/samtycke_annex.wasm', (route) => coming.then(() => route.continue())),
  });
  // By hand: whoever accepts elsewhere waits for every part.
  await part(agreement(page), 'accept').waitFor();
  await fillParties(page);
  await tickStatements(page);
  await part(agreement(page), 'accept').click();
  await until(() => agreement(page).evaluate(({ shadowRoot }) => shadowRoot.activeElement?.id), (id) => id === 'step-annex', 'where it will stand has the focus');
  assert.equal(await part(agreement(page), 'accept').getAttribute('aria-disabled'), null);
  assert.equal(await receipt(page).count(), 0);
  come();
  await part(agreement(page), 'annex').waitFor();
  await part(agreement(page), 'accept').click();
  await receipt(page, 'receipted').waitFor();
});
