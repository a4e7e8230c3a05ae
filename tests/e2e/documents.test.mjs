// Documents: read in one's language, with their links and contents; shown and accepted only as published; and readable
// without JavaScript.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { idle, requestsOf } from './support/optional.mjs';
import { published } from './support/records.mjs';
import {
  agreement, agreementShown, answerBanner, documentRow, fillParties, formData, noted, receipt, tickStatements,
  validity, watchValidity,
} from './support/steps.mjs';
import { part, shot, together, until, useWorld } from './support/world.mjs';

const world = useWorld();

const manifest = JSON.parse(readFileSync(join(published, 'pack.json'), 'utf8'));
/** The name of a document's file. */
const fileOf = (id, language = 'da') => {
  const { files } = manifest.documents.find((document) => document.id === id);
  return files.find((file) => file.language === language).sha256.replace('sha256:', '') + '.json';
};

const policy = (page) => page.locator('samtycke-policy');
/** The text on the page, once it is the document of that title. */
async function shownDocument(page, title) {
  const document = part(policy(page), 'document');
  await document.getByRole('heading', { name: title, level: 2 }).waitFor();
  return document;
}

/** Where the focus is, inside of the element. */
const focusIn = (page, element) =>
  page.locator(element).evaluate(({ shadowRoot }) => {
    const { id, tagName } = shadowRoot.activeElement ?? {};
    return id || tagName || '';
  });

/** One letter of the text is another. */
const tamper = (page, id) =>
  page.route(`**/${fileOf(id)}`, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const at = text.indexOf(' og ');
    assert.ok(at > 0);
    await route.fulfill({ response, body: text.slice(0, at) + ' or ' + text.slice(at + 4) });
  });

const MISMATCH = 'Teksten er ikke den, der blev offentliggjort, og vises derfor ikke.';

world.test('The policy is read in Danish, with version, date and contents', async ({ visit }) => {
  const page = await visit('/demo/privatliv/');
  const document = await shownDocument(page, 'Privatlivspolitik');
  assert.equal(await document.getAttribute('lang'), 'da');
  await document.getByText('Version 3.0 · gælder fra 1. september 2026').waitFor();
  await shot(page, 'documents/policy');

  // Long texts come part by part.
  await document.and(page.locator(':not([aria-busy])')).waitFor();
  const contents = part(document, 'contents');
  const entries = await contents.getByRole('link', { includeHidden: true }).allTextContents();
  const headings = await document.getByRole('heading', { level: 3 }).allTextContents();
  const squeeze = (texts) => texts.map((text) => text.replaceAll(/\s/g, ''));
  assert.deepEqual(squeeze(entries), squeeze(headings));
  if (!(await contents.getByRole('link').last().isVisible())) await contents.getByText('Indhold').click();
  const last = contents.getByRole('link').last();
  const target = (await last.getAttribute('href')).split('/').at(-1);
  await last.click();
  await until(() => focusIn(page, 'samtycke-policy'), (id) => id === target, 'the focus follows');
  const { y } = await document.locator(`[id="${target}"]`).boundingBox();
  assert.ok(y > -1 && y < 900, `the section is on the screen (${y})`);
});

world.test('The policy is read in another language by a link', async ({ visit }) => {
  const page = await visit('/demo/privatliv/');
  await shownDocument(page, 'Privatlivspolitik');
  await policy(page).getByRole('link', { name: 'English' }).click();
  const document = await shownDocument(page, 'Privacy policy');
  assert.equal(await document.getAttribute('lang'), 'en');
  await document.getByText(/^Version 3\.0 · effective from .*2026$/).waitFor();
  assert.equal(await policy(page).getByRole('link', { name: 'English' }).getAttribute('aria-current'), 'true');
  await shot(page, 'documents/policy-english', { fullPage: false });
  await policy(page).getByRole('link', { name: 'dansk' }).click();
  await shownDocument(page, 'Privatlivspolitik');
});

together('The language is that of', () => {
  for (const [where, options, title] of [
    ['the element\'s attribute', { change: ['<samtycke-policy ', '<samtycke-policy lang="en" '] }, 'Privacy policy'],
    ['the page', { change: ['<html lang="da"', '<html lang="en-GB"'] }, 'Privacy policy'],
    ['the browser, when the page has none', { change: ['<html lang="da"', '<html'], locale: 'en-GB' }, 'Privacy policy'],
    ['the page before the browser', { locale: 'en-GB' }, 'Privatlivspolitik'],
    ['the pack\'s original, when nobody\'s language is there', { change: ['<html lang="da"', '<html lang="fr"'], locale: 'fr-FR' }, 'Privatlivspolitik'],
  ]) {
    world.test(where, async ({ visit }) => {
      const { change, ...context } = options;
      const page = await visit('/demo/privatliv/', { ...context, before: (page) => change && rewrite(page, ...change) });
      await shownDocument(page, title);
    });
  }
});

const rewrite = (page, from, to) =>
  page.route('**/demo/privatliv/', async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    assert.ok(body.includes(from));
    await route.fulfill({ response, body: body.replace(from, to) });
  });

world.test('Links lead from document to document, and to the very clause', async ({ visit }) => {
  const page = await visit('/demo/privatliv/');
  await answerBanner(page, 'reject-all');
  const document = await shownDocument(page, 'Privatlivspolitik');
  await document.locator('.text').getByRole('link', { name: /databehandleraftale/i }).first().click();
  const dpa = await shownDocument(page, 'Databehandleraftale');
  await until(() => focusIn(page, 'samtycke-policy'), (id) => id === 'document-title', 'it is scrolled to');
  await dpa.locator('.text a[href$="/c-10.4"]').first().click();
  await shownDocument(page, 'Abonnementsvilkår');
  await until(() => focusIn(page, 'samtycke-policy'), (id) => id === 'c-10.4', 'the focus is on the clause');
  await policy(page).getByText('Flere dokumenter').click();
  const others = policy(page).getByRole('navigation', { name: 'Flere dokumenter' });
  await others.getByRole('link', { name: 'Cookiepolitik' }).click();
  await shownDocument(page, 'Cookiepolitik');
  await until(() => focusIn(page, 'samtycke-policy'), (id) => id === 'document-title', 'the focus is on the title');
});

world.test('In the agreement, too, links lead from document to document', async ({ visit }) => {
  const page = await visit('/demo/opret/');
  const flow = await agreementShown(page);
  const entry = documentRow(page, 'annex-a');
  await entry.getByRole('button', { name: 'Læs' }).click();
  const reader = flow.getByRole('dialog');
  await reader.getByRole('heading', { name: /^Bilag A/, level: 2 }).waitFor();
  await idle(page);
  await reader.locator('a[href$="dpa.da.html#c-7.3"]').first().click();
  await reader.getByRole('heading', { name: 'Databehandleraftale', level: 2 }).waitFor();
  await until(() => focusIn(page, 'samtycke-agreement'), (id) => id === 'c-7.3', 'the focus is on the clause');
  await noted(page, 'dpa');
  await page.keyboard.press('Escape');
  await reader.waitFor({ state: 'detached' });
  await documentRow(page, 'dpa').getByText('åbnet').waitFor();
});

world.test('A policy whose bytes are not the published ones is not shown', async ({ visit }) => {
  const page = await visit('/demo/privatliv/', { expectErrors: true, before: (page) => tamper(page, 'privacy-policy') });
  await part(policy(page), 'error').getByText(MISMATCH).waitFor();
  assert.equal(await part(policy(page), 'document').count(), 0);
  await shot(page, 'documents/mismatch');
  // The other language is what was published.
  await policy(page).getByRole('link', { name: 'English' }).click();
  await shownDocument(page, 'Privacy policy');
});

world.test('An agreement whose bytes are not the published ones is not shown', async ({ visit }) => {
  const page = await visit('/demo/opret/', { expectErrors: true, before: (page) => tamper(page, 'dpa') });
  // Not by its button: that is there only until the documents have been checked.
  const flow = agreement(page);
  await documentRow(page, 'dpa').getByRole('button', { name: 'Læs' }).click();
  const reader = flow.getByRole('dialog');
  await part(reader, 'error').getByText(MISMATCH).waitFor();
  assert.equal(await part(reader, 'document').count(), 0);
  await shot(page, 'documents/mismatch-reader', { fullPage: false });
});

for (const read of [true, false]) {
  world.test(`An agreement whose bytes are not the published ones cannot be accepted, ${read ? 'read' : 'unread'}`, async ({ visit }) => {
    const posts = [];
    const page = await visit('/demo/opret/', {
      expectErrors: true,
      before: async (page) => {
        page.on('request', (request) => request.url().endsWith('/records') && posts.push(request.url()));
        await watchValidity(page);
        await tamper(page, 'dpa');
      },
    });
    const flow = agreement(page);
    if (read) {
      await documentRow(page, 'dpa').getByRole('button', { name: 'Læs' }).click();
      const reader = flow.getByRole('dialog');
      await part(reader, 'error').waitFor();
      await part(reader, 'close').click();
      await reader.waitFor({ state: 'detached' });
    }
    await fillParties(page);
    await tickStatements(page);
    await part(flow, 'error').getByText(/blev offentliggjort/).waitFor();
    assert.equal(await part(flow, 'accept').count(), 0, 'there is nothing to accept it with');
    assert.equal(await receipt(page).count(), 0);
    assert.equal((await validity(page)).valid, false);
    assert.equal('agreement' in (await formData(page)), false);
    assert.deepEqual(posts, []);
  });
}

world.test('A pack that is not there is told of in its place, and tried again', async ({ visit }) => {
  for (const [path, element, shown] of [
    ['/demo/privatliv/', policy, 'document'],
    ['/demo/opret/', agreement, 'accept'],
  ]) {
    const page = await visit(path, {
      expectErrors: true,
      before: (page) => page.route('**/pack.json', (route) => route.fulfill({ status: 404, body: 'Not found' })),
    });
    await part(element(page), 'error').getByText('Teksten er ikke dér, hvor den skal være.').waitFor();
    await shot(page, `documents/no-pack-${shown}`, { fullPage: false });
    assert.equal(await part(element(page), shown).count(), 0);
    if (element === agreement) assert.equal(await page.evaluate(() => document.querySelector('#opret').checkValidity()), false);
    await page.unroute('**/pack.json');
    await element(page).getByRole('button', { name: 'Prøv igen' }).click();
    await part(element(page), shown).first().waitFor();
  }
});

world.test('A manifest that makes no sense is told of in its place', async ({ visit }) => {
  for (const body of ['{}', 'tak', '<!doctype html><title>Log ind</title>', '{"schema":"https://example.org/other"}']) {
    const page = await visit('/demo/privatliv/', {
      expectErrors: true,
      before: (page) => page.route('**/pack.json', (route) => route.fulfill({ status: 200, body })),
    });
    await part(policy(page), 'error').getByText('Teksten har et format, der ikke kan læses.').waitFor();
  }
});

world.test('Without JavaScript the site works, nothing optional runs, and every document is a plain page', async ({ visit }) => {
  let requests = [];
  const page = await visit('/demo/', { javaScriptEnabled: false, before: (page) => (requests = requestsOf(page)) });
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await part(page, 'banner').count(), 0);
  assert.deepEqual(requests.filter((path) => path.startsWith('/demo/embed/')), []);
  assert.deepEqual(await page.context().cookies(), []);
  await shot(page, 'documents/no-javascript');

  // The cookie settings lead to the cookie policy.
  await page.getByRole('contentinfo').getByRole('link', { name: 'Cookieindstillinger' }).click();
  await page.getByRole('heading', { name: 'Cookiepolitik', level: 1 }).waitFor();
  await page.goto('/demo/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Privatlivspolitik' }).click();
  await page.getByRole('link', { name: 'Læs privatlivspolitikken som almindelig side' }).click();
  await page.getByRole('heading', { name: 'Privatlivspolitik', level: 1 }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'da');
  await shot(page, 'documents/plain-page');
  await page.goto('/demo/opret/');
  await page.getByRole('link', { name: 'Læs databehandleraftalen som almindelig side' }).click();
  await page.getByRole('heading', { name: 'Databehandleraftale', level: 1 }).waitFor();
  await shot(page, 'documents/plain-dpa', { fullPage: false });
});

world.test('Plain pages lead to each other and say what their typed twins say', async ({ visit }) => {
  const page = await visit('/packs/vagthavn/documents/dpa.da.html', { javaScriptEnabled: false });
  const plain = words(await page.locator('body').innerText());
  const typed = JSON.parse(readFileSync(join(published, 'documents', fileOf('dpa')), 'utf8'));
  const missing = clausesOf(typed).filter((text) => !plain.includes(words(text)));
  assert.deepEqual(missing, []);
  const links = await page.locator('a[href*=".html"]').evaluateAll((all) => all.map((link) => link.href));
  assert.ok(links.length > 1);
  for (const link of new Set(links)) assert.equal((await page.request.get(link)).status(), 200, link);
});

const words = (text) => text.replaceAll(/\s+/g, ' ').trim();

/** The plain words of every string in a typed document that is a text of some length. */
function clausesOf(value) {
  if (typeof value === 'string') return value.length > 40 && !value.startsWith('sha256:') && !/^https?:/.test(value) ? [value] : [];
  return Object.values(value ?? {}).flatMap(clausesOf);
}
