// The workbench for themes: what is chosen is what the widget wears, and its contrast is told.

import assert from 'node:assert/strict';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { part, shot, useWorld } from './support/world.mjs';

const world = useWorld();
const THEMES = ['Samtycke', 'Paper', 'Signal'];

const worn = (page, name) => part(page.locator('samtycke-cookies'), name).evaluate((element) => getComputedStyle(element).backgroundColor);

world.test('Every ready theme holds the contrast that is asked for, light and dark, and its two answers are equal', async ({ visit }) => {
  const page = await visit('/demo/theme/');
  await part(page, 'banner').waitFor();
  for (const theme of THEMES) {
    await page.getByRole('button', { name: theme, exact: true }).click();
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

world.test('It is for everyone', async ({ visit }) => {
  const found = [];
  for (const [mode, options] of /** @type {const} */ ([['light', {}], ['dark', { colorScheme: 'dark' }], ['phone', { viewport: { width: 320, height: 640 } }]])) {
    const page = await visit('/demo/theme/', options);
    await page.locator('samtycke-policy').getByRole('heading').first().waitFor();
    found.push(...(await violationsOf(page, mode)), ...(await overflowOf(page, mode)));
  }
  assert.deepEqual(found, []);
});
