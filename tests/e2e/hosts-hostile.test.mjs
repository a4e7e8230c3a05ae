// Pages whose styles are not on our side: a reset that takes everything from everyone, layers above all others, a root
// of 10 px; and a page that reads from right to left in a language that the pack doesn't have.

import assert from 'node:assert/strict';
import { consentOf } from './support/consent.mjs';
import { ran, useHosts } from './support/hosts.mjs';
import { idle } from './support/optional.mjs';
import { answerBanner, openPreferences } from './support/steps.mjs';
import { part, shot, until } from './support/world.mjs';

const world = useHosts({ box: {}, bar: { layout: 'bar' }, centre: { layout: 'centre' } });

/** Our part is what a pointer would meet in the middle of it. */
const isOnTop = (locator) =>
  locator.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const at = [x + width / 2, y + height / 2];
    let found = document.elementFromPoint(...at);
    while (found?.shadowRoot) {
      const inner = found.shadowRoot.elementFromPoint(...at);
      if (!inner || inner === found) break;
      found = inner;
    }
    return element === found || element.contains(found);
  });

/** How text in it would look. */
const looks = (locator) =>
  locator.evaluate((element) => {
    const computed = getComputedStyle(element);
    const { fontSize, textAlign, cursor } = computed;
    const { textTransform, letterSpacing, wordBreak, fontStyle, visibility, direction } = computed;
    const inherited = { textTransform, letterSpacing, wordBreak, fontStyle, visibility, direction };
    return { fontSize: parseFloat(fontSize), textAlign, cursor, ...inherited };
  });

const OWN = {
  textTransform: 'none', letterSpacing: 'normal', wordBreak: 'normal', fontStyle: 'normal', visibility: 'visible', direction: 'ltr',
};

for (const layout of ['box', 'bar', 'centre']) {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 320, height: 640 }]) {
    world.test(`${layout}, ${viewport.width} px: a hostile style sheet changes nothing inside, and no layer of the page is above`, async ({ visit }) => {
      const page = await visit(`/${layout}/hostile.html`, { viewport, reducedMotion: 'reduce' });
      const banner = part(page, 'banner');
      await banner.waitFor();
      await idle(page);
      await shot(page, `hosts/hostile-${layout}-${viewport.width}`, { fullPage: false });
      const { fontSize, textAlign, cursor, ...rest } = await looks(banner.getByRole('paragraph').first());
      assert.deepEqual(rest, OWN);
      assert.ok(fontSize >= 16, `${fontSize} px`);
      assert.deepEqual([textAlign, cursor], ['start', 'auto']);
      for (const button of await banner.getByRole('button').all()) {
        await button.scrollIntoViewIfNeeded();
        assert.equal(await isOnTop(button), true, await button.textContent());
        const { height, width } = await button.boundingBox();
        assert.ok(height >= 44 && width >= 44, `${width} by ${height}`);
      }
      await answerBanner(page, 'accept-all');
      await until(() => ran(page), (names) => names.includes('count'), 'let go');
      const reopen = part(page, 'reopen');
      await reopen.waitFor();
      assert.equal(await isOnTop(reopen), true, 'the way back');
    });
  }
}

world.test('Under a hostile style sheet a placeholder keeps the embed\'s size, is seen, and lets go', async ({ visit }) => {
  const page = await visit('/box/hostile.html');
  const placeholder = page.locator('#film + samtycke-embed');
  await part(placeholder, 'embed-once').waitFor();
  const size = (locator) => locator.evaluate((element) => {
    const { width, height } = element.getBoundingClientRect();
    return [width, height];
  });
  const below = () => page.locator('#under-film').evaluate((element) => element.getBoundingClientRect().y);
  assert.deepEqual(await size(placeholder), [400, 300]);
  const y = await below();
  const { fontSize, textAlign, cursor, ...rest } = await looks(part(placeholder, 'embed').getByRole('paragraph').first());
  assert.deepEqual(rest, OWN);
  assert.ok(fontSize >= 16);
  await part(placeholder, 'embed-once').click();
  await page.frameLocator('#film').getByRole('button', { name: 'Afspil' }).waitFor();
  assert.deepEqual(await size(page.locator('#film')), [400, 300]);
  assert.equal(await below(), y, 'what is below stays where it is');
});

world.test('Under a hostile style sheet the preferences are above everything, and usable', async ({ visit }) => {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 320, height: 640 }]) {
    const page = await visit('/box/hostile.html', { viewport, reducedMotion: 'reduce' });
    const dialog = await openPreferences(page);
    await shot(page, `hosts/hostile-preferences-${viewport.width}`, { fullPage: false });
    const { fontSize, textAlign, cursor, ...rest } = await looks(dialog.getByRole('paragraph').first());
    assert.deepEqual(rest, OWN);
    assert.ok(fontSize >= 16);
    await dialog.getByRole('checkbox', { name: 'Statistik', exact: true }).check();
    assert.equal(await isOnTop(part(dialog, 'save')), true);
    await part(dialog, 'save').click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal((await consentOf(page)).services.includes('count'), true);
  }
});

for (const layout of ['box', 'bar', 'centre']) {
  world.test(`${layout}: on a right-to-left page words in another language run in their own direction, and nothing leaves the window`, async ({ visit }) => {
    for (const viewport of [{ width: 1280, height: 800 }, { width: 320, height: 640 }]) {
      const page = await visit(`/${layout}/rtl.html`, { viewport, locale: 'en-GB', reducedMotion: 'reduce' });
      const banner = part(page, 'banner');
      await banner.waitFor();
      await shot(page, `hosts/rtl-${layout}-${viewport.width}`, { fullPage: false });
      assert.equal(await banner.getAttribute('lang'), 'en', 'the browser\'s language, where the page\'s is not to be had');
      assert.equal((await looks(banner.getByRole('paragraph').first())).direction, 'ltr');
      const { x, y, width, height } = await banner.boundingBox();
      assert.ok(x >= 0 && y >= 0 && x + width <= viewport.width && y + height <= viewport.height, JSON.stringify({ x, y, width, height }));
      const across = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(across, 0);

      const placeholder = part(page.locator('#film + samtycke-embed'), 'embed');
      await placeholder.waitFor();
      assert.equal((await looks(placeholder.getByRole('paragraph').first())).direction, 'ltr');
      const dialog = await openPreferences(page);
      assert.equal((await looks(dialog.getByRole('heading').first())).direction, 'ltr');
      await shot(page, `hosts/rtl-preferences-${layout}-${viewport.width}`, { fullPage: false });
      await part(dialog, 'reject-all').click();
      await part(page, 'reopen').waitFor();
      assert.equal((await looks(part(page, 'reopen'))).direction, 'ltr');
    }
  });
}
