// The vendor's register fills name and address, when it can, where nobody wrote anything.

import assert from 'node:assert/strict';
import { useHosts } from './support/hosts.mjs';
import { payloadOf } from './support/records.mjs';
import { answerBanner, company, person } from './support/steps.mjs';
import { part, shot, until } from './support/world.mjs';

const world = useHosts();

const FJORD = { name: 'Fjord Bageri ApS', address: 'Havnegade 12\n6700 Esbjerg' };
const SKY = { name: 'Sky ApS' };
/** Of Fjord Bageri and of Sky: their check digits hold. */
const [NUMBER, OTHER] = ['12345674', '99000007'];

/** The page with a register that answers by `answer(id, request)`; what it was asked is in `asked`. */
async function withRegister(visit, answer, options = {}) {
  const asked = [];
  const page = await visit(`/box/form.html?attributes=${encodeURIComponent('lookup="../register/look?site=1"')}`, {
    ...options,
    before: (page) =>
      page.route(/\/register\/look/, (route) => {
        const { searchParams } = new URL(route.request().url());
        asked.push(Object.fromEntries(searchParams));
        return answer(route, searchParams.get('id'));
      }),
  });
  await answerBanner(page, 'reject-all');
  const flow = page.locator('#agreement');
  await part(flow, 'accept').waitFor();
  return { page, flow, asked, said: flow.locator('.looked-up') };
}

const json = (route, body) => route.fulfill({ json: body });
const value = (flow, field) => flow.locator(`#organisation-${field}`).inputValue();

world.test('A right number is looked up once, by itself; name and address come, are said to have come, and can be changed', async ({ visit }) => {
  const { page, flow, asked, said } = await withRegister(visit, (route, id) => json(route, id === NUMBER ? FJORD : SKY));
  await flow.locator('#organisation-number').pressSequentially('12 34 56 74');
  await said.getByText('Hentet fra registret: Fjord Bageri ApS, Havnegade 12, 6700 Esbjerg. Du kan rette det.').waitFor();
  assert.deepEqual(asked, [{ site: '1', scheme: 'DK-CVR', id: NUMBER }]);
  assert.deepEqual([await value(flow, 'name'), await value(flow, 'address')], [FJORD.name, FJORD.address]);
  assert.equal(await said.getAttribute('role'), 'status');
  await shot(page, 'lookup/found');

  await flow.locator('#organisation-name').fill('Fjord Brød');
  await flow.locator('#organisation-number').fill('DK 12-34-56-74');
  await flow.locator('#organisation-number').blur();
  // Another number: what was written stays, what was looked up is that number's.
  await flow.locator('#organisation-number').fill(OTHER);
  await flow.locator('#organisation-number').blur();
  await until(async () => asked.length, (length) => length === 2, 'asked about the other');
  await until(() => value(flow, 'address'), (address) => address === '', 'Sky has no address');
  assert.equal(await value(flow, 'name'), 'Fjord Brød');
  await flow.locator('#organisation-number').fill(NUMBER);
  await until(() => value(flow, 'address'), (address) => address === FJORD.address, 'known already');
  assert.equal(asked.length, 2);

  await flow.locator('#signatory-name').fill(person.name);
  await flow.locator('#signatory-email').fill('åsa@företag.se');
  await flow.locator('#signatory-position').fill(person.position);
  await flow.locator('#statement-0').check();
  await part(flow, 'accept').click();
  await part(flow, 'receipt').waitFor();
  const record = payloadOf(await flow.evaluate((element) => element.value));
  assert.equal(record.parties[0].name, 'Fjord Brød');
  assert.equal(record.parties[0].address, FJORD.address);
  assert.equal(record.signatory.email, 'åsa@företag.se', 'as it was written');
});

for (const [what, answer, says] of [
  ['does not know the number', (route) => route.fulfill({ status: 404 }), 'Nummeret findes ikke i det register, vi slår op i. Skriv selv navn og adresse.'],
  ['knows neither name nor address', (route) => json(route, {}), 'Nummeret findes ikke i det register, vi slår op i. Skriv selv navn og adresse.'],
  ['breaks', (route) => route.fulfill({ status: 500, body: 'oh' }), 'Vi kunne ikke slå nummeret op lige nu. Skriv selv navn og adresse.'],
  ['answers a page', (route) => route.fulfill({ body: '<h1>Log ind</h1>' }), 'Vi kunne ikke slå nummeret op lige nu. Skriv selv navn og adresse.'],
  ['can not be reached', (route) => route.abort(), 'Vi kunne ikke slå nummeret op lige nu. Skriv selv navn og adresse.'],
  ['is too slow', () => {}, 'Vi kunne ikke slå nummeret op lige nu. Skriv selv navn og adresse.'],
]) {
  world.test(`A register that ${what}: said calmly, no error, and everything can be written`, async ({ visit }) => {
    const { page, flow, asked, said } = await withRegister(visit, answer, { expectErrors: true });
    await flow.locator('#organisation-number').fill(NUMBER);
    await flow.locator('#organisation-number').blur();
    await said.getByText(says).waitFor();
    assert.equal(await flow.locator('.problem, [part=error]').count(), 0);
    await flow.locator('#organisation-name').fill(company.name);
    await said.getByText(says).waitFor({ state: 'hidden' });
    assert.equal(asked.length, 1);
    await shot(page, `lookup/${what.replaceAll(' ', '-')}`);
  });
}

world.test('An answer that comes late fills nothing that was written meanwhile, and nothing for another number', async ({ visit }) => {
  const held = [];
  const { flow, asked } = await withRegister(visit, (route, id) => held.push([id, route]));
  const number = flow.locator('#organisation-number');
  await number.fill(NUMBER);
  await number.blur();
  await until(async () => held.length, (length) => length === 1, 'the first is asked');
  const ended = flow.page().waitForEvent('requestfailed', (request) => request.url().includes(NUMBER));
  await number.fill(OTHER);
  // The question that nobody asks any more is withdrawn.
  await ended;
  await number.blur();
  await until(async () => held.length, (length) => length === 2, 'the second is asked');
  await flow.locator('#organisation-address').fill('Min adresse 1');
  await json(held[1][1], { name: 'Sky ApS', address: 'Nytorv 3' });
  await until(() => value(flow, 'name'), (name) => name === 'Sky ApS', 'filled');
  assert.equal(await value(flow, 'address'), 'Min adresse 1');
  assert.deepEqual(asked.map(({ id }) => id), [NUMBER, OTHER]);
});

world.test('A wrong number, and one that came with its name, is not asked about; of another country it is that register', async ({ visit }) => {
  const { page, flow, asked } = await withRegister(visit, (route) => json(route, FJORD));
  await flow.locator('#organisation-number').fill('12345675');
  await flow.locator('#organisation-number').blur();
  await flow.locator('#organisation-number-problem').waitFor();
  await page.evaluate(() =>
    document.querySelector('#agreement').setAttribute('prefill', JSON.stringify({ organisation: { name: 'Sky ApS', address: 'Nytorv 3' } })),
  );
  await until(() => value(flow, 'name'), (name) => name === 'Sky ApS', 'prefilled');
  await flow.locator('#organisation-number').fill(NUMBER);
  await flow.locator('#organisation-number').blur();
  // Before the name is gone: without it the number of this country would soon be asked about.
  await flow.locator('#organisation-country').selectOption('SE-ORGNR');
  await flow.locator('#organisation-name').fill('');
  await flow.locator('#organisation-number').fill('559900-0006');
  await until(async () => asked.length, (length) => length > 0, 'asked');
  assert.deepEqual(asked, [{ site: '1', scheme: 'SE-ORGNR', id: '5599000006' }]);
});
