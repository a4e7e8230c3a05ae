// What holds where the visitor is, by the site's own word for it; and what the browser says for them, by Global Privacy
// Control: to scripts, or to servers.

import assert from 'node:assert/strict';
import { allDelivered, consentOf, isAsked, keepEvents, OPTIONAL, recordOf, states, told, toldOf } from './support/consent.mjs';
import { ran, signalToScripts, SIGNALLING, useHosts } from './support/hosts.mjs';
import { idle } from './support/optional.mjs';
import { answerBanner } from './support/steps.mjs';
import { part, shot, until } from './support/world.mjs';

const world = useHosts({ box: {}, some: { gpc: ['marketing'] }, none: { gpc: [] } });

const EVERYTHING = ['site', 'guard', ...OPTIONAL];
const OPT_OUT = 'Du kan sige nej til cookies';
const OPT_IN = 'Må vi bruge cookies til mere end det nødvendige?';
const NOTICE = 'Denne side bruger cookies';

const heading = (page) => part(page, 'banner').getByRole('heading').textContent();
const buttons = (page) => part(page, 'banner').getByRole('button').allTextContents();
const article = (country, variant = 'box') => `/${variant}/article.html${country ? `?country=${country}` : ''}`;
/** @param {import('playwright-core').Page} page */
const servicesOf = async (page) => (await consentOf(page)).services;

/** The record of what happens by itself when the page is opened. */
async function recordOfVisit(visit, path, { before, ...options } = {}, variant = 'box') {
  const page = await visit('/hosts/frame.html', { ...options, before });
  const record = await recordOf(world, page, () => page.goto(path), variant);
  return { page, record };
}

for (const [country, mode, words] of [
  ['US', 'opt-out', OPT_OUT], ['us', 'opt-out', OPT_OUT], ['US-CA', 'opt-out', OPT_OUT], ['CA-QC', 'opt-out', OPT_OUT],
  ['US-CO', 'opt-in', OPT_IN], ['CA', 'opt-in', OPT_IN], ['CA-ON', 'opt-in', OPT_IN], ['DK', 'opt-in', OPT_IN],
  ['', 'opt-in', OPT_IN], ['XX', 'opt-in', OPT_IN],
  // No code of ISO 3166-1 alpha-2: USA may be a slip, but AUT is Austria and AU Australia.
  ['USA', 'opt-in', OPT_IN], ['NZL', 'opt-in', OPT_IN], ['NZ', 'notice', NOTICE],
]) {
  world.test(`A visitor ${country ? `from ${country}` : 'from nobody knows where'} meets ${mode}`, async ({ visit }) => {
    const page = await visit(article(country));
    assert.equal(await heading(page), words);
    const consent = await consentOf(page);
    assert.equal(consent.mode, mode);
    assert.equal(consent.answered, false);
    assert.deepEqual(consent.services, mode === 'opt-in' ? ['site', 'guard'] : EVERYTHING);
    if (mode === 'opt-in') {
      await idle(page);
      assert.deepEqual(await ran(page), ['guard', 'login']);
    } else {
      await until(() => ran(page), (names) => ['count', 'chat', 'ads', 'both'].every((name) => names.includes(name)), 'everything runs');
    }
    assert.deepEqual(await buttons(page), mode === 'notice' ? ['OK', 'Indstillinger'] : ['Acceptér alle', 'Afvis alle', 'Indstillinger']);
  });
}

world.test('Opt-out: everything runs until it is refused; the refusal clears, tells, and is on record as what it is', async ({ visit }) => {
  const page = await visit(article('US'), { before: keepEvents });
  await until(() => ran(page), (names) => names.includes('ads'), 'everything runs');
  await shot(page, 'hosts/article-opt-out', { fullPage: false });
  const record = await recordOf(world, page, () => answerBanner(page, 'reject-all'));
  assert.deepEqual(record.banner, { ...record.banner, mode: 'opt-out', region: 'US', initial: 'all on until refused', layer: 'banner' });
  assert.equal(record.method, 'reject_all');
  assert.deepEqual(record.states, states({ guard: 'objected' }, record.states.count));
  assert.ok(['refused', 'withdrawn'].includes(record.states.count), record.states.count);
  await until(() => ran(page), (names) => names.includes('stopped') && names.includes('objected'), 'what ran is told');
  await until(() => told(page), (events) => events.at(-1).occasion === 'first', 'told');
  const stored = (await page.context().cookies()).map(({ name }) => name);
  assert.deepEqual(stored, ['samtycke']);
  await page.reload();
  await idle(page);
  assert.deepEqual(await ran(page), ['login']);
});

world.test('Opt-out: accepting is an answer like any other', async ({ visit }) => {
  const page = await visit(article('US-CA'));
  const record = await recordOf(world, page, () => answerBanner(page, 'accept-all'));
  assert.equal(record.banner.region, 'US-CA');
  assert.deepEqual(record.states, states({ guard: 'not_objected' }, 'given'));
  assert.equal(record.event.validity_days, 182);
});

world.test('Notice: OK is no consent, and the record doesn\'t say so; preferences change what runs', async ({ visit }) => {
  const page = await visit(article('NZ'));
  await until(() => ran(page), (names) => names.includes('ads'), 'everything runs');
  await shot(page, 'hosts/article-notice', { fullPage: false });
  const record = await recordOf(world, page, async () => {
    await part(page, 'acknowledge').click();
    await part(page, 'banner').waitFor({ state: 'detached' });
  });
  assert.equal(record.event.type, 'notice_acknowledged');
  assert.equal(record.method, 'acknowledge');
  assert.deepEqual(record.banner, { ...record.banner, mode: 'notice', region: 'NZ', initial: 'all on until refused' });
  assert.deepEqual(record.states, states({}, 'not_objected'));
  await page.reload();
  await part(page, 'reopen').click();
  const dialog = part(page, 'preferences');
  assert.equal(await dialog.getByRole('checkbox', { name: 'Statistik', exact: true }).isChecked(), true);
  await part(dialog, 'reject-all').click();
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual(await servicesOf(page), ['site']);
});

world.test('A page that learns late where the visitor is says so by a call: what may run then runs, and the words change', async ({ visit }) => {
  const page = await visit(article(), { before: keepEvents });
  assert.equal(await heading(page), OPT_IN);
  await idle(page);
  const { occasion, mode, answered } = await toldOf(page, () => page.evaluate(() => samtycke.region('US')));
  await until(() => heading(page), (words) => words === OPT_OUT, 'the banner of that region');
  await until(() => ran(page), (names) => names.includes('ads'), 'everything runs');
  assert.deepEqual([occasion, mode, answered], ['change', 'opt-out', false]);

  // Back to the strictest: what has not run yet no longer does.
  await page.evaluate(() => samtycke.region('DK'));
  await until(() => heading(page), (words) => words === OPT_IN, 'the first banner again');
  assert.deepEqual(await servicesOf(page), ['site', 'guard']);
  const record = await recordOf(world, page, () => answerBanner(page, 'reject-all'));
  assert.equal(record.banner.region, 'DK');
  assert.equal(record.banner.mode, 'opt-in');
});

world.test('Where nothing was said of the region, the record says that it was not collected', async ({ visit }) => {
  const page = await visit(article());
  const record = await recordOf(world, page, () => answerBanner(page, 'accept-all'));
  assert.deepEqual(record.banner, { ...record.banner, mode: 'opt-in', region: 'not collected', initial: 'all off' });
});

world.test('A region that is no code is no reason to lose an answer', async ({ visit }) => {
  for (const country of ['NZL', 'Danmark (nær Aalborg)']) {
    const page = await visit(article(encodeURIComponent(country)));
    const record = await recordOf(world, page, () => answerBanner(page, 'reject-all'));
    assert.equal(record.banner.mode, 'opt-in');
  }
});

for (const [how, options] of [['to scripts', { before: signalToScripts }], ['to servers', SIGNALLING]]) {
  world.test(`Global Privacy Control, said ${how}, is an answer: heard, told, on record, and not asked again`, async ({ visit }) => {
    const { page, record } = await recordOfVisit(visit, article(), options);
    assert.equal(record.method, 'gpc');
    assert.equal(record.banner.layer, 'signal');
    assert.deepEqual(record.states, states({ guard: 'objected' }, 'refused'));
    const { answered, services, gpc } = await consentOf(page);
    assert.deepEqual({ answered, services, gpc }, { answered: true, services: ['site'], gpc: true });
    await part(page, 'gpc').getByText('Global Privacy Control').waitFor();
    assert.equal(await isAsked(page), false);
    await idle(page);
    assert.deepEqual(await ran(page), ['login']);
    await shot(page, `hosts/article-gpc-${how.replace(' ', '-')}`, { fullPage: false });
    await part(page, 'gpc-close').click();
    await part(page, 'gpc').waitFor({ state: 'detached' });
    await part(page, 'reopen').waitFor();
    await allDelivered(page);

    await page.reload();
    await idle(page);
    assert.equal(await part(page, 'gpc').count(), 0, 'told once');
    await allDelivered(page);
  });
}

world.test('Accept all after Global Privacy Control is the visitor\'s own word, and stays', async ({ visit }) => {
  const { page } = await recordOfVisit(visit, article(), { before: signalToScripts });
  await part(part(page, 'gpc'), 'open-preferences').click();
  const dialog = part(page, 'preferences');
  const record = await recordOf(world, page, () => part(dialog, 'accept-all').click());
  assert.deepEqual(record.states, states({ guard: 'not_objected' }, 'given'));
  await page.reload();
  await until(() => ran(page), (names) => names.includes('ads'), 'everything runs');
  assert.equal(await part(page, 'gpc').count() + (await part(page, 'banner').count()), 0);
});

world.test('A stored acceptance is not changed by Global Privacy Control that comes later', async ({ visit }) => {
  const page = await visit(article());
  await answerBanner(page, 'accept-all');
  await signalToScripts(page);
  await page.reload();
  await until(() => ran(page), (names) => names.includes('ads'), 'everything runs');
  assert.deepEqual((await consentOf(page)).services, EVERYTHING);
});

world.test('Where the signal is for some categories only, the banner asks about the others, and says so', async ({ visit }) => {
  const page = await visit(article('', 'some'), { before: signalToScripts });
  await part(page, 'banner').waitFor();
  await part(page, 'gpc-note').getByText('Markedsføring').waitFor();
  assert.equal((await consentOf(page)).answered, false);
  await shot(page, 'hosts/article-gpc-some', { fullPage: false });
  // Who accepts after all of that has accepted.
  const record = await recordOf(world, page, () => answerBanner(page, 'accept-all'), 'some');
  assert.deepEqual(record.states, states({ guard: 'not_objected' }, 'given'));

  const silent = await visit(article('', 'some'));
  await part(silent, 'banner').waitFor();
  assert.equal(await part(silent, 'gpc-note').isVisible(), false, 'nothing is said where nothing was signalled');
});

world.test('In an opt-out region the signal refuses what it is for, and leaves the rest as it is there', async ({ visit }) => {
  const { page, record } = await recordOfVisit(visit, article('US', 'some'), { before: signalToScripts }, 'some');
  assert.deepEqual(record.states, states({ film: 'refused', ads: 'refused' }, 'not_objected'));
  assert.equal(record.banner.region, 'US');
  await part(page, 'gpc').waitFor();
  await until(() => ran(page), (names) => names.includes('count'), 'what the signal is not for');
  await idle(page);
  const names = await ran(page);
  assert.deepEqual(['ads', 'both'].filter((name) => names.includes(name)), []);
});

world.test('The signal counts when the region is told late, too', async ({ visit }) => {
  const page = await visit(article('', 'some'), { before: signalToScripts });
  await part(page, 'banner').waitFor();
  const record = await recordOf(world, page, () => page.evaluate(() => samtycke.region('US')), 'some');
  assert.equal(record.method, 'gpc');
  assert.deepEqual(record.states, states({ film: 'refused', ads: 'refused' }, 'not_objected'));
  await part(page, 'gpc').waitFor();
});

world.test('A pack that gives the signal no category is asked about as always', async ({ visit }) => {
  const page = await visit(article('', 'none'), { before: signalToScripts });
  assert.equal(await heading(page), OPT_IN);
  assert.equal(await part(page, 'gpc-note').count(), 0);
});
