// A page with a strict Content-Security-Policy that enforces Trusted Types; and pages on which the widget can't run.

import assert from 'node:assert/strict';
import { consentOf, isAsked, recordOf } from './support/consent.mjs';
import { ran, useHosts } from './support/hosts.mjs';
import { idle } from './support/optional.mjs';
import { answerBanner, openPreferences } from './support/steps.mjs';
import { part, until } from './support/world.mjs';

const world = useHosts();

const STRICT = '/box/strict-csp.html';

/** A page that keeps each violation of its policy. */
async function visitStrict(visit, options = {}) {
  /** @type {string[]} */
  const violations = [];
  const page = await visit(options.path ?? STRICT, {
    ...options,
    before: async (page) => {
      await page.exposeFunction('violated', (text) => violations.push(text));
      await page.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
          globalThis.violated(`${violatedDirective}: ${blockedURI} ${sample}`),
        ),
      );
      await options.before?.(page);
    },
  });
  const seen = async () => {
    await idle(page);
    return violations;
  };
  return { page, violations: seen };
}

world.test('Banner, scripts with and without a nonce of the page, embeds, images and style sheets: no violation', async ({ visit }) => {
  const { page, violations } = await visitStrict(visit);
  await part(page.locator('#radar + samtycke-embed'), 'embed').waitFor();
  const record = await recordOf(world, page, () => answerBanner(page, 'accept-all'));
  assert.equal(record.method, 'accept_all');
  await until(() => ran(page), (names) => names.length === 4, 'everything ran');
  assert.deepEqual(await ran(page), ['file', 'nonce', 'module', 'count']);
  await page.frameLocator('#radar').getByRole('button', { name: 'Afspil' }).waitFor();
  await until(() => page.locator('#photo').evaluate((image) => image.naturalWidth), (width) => width > 0, 'the image');
  await until(() => page.evaluate(() => document.styleSheets.length), (count) => count === 2, 'the style sheet');
  assert.deepEqual(await violations(), []);
});

world.test('Placeholder, preferences and withdrawal: no violation', async ({ visit }) => {
  const { page, violations } = await visitStrict(visit);
  await part(page.locator('#radar + samtycke-embed'), 'embed-once').click();
  await page.frameLocator('#radar').getByRole('button', { name: 'Afspil' }).waitFor();
  const dialog = await openPreferences(page);
  await dialog.getByRole('checkbox', { name: 'Statistik', exact: true }).check();
  await part(dialog, 'save').click();
  await until(() => ran(page), (names) => names.includes('count'), 'let go');
  await page.evaluate(() => samtycke.withdraw());
  assert.deepEqual(await violations(), []);
});

world.test('What somebody else wrote into the page gets no trust from us: without the nonce it does not run', async ({ visit }) => {
  const { page, violations } = await visitStrict(visit, { expectErrors: true });
  await page.evaluate(() => {
    const script = Object.assign(document.createElement('script'), { type: 'text/plain' });
    script.append("ran.push('injected');");
    script.dataset.category = 'statistics';
    document.querySelector('main').append(script);
  });
  await answerBanner(page, 'accept-all');
  await until(() => ran(page), (names) => names.includes('count'), 'what is the page\'s own');
  const seen = await violations();
  assert.equal((await ran(page)).includes('injected'), false);
  assert.ok(seen.length > 0 && seen.every((text) => /^(script-src|require-trusted-types-for)/.test(text)), seen.join());
});

world.test('Under Trusted Types nobody may set a script\'s address later: one by data-src does not run, and stops no other', async ({ visit }) => {
  const { page } = await visitStrict(visit, { expectErrors: true });
  await page.evaluate(() => {
    const script = Object.assign(document.createElement('script'), { type: 'text/plain' });
    Object.assign(script.dataset, { category: 'functional', src: '/hosts/tags/run.js?refused' });
    document.head.append(script);
  });
  await answerBanner(page, 'accept-all');
  await until(() => ran(page), (names) => names.includes('count'), 'the others');
  await idle(page);
  assert.equal((await ran(page)).includes('refused'), false);
});

world.test('Without wasm a stored answer goes on working: let go on load, changed by the API, and no word of complaint', async ({ visit }) => {
  const { page } = await visitStrict(visit);
  await recordOf(world, page, () => answerBanner(page, 'accept-all'));
  await page.goto(`${STRICT}?no-wasm`);
  await until(() => ran(page), (names) => names.includes('count'), 'let go');
  assert.equal(await isAsked(page), false);
  const { answered, categories } = await consentOf(page);
  assert.deepEqual([answered, categories.includes('marketing')], [true, true]);
});

/** A module's first bytes, and then nothing. */
const NO_WASM = Buffer.from('0061736d01', 'hex');

for (const [how, cause, before] of [
  ['refused by the policy', /wasm-unsafe-eval/],
  ['not there', /widget_bg\.wasm is not there \(404\)/, (page) => page.route('**/widget/**', (route) => route.fulfill({ status: 404, body: '' }))],
  ['broken', /has a broken file, or one of another release/, (page) => page.route('**/*_bg.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: NO_WASM }))],
]) {
  world.test(`The widget ${how}: everything stays closed, it is said in place, by event and in the console, and answers count`, async ({ visit }) => {
    const page = await visit(before ? '/box/article.html' : `${STRICT}?no-wasm`, { expectErrors: true, before });
    const said = page.waitForEvent('console', (message) => message.type() === 'error' && /^samtycke: /.test(message.text()) && cause.test(message.text()));
    const told = page.evaluate(() =>
      new Promise((resolve) => document.addEventListener('samtycke-error', ({ detail }) => resolve(String(detail.error)))),
    );
    // The preferences need none of it.
    await part(await openPreferences(page), 'close').click();
    await page.evaluate(() => document.querySelector('main').append(document.createElement('samtycke-policy')));
    await part(page.locator('samtycke-policy'), 'error').getByText('Dette kunne ikke vises lige nu.').waitFor();
    await said;
    assert.notEqual(await told, '');
    await idle(page);
    assert.equal((await ran(page)).includes('count'), false);
    await answerBanner(page, 'accept-all');
    await until(() => ran(page), (names) => names.includes('count'), 'let go all the same');
    // From the button that stays, too, there is a way to an answer.
    await part(page, 'reopen').click();
    await part(page.getByRole('dialog'), 'reject-all').click();
    assert.deepEqual((await consentOf(page)).services, ['site']);
    await page.reload();
    await idle(page);
    assert.equal(await isAsked(page), false);
    assert.equal((await ran(page)).includes('count'), false);
  });
}
