// The annex: edited in every way, with reasons and answers where the vendor asks for them, shown as it will be signed, and
// signed so.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { assertVerified, jwksOf, payloadOf } from './support/records.mjs';
import { demo } from './support/settings.mjs';
import { accept, agreement, agreementShown, answerBanner, formData, receipt } from './support/steps.mjs';
import { part, shot, until, useWorld } from './support/world.mjs';

const world = useWorld();

/** The sign-up, with the agreement of another vendor. @param {string} pack */
const of = (pack) => (page) =>
  page.route('**/demo/opret/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('/packs/vagthavn/', `/packs/${pack}/`) });
  });

/** The annex that was signed, after record and receipt held. @param {import('playwright-core').Page} page @param {string} pack */
async function signedAnnex(page, pack) {
  await receipt(page, 'receipted').waitFor();
  const { agreement: record, 'agreement.receipt': counterSigned } = await formData(page);
  const { passed } = await assertVerified({
    record, receipt: counterSigned, jwks: await jwksOf(world.url), pack: join(demo, 'packs', pack),
  });
  assert.ok(passed.includes('annex'));
  return payloadOf(record).annex;
}

/** @param {import('playwright-core').Locator} control */
const hasFocus = (control) => control.evaluate((one) => one === one.getRootNode().activeElement);

const linesOf = (preview, mark) => preview.locator(mark).allTextContents();

world.test('An annex is edited in every way, shown as it will be signed, and signed so', async ({ visit }) => {
  const page = await visit('/demo/opret/');
  await answerBanner(page, 'reject-all');
  const flow = await agreementShown(page);
  const annex = part(flow, 'annex');
  const categories = annex.getByRole('group', { name: 'Hvilke personoplysninger' });
  await shot(page, 'annex/1-untouched');
  assert.equal(await annex.getByText('artikel 9, stk. 2').count(), 0, 'nothing is said of what is not chosen');

  await annex.getByLabel('Tidligere medarbejdere').uncheck();
  const cpr = annex.getByRole('checkbox', { name: 'CPR-nummer' });
  await cpr.press('Space');
  const follows = annex.getByRole('status').filter({ hasText: 'databeskyttelseslovens § 11' });
  await follows.getByText('CPR-numre krypteres særskilt').waitFor();
  assert.equal(await hasFocus(cpr), true, 'what comes takes the focus from nobody');
  assert.equal(await annex.getByText('artikel 9, stk. 2').count(), 0);

  // A category of the customer's own is of a kind that the customer says.
  const write = categories.getByLabel('Tilføj en egen linje');
  await write.fill('Allergier');
  await write.press('Enter');
  await categories.getByText('Vælg, hvilken slags oplysning det er.').waitFor();
  const kind = categories.getByLabel('Hvilken slags oplysning er det?');
  await until(() => hasFocus(kind), Boolean, 'it has the focus');
  assert.equal(await kind.inputValue(), '', 'none is chosen for them');
  await kind.selectOption('special');
  await part(categories, 'add-categories').click();
  await categories.getByText('»Allergier« er tilføjet.').waitFor();
  await annex.getByText('artikel 9, stk. 2').waitFor();
  await annex.getByText('Felterne kan kun ses af de brugere').waitFor();

  // The vendor's own words tick the vendor's own line.
  await write.fill(' kurser og  Certifikater ');
  await write.press('Enter');
  await categories.getByText('stod på listen og er nu valgt.').waitFor();
  await categories.getByRole('checkbox', { name: 'Kurser og certifikater', checked: true }).waitFor();
  await write.fill('allergier');
  await write.press('Enter');
  await categories.getByText('er allerede med.').waitFor();

  // What is written and not added isn't lost without a word.
  await write.fill('Skostørrelse');
  await accept(page);
  await flow.locator('#categories-own-problem').getByText('Linjen er ikke tilføjet endnu.').waitFor();
  await kind.selectOption('ordinary');
  await write.press('Enter');
  await categories.getByRole('button', { name: 'Fjern Skostørrelse' }).click();
  await categories.getByText('»Skostørrelse« er fjernet.').waitFor();
  await until(() => hasFocus(write), Boolean, 'it has the focus');

  const engaged = annex.locator('details.passed-on');
  await engaged.locator('summary').click();
  const monitor = engaged.getByRole('group', { name: 'Lanternwatch, Inc.' });
  await monitor.getByText('USA').waitFor();
  assert.equal(await annex.getByRole('checkbox', { name: 'Vi gør indsigelse', checked: true }).count(), 0);
  await monitor.getByLabel('Vi gør indsigelse').check();
  await monitor.getByLabel('Begrundelse (valgfrit)').fill('Vi har vores egen overvågning.');
  await part(annex, 'objection').getByText('I kan acceptere aftalen alligevel.').waitFor();
  await part(annex, 'objection').getByText('Vi svarer inden 14 dage').waitFor();

  const preview = part(annex, 'preview');
  await preview.getByText('5 ændringer').click();
  const view = part(preview, 'annex-view');
  await view.waitFor();
  assert.deepEqual(await linesOf(view, 'ins'), ['Kurser og certifikater', 'CPR-nummer', 'Allergier']);
  assert.deepEqual(await linesOf(view, 'del'), ['Tidligere medarbejdere']);
  for (const said of [
    'Danmark, Sverige, Norge, Tyskland, USA', 'senest 6 timer', 'Klokkeby Support ApS', 'Vi har vores egen overvågning.',
  ]) {
    await view.getByText(said).first().waitFor();
  }
  await shot(page, 'annex/2-edited');
  assert.deepEqual(await violationsOf(page, 'annex'), []);

  await page.setViewportSize({ width: 320, height: 800 });
  await flow.getByRole('button', { name: 'Bilag', exact: true }).click();
  await shot(page, 'annex/3-320');
  assert.deepEqual(await overflowOf(page, '320 px'), []);
  await page.setViewportSize({ width: 1280, height: 900 });

  await part(flow, 'accept').click();
  const { content, edits } = await signedAnnex(page, 'vagthavn');
  assert.deepEqual(edits, [
    { list: 'subjects', item: 'former-employees', change: 'removed' },
    { list: 'categories', item: 'qualifications', change: 'added' },
    { list: 'categories', item: 'cpr-number', change: 'added' },
    { list: 'categories', item: 'own-1', change: 'added' },
  ]);
  assert.deepEqual(content.categories.at(-1), { id: 'own-1', name: 'Allergier', kind: 'special' });
  assert.deepEqual(content.authorisations, [
    { list: 'sub-processors', item: 'Lanternwatch, Inc.', answer: 'objected', reason: 'Vi har vores egen overvågning.' },
  ]);
});

world.test('Where the authorisation is specific, each is answered before anything is accepted', async ({ visit }) => {
  const page = await visit('/demo/opret/', { before: of('nordlunda'), locale: 'sv-SE' });
  const flow = await agreementShown(page);
  await flow.locator('#organisation-country').selectOption('DK-CVR');
  const annex = part(flow, 'annex');
  assert.equal(await annex.getByRole('radio', { checked: true }).count(), 0, 'nothing is answered for them');
  await accept(page);
  const list = part(flow, 'error');
  await list.getByRole('link', { name: 'Svara om ni godkänner ”Pilfink Meddelanden AB”.' }).click();
  const third = annex.getByRole('group', { name: 'Pilfink Meddelanden AB' });
  const [yes, no] = await third.getByRole('radio').all();
  await until(() => hasFocus(yes), Boolean, 'it has the focus');
  const [one, other] = [await yes.locator('..').boundingBox(), await no.locator('..').boundingBox()];
  assert.deepEqual([one.width, one.height], [other.width, other.height], 'they are equal');
  await shot(page, 'annex/4-answers-missing');
  for (const group of await annex.locator('.recipients > li').all()) await group.getByLabel('Vi godkänner').check();
  await no.check();
  await part(annex, 'objection').getByText('Underbiträdet får inte behandla era uppgifter.').waitFor();
  await shot(page, 'annex/5-answered');
  assert.deepEqual(await violationsOf(page, 'answers'), []);

  await part(flow, 'accept').click();
  const { content, edits } = await signedAnnex(page, 'nordlunda');
  assert.deepEqual(edits, []);
  assert.deepEqual(
    content.authorisations.map(({ list, item, answer, ...more }) => [list, item, answer, more]),
    [
      ['Stenkula Datahall AB', 'approved'], ['Tallmo Säkerhetskopia AB', 'approved'], ['Pilfink Meddelanden AB', 'objected'],
      ['Merikotka Tuki Oy', 'approved'], ['Vagtlys Monitorering ApS', 'approved'],
    ].map(([item, answer]) => ['sub-processors', item, answer, {}]),
  );
});

world.test('Where the pack demands reasons, each edit says why, and starting over asks for none', async ({ visit }) => {
  const page = await visit('/demo/opret/', { before: of('skyltljus'), locale: 'sv-SE' });
  const flow = await agreementShown(page);
  await flow.locator('#organisation-country').selectOption('DK-CVR');
  const annex = part(flow, 'annex');
  await annex.getByRole('checkbox', { name: 'Foto och film' }).uncheck();
  await annex.getByRole('checkbox', { name: 'Personnummer eller samordningsnummer' }).check();
  await annex.getByText('får inte visas på en skärm dit allmänheten har tillträde').waitFor();
  await accept(page);
  await flow.getByRole('link', { name: 'Skriv varför ni ändrar ”Foto och film”.' }).click();
  const why = annex.getByLabel('Varför tar ni bort ”Foto och film”?');
  await until(() => hasFocus(why), Boolean, 'it has the focus');
  assert.equal(await why.getAttribute('aria-invalid'), 'true');
  await shot(page, 'annex/6-reasons');

  await part(annex, 'annex-start-over').click();
  await annex.getByText('Bilagan är som publicerad igen.').waitFor();
  await annex.getByRole('checkbox', { name: 'Foto och film', checked: true }).waitFor();
  await annex.getByLabel(/^Varför/).first().waitFor({ state: 'detached' });

  await annex.getByRole('checkbox', { name: 'Foto och film' }).uncheck();
  await why.fill('Vi visar bara text.');
  const subjects = annex.getByRole('group', { name: 'Vilka personer' });
  await subjects.getByLabel('Lägg till en egen rad').fill('Volontärer');
  await part(subjects, 'add-subjects').click();
  await annex.getByLabel('Varför lägger ni till ”Volontärer”?').fill('De bokar rum.');
  assert.deepEqual(await violationsOf(page, 'reasons'), []);
  await part(flow, 'accept').click();
  const { edits } = await signedAnnex(page, 'skyltljus');
  assert.deepEqual(edits, [
    { list: 'subjects', item: 'own-1', change: 'added', reason: 'De bokar rum.' },
    { list: 'categories', item: 'photo', change: 'removed', reason: 'Vi visar bara text.' },
  ]);
});
