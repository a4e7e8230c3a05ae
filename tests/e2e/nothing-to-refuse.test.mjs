// A pack of which everything is strictly necessary: no consent is needed, so none is asked for.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { useHosts } from './support/hosts.mjs';
import { binary } from './support/settings.mjs';
import { part, shot, until } from './support/world.mjs';

const edit = (/** @type {string} */ toml) =>
  toml.replaceAll(/^basis = "(consent|legitimate-interest)"/gm, 'basis = "strictly-necessary"');
const world = useHosts({ plain: { gpc: [], edit } });

/** What the page was told when it was there. @param {import('playwright-core').Page} page */
const loaded = (page) => until(() => page.evaluate(() => document.readyState), (state) => state === 'complete', 'the page');

for (const country of ['DK', 'US']) {
  world.test(`Nobody is asked about what nobody can refuse (${country}), and everybody can read it`, async ({ visit }) => {
    const page = await visit(`/plain/article.html?country=${country}`);
    await part(page, 'reopen').waitFor();
    await loaded(page);
    assert.equal(await part(page, 'banner').count(), 0);
    assert.equal(await page.evaluate(() => samtycke.has('marketing')), true, 'what is necessary runs');
    await part(page, 'reopen').click();
    await part(page, 'preferences').waitFor();
    assert.deepEqual(await part(page, 'preferences').getByRole('button').allTextContents(), ['Luk']);
    await shot(page, 'nothing-to-refuse', { fullPage: false });
    await page.keyboard.press('Escape');
    await part(page, 'preferences').waitFor({ state: 'detached' });
    await part(page, 'reopen').waitFor();
    assert.equal(await part(page, 'banner').count(), 0);
  });
}

world.test('Where a region is told, it is told, with one OK', async ({ visit }) => {
  const page = await visit('/plain/article.html?country=NZ');
  const banner = part(page, 'banner');
  await banner.waitFor();
  assert.deepEqual(await banner.getByRole('button').allTextContents(), ['OK', 'Indstillinger']);
  await part(page, 'acknowledge').click();
  await banner.waitFor({ state: 'detached' });
  await page.reload();
  await part(page, 'reopen').waitFor();
  assert.equal(await banner.count(), 0);
});

world.test('Preferences that can not be opened say so, and go', async ({ visit }) => {
  const page = await visit('/plain/article.html', {
    expectErrors: true,
    before: (page) => page.route('**/embed/preferences-*', (route) => route.abort()),
  });
  await part(page, 'reopen').click();
  const banner = part(page, 'banner');
  await part(banner, 'error').waitFor();
  assert.deepEqual(await banner.getByRole('button').allTextContents(), ['Luk', 'Indstillinger']);
  await banner.getByRole('button', { name: 'Luk' }).click();
  await banner.waitFor({ state: 'detached' });
  await part(page, 'reopen').waitFor();
});

world.test('There is no banner to prerender', async () => {
  const prerender = (/** @type {string[]} */ ...more) =>
    execFileSync(binary, ['prerender', world.server.packs.plain, '--base', '/legal/', ...more], { encoding: 'utf8', stdio: 'pipe' });
  assert.throws(prerender, (error) => /nothing in the pack can be refused/.test(/** @type {any} */ (error).stderr));
  assert.match(prerender('--region', 'NZ'), /acknowledge/);
});
