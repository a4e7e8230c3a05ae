// Nothing on the page moves because of us: Cumulative Layout Shift is 0, not small.

import assert from 'node:assert/strict';
import { allDelivered } from './support/consent.mjs';
import { SIGNALLING, useHosts } from './support/hosts.mjs';
import { idle } from './support/optional.mjs';
import { answerBanner } from './support/steps.mjs';
import { part } from './support/world.mjs';

const LAYOUTS = ['box', 'bar', 'centre'];
const world = useHosts(Object.fromEntries(LAYOUTS.map((layout) => [layout, { layout }])));

/** Keeps every shift from the first paint on, those right after an input too. */
const watchShifts = (page) =>
  page.addInitScript(() => {
    globalThis.shifts = [];
    const keep = (list) =>
      globalThis.shifts.push(
        ...list.getEntries().map(({ value, hadRecentInput, sources }) => ({
          value, hadRecentInput, moved: sources.map(({ node }) => node?.id || node?.nodeName),
        })),
      );
    globalThis.observer = new PerformanceObserver(keep);
    globalThis.observer.observe({ type: 'layout-shift', buffered: true });
    globalThis.shiftsSoFar = () => {
      keep({ getEntries: () => globalThis.observer.takeRecords() });
      return globalThis.shifts;
    };
  });

const shifts = async (page) => {
  await idle(page);
  return page.evaluate(() => globalThis.shiftsSoFar());
};

world.test('The measure itself: a page that does move is seen moving', async ({ visit }) => {
  const page = await visit('/box/article.html', { before: watchShifts });
  await idle(page);
  await page.evaluate(() => {
    const late = Object.assign(document.createElement('div'), { style: 'height:200px' });
    document.querySelector('main').prepend(late);
  });
  assert.notDeepEqual(await shifts(page), []);
});

for (const layout of LAYOUTS) {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 320, height: 640 }]) {
    world.test(`${layout}, ${viewport.width} px: nothing moves on the first visit, by the answer, or on the next visit`, async ({ visit }) => {
      const page = await visit(`/${layout}/article.html`, { viewport, before: watchShifts });
      await part(page, 'banner').waitFor();
      assert.deepEqual(await shifts(page), [], 'first visit');
      await page.evaluate(() => scrollTo(0, 600));
      assert.deepEqual(await shifts(page), [], 'scrolled');
      await answerBanner(page, 'reject-all');
      await allDelivered(page);
      assert.deepEqual(await shifts(page), [], 'answered');
      await page.reload();
      await part(page, 'reopen').waitFor();
      assert.deepEqual(await shifts(page), [], 'next visit');
      await page.evaluate(() => samtycke.accept());
      await page.reload();
      await part(page, 'reopen').waitFor();
      assert.deepEqual(await shifts(page), [], 'next visit, everything allowed');
    });
  }
}

world.test('Nothing moves by the other banners: opt-out, notice, and the notice of the browser\'s signal', async ({ visit }) => {
  for (const [path, name, options] of [
    ['article.html?country=US', 'banner'],
    ['article.html?country=NZ', 'banner'],
    ['article.html', 'gpc', SIGNALLING],
  ]) {
    const page = await visit(`/box/${path}`, { ...options, before: watchShifts });
    await part(page, name).waitFor();
    assert.deepEqual(await shifts(page), [], path);
  }
});
