// The record of each kind of answer, verified by the second command: complete (ISO/IEC TS 27560), and of what was done.

import assert from 'node:assert/strict';
import { allDelivered, consentOf, recordOf, SERVICES, states } from './support/consent.mjs';
import { ran, useHosts } from './support/hosts.mjs';
import { answerBanner, openPreferences } from './support/steps.mjs';
import { part, until } from './support/world.mjs';

const world = useHosts();

const ARTICLE = '/box/article.html';

world.test('A record says who asked, what for, on which words, under which rule, for how long, and by what button', async ({ visit }) => {
  const page = await visit(`${ARTICLE}?country=DK`);
  const record = await recordOf(world, page, () => answerBanner(page, 'accept-all'));
  assert.deepEqual([record.prev, record.principal], ['not collected', 'not collected'], 'no chain and no id, on purpose');
  assert.deepEqual(record.controller, {
    name: 'Fjordbladet A/S', registry: 'DK-CVR 99000015', address: 'Nytorv 3, 9000 Aalborg', country: 'DK',
    contact: 'privatliv@fjordbladet.example', phone: '+45 70 00 00 15', url: 'https://fjordbladet.example',
  });
  const { configuration, ...banner } = record.banner;
  assert.match(configuration, /^sha256:[0-9a-f]{64}$/);
  assert.deepEqual(banner, { layer: 'banner', mode: 'opt-in', region: 'DK', initial: 'all off' });
  assert.deepEqual(record.event.type, 'consent_given');
  assert.equal(record.event.validity_days, 182);
  assert.deepEqual(record.purposes.map(({ id }) => id), SERVICES);
  const factOf = ({ id, country, data, retention, basis }) => [id, { country, data, retention, basis }];
  const facts = Object.fromEntries(record.purposes.map(factOf));
  assert.deepEqual(facts.guard, { country: 'DK', data: ['IPAddress'], retention: '24 timer', basis: 'legitimate-interest' });
  assert.deepEqual(facts.count, { country: 'DK', data: ['IPAddress', 'DeviceIdentifier'], retention: '25 måneder', basis: 'consent' });
  assert.deepEqual(facts.ads, { country: 'NO', data: ['IPAddress', 'DeviceIdentifier'], retention: 'not stated', basis: 'consent' });
  assert.deepEqual(facts.film, { country: 'SE', data: [], retention: 'not stated', basis: 'consent' });
  assert.deepEqual(record.states, states({ guard: 'not_objected' }, 'given'));
});

world.test('The words on record are those of the page\'s language', async ({ visit }) => {
  const page = await visit(ARTICLE, {
    before: (page) =>
      page.addInitScript(() => addEventListener('DOMContentLoaded', () => (document.documentElement.lang = 'en'), { capture: true })),
  });
  const record = await recordOf(world, page, () => page.evaluate(() => samtycke.accept()));
  assert.equal(record.notice.language, 'en');
  assert.equal(record.purposes.find(({ id }) => id === 'guard').retention, '24 hours');
});

/** method, layer, event, days and states of the record of each way to answer. */
const WAYS = {
  'Reject all on the banner': {
    act: (page) => answerBanner(page, 'reject-all'),
    is: ['reject_all', 'banner', 'consent_refused', 30, states({ guard: 'objected' }, 'refused')],
  },
  'Accept all in the preferences': {
    before: openPreferences,
    act: (page) => part(part(page, 'preferences'), 'accept-all').click(),
    is: ['accept_all', 'preferences', 'consent_given', 182, states({ guard: 'not_objected' }, 'given')],
  },
  'Reject all in the preferences': {
    before: openPreferences,
    act: (page) => part(part(page, 'preferences'), 'reject-all').click(),
    is: ['reject_all', 'preferences', 'consent_refused', 30, states({ guard: 'objected' }, 'refused')],
  },
  'Save with one category chosen': {
    before: async (page) => (await openPreferences(page)).getByRole('checkbox', { name: 'Statistik', exact: true }).check(),
    act: (page) => part(part(page, 'preferences'), 'save').click(),
    is: ['save', 'preferences', 'consent_given', 182, states({ guard: 'not_objected', count: 'given', heat: 'given' }, 'refused')],
  },
  'A call of the page\'s own': {
    act: (page) => page.evaluate(() => samtycke.accept(['count', 'functional'])),
    is: ['save', 'api', 'consent_given', 182, states({ guard: 'not_objected', count: 'given', chat: 'given' }, 'refused')],
  },
  'An embed that is always allowed': {
    act: (page) => part(page.locator('#advert + samtycke-embed'), 'embed-always').click(),
    is: ['save', 'embed', 'consent_given', 182, states({ guard: 'not_objected', ads: 'given' }, 'refused')],
  },
};

for (const [name, { before, act, is }] of Object.entries(WAYS)) {
  world.test(`${name} is on record as that`, async ({ visit }) => {
    const page = await visit(ARTICLE);
    await before?.(page);
    const { method, banner, event, states } = await recordOf(world, page, () => act(page));
    assert.deepEqual([method, banner.layer, event.type, event.validity_days, states], is);
  });
}

world.test('Withdrawals name what was given before, and objections what was in force', async ({ visit }) => {
  const page = await visit(ARTICLE);
  await recordOf(world, page, () => answerBanner(page, 'accept-all'));
  const some = await recordOf(world, page, () => page.evaluate(() => samtycke.withdraw('statistics')));
  assert.deepEqual([some.method, some.event.type], ['withdraw', 'consent_withdrawn']);
  assert.deepEqual(some.states, states({ guard: 'not_objected', count: 'withdrawn', heat: 'withdrawn' }, 'given'));
  const objection = await recordOf(world, page, () => page.evaluate(() => samtycke.withdraw('security')));
  assert.equal(objection.states.guard, 'objected');
  assert.equal(objection.states.ads, 'given');
  assert.equal(objection.states.count, 'refused', 'not withdrawn a second time');
  const all = await recordOf(world, page, () => page.evaluate(() => samtycke.withdraw()));
  assert.equal(all.event.validity_days, 30);
  assert.deepEqual(all.states, states({ guard: 'objected', count: 'refused', heat: 'refused' }, 'withdrawn'));
  assert.deepEqual((await consentOf(page)).services, ['site']);
});

world.test('Each of several answers in a row has its record, in their order, and nothing is left behind', async ({ visit }) => {
  const page = await visit(ARTICLE);
  const records = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/records')) records.push(request.postData());
  });
  await page.evaluate(() => {
    samtycke.accept('count');
    samtycke.accept('ads');
    samtycke.withdraw();
  });
  await until(async () => records.length, (count) => count === 3, 'three records');
  await allDelivered(page);
  const told = records.map((jws) => JSON.parse(Buffer.from(jws.split('.')[1], 'base64url').toString('utf8')));
  told.sort((one, other) => one.event.time.localeCompare(other.event.time));
  assert.deepEqual(told.map(({ method }) => method), ['save', 'save', 'withdraw']);
  assert.deepEqual((await ran(page)).includes('ads'), false, 'what was withdrawn before it was let go has not run');
});
