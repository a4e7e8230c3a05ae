// The receiver is down, or talks nonsense, or refuses: the person is told, and what was signed is neither lost nor
// taken for delivered.

import assert from 'node:assert/strict';
import { idle } from './support/optional.mjs';
import { assertVerified, delivered, isDelivery, jwksOf, payloadOf, verify } from './support/records.mjs';
import { startServer } from './support/server.mjs';
import {
  accept, agreement, agreementShown, answerBanner, canAccept, company, fillAccount, fillParties, formData, person, receipt,
  statements, tickStatements, validity, watchValidity,
} from './support/steps.mjs';
import { part, shot, together, until, useWorld } from './support/world.mjs';

const world = useWorld();

const QUEUED = 'Svaret er gemt i denne browser og sendes til Vagthavn ApS, så snart det kan lade sig gøre. Du kan gå videre.';

/** Signs while the receiver is dead. */
async function acceptDuringOutage(page) {
  await agreementShown(page);
  await fillAccount(page);
  await fillParties(page);
  await tickStatements(page);
  // What is fetched and checked must be before nothing can be fetched.
  await canAccept(page);
  await world.server.kill();
  await part(agreement(page), 'accept').click();
  await receipt(page, 'queued').getByText(QUEUED).waitFor();
}

/** What is still to be signed or sent. */
const waiting = (page) =>
  page.evaluate(() => Object.keys(localStorage).filter((name) => /^samtycke-(answer|outbox):/.test(name)));

world.test('Killed during acceptance, the receiver gets the record when it is back, without a reload', async ({ visit }) => {
  const page = await visit('/demo/opret/', { expectErrors: true, before: watchValidity });
  // The answer about cookies is another record; it must not be in the way.
  await Promise.all([delivered(page), answerBanner(page, 'reject-all')]);
  try {
    await acceptDuringOutage(page);
    await shot(page, 'outage/queued');
    const value = await formData(page);
    assert.equal('agreement.receipt' in value, false);
    assert.equal(payloadOf(value.agreement).event.type, 'agree');
    assert.deepEqual(await validity(page), { valid: true, message: '' }, 'the person can go on');
    const alone = await verify({ record: value.agreement });
    assert.equal(alone.code, 0, 'the record holds by itself');
    assert.deepEqual(await waiting(page), [`samtycke-outbox:${payloadOf(value.agreement).record_id}`]);
    assert.equal(await agreement(page).getByRole('button', { name: 'Hent kvitteringen' }).count(), 0);

    const [taken] = await Promise.all([delivered(page), world.server.start()]);
    assert.equal(taken.status, 201);
    assert.equal(taken.record, value.agreement, 'the same bytes');
    await receipt(page, 'receipted').waitFor();
    await until(() => waiting(page), (names) => names.length === 0, 'nothing waits any more');
    const now = await formData(page);
    assert.equal(now.agreement, value.agreement);
    await assertVerified({ record: now.agreement, receipt: now['agreement.receipt'], jwks: await jwksOf(world.url) });
  } finally {
    await world.server.kill();
    await world.server.start();
  }
});

world.test('A page closed while a record waits loses nothing: the next page of the site delivers it', async ({ visit }) => {
  const page = await visit('/demo/opret/', { expectErrors: true });
  try {
    await acceptDuringOutage(page);
    const { agreement: record } = await formData(page);
    await page.close();
    await world.server.start();

    const next = await page.context().newPage();
    const [taken] = await Promise.all([delivered(next), next.goto('/demo/')]);
    assert.equal(taken.status, 201);
    assert.equal(taken.record, record);
    await assertVerified({ ...taken, jwks: await jwksOf(world.url) });
    await until(() => waiting(next), (names) => names.length === 0, 'nothing waits any more');
  } finally {
    await world.server.kill();
    await world.server.start();
  }
});

world.test('A cookie answer given during an outage is heard at once and recorded later', async ({ visit }) => {
  const page = await visit('/demo/', { expectErrors: true });
  try {
    await idle(page);
    await world.server.kill();
    await answerBanner(page, 'reject-all');
    assert.equal(await page.evaluate(() => samtycke.consent().answered), true);
    assert.equal((await waiting(page)).length, 1);
    await world.server.start();
    const [taken] = await Promise.all([delivered(page), page.reload()]);
    assert.equal(payloadOf(taken.record).method, 'reject_all');
    assert.equal(await part(page, 'banner').count(), 0);
  } finally {
    await world.server.kill();
    await world.server.start();
  }
});

const html = { contentType: 'text/html', body: '<!doctype html><title>Bad gateway</title><h1>502 Bad Gateway</h1>' };
together('An endpoint that talks nonsense has not accepted anything: the record waits', () => {
  for (const [nonsense, answer] of [
    ['200 and garbage', { status: 200, contentType: 'application/jose', body: 'tak' }],
    ['201 and another record\'s receipt', 'foreign'],
    ['201 and an empty body', { status: 201, body: '' }],
    ['500', { status: 500, contentType: 'application/json', body: '{}' }],
    ['a proxy\'s 502 page', { status: 502, ...html }],
    ['a proxy\'s 404 page', { status: 404, ...html }],
    ['a 429', { status: 429, contentType: 'application/problem+json', body: '{"type":"about:blank","title":"Too many","status":429}' }],
  ]) {
    world.test(nonsense, async ({ visit }) => {
      const given = answer === 'foreign' ? { status: 201, contentType: 'application/jose', body: await someReceipt(visit) } : answer;
      const page = await visit('/demo/opret/', {
        expectErrors: true,
        before: (page) => page.route('**/records', (route) => route.fulfill(given)),
      });
      await accept(page);
      await receipt(page, 'queued').getByText(QUEUED).waitFor();
      const { agreement: record, ...rest } = await formData(page);
      assert.equal('agreement.receipt' in rest, false);
      assert.deepEqual(await waiting(page), [`samtycke-outbox:${payloadOf(record).record_id}`]);
      // In its right mind again, it gets the same record.
      const taken = delivered(page);
      await page.unroute('**/records');
      assert.equal((await taken).record, record);
      await receipt(page, 'receipted').waitFor();
    });
  }
});

/** A genuine receipt, of somebody else's record. */
async function someReceipt(visit) {
  const page = await visit('/demo/opret/');
  await accept(page);
  await receipt(page, 'receipted').waitFor();
  return (await formData(page))['agreement.receipt'];
}

world.test('An endpoint that refuses is quoted, nothing is agreed, and what was written is still there', async ({ visit }) => {
  const elsewhere = await startServer({ origins: ['https://elsewhere.example'] });
  try {
    const page = await visit(`${elsewhere.url}/demo/opret/`, { expectErrors: true, before: watchValidity });
    const [refused] = await Promise.all([page.waitForResponse(isDelivery), accept(page)]);
    assert.equal(refused.status(), 403);
    assert.match(refused.headers()['content-type'], /^application\/problem\+json/);
    const { detail } = await refused.json();
    const error = part(agreement(page), 'error');
    await error.getByText('Intet er aftalt. Det, du har skrevet, er her stadig.').waitFor();
    await error.getByText(detail).waitFor();
    await shot(page, 'outage/refused');
    const flow = agreement(page);
    assert.equal(await flow.locator('#organisation-name').inputValue(), company.name);
    assert.equal(await flow.locator('#signatory-name').inputValue(), person.name);
    for (const box of await statements(page).all()) assert.equal(await box.isChecked(), true);
    assert.equal(await part(flow, 'accept').isEnabled(), true, 'they can try again');
    assert.equal((await validity(page)).valid, false);
    assert.equal('agreement' in (await formData(page)), false);
    assert.deepEqual(await waiting(page), []);
  } finally {
    await elsewhere.remove();
  }
});

world.test('With the receiver down from the start the flow is still read, filled and signed', async ({ visit }) => {
  const page = await visit('/demo/opret/', {
    expectErrors: true,
    before: (page) => page.route(/\/(nonces|records)$/, (route) => route.abort('connectionrefused')),
  });
  await accept(page);
  await receipt(page, 'queued').waitFor();
  const { agreement: record } = await formData(page);
  assert.deepEqual(payloadOf(record).offer.nonce, 'not collected', 'the record says what it lacks');
  const { code, report } = await verify({ record });
  assert.equal(code, 0, JSON.stringify(report));
  const taken = delivered(page);
  await page.unroute(/\/(nonces|records)$/);
  assert.equal((await taken).record, record);
  await receipt(page, 'receipted').waitFor();
});

world.test('Whoever sees the answer can send the form, on however slow a device', async ({ visit }) => {
  const page = await visit('/demo/opret/', {
    before: (page) =>
      page.addInitScript(() => {
        // Whoever draws finds that it took long, and lets the browser go on before anything else.
        const { now } = Date;
        let late = 0;
        Date.now = () => now() + (late += 20);
      }),
  });
  await agreementShown(page);
  const names = page.evaluate(() => {
    const form = document.querySelector('#opret');
    const { shadowRoot } = document.querySelector('samtycke-agreement');
    return new Promise((resolve) => {
      new MutationObserver(() => {
        if (shadowRoot.querySelector('[part~="receipt"]')) resolve([...new FormData(form).keys()]);
      }).observe(shadowRoot, { childList: true, subtree: true });
    });
  });
  await accept(page);
  assert.equal((await names).includes('agreement'), true);
});
