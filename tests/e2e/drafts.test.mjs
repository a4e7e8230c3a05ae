// Nothing typed is lost on reload, and nothing is kept longer than it is needed.

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import {
  accept, agreement, agreementShown, answerBanner, atStep, canAccept, company, fillParties, formData, person, receipt, statements, tickStatements,
} from './support/steps.mjs';
import { part, shot, until, useWorld } from './support/world.mjs';

const world = useWorld();

const PAGE = '/demo/opret/';
const PHONE = { viewport: { width: 320, height: 640 } };

const drafts = (page) => page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('samtycke-draft:')));
const kept = (page) => page.evaluate(() => Object.values(sessionStorage).join('\n'));
/** Until what is kept says this: it is kept with the drawing, and a reload doesn't wait for that. */
const keptAs = (page, said) => until(() => kept(page), (text) => said.test(text), `${said} is kept`);
const forgotten = (page) => until(() => drafts(page), (names) => names.length === 0, 'nothing is kept');
const value = (page, id) => agreement(page).locator(`#${id}`).inputValue();
const backAgain = (page) => agreement(page).locator('.brought-back');

/** Changes the element as the page has it. */
const withElement = (change) => (page) =>
  page.route(`**${PAGE}`, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/<samtycke-agreement[^>]*>/, change);
    await route.fulfill({ response, body });
  });

async function next(page) {
  await part(agreement(page), 'next').and(page.locator(':visible')).click();
  await atStep(page);
}

world.test('A reload in the middle of each step keeps where one was and everything but the ticks', async ({ visit }) => {
  const page = await visit(PAGE, { ...PHONE, before: withElement('<samtycke-agreement name="agreement">') });
  await answerBanner(page, 'reject-all');
  const flow = agreement(page);
  await part(flow, 'role').waitFor();
  assert.deepEqual(await drafts(page), []);

  // Role.
  await part(flow, 'role').getByRole('radio').first().check();
  await keptAs(page, /"role":/);
  await page.reload();
  await backAgain(page).waitFor();
  assert.equal(await part(flow, 'role').getByRole('radio').first().isChecked(), true);
  await next(page);

  // Documents.
  await flow.locator('.documents').getByRole('button', { name: /^Læs / }).first().click();
  await part(flow, 'document').waitFor();
  await keptAs(page, /"ms":(?!0)/);
  await page.reload();
  await flow.locator('.seen').first().waitFor();
  assert.equal(await flow.locator('#step-documents').isVisible(), true);
  await next(page);

  // Annex.
  const person0 = part(flow, 'annex').getByRole('checkbox').first();
  const was = await person0.isChecked();
  await person0.setChecked(!was);
  await flow.locator('#subjects-own').fill('Lærlinge i praktik');
  await flow.locator('#subjects-own').press('Enter');
  await flow.locator('.own').waitFor();
  await keptAs(page, /"text":"Lærlinge i praktik"/);
  await page.reload();
  await flow.locator('.own').getByText('Lærlinge i praktik').waitFor();
  assert.equal(await part(flow, 'annex').getByRole('checkbox').first().isChecked(), !was);
  await next(page);

  // Organisation, in the middle of a word.
  await flow.locator('#organisation-country').selectOption('SE-ORGNR');
  await flow.locator('#organisation-name').fill('Fjord "Bag');
  await keptAs(page, /Fjord \\"Bag/);
  await page.reload();
  await flow.locator('#organisation-name').waitFor();
  assert.equal(await value(page, 'organisation-name'), 'Fjord "Bag');
  assert.equal(await value(page, 'organisation-country'), 'SE-ORGNR');
  await shot(page, 'drafts/back-320');
  await flow.locator('#organisation-country').selectOption('DK-CVR');
  await fillParties(page);
  await next(page);

  // Acceptance: asked again.
  await tickStatements(page);
  await keptAs(page, /"step":"accept"/);
  await page.reload();
  await part(flow, 'statement').first().waitFor();
  for (const box of await statements(page).all()) assert.equal(await box.isChecked(), false);
  assert.equal(await value(page, 'signatory-email'), person.email);
  await tickStatements(page);
  await canAccept(page);
  await part(flow, 'accept').click();
  await receipt(page, 'receipted').waitFor();
  await forgotten(page);
  const { agreement: record } = await formData(page);
  const said = JSON.parse(Buffer.from(record.split('.')[1], 'base64url').toString());
  assert.ok(said.documents[0].shown.opened && said.documents[0].shown.visible_ms > 0, 'what was read before counts');
  assert.ok(said.annex.content.subjects.some(({ name }) => name === 'Lærlinge i praktik'));

  await page.reload();
  await part(flow, 'role').waitFor();
  assert.equal(await backAgain(page).count(), 0);
});

world.test('What is back is said, and one can start over; a reset of the form forgets it, too', async ({ visit }) => {
  const page = await visit(PAGE);
  await answerBanner(page, 'reject-all');
  await agreementShown(page);
  await fillParties(page);
  await keptAs(page, RegExp(person.position));
  assert.equal((await drafts(page)).length, 1);
  await page.reload();
  await backAgain(page).getByText('Det, du skrev før, er her stadig.').waitFor();
  await shot(page, 'drafts/back');
  await backAgain(page).getByRole('button', { name: 'Begynd forfra' }).click();
  await backAgain(page).waitFor({ state: 'detached' });
  await until(() => value(page, 'organisation-name'), (text) => text === '', 'begun anew');
  await forgotten(page);
  const inside = () => page.evaluate(() => document.querySelector('samtycke-agreement').shadowRoot.activeElement?.id);
  await until(inside, (id) => id === 'step-documents', 'the focus is at the beginning');

  await fillParties(page);
  await page.evaluate(() => document.querySelector('#opret').reset());
  await until(() => value(page, 'organisation-name'), (text) => text === '', 'reset');
  await forgotten(page);
});

world.test('A draft is for its tab alone, and memory="off" keeps nothing', async ({ visit, visitor }) => {
  const context = await visitor();
  const [one, two] = [await context.newPage(), await context.newPage()];
  await one.goto(PAGE);
  await answerBanner(one, 'reject-all');
  await agreementShown(one);
  await fillParties(one);
  await keptAs(one, RegExp(person.position));
  await two.goto(PAGE);
  await agreementShown(two);
  assert.equal(await value(two, 'organisation-name'), '');
  assert.equal(await two.evaluate(() => Object.keys(localStorage).some((name) => name.includes('draft'))), false);

  const page = await visit(PAGE, { before: withElement('<samtycke-agreement name="agreement" role="customer" memory="off">') });
  await answerBanner(page, 'reject-all');
  await agreementShown(page);
  await fillParties(page);
  assert.deepEqual(await drafts(page), []);
  await page.reload();
  await agreementShown(page);
  assert.equal(await value(page, 'organisation-name'), '');
});

world.test('Where the browser keeps nothing the flow works without a draft', async ({ visit }) => {
  const page = await visit(PAGE, {
    before: (page) =>
      page.addInitScript(() =>
        Object.defineProperty(window, 'sessionStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } }),
      ),
  });
  await answerBanner(page, 'reject-all');
  await accept(page);
  await receipt(page, 'receipted').waitFor();
});

world.test('Of a draft of another pack that which still fits is taken', async ({ visit }) => {
  const page = await visit(PAGE);
  await answerBanner(page, 'reject-all');
  await agreementShown(page);
  await fillParties(page);
  await keptAs(page, RegExp(person.position));
  const [key] = await drafts(page);
  await page.evaluate((key) => {
    const draft = JSON.parse(sessionStorage[key]);
    const list = (ticked, own) => ({ ticked, own, reasons: [], pending: '' });
    const own = [{ text: 'Frivillige', kind: 'ordinary', reason: '' }];
    const annex = { subjects: list(['gone'], own), categories: list(['gone', 'name'], []), answers: [] };
    Object.assign(draft, { step: 'gone', readings: { 'sha256:00': { ms: 1, end: true } }, annex });
    // Written while the page goes: it would be written over.
    addEventListener('pagehide', () => (sessionStorage[key] = JSON.stringify(draft)));
  }, key);
  await page.reload();
  await backAgain(page).waitFor();
  const flow = agreement(page);
  assert.equal(await value(page, 'organisation-name'), company.name);
  await flow.locator('.own').getByText('Frivillige').waitFor();
  assert.equal(await flow.locator('.seen').count(), 0);
});

world.test('The page may know more later: what the person has not touched is filled, and only that', async ({ visit }) => {
  const page = await visit(PAGE);
  await answerBanner(page, 'reject-all');
  await agreementShown(page);
  const prefill = (value) => page.evaluate((value) => document.querySelector('samtycke-agreement').setAttribute('prefill', value), JSON.stringify(value));
  const shown = async () => [await value(page, 'organisation-name'), await value(page, 'signatory-name'), await value(page, 'organisation-country')];
  await prefill({ organisation: { name: 'Sky ApS', country: 'SE' }, signatory: { name: 'Bo' } });
  const fields = (...all) => until(shown, (now) => isDeepStrictEqual(now, all), `filled: ${all}`);
  await fields('Sky ApS', 'Bo', 'SE-ORGNR');
  await agreement(page).locator('#signatory-name').fill('');
  await prefill({ organisation: { name: 'Hav ApS' }, signatory: { name: 'Ea' } });
  // What was emptied was touched.
  await fields('Hav ApS', '', 'SE-ORGNR');
});

world.test('What is no text in prefill is left out alone, and the console says so', async ({ visit }) => {
  let told;
  const element = `<samtycke-agreement name="agreement" role="customer" prefill='{"organisation":{"name":"Sky ApS","id":12345674,"address":null},"signatory":null}'>`;
  const page = await visit(PAGE, {
    before: (page) => {
      told = page.waitForEvent('console', (message) => message.text().includes('organisation.address'));
      return withElement(element)(page);
    },
  });
  await answerBanner(page, 'reject-all');
  await agreementShown(page);
  assert.match((await told).text(), /prefill: organisation\.address is left out: it is not a text/);
  assert.deepEqual([await value(page, 'organisation-name'), await value(page, 'organisation-number')], ['Sky ApS', '']);
});

world.test('What nobody sees is not taken from what is pasted, and one line stays one', async ({ visit }) => {
  const page = await visit(PAGE);
  await answerBanner(page, 'reject-all');
  const flow = await agreementShown(page);
  const paste = async (id, text) => {
    await flow.locator(`#${id}`).focus();
    await page.evaluate(([id, text]) => {
      const field = document.querySelector('samtycke-agreement').shadowRoot.getElementById(id);
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    }, [id, text]);
    return until(() => value(page, id), (now) => now !== text, 'tidied');
  };
  assert.equal(await paste('organisation-name', 'Fjord\u0000 \ufdd0Bag\ud800eri\u{1fffe}'), 'Fjord Bageri');
  assert.equal(await paste('organisation-address', 'Havnen 1\u0007\n8000\tAarhus\uffff'), 'Havnen 1\n8000 Aarhus');
});

world.test('What is wrong is said when one leaves a field, not while one writes in it, and in words that differ', async ({ visit }) => {
  const page = await visit(PAGE);
  await answerBanner(page, 'reject-all');
  const flow = await agreementShown(page);
  const email = flow.locator('#signatory-email');
  await flow.locator('#organisation-name').focus();
  await email.focus();
  assert.equal(await flow.locator('.problem').count(), 0, 'an empty field is no error yet');
  await email.pressSequentially('ida@@x');
  assert.equal(await flow.locator('.problem').count(), 0);
  await flow.locator('#signatory-position').focus();
  await flow.locator('#signatory-email-problem[role=alert]').waitFor();
  assert.equal(await flow.locator('.problem').count(), 1);
  await email.fill('"ida holm"@bageri.international');
  await flow.locator('#signatory-email-problem').waitFor({ state: 'detached' });
  assert.equal(await email.getAttribute('type'), 'text');
  assert.equal(await email.getAttribute('inputmode'), 'email');

  await part(flow, 'accept').click();
  await flow.locator('#problems:focus').waitFor();
  const lines = await flow.locator('#problems li').allTextContents();
  assert.equal(new Set(lines).size, lines.length, lines.join('\n'));
  const sentence = (await part(flow, 'statement').first().locator('label').textContent()).slice(0, 20);
  assert.ok(lines.some((line) => line.includes(`»${sentence}`)), lines.join('\n'));
  await shot(page, 'parties/problems');
});
