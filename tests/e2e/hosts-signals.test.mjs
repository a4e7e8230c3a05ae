// Consent signals of others: denied before any other script of the page could look, and updated with each answer.

import assert from 'node:assert/strict';
import { signalToScripts, useHosts } from './support/hosts.mjs';
import { idle } from './support/optional.mjs';
import { answerBanner } from './support/steps.mjs';
import { part, until } from './support/world.mjs';

const world = useHosts({
  box: {},
  // The same pack without them.
  silent: { edit: (toml) => toml.replace(/\[cookies\.signals[^]*?(?=\[\[cookies\.category\]\])/, '') },
});

const TYPES = [
  'ad_personalization', 'ad_storage', 'ad_user_data', 'analytics_storage', 'functionality_storage',
  'personalization_storage', 'security_storage',
];
/** What is strictly necessary is granted from the start. */
const DENIED = { ...Object.fromEntries(TYPES.map((type) => [type, 'denied'])), security_storage: 'granted' };
const GRANTED = Object.fromEntries(TYPES.map((type) => [type, 'granted']));

/** What was in the queues when the first script after ours ran. */
const atStart = (page) => page.evaluate(() => globalThis.atStart);

/** Gives an answer, and waits until the page has been told: the signals were before it. @param {Page} page @param {() => void} act */
const told = (page, act) =>
  page.evaluate(`new Promise((resolve) => {
    document.addEventListener('samtycke-consent', () => resolve(), { once: true });
    (${act})();
  })`);

/** What is in them now. @param {Page} page */
const now = (page) =>
  page.evaluate(() => ({
    google: (globalThis.dataLayer ?? []).map((entry) => [...entry]),
    uet: [...(globalThis.uetq ?? [])],
    clarity: (globalThis.clarity?.q ?? []).map((entry) => [...entry]),
  }));

/** As Google's tag reads it: the last word for each type, without those for a region. */
function googleState(entries) {
  const said = entries.filter(([command, , types]) => command === 'consent' && !types.region);
  const { wait_for_update, ...state } = Object.assign({}, ...said.map(([, , types]) => types));
  return state;
}

/** As Microsoft's tags do. */
function uetState(entries) {
  const states = entries.filter((entry, index) => typeof entry === 'object' && entries[index - 2] === 'consent');
  return Object.assign({}, ...states);
}
const clarityState = (entries) => entries.filter(([command]) => command === 'consentv2').at(-1)?.[1];

world.test('Before any other script of the page, every signal is denied', async ({ visit }) => {
  const page = await visit('/box/article.html');
  const { google, uet, clarity } = await atStart(page);
  const [command, what, types] = google[0];
  assert.deepEqual([command, what], ['consent', 'default']);
  assert.deepEqual(Object.keys(types).sort(), [...TYPES, 'wait_for_update'].sort(), 'all seven types');
  assert.equal(types.wait_for_update, 500);
  for (const type of TYPES.filter((type) => type !== 'security_storage')) assert.equal(types[type], 'denied', type);
  assert.deepEqual(googleState(google), DENIED);
  const set = google.filter(([command]) => command === 'set');
  assert.deepEqual(set, [['set', 'ads_data_redaction', true], ['set', 'url_passthrough', true]]);
  assert.deepEqual(uet, ['consent', 'default', { ad_storage: 'denied' }]);
  assert.deepEqual(clarity, [['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }]]);
});

world.test('Google\'s queue holds arguments objects, which is all that its tag reads', async ({ visit }) => {
  const page = await visit('/box/article.html');
  const kinds = await page.evaluate(() => dataLayer.map((entry) => Object.prototype.toString.call(entry)));
  assert.deepEqual([...new Set(kinds)], ['[object Arguments]']);
});

world.test('Other defaults by Google\'s own idea of where the visitor is name their region and all seven types', async ({ visit }) => {
  const page = await visit('/box/article.html');
  const regional = (await atStart(page)).google.filter(([, , types]) => types.region);
  assert.equal(regional.length, 1);
  const [command, what, { wait_for_update, ...types }] = regional[0];
  assert.deepEqual([command, what, types], ['consent', 'default', { ...DENIED, analytics_storage: 'granted', region: ['US-CA'] }]);
});

world.test('An answer updates them: all, nothing, or what was chosen', async ({ visit }) => {
  const page = await visit('/box/article.html');
  await idle(page);
  assert.deepEqual((await now(page)).google.filter(([, what]) => what === 'update'), [], 'nothing before an answer');
  await told(page, () => document.querySelector('samtycke-cookies').shadowRoot.querySelector('[part~="accept-all"]').click());
  let queues = await now(page);
  assert.equal(queues.google.at(-1)[1], 'update');
  assert.deepEqual(googleState(queues.google), GRANTED);
  assert.deepEqual(uetState(queues.uet), { ad_storage: 'granted' });
  assert.deepEqual(clarityState(queues.clarity), { ad_Storage: 'granted', analytics_Storage: 'granted' });

  // Marketing no longer whole: ad_personalization hangs on one of its services.
  await told(page, () => samtycke.withdraw(['film', 'heat', 'functional']));
  queues = await now(page);
  assert.deepEqual(googleState(queues.google), {
    ...GRANTED, ad_storage: 'denied', ad_user_data: 'denied', analytics_storage: 'denied', functionality_storage: 'denied',
    personalization_storage: 'denied',
  });
  assert.deepEqual(uetState(queues.uet), { ad_storage: 'denied' });
  assert.deepEqual(clarityState(queues.clarity), { ad_Storage: 'denied', analytics_Storage: 'denied' });

  await told(page, () => samtycke.withdraw());
  queues = await now(page);
  assert.deepEqual(googleState(queues.google), DENIED);
});

for (const [answer, state] of [['accept-all', GRANTED], ['reject-all', DENIED]]) {
  world.test(`On the next visit the stored answer (${answer}) is told before any tag: first denied, then what holds`, async ({ visit }) => {
    const page = await visit('/box/article.html');
    await answerBanner(page, answer);
    await page.reload();
    const { google, uet, clarity } = await atStart(page);
    assert.deepEqual(google[0].slice(0, 2), ['consent', 'default']);
    assert.equal(google[0][2].ad_storage, 'denied', 'the default is denied');
    assert.deepEqual(googleState(google), state);
    assert.deepEqual(uetState(uet), { ad_storage: state.ad_storage });
    assert.deepEqual(clarityState(clarity), { ad_Storage: state.ad_storage, analytics_Storage: state.analytics_storage });
  });
}

world.test('Where everything runs until it is refused, the signals say so from the start', async ({ visit }) => {
  const page = await visit('/box/article.html?country=US');
  const { google, uet } = await atStart(page);
  assert.deepEqual(googleState(google), GRANTED);
  assert.deepEqual(uetState(uet), { ad_storage: 'granted' });
  await told(page, () => samtycke.withdraw());
  assert.deepEqual(googleState((await now(page)).google), DENIED);
});

world.test('Where the visitor is, told late, changes the signals', async ({ visit }) => {
  const page = await visit('/box/article.html');
  await told(page, () => samtycke.region('US'));
  const { google, uet } = await now(page);
  assert.deepEqual(googleState(google), GRANTED);
  assert.deepEqual(uetState(uet), { ad_storage: 'granted' });
});

world.test('Global Privacy Control is told before any tag, and no region of Google\'s goes over it', async ({ visit }) => {
  const page = await visit('/box/article.html?country=US', { before: signalToScripts });
  const { google } = await atStart(page);
  assert.deepEqual(googleState(google), DENIED);
  const generous = google.filter(([, what, types]) => what === 'default' && types.region && types.analytics_storage === 'granted');
  const lastWord = google.findLastIndex(([, what]) => what === 'update');
  assert.ok(generous.length === 0 || lastWord > 0, 'a default for a region may not be what counts');
});

world.test('What the page\'s own tags put in the queues stays there, and their scripts may take them over', async ({ visit }) => {
  const page = await visit('/box/article.html', {
    before: (page) =>
      page.addInitScript(() => {
        // A tag manager that was there first, against the advice.
        globalThis.dataLayer = [{ event: 'gtm.js' }];
        globalThis.calls = [];
        globalThis.clarity = (...call) => globalThis.calls.push(call);
      }),
  });
  await part(page, 'banner').waitFor();
  assert.equal(await page.evaluate(() => dataLayer[0].event), 'gtm.js');
  // UET's script replaces the array by an object that has a push of its own.
  await page.evaluate(() => {
    globalThis.pushed = [];
    globalThis.uetq = { push: (...call) => globalThis.pushed.push(call) };
  });
  await answerBanner(page, 'accept-all');
  const took = await until(
    () => page.evaluate(() => ({ uet: globalThis.pushed, clarity: globalThis.calls })),
    ({ uet, clarity }) => uet.length > 0 && clarity.length > 1,
    'their own',
  );
  assert.deepEqual(took.uet, [['consent', 'update', { ad_storage: 'granted' }]]);
  assert.deepEqual(took.clarity.at(-1), ['consentv2', { ad_Storage: 'granted', analytics_Storage: 'granted' }]);
});

world.test('A pack without signals makes no queue', async ({ visit }) => {
  const page = await visit('/silent/article.html');
  await answerBanner(page, 'accept-all');
  const made = await page.evaluate(() => ['dataLayer', 'uetq', 'clarity'].filter((name) => name in globalThis));
  assert.deepEqual(made, []);
});
