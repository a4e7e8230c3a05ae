// Who has accepted before: what holds, what is new, accepting again, objecting, and changing the annex.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { forged } from './support/forged.mjs';
import { idle } from './support/optional.mjs';
import { assertVerified, jwksOf, payloadOf, verify } from './support/records.mjs';
import { VARIANTS, day, onPages, startRenewals, summary, written } from './support/renewals.mjs';
import {
  accept, agreement, agreementShown, company, fillParties, formData, person, receipt, statements, tickStatements,
  untilMissing, validity, watchValidity,
} from './support/steps.mjs';
import { part, shot, together, until, useWorld } from './support/world.mjs';

/** @typedef {import('playwright-core').Page} Page */

const world = useWorld({ start: startRenewals });

/** What the company accepted once, with its receipt. @type {{ agreement: string, 'agreement.receipt': string }} */
let first;
/** What came of elements, as pages hear it, once an event of that name is among it: events come after the drawing. @param {string} [name] */
const heard = (/** @type {Page} */ page, name) =>
  until(() => page.evaluate(() => globalThis.heard), (all) => !name || all.some((one) => one.name === name), `heard ${name}`);
const listening = (/** @type {Page} */ page) =>
  page.addInitScript(() => {
    globalThis.heard = [];
    for (const name of ['accepted', 'objected', 'standing', 'error']) {
      document.addEventListener(`samtycke-${name}`, ({ detail }) => globalThis.heard.push({ name, ...detail }));
    }
  });

/** A page of a variant, whose agreement has these attributes. */
const opened = (visit) => async (variant, attributes, { language = 'da', ready = (/** @type {Page} */ _) => {}, ...options } = {}) =>
  visit(`/again/${variant}`, {
    ...options,
    before: async (page) => {
      await onPages(page, world.server.folder, attributes, language);
      await watchValidity(page);
      await listening(page);
      await ready(page);
    },
  });

const earlier = (page) => part(agreement(page), 'earlier');
const renewal = (page) => part(agreement(page), 'renewal');

/** An objection is begun; what is written before its heading has the focus is lost. @param {Page} page */
async function objecting(page) {
  await part(renewal(page), 'object').click();
  await agreement(page).locator('#again_title:focus').waitFor();
  return part(agreement(page), 'objection');
}

/** Everything about a record that follows: by command line, against the one before and the variant's pack. */
async function assertFollows({ record, receipt: counterSigned, prev, variant }) {
  const { passed } = await assertVerified({
    record, receipt: counterSigned, jwks: await jwksOf(world.url), prev, pack: join(world.server.folder, variant),
  });
  assert.ok(passed.includes('prev'), `${passed}`);
}

/** Made as everyone makes it, before there is a second version; by whichever test comes first. */
async function make() {
  const context = await world.browser.newContext({ baseURL: world.url, locale: 'da-DK' });
  const page = await context.newPage();
  await onPages(page, world.server.folder, { role: 'customer' });
  await page.goto('/again/same');
  await accept(page);
  await receipt(page, 'receipted').waitFor();
  first = await formData(page);
  await context.close();
}
let making;
/** @param {string} promise @param {(visitors: any) => Promise<void>} keep */
const test = (promise, keep) =>
  world.test(promise, async (visitors) => {
    await (making ??= make());
    await keep(visitors);
  });

test('What was accepted is told, and is the form’s value at once', async ({ visit }) => {
  const page = await opened(visit)('same', { accepted: first.agreement, role: 'customer' });
  await earlier(page).getByRole('heading', { name: 'I har en aftale' }).waitFor();
  const told = await earlier(page).innerText();
  const { record_id: id } = payloadOf(first.agreement);
  for (const text of ['Databehandleraftale 2.1', company.name, company.shown, person.name, id, 'Der er ikke ændret noget siden.']) {
    assert.ok(told.includes(text), `${text}: ${told}`);
  }
  assert.deepEqual(await validity(page), { valid: true, message: '' });
  assert.deepEqual(await formData(page), { agreement: first.agreement });
  assert.equal(await part(agreement(page), 'accept').count(), 0);
  assert.deepEqual(await heard(page, 'standing'), [{ name: 'standing', id, standing: 'unchanged', day: '' }]);
  const link = earlier(page).getByRole('link', { name: 'Databehandleraftale 2.1' });
  assert.match(await link.getAttribute('href'), /\/again\/same\/legal\/documents\/dpa\.da\.html$/);
  await shot(page, 'again/unchanged');
});

test('A confirmation behind the record goes with it; a role that is not named is no hindrance', async ({ visit }) => {
  const page = await opened(visit)('same', { accepted: ` ${first.agreement}~eyJ9\n` });
  await earlier(page).waitFor();
  assert.deepEqual(await formData(page), { agreement: first.agreement, 'agreement.confirmation': 'eyJ9' });
});

test('Another spelling asks nobody', async ({ visit }) => {
  const page = await opened(visit)('reworded', { accepted: first.agreement });
  await earlier(page).getByText('Siden da er kun skrivemåden ændret.').waitFor();
  assert.equal((await validity(page)).valid, true);
  assert.equal((await heard(page, 'standing'))[0].standing, 'reworded');
  assert.equal(await renewal(page).count(), 0);
});

test('A new version is shown, accepted again and linked to the first', async ({ visit }) => {
  const page = await opened(visit)('asks', { accepted: first.agreement });
  await renewal(page).getByRole('heading', { name: 'Der er en ny version' }).waitFor();
  await untilMissing(page, 'Svar på den nye version, før du sender formularen.');
  assert.deepEqual(await formData(page), {});
  assert.equal((await heard(page, 'standing'))[0].standing, 'asked');
  const told = await renewal(page).innerText();
  for (const text of ['Databehandleraftale 2.2', summary, `I stedet for version 2.1 gælder version 2.2 fra ${written(-20)}.`]) {
    assert.ok(told.includes(text), `${text}: ${told}`);
  }
  assert.equal(await part(agreement(page), 'not-now').count(), 0, 'it must be answered');
  await shot(page, 'again/asked');

  // What changed, in the two texts themselves.
  await part(renewal(page), 'changes').click();
  const dialog = agreement(page).getByRole('dialog');
  await dialog.locator('ins').getByText('fem', { exact: false }).first().waitFor();
  await shot(page, 'again/changes', { fullPage: false });
  await idle(page);
  await part(dialog, 'close').click();
  await dialog.waitFor({ state: 'detached' });
  const focused = () => agreement(page).evaluate((element) => element.shadowRoot.activeElement?.getAttribute('part'));
  await until(focused, (name) => name === 'changes', 'the focus is where it was');

  // Filled in from the record: the organisation stays, the person may be another one.
  const organisation = part(agreement(page), 'organisation');
  assert.ok((await organisation.innerText()).includes(company.name));
  assert.equal(await organisation.getByRole('textbox').count(), 0);
  assert.equal(await agreement(page).locator('#signatory-name').inputValue(), person.name);
  for (const box of await statements(page).all()) assert.equal(await box.isChecked(), false);
  await agreement(page).locator('#signatory-name').fill('Bo Berg');
  await part(agreement(page), 'annex').getByLabel('Tidligere medarbejdere').uncheck();
  await tickStatements(page);
  const button = part(agreement(page), 'accept');
  assert.equal(await button.innerText(), 'Acceptér den nye version');
  await button.click();
  await receipt(page, 'receipted').waitFor();
  assert.ok((await receipt(page).innerText()).includes('En ny version blev accepteret'));
  await shot(page, 'again/receipt');

  const { agreement: record, 'agreement.receipt': counterSigned } = await formData(page);
  await assertFollows({ record, receipt: counterSigned, prev: first.agreement, variant: 'asks' });
  const said = payloadOf(record);
  assert.deepEqual([said.event.type, said.signatory.name, said.parties[0].name], ['reaccept', 'Bo Berg', company.name]);
  const dpa = said.documents.find(({ id }) => id === 'dpa');
  assert.deepEqual([dpa.version, dpa.change_shown], ['2.2', true]);
  assert.deepEqual((await heard(page, 'accepted')).filter(({ name }) => name === 'accepted').map(({ event, id }) => [event, id]), [['reaccept', said.record_id]]);

  // Now that one holds.
  const next = await opened(visit)('asks', { accepted: record });
  await earlier(next).getByText('Der er ikke ændret noget siden.').waitFor();
});

test('While there is grace the answer can wait, and what was accepted holds', async ({ visit }) => {
  const page = await opened(visit)('grace', { accepted: first.agreement });
  await renewal(page).getByText(`Det hidtidige svar gælder til og med ${written(20)}.`).waitFor();
  assert.equal((await validity(page)).valid, true);
  await shot(page, 'again/grace');
  await part(renewal(page), 'not-now').click();
  await renewal(page).waitFor({ state: 'detached' });
  assert.deepEqual(await formData(page), { agreement: first.agreement });
  await part(earlier(page), 'review').click();
  await agreementShown(page);
  assert.equal((await validity(page)).valid, true, 'it holds until there is another');
  await part(renewal(page), 'not-now').click();
  await part(earlier(page), 'review').click();
  await agreementShown(page);
  await tickStatements(page);
  await part(agreement(page), 'accept').click();
  await receipt(page, 'receipted').waitFor();
  const { agreement: record, 'agreement.receipt': counterSigned } = await formData(page);
  await assertFollows({ record, receipt: counterSigned, prev: first.agreement, variant: 'grace' });
});

test('After the last day of grace it must be answered, and that is said', async ({ visit }) => {
  const late = await opened(visit)('late', { accepted: first.agreement });
  await renewal(late).getByText(`Svaret kunne vente til og med ${written(-2)}.`).waitFor();
  assert.equal((await validity(late)).valid, false);
  await shot(late, 'again/late');
  // The same page before and after the day.
  const page = await opened(visit)('grace', { accepted: first.agreement }, {
    ready: (page) => page.clock.setSystemTime(`${day(21)}T00:00:01+01:00`),
  });
  await renewal(page).getByText(`Svaret kunne vente til og med ${written(20)}.`).waitFor();
  assert.equal((await validity(page)).valid, false);
});

test('A change that holds unless one objects can be closed for this page', async ({ visit }) => {
  const page = await opened(visit)('tacit', { accepted: first.agreement });
  await renewal(page).getByRole('heading', { name: 'En ændring, I kan gøre indsigelse mod' }).waitFor();
  const told = await renewal(page).innerText();
  for (const text of [`senest ${written(20)}`, `Version 2.2 gælder fra ${written(40)}.`, summary]) {
    assert.ok(told.includes(text), `${text}: ${told}`);
  }
  assert.equal((await validity(page)).valid, true);
  await shot(page, 'again/tacit');
  await part(renewal(page), 'go-on').click();
  await renewal(page).waitFor({ state: 'detached' });
  await agreement(page).locator('#again_title:focus').waitFor();
  assert.deepEqual(await formData(page), { agreement: first.agreement });
});

test('An objection is signed, delivered and told, and what was accepted goes on holding', async ({ visit }) => {
  const page = await opened(visit)('tacit', { accepted: first.agreement });
  await part(renewal(page), 'changes').click();
  const dialog = agreement(page).getByRole('dialog');
  await dialog.locator('ins').first().waitFor();
  // That it was on the screen is noted after the drawing.
  await idle(page);
  await part(dialog, 'close').click();
  await dialog.waitFor({ state: 'detached' });
  const panel = await objecting(page);
  await panel.getByLabel('Hvorfor?').fill('Fem dage er for kort.\nVi holder på ti.');
  // Somebody must be named.
  await panel.locator('#signatory-email').fill('');
  await part(panel, 'object-send').click();
  await panel.locator('#signatory-email-problem').waitFor();
  await shot(page, 'again/objection');
  await panel.locator('#signatory-email').fill(person.email);
  await part(panel, 'object-send').click();
  await receipt(page, 'receipted').waitFor();
  const told = await receipt(page).innerText();
  for (const text of ['Indsigelsen er modtaget', 'Det, I har accepteret, gælder fortsat.', 'I gjorde indsigelse mod en ændring', 'Fem dage er for kort.']) {
    assert.ok(told.includes(text), `${text}: ${told}`);
  }
  await shot(page, 'again/objected');
  assert.deepEqual(await validity(page), { valid: true, message: '' });
  assert.deepEqual(await formData(page), { agreement: first.agreement }, 'an objection is no agreement');
  const events = (await heard(page, 'objected')).filter(({ name }) => name !== 'standing');
  assert.deepEqual(events.map(({ name, state, reason }) => [name, state, reason]), [['objected', 'receipted', 'Fem dage er for kort.\nVi holder på ti.']]);
  const [{ record, receipt: counterSigned }] = events;
  await assertFollows({ record, receipt: counterSigned, prev: first.agreement, variant: 'tacit' });
  const said = payloadOf(record);
  const dpa = said.documents.find(({ id }) => id === 'dpa');
  assert.deepEqual([said.event.type, said.statements, dpa.version, dpa.change_shown], ['object', [], '2.2', true]);
  assert.equal(said.submit_label, 'Send indsigelsen');

  // It says no to a change: nothing was accepted by it.
  const next = await opened(visit)('tacit', { accepted: record, role: 'customer' });
  await agreementShown(next);
  assert.equal((await heard(next, 'error'))[0].detail, 'accepted: an objection; give the record that it follows');
});

test('An objection made while the receiver is away waits in the browser', async ({ visit }) => {
  const page = await opened(visit)('tacit', { accepted: first.agreement }, {
    expectErrors: true, ready: (page) => page.route('**/records', (route) => route.abort()),
  });
  await part(await objecting(page), 'object-send').click();
  await receipt(page, 'queued').waitFor();
  assert.equal((await heard(page, 'objected')).find(({ name }) => name === 'objected').state, 'queued');
  assert.deepEqual(await formData(page), { agreement: first.agreement });
});

test('A tacit change that nobody objected to is told and asks for nothing', async ({ visit }) => {
  for (const [variant, options] of [
    ['told', {}],
    ['tacit', { ready: (page) => page.clock.setSystemTime(`${day(21)}T12:00:00+01:00`) }],
  ]) {
    const page = await opened(visit)(variant, { accepted: first.agreement }, options);
    await earlier(page).getByText('Fristen for at gøre indsigelse er udløbet').waitFor();
    assert.equal(await part(agreement(page), 'object').count(), 0);
    assert.equal((await validity(page)).valid, true);
    assert.equal((await heard(page, 'standing'))[0].standing, 'told');
    await shot(page, `again/told-${variant}`);
  }
});

test('The annex is changed by a record that follows the first', async ({ visit }) => {
  const page = await opened(visit)('same', { accepted: first.agreement, role: 'amend' });
  await agreementShown(page);
  const button = part(agreement(page), 'accept');
  assert.equal(await button.innerText(), 'Underskriv det rettede bilag');
  assert.equal(await agreement(page).locator('#step-documents').count(), 0);
  assert.deepEqual(await formData(page), { agreement: first.agreement }, 'what was accepted holds meanwhile');
  await shot(page, 'again/amend');
  await tickStatements(page);
  await button.click();
  await agreement(page).locator('#subjects-problem').getByText('Du har ikke ændret noget i bilaget.').waitFor();
  assert.equal(await receipt(page).count(), 0);
  await shot(page, 'again/amend-unchanged');

  const annex = part(agreement(page), 'annex');
  await annex.getByLabel('CPR-nummer').check();
  await button.click();
  await receipt(page, 'receipted').waitFor();
  assert.ok((await receipt(page).innerText()).includes('Bilaget blev rettet'));
  const { agreement: record, 'agreement.receipt': counterSigned } = await formData(page);
  await assertFollows({ record, receipt: counterSigned, prev: first.agreement, variant: 'same' });
  const said = payloadOf(record);
  assert.equal(said.event.type, 'amend_annex');
  assert.ok(said.annex.content.categories.some(({ id }) => id === 'cpr-number'));
  assert.equal((await heard(page, 'accepted')).at(-1).event, 'amend_annex');

  // The next amendment begins where this one ended.
  const next = await opened(visit)('same', { accepted: record, role: 'amend' });
  await agreementShown(next);
  assert.equal(await part(agreement(next), 'annex').getByLabel('CPR-nummer').isChecked(), true);
  // And what asks comes before it.
  const asked = await opened(visit)('asks', { accepted: record, role: 'amend' });
  await renewal(asked).getByRole('heading', { name: 'Der er en ny version' }).waitFor();
  assert.equal(await part(agreement(asked), 'accept').innerText(), 'Acceptér den nye version');
  assert.equal(await part(agreement(asked), 'annex').getByLabel('CPR-nummer').isChecked(), true);
});

test('The annex can be changed from what was accepted, and left as it was', async ({ visit }) => {
  const page = await opened(visit)('same', { accepted: first.agreement });
  await part(earlier(page), 'amend').click();
  await part(agreement(page), 'annex').waitFor();
  await renewal(page).getByRole('button', { name: 'Tilbage til aftalen' }).click();
  await earlier(page).waitFor();
});

test('A chain is held together by its digests alone', async ({ visit }) => {
  const page = await opened(visit)('same', { accepted: first.agreement, role: 'amend' });
  await agreementShown(page);
  await part(agreement(page), 'annex').getByLabel('CPR-nummer').check();
  await tickStatements(page);
  await part(agreement(page), 'accept').click();
  await receipt(page, 'receipted').waitFor();
  const { agreement: record } = await formData(page);
  const pack = join(world.server.folder, 'same');
  const other = forged(first.agreement, { change: (said) => (said.submit_label += ' ') });
  for (const [prev, code] of [[first.agreement, 0], [other, 1], [record, 1]]) {
    const { code: found, failed } = await verify({ record, prev, pack });
    assert.equal(found, code);
    assert.deepEqual(failed, code ? ['prev'] : []);
  }
});

together('What can’t be believed is told, and asked for as for the first time', () => {
  const cases = {
    'not a record': () => ['nonsense', 'accepted: not an acceptance record, a compact JWS'],
    'a changed one': () => {
      const [header, payload, signature] = first.agreement.split('.');
      const text = Buffer.from(payload, 'base64url').toString().replace('Fjord', 'Bjerg');
      return [[header, Buffer.from(text).toString('base64url'), signature].join('.'), 'accepted: the signature does not fit the record'];
    },
    'another vendor’s': () => [
      forged(first.agreement, { change: (said) => (said.parties[1].registry.id = '99000015') }),
      'accepted: the record is of another vendor or pack',
    ],
    'another pack’s': () => [
      forged(first.agreement, { change: (said) => said.documents.forEach((document) => (document.sha256 = `sha256:${'0'.repeat(64)}`)) }),
      'accepted: the record is of another vendor or pack',
    ],
    'a receipt': () => [first['agreement.receipt'], 'accepted: not an acceptance record, a compact JWS'],
  };
  for (const [name, make] of Object.entries(cases)) {
    test(name, async ({ visit }) => {
      const [accepted, detail] = make();
      const page = await opened(visit)('same', { accepted, role: 'customer' });
      await agreementShown(page);
      assert.equal((await validity(page)).valid, false);
      assert.deepEqual(await formData(page), {});
      assert.deepEqual(await heard(page, 'error'), [{ name: 'error', code: 'accepted', detail }]);
      assert.equal(await part(agreement(page), 'accept').innerText(), 'Acceptér aftalen og opret konto');
    });
  }

  test('another role’s', async ({ visit }) => {
    const page = await opened(visit)('same', { accepted: first.agreement, role: 'representative' });
    await agreementShown(page);
    assert.equal((await heard(page, 'error'))[0].detail, 'accepted: the record is of another role');
  });

  test('and an amendment of it says what is wrong', async ({ visit }) => {
    for (const accepted of ['', 'nonsense']) {
      const page = await opened(visit)('same', { accepted, role: 'amend' });
      await part(agreement(page), 'error').getByText('Vi kan ikke finde en aftale, hvis bilag kan rettes.').waitFor();
      assert.equal(await part(agreement(page), 'accept').count(), 0);
      assert.deepEqual(await violationsOf(page, 'amend-nothing'), []);
    }
  });
});

together('An address answers with what was accepted', () => {
  const answering = (handler) => ({
    expectErrors: true, ready: (page) => page.route('**/account/agreement', handler),
  });
  const attributes = { accepted: '/account/agreement', role: 'customer' };

  test('with the record', async ({ visit }) => {
    const handler = (route) => route.fulfill({ contentType: 'application/jose', body: first.agreement });
    const page = await opened(visit)('same', attributes, answering(handler));
    await earlier(page).waitFor();
    assert.deepEqual(await formData(page), { agreement: first.agreement });
  });

  for (const status of [204, 404]) {
    test(`with ${status}: nothing was`, async ({ visit }) => {
      const page = await opened(visit)('same', attributes, answering((route) => route.fulfill({ status, body: '' })));
      await agreementShown(page);
      assert.deepEqual(await heard(page), []);
      assert.equal(await part(agreement(page), 'error').count(), 0);
    });
  }

  test('with 500: one can try again, or accept', async ({ visit }) => {
    let attempts = 0;
    const handler = (route) =>
      (attempts++ ? route.fulfill({ contentType: 'application/jose', body: first.agreement }) : route.fulfill({ status: 500, body: '' }));
    const page = await opened(visit)('same', attributes, answering(handler));
    await agreementShown(page);
    const error = part(agreement(page), 'error');
    await error.getByText('Vi kunne ikke se, om der allerede er svaret.').waitFor();
    assert.equal((await validity(page)).valid, false);
    assert.deepEqual(await violationsOf(page, 'unreachable'), []);
    await shot(page, 'again/unreachable');
    await error.getByRole('button', { name: 'Prøv igen' }).click();
    await earlier(page).waitFor();
    assert.equal((await validity(page)).valid, true);
  });

  test('slowly: nothing is valid, and nothing asked, until it has', async ({ visit }) => {
    let answer;
    const asked = new Promise((resolve) => (answer = resolve));
    const page = await opened(visit)('same', attributes, answering(async (route) => {
      await asked;
      await route.fulfill({ contentType: 'application/jose', body: first.agreement });
    }));
    await agreement(page).getByRole('status').waitFor();
    assert.equal((await validity(page)).valid, false);
    assert.equal(await part(agreement(page), 'accept').count(), 0);
    answer();
    await earlier(page).waitFor();
  });

  test('never: after a while one can try again, or accept', async ({ visit }) => {
    const page = await opened(visit)('same', attributes, answering(() => {}));
    await part(agreement(page), 'error').waitFor();
    await agreementShown(page);
  });
});

together('For everyone: light, dark, small, and in English', () => {
  const reach = {
    same: (page) => earlier(page).waitFor(),
    asks: (page) => renewal(page).waitFor(),
    grace: (page) => renewal(page).waitFor(),
    tacit: objecting,
    told: (page) => earlier(page).waitFor(),
  };
  for (const variant of Object.keys(VARIANTS).filter((name) => name in reach)) {
    for (const [mode, options] of Object.entries({
      light: {},
      dark: { colorScheme: 'dark' },
      phone: { viewport: { width: 320, height: 640 } },
      english: { language: 'en', locale: 'en-GB' },
    })) {
      test(`${variant}, ${mode}`, async ({ visit }) => {
        const page = await opened(visit)(variant, { accepted: first.agreement }, options);
        await reach[variant](page);
        assert.deepEqual([...(await violationsOf(page, mode)), ...(await overflowOf(page, mode))], []);
        await shot(page, `again/views/${variant}-${mode}`);
      });
    }
  }
  for (const [mode, options] of Object.entries({ light: {}, phone: { viewport: { width: 320, height: 640 } } })) {
    test(`amendment, ${mode}`, async ({ visit }) => {
      const page = await opened(visit)('same', { accepted: first.agreement, role: 'amend' }, options);
      await part(agreement(page), 'annex').waitFor();
      assert.deepEqual([...(await violationsOf(page, mode)), ...(await overflowOf(page, mode))], []);
      await shot(page, `again/views/amendment-${mode}`);
    });
  }
});

test('The demonstration’s account page shows what the sign-up sent', async ({ visit }) => {
  const page = await visit('/demo/konto/');
  await page.getByText('Der er ingen konto i denne browser endnu.').waitFor();
  await part(part(page, 'banner'), 'reject-all').click();
  await page.goto('/demo/opret/');
  await fillAccountAndAccept(page);
  await page.getByRole('link', { name: 'Gå til jeres konto' }).click();
  const [holds, annex] = [page.locator('#aftale samtycke-agreement'), page.locator('#bilag samtycke-agreement')];
  await holds.getByRole('heading', { name: 'I har en aftale' }).waitFor();
  await part(annex, 'annex').getByLabel('CPR-nummer').check();
  for (const box of await part(annex, 'statement').getByRole('checkbox').all()) await box.check();
  await part(annex, 'accept').click();
  await annex.getByText('Bilaget blev rettet').waitFor();
  assert.deepEqual(await violationsOf(page, 'account'), []);
  await shot(page, 'again/account');
  const kept = await page.evaluate(() => localStorage.getItem('vagthavn-aftale'));
  assert.equal(payloadOf(kept).event.type, 'amend_annex');
  await until(() => holds.locator('code').first().innerText(), (id) => id === payloadOf(kept).record_id, 'the new record');
});

/** @param {Page} page */
async function fillAccountAndAccept(page) {
  await page.locator('#name').fill(company.name);
  await page.locator('#email').fill(person.email);
  await page.locator('#staff').selectOption('10-49');
  await agreementShown(page);
  await fillParties(page);
  await tickStatements(page);
  await part(agreement(page), 'accept').click();
  await receipt(page, 'receipted').waitFor();
}
