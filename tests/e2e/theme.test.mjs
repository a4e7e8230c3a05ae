// The workbench for themes: what is chosen is what the widget wears, and its contrast is told.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import test from 'node:test';
import { contrasts } from '../../demo/theme/contrast.js';
import { OWN, READY, parse } from '../../demo/theme/themes.js';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { idle } from './support/optional.mjs';
import { here } from './support/settings.mjs';
import { part, shot, until, useWorld } from './support/world.mjs';

const world = useWorld();
const THEMES = ['Samtycke', ...Object.keys(READY)];
const root = resolve(here, '../..');
const read = (/** @type {string} */ file) => readFileSync(resolve(root, file), 'utf8');

const worn = (page, name) => part(page.locator('samtycke-cookies'), name).evaluate((element) => getComputedStyle(element).backgroundColor);

world.test('Every ready theme holds the contrast that is asked for, light and dark, and its two answers are equal', async ({ visit }) => {
  const page = await visit('/demo/theme/');
  await part(page, 'banner').waitFor();
  for (const theme of THEMES) {
    const css = () => page.locator('#css').innerText();
    const before = await css();
    await page.getByRole('button', { name: theme, exact: true }).click();
    // The page begins as Samtycke; the others are fetched.
    if (theme !== 'Samtycke') await until(css, (now) => now !== before, theme);
    for (const scheme of ['Light', 'Dark']) {
      await page.getByRole('button', { name: scheme, exact: true }).click();
      assert.equal(await page.locator('#contrast [data-holds="false"]').count(), 0, `${theme}, ${scheme}`);
      assert.equal(await worn(page, 'accept-all'), await worn(page, 'reject-all'), `${theme}, ${scheme}`);
      await shot(page, `theme/${theme}-${scheme}`, { fullPage: false });
    }
  }
});

world.test('A choice is worn at once, stands in the style sheet, and is told of when it can’t be read', async ({ visit }) => {
  const page = await visit('/demo/theme/');
  await part(page, 'banner').waitFor();
  await page.getByLabel('Surface').fill('#204060');
  assert.equal(await worn(page, 'banner'), 'rgb(32, 64, 96)');
  assert.match(await page.locator('#css').innerText(), /--samtycke-surface: light-dark\(#204060, /);
  assert.notEqual(await page.locator('#contrast [data-holds="false"]').count(), 0);
  await page.getByLabel('Banner').selectOption('skyltljus');
  await page.waitForURL(/vendor=skyltljus/);
  await part(page, 'banner').waitFor();
  assert.equal(await worn(page, 'banner'), 'rgb(32, 64, 96)', 'the theme comes along');
});

world.test('Each view of the preview wears the theme, the agreement too, on a phone', async ({ visit }) => {
  const page = await visit('/demo/theme/', { viewport: { width: 320, height: 640 }, colorScheme: 'light', reducedMotion: 'reduce' });
  await part(page, 'reject-all').first().click();
  await page.getByLabel('Text and both answers').fill('#204060');
  for (const view of ['samtycke-preferences', 'samtycke-agreement', 'samtycke-policy']) {
    const heading = page.locator(view).getByRole('heading').first();
    await until(() => heading.evaluate((element) => getComputedStyle(element).color), (colour) => colour === 'rgb(32, 64, 96)', view);
  }
  await page.locator('samtycke-agreement').scrollIntoViewIfNeeded();
  await shot(page, 'theme/agreement-320', { fullPage: false });
});

world.test('A theme that comes late is not put on over one that was chosen after it', async ({ visit }) => {
  let come = () => {};
  const coming = new Promise((resolve) => (come = () => resolve(undefined)));
  const page = await visit('/demo/theme/', {
    before: (page) => page.route('**/themes/paper.css', (route) => coming.then(() => route.continue())),
  });
  const css = () => page.locator('#css').innerText();
  const before = await css();
  await page.getByRole('button', { name: 'Paper', exact: true }).click();
  await page.getByRole('button', { name: 'Compact', exact: true }).click();
  const compact = await until(css, (now) => now !== before, 'Compact');
  const [late] = await Promise.all([page.waitForResponse('**/themes/paper.css'), come()]);
  await late.finished();
  await idle(page);
  assert.equal(await css(), compact);
});

world.test('It is for everyone', async ({ visit }) => {
  const found = [];
  for (const [mode, options] of /** @type {const} */ ([['light', {}], ['dark', { colorScheme: 'dark' }], ['phone', { viewport: { width: 320, height: 640 } }]])) {
    const page = await visit('/demo/theme/', options);
    await page.locator('samtycke-policy').getByRole('heading').first().waitFor();
    await part(page.locator('samtycke-agreement'), 'accept').waitFor({ state: 'attached' });
    found.push(...(await violationsOf(page, mode)), ...(await overflowOf(page, mode)));
  }
  assert.deepEqual(found, []);
});

/** What `styles/tokens.css` falls back to, by name; and what it does where light-dark() isn't known. */
const [defaults, older] = read('styles/tokens.css').split('@supports').map((css) => () =>
  Object.fromEntries([...css.matchAll(/var\(--samtycke-([a-z-]+), (.*)\);/g)].map(([, name, value]) => [name, value])));

test('The ready themes are those that the workbench offers, and each stands out enough in both schemes', () => {
  assert.deepEqual(readdirSync(resolve(root, 'themes')).sort(), Object.values(READY).map((file) => `${file}.css`).sort());
  for (const [name, theme] of [['own', OWN], ...Object.values(READY).map((file) => [file, parse(read(`themes/${file}.css`))])]) {
    assert.deepEqual(Object.keys(theme.colours).sort(), Object.keys(OWN.colours).sort(), `${name} sets every colour`);
    for (const at of [0, 1]) {
      for (const { what, least, found } of contrasts((colour) => theme.colours[colour][at])) {
        const wanted = name === 'contrast' && least === 4.5 ? 7 : least;
        assert.ok(found >= wanted, `${name}, ${at ? 'dark' : 'light'}: ${what}: ${found.toFixed(2)}, needs ${wanted}`);
      }
    }
  }
});

test('What the workbench begins with is what the widget wears', () => {
  const long = (/** @type {string} */ hex) => (hex.length === 4 ? `#${[...hex.slice(1)].map((c) => c + c).join('')}` : hex);
  for (const [name, pair] of Object.entries(OWN.colours)) {
    const [, light, dark] = /^light-dark\((#\w+), (#\w+)\)$/.exec(defaults()[name]) ?? [];
    assert.deepEqual([light, dark].map(long), pair, name);
    assert.equal(older()[name], light, name);
  }
  assert.equal(defaults().radius, OWN.rest.radius);
});

test('docs/theming.md has every custom property with its default, and no other', () => {
  const told = [...read('docs/theming.md').matchAll(/^\| `--samtycke-([a-z-]+)` \|[^|]*\| (.*) \|$/gm)];
  assert.deepEqual(
    told.map(([, name, value]) => [name, value.replaceAll('`', '')]).sort(),
    Object.entries(defaults()).map(([name, value]) => [name, value.replace(/^light-dark\((.*), (.*)\)$/, '$1 · $2')]).sort());
});
