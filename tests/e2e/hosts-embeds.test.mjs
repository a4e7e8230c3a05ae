// What stands in an embed's place until it may load: its size, its words, its buttons, and the focus.

import assert from 'node:assert/strict';
import { consentOf, keepEvents, recordOf, states, told } from './support/consent.mjs';
import { ran, useHosts } from './support/hosts.mjs';
import { idle, requestsOf } from './support/optional.mjs';
import { part, until } from './support/world.mjs';

const world = useHosts();

/** The placeholder of an embed: it stands behind it. */
const placeholderOf = (page, id) => page.locator(`#${id} + samtycke-embed`);

const boxOf = async (locator) => {
  const { x, y, width, height } = await locator.evaluate((element) => element.getBoundingClientRect().toJSON());
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
};

async function visitHeld(visit, options) {
  const page = await visit('/box/article.html', options);
  for (const id of ['film', 'advert', 'clip']) await part(placeholderOf(page, id), 'embed-once').waitFor();
  return page;
}

/** Settled: what was measured twice in a row is the same. */
const settled = async (read) => {
  let last = '';
  return until(read, (value) => {
    const same = last === JSON.stringify(value);
    last = JSON.stringify(value);
    return same;
  }, 'at rest');
};

const WIDTHS = [1280, 900, 480];

world.test('A placeholder has the embed\'s size, fluid or fixed, also when the window changes, before and after', async ({ visit }) => {
  const page = await visitHeld(visit);
  const IDS = ['film', 'advert'];
  const measure = async (locate) => {
    const sizes = {};
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      sizes[width] = await settled(() => Promise.all(IDS.map((id) => boxOf(locate(id)))));
    }
    return sizes;
  };
  const held = await measure((id) => placeholderOf(page, id));
  await page.evaluate(() => samtycke.accept());
  for (const id of IDS) await placeholderOf(page, id).waitFor({ state: 'detached' });
  const shown = await measure((id) => page.locator(`#${id}`));
  assert.deepEqual(held, shown);
  // 16:9 and 300 by 250 they are.
  assert.equal(Math.round((shown[1280][0].width * 9) / 16), shown[1280][0].height);
  assert.deepEqual([shown[1280][1].width, shown[1280][1].height], [300, 250]);
});

world.test('Where the text needs more room than the embed has, the placeholder grows and nothing is cut off', async ({ visit }) => {
  const page = await visitHeld(visit, { viewport: { width: 320, height: 640 } });
  for (const id of ['film', 'advert', 'clip']) {
    const cut = await part(placeholderOf(page, id), 'embed').evaluate((root) => ({
      down: root.scrollHeight - root.clientHeight,
      across: root.scrollWidth - root.clientWidth,
      outside: [...root.querySelectorAll('button')].some((button) => {
        const it = button.getBoundingClientRect();
        const we = root.getRootNode().host.getBoundingClientRect();
        return it.bottom > we.bottom + 0.5 || it.right > we.right + 0.5 || it.left < we.left - 0.5;
      }),
    }));
    assert.deepEqual(cut, { down: 0, across: 0, outside: false }, id);
  }
});

world.test('A placeholder names the service and where it would load from', async ({ visit }) => {
  const page = await visitHeld(visit);
  const film = await part(placeholderOf(page, 'film'), 'embed').innerText();
  assert.match(film, /Filmkajen/);
  assert.match(film, /127\.0\.0\.1/);
  const clip = await part(placeholderOf(page, 'clip'), 'embed').innerText();
  assert.match(clip, /site\.localhost/, 'a video, too');
  const advert = await part(placeholderOf(page, 'advert'), 'embed').innerText();
  assert.match(advert, /Annoncebroen/);
  for (const button of await page.locator('samtycke-embed').getByRole('button').all()) {
    const { height, width } = await button.boundingBox();
    assert.ok(height >= 24 && width >= 24, `${width} by ${height}`);
  }
});

world.test('Load once loads this one, without an answer; the focus goes on inside it', async ({ visit }) => {
  let requests = [];
  const page = await visitHeld(visit, { before: (page) => void (requests = requestsOf(page)) });
  const once = part(placeholderOf(page, 'film'), 'embed-once');
  await once.focus();
  await page.evaluate(() => {
    const film = document.querySelector('#film');
    globalThis.loaded = new Promise((resolve) => film.addEventListener('load', () => resolve(true), { once: true }));
  });
  await page.keyboard.press('Enter');
  await page.frameLocator('#film').getByRole('button', { name: 'Afspil' }).waitFor();
  // The focus is put into the frame again when it is loaded, which is after one sees it.
  await page.evaluate(() => globalThis.loaded);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'film');
  await page.keyboard.press('Tab');
  const inside = page.frames().find((frame) => frame.url().endsWith('?film'));
  await until(() => inside.evaluate(() => document.activeElement.textContent), (text) => text === 'Afspil', 'the focus is inside');
  await idle(page);
  assert.equal((await consentOf(page)).answered, false);
  assert.equal(await placeholderOf(page, 'advert').count(), 1, 'another of the same category still waits');
  assert.equal(requests.filter((path) => path === '/hosts/frame.html').length, 1);
  assert.deepEqual(await page.context().cookies(), []);
  assert.deepEqual(await ran(page), ['guard', 'login']);
});

world.test('Always allow answers for the service, lets its embeds go, and is on record', async ({ visit }) => {
  const page = await visitHeld(visit, { before: keepEvents });
  const record = await recordOf(world, page, () => part(placeholderOf(page, 'film'), 'embed-always').click());
  assert.deepEqual(record.states, states({ guard: 'not_objected', film: 'given' }, 'refused'));
  assert.equal(record.banner.layer, 'embed');
  assert.equal(record.method, 'save');
  await page.frameLocator('#film').getByRole('button', { name: 'Afspil' }).waitFor();
  await placeholderOf(page, 'clip').waitFor({ state: 'detached' });
  assert.equal(await placeholderOf(page, 'advert').count(), 1);
  assert.equal(await part(page, 'banner').count(), 0, 'that was an answer');
  await until(() => told(page), (events) => events.at(-1).changed.join() === 'film', 'told');

  await page.reload();
  await page.frameLocator('#film').getByRole('button', { name: 'Afspil' }).waitFor();
  await placeholderOf(page, 'advert').waitFor();
});

world.test('On withdrawal the embeds that come later wait again', async ({ visit }) => {
  const page = await visitHeld(visit);
  await page.evaluate(() => samtycke.accept());
  await placeholderOf(page, 'film').waitFor({ state: 'detached' });
  await page.evaluate(() => {
    samtycke.withdraw();
    const late = document.querySelector('#film').cloneNode();
    late.id = 'late';
    late.removeAttribute('src');
    late.dataset.src = '/hosts/frame.html?late';
    document.querySelector('.film').append(late);
  });
  await placeholderOf(page, 'late').waitFor();
});

world.test('An embed that the page takes away takes its placeholder along', async ({ visit }) => {
  const page = await visitHeld(visit);
  await page.evaluate(() => document.querySelector('#film').remove());
  await until(() => page.locator('.film samtycke-embed').count(), (count) => count === 0, 'gone with it');
  assert.equal(await page.locator('samtycke-embed').count(), 2);
});
