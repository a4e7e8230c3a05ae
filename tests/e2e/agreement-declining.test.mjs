// Saying no: as easy as yes, recorded where the pack wants it, and taken back with everything that was written.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { violationsOf } from './support/axe.mjs';
import {
  before, declined, focused, listen, prognosvik, toldOf, visitPrognosvik, waiting, withPrognosvik,
} from './support/prognosvik.mjs';
import { delivered, isDelivery, jwksOf, payloadOf, verify } from './support/records.mjs';
import { startServer } from './support/server.mjs';
import {
  accept, agreement, agreementShown, answerBanner, canAccept, company, formData, person, receipt, untilMissing, validity, watchValidity,
} from './support/steps.mjs';
import { part, shot, until, useWorld } from './support/world.mjs';

const world = useWorld();

/** Opens the panel; whoever writes before its heading has the focus writes nowhere. */
async function openPanel(page) {
  await part(agreement(page), 'decline').click();
  await part(agreement(page), 'declining').locator('h4:focus').waitFor();
}

/** Opens the panel, and says why. @param {string} [reason] */
async function decline(page, reason) {
  const flow = agreement(page);
  await openPanel(page);
  if (reason) await flow.locator('#decline_reason').fill(reason);
  await part(flow, 'decline-now').click();
}

world.test('Declining is as easy as accepting, and without a record only the page is told', async ({ visit }) => {
  const posts = [];
  const page = await visit('/demo/opret/', { before: before(watchValidity, listen) });
  page.on('request', (request) => request.method() === 'POST' && request.url().endsWith('/records') && posts.push(request.url()));
  await answerBanner(page, 'reject-all');
  await until(() => posts.length, (count) => count === 1, 'the answer about cookies');
  const flow = await agreementShown(page);
  const size = async (name) => (await part(flow, name).boundingBox()).height;
  assert.ok((await size('decline')) >= 44 && (await size('decline')) === (await size('accept')));
  await flow.locator('#organisation-name').fill(company.name);

  await openPanel(page);
  await flow.getByText('Siden får besked, også om grunden, hvis du skriver en. Intet bliver signeret eller gemt her.').waitFor();
  await shot(page, 'acts/declining');
  assert.deepEqual(await violationsOf(page, 'declining'), []);
  const reason = flow.locator('#decline_reason');
  await reason.fill('x'.repeat(905));
  await flow.getByText('95 tegn tilbage').waitFor();
  await reason.pressSequentially('å'.repeat(100));
  assert.equal((await reason.inputValue()).length, 1_000);
  await reason.fill('Vi har vores egen aftale.');
  // Back keeps what was written.
  await part(flow, 'decline-back').click();
  await until(() => focused(page), (id) => id === 'decline_open', 'the focus is on the button');
  await openPanel(page);
  assert.equal(await reason.inputValue(), 'Vi har vores egen aftale.');
  await part(flow, 'decline-now').click();

  await declined(page).getByText('Intet er aftalt.').waitFor();
  await declined(page).getByText('Siden her har fået besked. Intet er signeret eller gemt.').waitFor();
  await declined(page).locator('h3:focus').waitFor();
  await shot(page, 'acts/declined-left');
  assert.deepEqual(await violationsOf(page, 'declined'), []);
  assert.deepEqual(await toldOf(page, 'declined'), [
    { name: 'declined', record: '', receipt: '', proof: '', id: '', state: '', reason: 'Vi har vores egen aftale.' },
  ]);
  await untilMissing(page, 'Du har afvist, så formularen kan ikke sendes.');
  assert.equal('agreement' in (await formData(page)), false);
  assert.equal(await declined(page).getByRole('link', { name: 'aftaler@vagthavn.example' }).count(), 1);
  assert.equal(posts.length, 1, 'nothing was sent');

  await part(flow, 'reconsider').click();
  await until(() => focused(page), (id) => id === 'decline_open', 'the flow is back where it was');
  assert.equal(await flow.locator('#organisation-name').inputValue(), company.name);
  await untilMissing(page, 'Acceptér aftalen, før du sender formularen.');
  await accept(page);
  await receipt(page, 'receipted').waitFor();
  assert.equal((await validity(page)).valid, true);
});

world.test('A no is signed, receipted, kept by the person, and verifies; whoever changes their mind accepts anew', async ({ visit }) => {
  const page = await visitPrognosvik(visit, { also: [watchValidity] });
  // The answer about cookies is another record; it must not be taken for the no.
  await Promise.all([delivered(page), answerBanner(page, 'reject-all')]);
  const flow = agreement(page);
  await flow.locator('#organisation-name').fill(company.name);
  await flow.locator('#signatory-name').fill(person.name);
  await flow.locator('#signatory-email').fill('ida');
  await openPanel(page);
  await flow.getByText('Ditt svar signeras och skickas till Prognosvik AB tillsammans med').waitFor();
  await flow.locator('#decline_reason').fill('Vi vill ha en annan domstol.');
  const [taken] = await Promise.all([page.waitForResponse(isDelivery), part(flow, 'decline-now').click()]);
  assert.equal(taken.status(), 201);
  await declined(page).getByText('Ditt svar är signerat och skickat till Prognosvik AB, som har kvitterat det.').waitFor();
  assert.equal(await declined(page).getAttribute('data-state'), 'receipted');
  await shot(page, 'acts/declined');
  assert.deepEqual(await violationsOf(page, 'declined'), []);

  const [event] = (await toldOf(page, 'declined')).filter(({ name }) => name === 'declined').slice(-1);
  assert.equal(event.state, 'receipted');
  assert.equal(event.reason, 'Vi vill ha en annan domstol.');
  const counterSigned = `${event.receipt}~${event.proof}`;
  const { code, failed, skipped } = await verify({ ...event, receipt: counterSigned, jwks: await jwksOf(world.url), pack: prognosvik });
  assert.deepEqual([code, failed], [0, []]);
  assert.deepEqual(skipped, ['audience', 'origin', 'banner', 'purposes', 'prev', 'confirmation']);
  const said = payloadOf(event.record);
  assert.equal(said.event.type, 'decline');
  assert.equal(said.event.reason, 'Vi vill ha en annan domstol.');
  assert.equal(said.submit_label, 'Tacka nej');
  assert.deepEqual([said.signatory.name, said.signatory.email, said.signatory.position], [person.name, 'not collected', 'not collected']);
  assert.deepEqual(said.parties.map(({ name }) => name), ['Prognosvik AB']);
  assert.deepEqual([said.statements, 'annex' in said], [[], false]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    declined(page).getByRole('button', { name: 'Ladda ner det signerade svaret' }).click(),
  ]);
  assert.equal(await readFile(await download.path(), 'utf8'), event.record);
  assert.equal('agreement' in (await formData(page)), false);
  await untilMissing(page, 'Du har tackat nej, så formuläret kan inte skickas.');

  await part(flow, 'reconsider').click();
  await until(() => focused(page), (id) => id === 'decline_open', 'the flow is back where it was');
  assert.equal(await flow.locator('#organisation-name').inputValue(), company.name);
  await flow.locator('#organisation-country').selectOption('DK-CVR');
  await accept(page);
  await receipt(page, 'receipted').waitFor();
  const { agreement: record } = await formData(page);
  assert.equal(payloadOf(record).event.type, 'agree');
  assert.notEqual(payloadOf(record).record_id, said.record_id);
});

world.test('A no during an outage waits and is delivered, on this page or the next', async ({ visit }) => {
  const page = await visitPrognosvik(visit, { expectErrors: true });
  await Promise.all([delivered(page), answerBanner(page, 'reject-all')]);
  const nothing = () => until(() => waiting(page), (names) => names.length === 0, 'nothing waits');
  await nothing();
  try {
    await world.server.kill();
    await decline(page);
    await declined(page).getByText('Det skickas till Prognosvik AB så snart det går.').waitFor();
    await shot(page, 'acts/declined-queued');
    assert.deepEqual(await violationsOf(page, 'queued'), []);
    const [{ record, state, receipt }] = (await toldOf(page, 'declined')).filter(({ name }) => name === 'declined');
    assert.deepEqual([state, receipt], ['queued', '']);
    const [taken] = await Promise.all([delivered(page), world.server.start()]);
    assert.equal(taken.record, record);
    await declined(page).getByText('som har kvitterat det').waitFor();
    await nothing();

    await page.reload();
    await agreement(page).locator('.group').first().waitFor();
    // What is fetched and checked must be before nothing can be fetched.
    await canAccept(page);
    await world.server.kill();
    await decline(page, 'Nej.');
    await declined(page).getByText('Det skickas till Prognosvik AB så snart det går.').waitFor();
    const [again] = (await toldOf(page, 'declined')).filter(({ name }) => name === 'declined');
    await page.close();
    await world.server.start();
    const next = await page.context().newPage();
    const [later] = await Promise.all([delivered(next), next.goto('/demo/')]);
    assert.equal(later.record, again.record);
  } finally {
    await world.server.kill();
    await world.server.start();
  }
});

world.test('A no that the receiver refuses is a no all the same', async ({ visit }) => {
  const elsewhere = await startServer({ origins: ['https://elsewhere.example'] });
  try {
    const options = { expectErrors: true, before: before(withPrognosvik(), listen) };
    const page = await visit(`${elsewhere.url}/demo/opret/`, options);
    await agreement(page).locator('.group').first().waitFor();
    await decline(page);
    await declined(page).getByText('Ditt svar kunde inte signeras och skickas.').waitFor();
    const names = (await toldOf(page, 'error')).map(({ name, state, code }) => [name, state ?? code]);
    assert.deepEqual(names, [['declined', ''], ['error', 'refused']]);
    assert.deepEqual(await waiting(page), []);
  } finally {
    await elsewhere.remove();
  }
});
