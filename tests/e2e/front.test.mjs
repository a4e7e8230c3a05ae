// The front page: leads everywhere, draws what was measured, and is for everyone. And the vendors' pages that it leads to.

import assert from 'node:assert/strict';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { delivered, isDelivery } from './support/records.mjs';
import { part, shot, together, useWorld } from './support/world.mjs';

const world = useWorld({ csp: true });

const RUN = {
  date: '2026-11-22', machine: 'two cores', command: 'cargo xtask bench page', rounds: 20,
  measures: [{
    id: 'first', title: 'Time to the banner', unit: 'ms',
    results: [
      { id: 'other', who: 'other', version: '1.0', median: 1200, low: 1100, high: 1300 },
      { id: 'samtycke', who: 'samtycke, embed', version: '0.1', median: 600, low: 560, high: 650 },
      { id: 'samtycke-async', who: 'samtycke, async embed', version: '0.1', median: 1200, low: 1100, high: 1300 },
    ],
    verdicts: [
      { way: 'samtycke-async', limit: 'before every peer', against: 'other', bar: 1200, measured: 1200, met: false },
      { way: 'samtycke', limit: 'before every peer', against: 'other', bar: 1200, measured: 600, met: true },
      { way: 'samtycke', limit: 'at most 500', against: '', bar: 500, measured: 600, met: false },
    ],
  }],
};
const SIZES = {
  version: '0.1.0', rustc: 'rustc 1.0', wasm_opt: 'binaryen 1.0',
  files: [
    { file: 'embed/gate.js', raw: 7000, gzip: 3000, brotli: 2800 },
    { file: 'weighed/gate-core.js', raw: 6000, gzip: 2500, brotli: 2400, limit: 4079, goal: 4079 },
  ],
  surfaces: [{ name: 'policy and agreement', raw: 90000, gzip: 85000, brotli: 80000, limit: 81000, goal: 75000 }],
};

/** @param {unknown} run @param {unknown} sizes */
const withNumbers = (run, sizes) => async (page) => {
  for (const [name, json] of [['page', run], ['sizes', sizes]]) {
    await page.route(`**/demo/figures/${name}.json`, (route) => (json ? route.fulfill({ json }) : route.fulfill({ status: 404, body: '' })));
  }
};

world.test('The numbers are drawn, said in a table, and told how to be measured again', async ({ visit }) => {
  const page = await visit('/', { before: withNumbers(RUN, SIZES) });
  const table = page.getByRole('table', { name: 'Time to the banner, ms' });
  await table.waitFor();
  // The quickest first; ours is marked by more than its colour.
  assert.deepEqual(await table.getByRole('rowheader').allTextContents(), ['samtycke, embed 0.1', 'other 1.0', 'samtycke, async embed 0.1']);
  assert.equal(await table.getByRole('row', { name: /, embed/ }).locator('td').first().innerText(), '600');
  const bars = await page.locator('.chart .bar').evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
  assert.equal(Math.round((bars[1] / bars[0]) * 10), 20, 'bars are as long as what they stand for');
  assert.match(await page.locator('#measures').innerText(), /cargo xtask bench page/);
  assert.match(await page.getByRole('table', { name: /sizes/ }).innerText(), /embed\/gate\.js\s+7,000\s+3,000\s+2,800/);
});

world.test('Whether a limit is met is said in words: beside the chart, in it, in the table, and of what is weighed', async ({ visit }) => {
  const page = await visit('/', { before: withNumbers(RUN, SIZES) });
  const table = page.getByRole('table', { name: 'Time to the banner, ms' });
  await table.waitFor();
  assert.deepEqual(await page.locator('#measures li').allTextContents(), [
    'Our limit: before every peer (other, 1,200 ms). Not met: async embed. Met: embed.',
    'Our limit: at most 500. Not met: embed.',
  ]);
  // One of two that is missed is missed.
  assert.equal(await table.getByRole('row', { name: /, embed/ }).locator('td').last().innerText(), 'not met');
  assert.equal(await table.getByRole('row', { name: /other/ }).locator('td').last().innerText(), '');
  assert.deepEqual(await page.locator('.chart .verdict').allTextContents(), ['limit not met', 'limit not met']);
  const goals = await page.getByRole('table', { name: /is to weigh/ }).innerText();
  assert.match(goals, /gate-core\.js\s+2,400\s+4,079\s+met\s+4,079/);
  assert.match(goals, /policy and agreement\s+80,000\s+75,000\s+not met\s+81,000/);
});

world.test('Where nothing was measured, the page says what would', async ({ visit }) => {
  const page = await visit('/', { before: withNumbers(undefined, undefined), expectErrors: true });
  await page.getByText('Nothing has been measured here yet').waitFor();
  await page.getByText('Nothing has been weighed here yet').waitFor();
});

world.test('The page in the frame asks, and asks again; the front page itself stores nothing', async ({ visit }) => {
  const page = await visit('/', { before: withNumbers(RUN, SIZES) });
  const frame = page.frameLocator('#live');
  // What signs and sends the answer is fetched now; the next press takes the page away.
  await Promise.all([page.waitForResponse(isDelivery), frame.locator('[part~="reject-all"]').click()]);
  await frame.locator('[part~="banner"]').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Ask me again' }).click();
  await frame.locator('[part~="banner"]').waitFor();
  assert.equal((await page.context().cookies()).length, 0);
});

world.test('Every link on the front page leads somewhere', async ({ visit }) => {
  const page = await visit('/', { before: withNumbers(RUN, SIZES) });
  const links = new Set(await page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href'))));
  assert.ok(links.size > 15, `${links.size} links`);
  for (const link of links) assert.equal((await page.request.get(link)).status(), 200, link);
  for (const id of await page.locator('a[href^="#"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))) {
    assert.equal(await page.locator(id).count(), 1, id);
  }
});

together('For everyone: light, dark, small, forced colours', () => {
  const MODES = /** @type {const} */ ([
    ['light', {}], ['dark', { colorScheme: 'dark' }], ['phone', { viewport: { width: 320, height: 640 } }], ['forced', { forcedColors: 'active' }],
  ]);
  for (const path of ['/', ...['nordlunda', 'prognosvik', 'skyltljus'].map((vendor) => `/demo/${vendor}/`)]) {
    world.test(`For everyone: ${path}`, async ({ visit }) => {
      const wrong = [];
      for (const [mode, options] of MODES) {
        const page = await visit(path, { before: withNumbers(RUN, SIZES), reducedMotion: 'reduce', ...options });
        if (path === '/') await page.getByRole('table').first().waitFor();
        else await part(page, 'banner').waitFor();
        await shot(page, `front/${path.replaceAll('/', '') || 'front'}-${mode}`);
        // axe takes the landmarks of the page in the frame for this page's, and doesn't see the colours that the system forces.
        const except = ['landmark-unique', ...(mode === 'forced' ? ['color-contrast'] : [])];
        wrong.push(...(await violationsOf(page, mode, except)), ...(await overflowOf(page, mode)));
      }
      assert.deepEqual(wrong, []);
    });
  }
});

together('Each vendor has a policy to read, an agreement to accept, and something that waits for a yes', () => {
  for (const vendor of ['nordlunda', 'prognosvik', 'skyltljus']) {
    world.test(vendor, async ({ visit }) => {
      const page = await visit(`/demo/${vendor}/`);
      const before = await page.getByRole('status').innerText();
      // What is still being fetched to send it would fail when the page goes.
      await Promise.all([delivered(page), part(page, 'accept-all').click()]);
      await page.locator('[data-ran]').filter({ hasNotText: before }).waitFor();
      await page.goto(`/demo/${vendor}/policy/`);
      await part(page.locator('samtycke-policy'), 'document').waitFor();
      await page.goto(`/demo/${vendor}/sign-up/`);
      // Prognosvik asks who one is; the others' page has said it.
      await part(page.locator('samtycke-agreement'), vendor === 'prognosvik' ? 'role' : 'accept').waitFor();
    });
  }
});
