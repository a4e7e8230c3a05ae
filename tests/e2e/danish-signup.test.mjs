// The main job: a Danish visitor opens an account while accepting the data processing agreement, and anyone verifies
// the signed record afterwards, offline.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { assertVerified, delivered, isDelivery, jwksOf, payloadOf, verify } from './support/records.mjs';
import {
  accept, agreement, agreementShown, answerBanner, company, documentRow, fillAccount, fillParties, formData, noted,
  person, receipt, statements, tickStatements, untilMissing, validity, watchValidity,
} from './support/steps.mjs';
import { part, shot, together, until, useWorld } from './support/world.mjs';

const world = useWorld();

world.test('A Danish company signs up, from first load to a record that verifies offline', async ({ visit }) => {
  const page = await visit('/demo/');
  await shot(page, 'signup/1-first-load');
  // The answer about cookies is another record; it must not be taken for the agreement.
  await Promise.all([delivered(page), answerBanner(page, 'reject-all')]);

  await page.getByRole('navigation', { name: 'Hovedmenu' }).getByRole('link', { name: 'Privatliv' }).click();
  const policy = part(page.locator('samtycke-policy'), 'document');
  await policy.getByRole('heading', { name: 'Privatlivspolitik', level: 2 }).waitFor();
  await page.getByRole('banner').getByRole('link', { name: 'Opret konto' }).click();
  await fillAccount(page);
  const flow = await agreementShown(page);
  await shot(page, 'signup/2-form');

  // Documents: opens and reads one of them.
  const dpa = documentRow(page, 'dpa');
  await dpa.getByRole('button', { name: 'Læs' }).click();
  const reader = flow.getByRole('dialog');
  await reader.getByRole('heading', { name: 'Databehandleraftale', level: 2 }).waitFor();
  await shot(page, 'signup/3-reader', { fullPage: false });
  await noted(page, 'dpa');
  await part(reader, 'close').click();
  await reader.waitFor({ state: 'detached' });
  await dpa.getByText('åbnet').waitFor();

  // The annex: takes one line out, puts one in, adds one.
  const annex = part(flow, 'annex');
  await annex.getByLabel('Tidligere medarbejdere').uncheck();
  await annex.getByLabel('CPR-nummer').check();
  const own = annex.getByRole('group', { name: 'Hvilke personer' });
  await own.getByLabel('Tilføj en egen linje').fill('Lærlinge i praktik');
  await own.getByRole('button', { name: 'Tilføj' }).click();
  await own.getByText('Lærlinge i praktik', { exact: true }).waitFor();

  await fillParties(page);
  for (const box of await statements(page).all()) assert.equal(await box.isChecked(), false);
  assert.equal(await statements(page).count(), 3);
  await tickStatements(page);
  await flow.getByText('Du accepterer på vegne af').waitFor();
  await shot(page, 'signup/4-ready');

  const [posted] = await Promise.all([page.waitForResponse(isDelivery), part(flow, 'accept').click()]);
  assert.equal(posted.status(), 201);
  await receipt(page, 'receipted').waitFor();
  await shot(page, 'signup/5-receipt');

  const record = await saved(page, 'Hent det signerede svar', /\.record\.jws$/);
  const counterSigned = await saved(page, 'Hent kvitteringen', /\.receipt\.jws$/);

  // The form now sends the record as its value, and the receipt and its proof beside it.
  const [bare, proof] = counterSigned.split('~');
  assert.deepEqual(await formData(page), {
    name: person.name, email: person.email, staff: '10-49',
    agreement: record, 'agreement.receipt': bare, 'agreement.proof': proof,
  });
  // Accepting has opened the account: there is no second button to press.
  await page.getByRole('heading', { name: 'Det, serveren ville få' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Opret konto', exact: true }).count(), 0);
  await shot(page, 'signup/6-sent');

  const jwks = await jwksOf(world.url);
  const { skipped } = await assertVerified({ record, receipt: counterSigned, jwks });
  // No endpoint and no list of origins were given to compare with; two are for consent records; it is the first one, and the
  // pack asks for no passkey.
  assert.deepEqual(skipped, ['audience', 'origin', 'banner', 'purposes', 'prev', 'confirmation']);

  const said = payloadOf(record);
  assert.equal(said.event.type, 'agree');
  assert.deepEqual(said.context, {
    audience: world.url, origin: world.url, page: `${world.url}/demo/opret/`,
  });
  assert.equal(said.role, 'customer');
  const [customer, vendor] = said.parties;
  assert.deepEqual(
    { role: customer.role, name: customer.name, registry: [customer.registry.scheme, customer.registry.id] },
    { role: 'controller', name: company.name, registry: ['DK-CVR', company.number] },
  );
  assert.equal(vendor.name, 'Vagthavn ApS');
  assert.equal(said.signatory.name, person.name);
  assert.equal(said.signatory.position, person.position);
  assert.deepEqual(
    said.documents.map(({ id, act, language, shown }) => [id, act, language, shown.opened]),
    [
      ['dpa', 'agree', 'da', true],
      ['annex-a', 'agree', 'da', false],
      ['privacy-policy', 'acknowledge', 'da', false],
      ['terms', 'offer', 'da', false],
    ],
  );
  assert.deepEqual(said.annex.edits, [
    { list: 'subjects', item: 'former-employees', change: 'removed' },
    { list: 'subjects', item: 'own-1', change: 'added' },
    { list: 'categories', item: 'cpr-number', change: 'added' },
  ]);
  assert.ok(said.annex.content.subjects.some(({ name }) => name === 'Lærlinge i praktik'));
  assert.deepEqual(
    said.statements.map(({ id, initial, answer, language }) => [id, initial, answer, language]),
    ['accept-dpa', 'informed', 'authority'].map((id) => [id, 'unticked', true, 'da']),
  );
  assert.equal(said.submit_label, 'Acceptér aftalen og opret konto');
});

world.test('A record or receipt with one byte changed does not verify', async ({ visit }) => {
  const page = await visit('/demo/opret/');
  await accept(page);
  await receipt(page, 'receipted').waitFor();
  const { agreement: record, 'agreement.receipt': counterSigned } = await formData(page);
  const jwks = await jwksOf(world.url);
  await assertVerified({ record, receipt: counterSigned, jwks });
  for (const [what, evidence, check] of [
    ['record', { record: changed(record, 'Fjord', 'Fjorc'), receipt: counterSigned, jwks }, 'signature'],
    ['receipt', { record, receipt: changed(counterSigned, '"2', '"3'), jwks }, 'receipt-signature'],
  ]) {
    const { code, failed } = await verify(evidence);
    assert.equal(code, 1, what);
    assert.ok(failed.includes(check), `${what}: ${failed}`);
  }
});

world.test('The form is not sent before the agreement is accepted, and says so in Danish', async ({ visit }) => {
  const page = await visit('/demo/opret/', { before: watchValidity });
  const flow = await agreementShown(page);
  await fillAccount(page);
  await page.locator('#name').press('Enter');
  await untilMissing(page, 'Acceptér aftalen, før du sender formularen.');
  const hasFocus = () => flow.evaluate((element) => document.activeElement === element && element.shadowRoot.activeElement !== null);
  await until(hasFocus, Boolean, 'the focus is inside of it');
  assert.equal(await page.locator('#modtaget').isVisible(), false);
  assert.equal('agreement' in (await formData(page)), false);
  await shot(page, 'signup/blocked', { fullPage: false });

  await fillParties(page);
  await tickStatements(page);
  assert.equal((await validity(page)).valid, false, 'filled in is not accepted');
  await part(flow, 'accept').click();
  await receipt(page, 'receipted').waitFor();
  assert.deepEqual(await validity(page), { valid: true, message: '' });
  await page.locator('#modtaget').waitFor();

  // A reset form has nothing accepted in it.
  await page.getByRole('button', { name: 'Begynd forfra' }).click();
  await agreementShown(page);
  assert.equal((await validity(page)).valid, false);
  assert.equal('agreement' in (await formData(page)), false);
});

world.test('Who accepts before the account is filled in is told what is missing, and sends it then', async ({ visit }) => {
  const page = await visit('/demo/opret/');
  await accept(page);
  await receipt(page, 'receipted').waitFor();
  await page.getByText('Aftalen er på plads. Udfyld det, der mangler ovenfor').waitFor();
  assert.equal(await page.locator('#modtaget').isVisible(), false);
  await shot(page, 'signup/rest');
  await fillAccount(page);
  await page.getByRole('button', { name: 'Opret konto', exact: true }).click();
  await page.locator('#modtaget').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Opret konto', exact: true }).count(), 0);
});

world.test('By its other name the demonstration works as well', async ({ visit }) => {
  const page = await visit(`${world.url.replace('127.0.0.1', 'localhost')}/demo/opret/`);
  await answerBanner(page, 'reject-all');
  await accept(page);
  await receipt(page, 'receipted').waitFor();
  const { context } = payloadOf((await formData(page)).agreement);
  assert.deepEqual([context.audience, context.origin], [world.url, new URL(page.url()).origin]);
});

together('A CVR number that cannot be right is refused with words at its field', () => {
  for (const [written, says] of [
    ['', 'Skriv registreringsnummeret.'],
    ['12 34 56 78', 'Kontrolcifferet passer ikke. Et ciffer er forkert, eller to er byttet om.'],
    ['1234567', 'Nummeret har forkert længde. Uden mellemrum og skilletegn skal det have 8 tegn.'],
    ['1234567x', '»x« hører ikke til i nummeret.'],
  ]) {
    world.test(`"${written}"`, async ({ visit }) => {
      const page = await visit('/demo/opret/');
      await agreementShown(page);
      await fillParties(page);
      await tickStatements(page);
      const field = agreement(page).locator('#organisation-number');
      await field.fill(written);
      await part(agreement(page), 'accept').click();
      await agreement(page).locator('#organisation-number-problem').getByText(says).waitFor();
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      await agreement(page).locator('#organisation-number:focus').waitFor();
      assert.equal(await receipt(page).count(), 0);
      // Mended, the message goes.
      await field.fill(company.written);
      await agreement(page).locator('#organisation-number-problem').waitFor({ state: 'detached' });
    });
  }
});

world.test('Without a role from the page the person chooses one, and gets its documents', async ({ visit }) => {
  const page = await visit('/demo/opret/', { before: withoutRole });
  const flow = agreement(page);
  const roles = part(flow, 'role');
  await roles.waitFor();
  assert.equal(await roles.getByRole('radio', { checked: true }).count(), 0, 'none is chosen for them');
  await roles.getByRole('radio', { name: /Kontaktperson/ }).check();
  await shot(page, 'signup/role');
  await part(flow, 'accept').getByText('Bekræft, at jeg er orienteret').waitFor();
  assert.equal(await part(flow, 'annex').count(), 0);
  await accept(page);
  await receipt(page, 'receipted').waitFor();
  await shot(page, 'signup/role-receipt');
  const { agreement: record, 'agreement.receipt': counterSigned } = await formData(page);
  await assertVerified({ record, receipt: counterSigned, jwks: await jwksOf(world.url) });
  const said = payloadOf(record);
  assert.equal(said.event.type, 'acknowledge');
  assert.deepEqual(said.documents.map(({ id, act }) => [id, act]), [['privacy-policy', 'acknowledge']]);
});

/** Presses a button that saves a file, and reads the file. */
async function saved(page, button, name) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    agreement(page).getByRole('button', { name: button }).click(),
  ]);
  assert.match(download.suggestedFilename(), name);
  return readFile(await download.path(), 'utf8');
}

/** The same, but for one byte of what was signed. */
function changed(jws, from, to) {
  const [header, payload, signature] = jws.split('.');
  const text = Buffer.from(payload, 'base64url').toString();
  assert.ok(text.includes(from), `${from} is in ${text}`);
  return [header, Buffer.from(text.replace(from, to)).toString('base64url'), signature].join('.');
}

const withoutRole = (page) =>
  page.route('**/demo/opret/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(' pack-role="customer"', '') });
  });
