// Cookies: nothing optional before consent, everything after it that was allowed and nothing else, and a record of every
// answer.

import assert from 'node:assert/strict';
import { ALL, SERVICES, assertNothingOptional, idle, ranExactly, requestsOf, seen } from './support/optional.mjs';
import { assertVerified, delivered, jwksOf, payloadOf } from './support/records.mjs';
import { agreement, answerBanner, formData, openPreferences, validity, watchValidity } from './support/steps.mjs';
import { part, shot, until, useWorld } from './support/world.mjs';

const world = useWorld();

/** The record of the answer that `act` gives, verified. */
async function recordOf(page, act) {
  const [taken] = await Promise.all([delivered(page), act()]);
  await assertVerified({ ...taken, jwks: await jwksOf(world.url) });
  const { event, method, banner, purposes } = payloadOf(taken.record);
  const states = Object.fromEntries(purposes.map(({ id, state }) => [id, state]));
  return { event: event.type, method, layer: banner.layer, states };
}

/** The services' states in a record: these given, the others as said. */
const states = (given, others = 'refused') =>
  Object.fromEntries(ALL.map((id) => [id, given.includes(id) ? 'given' : others]));

async function visitLanding(visit, options) {
  let requests = [];
  const page = await visit('/demo/', {
    ...options,
    before: async (page) => {
      requests = requestsOf(page);
      await options?.before?.(page);
    },
  });
  return { page, requests };
}

world.test('Nothing optional runs before there is an answer, and neither does the widget', async ({ visit }) => {
  const { page, requests } = await visitLanding(visit);
  await part(page, 'banner').waitFor();
  await assertNothingOptional(page, requests);
  assert.deepEqual(requests.filter((path) => path.includes('/widget/')), []);
  await part(page, 'embed').first().waitFor();
  assert.equal(await part(page, 'embed').count(), 1, 'a placeholder stands where the film would be');
  // The banner does not lock the page, and closing is not consent: there is no close button.
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).overflow), 'visible');
  assert.deepEqual(await part(page, 'banner').getByRole('button').allTextContents(), [
    'Acceptér alle', 'Afvis alle', 'Indstillinger',
  ]);
});

world.test('Accept all and Reject all look the same', async ({ visit }) => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 320, height: 640 }]) {
    const { page } = await visitLanding(visit, { viewport, reducedMotion: 'reduce' });
    const looks = ['accept-all', 'reject-all'].map(async (name) => {
      const button = part(part(page, 'banner'), name);
      const { width, height, y } = await button.boundingBox();
      const style = await button.evaluate((button) => {
        const { color, backgroundColor, border, font, opacity, boxShadow } = getComputedStyle(button);
        return { color, backgroundColor, border, font, opacity, boxShadow };
      });
      return { width: Math.round(width), height: Math.round(height), y: Math.round(y), ...style };
    });
    const [accept, reject] = await Promise.all(looks);
    assert.deepEqual(accept, reject);
    assert.ok(accept.height >= 44, `${accept.height} px high`);
  }
});

world.test('Who refuses is left alone: nothing runs, nothing is stored, and the refusal is on record', async ({ visit }) => {
  const { page, requests } = await visitLanding(visit);
  const record = await recordOf(page, () => answerBanner(page, 'reject-all'));
  assert.deepEqual(record, { event: 'consent_refused', method: 'reject_all', layer: 'banner', states: states([]) });
  await assertNothingOptional(page, requests);
  await shot(page, 'cookies/refused');
});

world.test('Who accepts gets every service, after the answer and not before', async ({ visit }) => {
  const { page, requests } = await visitLanding(visit);
  await assertNothingOptional(page, requests);
  const record = await recordOf(page, () => answerBanner(page, 'accept-all'));
  assert.deepEqual(record, { event: 'consent_given', method: 'accept_all', layer: 'banner', states: states(ALL) });
  await ranExactly(page, ALL);
  await shot(page, 'cookies/accepted');
});

for (const [answer, services] of [['accept-all', ALL], ['reject-all', []]]) {
  world.test(`A returning visitor (${answer}) is not asked, and downloads the embed and nothing else of ours`, async ({ visit }) => {
    const { page } = await visitLanding(visit);
    await recordOf(page, () => answerBanner(page, answer));
    await until(
      () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('samtycke'))),
      (names) => names.length === 0,
      'delivered, nothing waits in this browser',
    );
    await page.close();

    const again = await page.context().newPage();
    const requests = requestsOf(again);
    await again.goto('/demo/');
    await ranExactly(again, services);
    // What says that a film waits comes with the first page that has one to hold back.
    const [embed, ...others] = requests.filter((path) => path.startsWith('/packs/'));
    assert.equal(embed, '/packs/vagthavn/embed.js');
    if (answer === 'accept-all') assert.deepEqual(others, []);
    else assert.match(others.join(), /^(\/packs\/vagthavn\/embed\/embed-[0-9a-f]{12}\.js)?$/);
    assert.deepEqual(requests.filter((path) => /nonces|records/.test(path)), []);
    assert.equal(await part(again, 'banner').count(), 0);
  });
}

world.test('Preferences: one whole category is allowed, and nothing else', async ({ visit }) => {
  const { page } = await visitLanding(visit);
  const dialog = await openPreferences(page);
  for (const box of await dialog.getByRole('checkbox').all()) assert.equal(await box.isChecked(), false);
  assert.equal(await dialog.getByRole('checkbox', { name: 'Nødvendige' }).count(), 0, 'no dead switch');
  await dialog.getByRole('checkbox', { name: 'Statistik' }).check();
  const record = await recordOf(page, () => part(dialog, 'save').click());
  assert.deepEqual(record, {
    event: 'consent_given', method: 'save', layer: 'preferences', states: states(['matomo']),
  });
  await ranExactly(page, ['matomo']);
  assert.equal(await part(page, 'banner').count(), 0);
});

world.test('Preferences: one service of a category is allowed, and the category is not', async ({ visit }) => {
  const { page } = await visitLanding(visit);
  const dialog = await openPreferences(page);
  const marketing = dialog.getByRole('listitem').filter({ hasText: 'Markedsføring' });
  await marketing.getByText('Tjenester (2)').click();
  await marketing.getByRole('checkbox', { name: 'Video' }).check();
  const whole = marketing.getByRole('checkbox', { name: 'Markedsføring' });
  assert.deepEqual(await whole.evaluate(({ checked, indeterminate }) => ({ checked, indeterminate })), {
    checked: false, indeterminate: true,
  });
  const record = await recordOf(page, () => part(dialog, 'save').click());
  assert.deepEqual(record.states, states(['video']));
  await ranExactly(page, ['video']);
  const has = await page.evaluate(() => [samtycke.has('marketing'), samtycke.has('marketing', 'video'), samtycke.has('marketing', 'ads')]);
  assert.deepEqual(has, [false, true, false]);
});

world.test('Preferences closed without an answer are no answer', async ({ visit }) => {
  const { page, requests } = await visitLanding(visit);
  for (const close of [(dialog) => part(dialog, 'close').click(), () => page.keyboard.press('Escape')]) {
    const dialog = await openPreferences(page);
    await dialog.getByRole('checkbox', { name: 'Statistik' }).check();
    await close(dialog);
    await dialog.waitFor({ state: 'detached' });
    await part(page, 'banner').waitFor();
    assert.equal(await page.evaluate(() => samtycke.consent().answered), false);
    const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('part'));
    await until(focused, (name) => name === 'open-preferences', 'the focus is back where it was');
  }
  await assertNothingOptional(page, requests);
});

world.test('Withdrawal is as easy: what ran is told, what was stored is cleared, and it is on record', async ({ visit }) => {
  const { page } = await visitLanding(visit);
  await recordOf(page, () => answerBanner(page, 'accept-all'));
  await ranExactly(page, ALL);
  await page.getByRole('contentinfo').getByRole('link', { name: 'Cookieindstillinger' }).click();
  const dialog = part(page, 'preferences');
  await part(dialog, 'reject-all').waitFor();
  assert.equal(await dialog.getByRole('checkbox', { name: 'Markedsføring' }).isChecked(), true, 'it shows the answer');
  const record = await recordOf(page, () => part(dialog, 'reject-all').click());
  assert.deepEqual(record.event, 'consent_withdrawn');
  assert.deepEqual(record.states, states([], 'withdrawn'));
  await until(() => seen(page).then(({ stored }) => stored), (stored) => stored.length === 0, 'cleared');
  await page.getByText(/Stoppet kl\./).waitFor();

  const again = await page.context().newPage();
  const requests = requestsOf(again);
  await again.goto('/demo/');
  await assertNothingOptional(again, requests);
  assert.equal(await part(again, 'banner').count(), 0);
});

world.test('A page without a control of its own gets one, by which the answer is changed', async ({ visit }) => {
  const { page } = await visitLanding(visit, { before: withoutControls });
  await recordOf(page, () => answerBanner(page, 'reject-all'));
  await part(page, 'reopen').waitFor();
  const focused = await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('part'));
  assert.equal(focused, 'reopen', 'the focus goes to it');
  await shot(page, 'cookies/reopen', { fullPage: false });
  await part(page, 'reopen').click();
  const dialog = part(page, 'preferences');
  const record = await recordOf(page, () => part(dialog, 'accept-all').click());
  assert.equal(record.layer, 'preferences');
  await ranExactly(page, ALL);
});

world.test('An embed is shown once without an answer, or always with one', async ({ visit }) => {
  const { page, requests } = await visitLanding(visit);
  await part(page, 'embed').scrollIntoViewIfNeeded();
  await shot(page, 'cookies/embed', { fullPage: false });
  await part(page, 'embed-once').click();
  await ranExactly(page, ['video']);
  assert.equal(await page.evaluate(() => samtycke.consent().answered), false);
  assert.deepEqual(requests.filter((path) => /demo\/embed\/(?!video)/.test(path)), []);
  const focused = await page.evaluate(() => document.activeElement?.className);
  assert.equal(focused, 'film-frame', 'the focus goes on inside the film');

  await page.context().clearCookies();
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  const record = await recordOf(page, () => part(page, 'embed-always').click());
  assert.deepEqual(record, { event: 'consent_given', method: 'save', layer: 'embed', states: states(['video']) });
  await ranExactly(page, ['video']);
});

world.test('With the widget out of reach an answer is still taken and kept, and its record is made later', async ({ visit }) => {
  for (const [answer, services] of [['reject-all', []], ['accept-all', ALL]]) {
    const { page } = await visitLanding(visit, {
      expectErrors: true,
      before: (page) => page.route(/\/widget\/|\/embed\/preferences-/, (route) => route.abort()),
    });
    await part(page, 'open-preferences').click();
    await part(part(page, 'banner'), 'error').getByText('Indstillingerne kunne ikke åbnes').waitFor();
    await shot(page, 'cookies/preferences-failed', { fullPage: false });
    await ranExactly(page, []);
    await answerBanner(page, answer);
    await ranExactly(page, services);

    const record = await recordOf(page, async () => {
      await page.unrouteAll();
      await page.reload();
    });
    assert.equal(record.method, answer.replace('-', '_'));
    await ranExactly(page, services);
    assert.equal(await part(page, 'banner').count(), 0);
  }
});

world.test('Under a policy that forbids wasm preferences open, an agreement fails closed, and says so', async ({ visit }) => {
  const withoutWasm = (page) =>
    page.route(/\/demo\/(opret\/)?$/, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': "script-src 'self'" };
      await route.fulfill({ response, headers });
    });
  const { page, requests } = await visitLanding(visit, { expectErrors: true, before: withoutWasm });
  await part(await openPreferences(page), 'close').click();
  await part(page, 'preferences').waitFor({ state: 'detached' });
  await assertNothingOptional(page, requests);

  const signup = await page.context().newPage();
  await watchValidity(signup);
  await withoutWasm(signup);
  await signup.addInitScript(() => {
    globalThis.reported = new Promise((resolve) => document.addEventListener('samtycke-error', () => resolve(true)));
  });
  const said = signup.waitForEvent('console', (message) => /wasm-unsafe-eval/.test(message.text()));
  await signup.goto('/demo/opret/');
  await said;
  assert.equal(await signup.evaluate(() => globalThis.reported), true);
  await part(agreement(signup), 'error').getByText('Dette kunne ikke vises lige nu.').waitFor();
  await agreement(signup).getByRole('link', { name: 'Læs databehandleraftalen som almindelig side' }).waitFor();
  assert.equal((await validity(signup)).valid, false);
  assert.equal('agreement' in (await formData(signup)), false);
  await shot(signup, 'cookies/no-wasm-agreement');
});

world.test('Where nothing can be stored the visitor is asked, heard for this page, and asked again', async ({ visit }) => {
  const denied = (page) =>
    page.addInitScript(() => {
      const deny = { get: () => { throw new DOMException('denied', 'SecurityError'); } };
      Object.defineProperty(window, 'localStorage', deny);
      Object.defineProperty(window, 'sessionStorage', deny);
      Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} });
    });
  const page = await visit('/demo/', { before: denied, expectErrors: true });
  const record = await recordOf(page, () => answerBanner(page, 'accept-all'));
  assert.equal(record.method, 'accept_all');
  await page.locator('#koert [data-service="matomo"].has-run').waitFor();
  await page.reload();
  await part(page, 'banner').waitFor();
  await idle(page);
  assert.equal(await page.locator('#koert .has-run').count(), 0);
});

/** The landing page as a site would have it that forgot the way back. */
const withoutControls = (page) =>
  page.route('**/demo/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('data-samtycke="preferences"', '') });
  });
