// What can't be loaded: the page's script hears of it once, and the console says what is wrong, where, and what to do.

import assert from 'node:assert/strict';
import { part, until, useWorld } from './support/world.mjs';

/** @typedef {import('playwright-core').Page} Page */

const world = useWorld();

/** A page of another pack, with the widget's files. */
const PAGE = '/demo/privatliv/';
const PACK = '/packs/nordlunda/pack.json';
const WRONG_KEY = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';

/** What the elements of a page were told to say, and what the console says of us. @param {Page} page */
async function listen(page) {
  const said = [];
  page.on('console', (message) => /^samtycke/i.test(message.text()) && said.push(message.text()));
  await page.addInitScript(() => {
    globalThis.heard = [];
    document.addEventListener('samtycke-error', ({ target, detail }) => globalThis.heard.push([target.id, detail.code ?? '', detail.detail ?? String(detail.error)]));
  });
  return said;
}

/** What an element's listeners have heard. @param {Page} page @returns {Promise<string[][]>} */
const heard = (page) => page.evaluate(() => globalThis.heard.filter(([id]) => id === 'tried').map(([, ...rest]) => rest));

/** Puts an element into the page. @param {Page} page @param {string} name @param {Record<string, string>} attributes */
async function put(page, name, attributes) {
  await page.evaluate(([name, attributes]) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries({ id: 'tried', ...attributes })) element.setAttribute(key, value);
    document.querySelector('main').prepend(element);
  }, [name, attributes]);
  return page.locator('#tried');
}

const failing = (pattern, how) => (page) => page.route(pattern, how);
const notFound = (route) => route.fulfill({ status: 404, body: '' });
const asHtml = (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>App</title>' });

/**
 * What is wrong, and what comes of it: code, detail (the end of an address), what the console says.
 * @type {[string, { attributes?: Record<string, string>, before?: (page: Page) => unknown, only?: string }, string, RegExp, RegExp][]}
 */
const CAUSES = [
  ['no pack', { attributes: { pack: '/packs/none/pack.json' } }, 'missing', /^http.*\/packs\/none\/pack\.json$/, / is not there: name the pack\.json that `samtycke build` wrote\.$/],
  ['no answer', { before: failing(`**${PACK}`, (route) => route.abort()) }, 'network', /^http.*nordlunda\/pack\.json$/, /does not answer: offline, .*connect-src\.$/],
  ['another file', { attributes: { pack: '/demo/demo.js' } }, 'form', /^http.*\/demo\/demo\.js$/, / is of another release\.$/],
  ['a changed document', { before: failing('**/nordlunda/documents/*.json', (route) => route.fulfill({ body: '{}' })) }, 'digest', /^http.*\/nordlunda\/documents\/[0-9a-f]{64}\.json$/, / is of another build\.$/],
  ['a lost document', { before: failing('**/nordlunda/documents/*.json', notFound) }, 'missing', /^http.*\/nordlunda\/documents\/[0-9a-f]{64}\.json$/, / is not there: name the pack\.json that /],
  ['another key', { attributes: { key: WRONG_KEY } }, 'signature', /^http.*nordlunda\/pack\.json$/, / has no pack\.sig by this key\.$/],
  ['a page without https', { before: (page) => page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })) }, 'insecure', /^http.*nordlunda\/pack\.json$/, / needs https\.$/],
  ['an unknown document', { attributes: { document: 'nun' }, only: 'samtycke-policy' }, 'unknown-document', /^nun$/, /^samtycke: nun is not in the pack\.$/],
];

for (const [cause, { attributes = {}, before, only }, code, detail, told] of CAUSES) {
  for (const name of only ? [only] : ['samtycke-policy', 'samtycke-agreement']) {
    world.test(`Of ${cause} a page hears once by samtycke-error, and again when it was tried again: ${name}`, async ({ visit }) => {
      let said;
      const page = await visit(PAGE, {
        expectErrors: true,
        before: async (page) => {
          said = await listen(page);
          await before?.(page);
        },
      });
      const element = await put(page, name, { pack: PACK, 'pack-role': 'customer', lang: 'sv', ...attributes });
      const error = part(element, 'error').first();
      await error.waitFor();
      const check = async (count) => {
        const all = await until(() => heard(page), (all) => all.length >= count, `${count} events`);
        assert.deepEqual(all.map(([code]) => code), Array(count).fill(code));
        for (const [, what] of all) assert.match(what, detail);
        const warnings = said.filter((text) => told.test(text) && text.includes(all[0][1]));
        assert.ok(warnings.length >= count, said.join('\n'));
      };
      await check(1);
      // Drawn anew it has failed no more often.
      const text = await error.textContent();
      await element.evaluate((element) => element.setAttribute('memory', 'off'));
      await element.evaluate((element) => element.setAttribute('name', 'other'));
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve))));
      assert.equal(await error.textContent(), text);
      await check(1);
      const again = error.getByRole('button');
      if (!(await again.count())) return;
      await again.click();
      await check(2);
    });
  }
}

/** What is wrong with the widget's own files, and what the console and the event's `error` say. @type {[string, (page: Page) => unknown, RegExp][]} */
const BROKEN = [
  ['the folder is not hosted', failing('**/widget/**', notFound), /\/widget\/\w+\/samtycke_\w+\.wasm is not there \(404\): host the folder that `samtycke build --widget` writes, or name it with data-widget\./],
  ['a page answers for every file', failing('**/widget/**', asHtml), /\/widget\/\w+\/samtycke_\w+\.wasm is an HTML page: host the folder that `samtycke build --widget` writes, or name it with data-widget\./],
  ['nothing answers', failing('**/widget/**', (route) => route.abort()), /\/widget\/\w+\/samtycke_\w+\.wasm does not answer: offline, CORS, or a CSP's connect-src\./],
  ['its script is not there', failing('**/samtycke_widget.js', notFound), /\/widget\/\w+\/samtycke_widget\.js does not run: host the folder/],
  ['a piece is not there', failing('**/samtycke_policy.wasm', notFound), /\/widget\/\w+\/samtycke_policy\.wasm is not there \(404\): host the folder/],
];

for (const [cause, before, told] of BROKEN) {
  world.test(`Where ${cause}, console and samtycke-error say so, and blame no CSP for wasm`, async ({ visit }) => {
    let said;
    const page = await visit('/demo/', {
      expectErrors: true,
      before: async (page) => {
        said = await listen(page);
        await before(page);
      },
    });
    const element = await put(page, 'samtycke-policy', { pack: PACK });
    await part(element, 'error').waitFor();
    const [[code, error], ...more] = await until(() => heard(page), (all) => all.length > 0, 'an event');
    assert.deepEqual([code, more], ['', []]);
    assert.match(error, told);
    assert.match(said.join('\n'), told);
    assert.doesNotMatch(said.join('\n'), /wasm-unsafe-eval/);
  });
}

world.test('A piece that a view comes to need is missed once for each try', async ({ visit }) => {
  let said;
  const page = await visit(PAGE, { expectErrors: true, before: async (page) => (said = await listen(page)) });
  await page.route('**/samtycke_search.wasm', notFound);
  const element = await put(page, 'samtycke-policy', { pack: PACK });
  await element.locator('.search-open').click();
  const error = part(element, 'error');
  for (const count of [1, 2]) {
    const all = await until(() => heard(page), (all) => all.length >= count, `${count} events`);
    assert.deepEqual(all.map(([code]) => code), Array(count).fill(''));
    assert.match(all[0][1], /samtycke_search\.wasm is not there \(404\)/);
    assert.equal(said.filter((text) => /samtycke_search\.wasm is not there/.test(text)).length, count);
    await error.getByRole('button').click();
  }
});

world.test('A role that the pack does not have is told of with those that it has, once', async ({ visit }) => {
  let said;
  const page = await visit(PAGE, { before: async (page) => (said = await listen(page)) });
  const element = await put(page, 'samtycke-agreement', { pack: PACK, 'pack-role': 'custommer', lang: 'en' });
  await part(element, 'role').waitFor();
  const about = said.filter((text) => text.includes('pack-role'));
  assert.equal(about.length, 1, said.join('\n'));
  assert.match(about[0], /^Samtycke: pack-role=custommer is none of customer, representative$/);
});
