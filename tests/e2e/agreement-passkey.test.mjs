// Confirming an acceptance with a passkey, by the browser's virtual authenticator.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { overflowOf, violationsOf } from './support/axe.mjs';
import { useHosts } from './support/hosts.mjs';
import { confirmationOf, confirmedBy, enrolled, withAuthenticator } from './support/passkeys.mjs';
import { delivered, isDelivery, jwksOf, payloadOf, verify } from './support/records.mjs';
import { accept, agreement, answerBanner, formData, receipt, untilMissing, watchValidity } from './support/steps.mjs';
import { part, shot, until } from './support/world.mjs';

const world = useHosts({ offer: confirmedBy('offer'), require: confirmedBy('require') });

const OFFER = '/offer/agreement.html';
const REQUIRE = '/require/agreement.html';

/** @param {import('playwright-core').Page} page */
const panel = (page) => part(agreement(page), 'confirm');
/** @param {import('playwright-core').Page} page */
const confirm = (page) => part(panel(page), 'confirm-passkey').click();
/** @param {import('playwright-core').Page} page */
const goOn = (page) => part(panel(page), 'confirm-skip').click();

/** Signs, up to the panel. @param {import('playwright-core').Page} page */
async function signed(page) {
  // The answer about cookies is another record; it must not be in the way.
  await Promise.all([delivered(page), answerBanner(page, 'reject-all')]);
  await accept(page);
  await panel(page).waitFor();
}

/** `samtycke verify` with everything at hand. */
const verified = async (variant, record, receipt) =>
  verify({ record, receipt, jwks: await jwksOf(world.server.receiver.url), pack: world.server.packs[variant] });

world.test('Whoever has no passkey makes one and confirms; the record verifies with it', async ({ visit }) => {
  const page = await visit(OFFER, { before: watchValidity });
  const device = await withAuthenticator(page);
  await page.evaluate(() =>
    document.addEventListener('samtycke-accepted', ({ detail }) => (globalThis.said = detail)));
  await signed(page);
  const posted = [];
  page.on('request', (request) => request.url().endsWith('/records') && posted.push(request));
  await panel(page).getByText('Aftalen er lige så gyldig uden.').waitFor();
  await panel(page).getByText('Din browser spørger to gange', { exact: false }).waitFor();
  await panel(page).locator('h3:focus').filter({ hasText: /^Bekræft med en adgangsnøgle$/ }).waitFor();
  assert.deepEqual(await violationsOf(page, 'the panel'), []);
  await shot(page, 'passkey/offered');
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('samtycke-outbox:')));
  assert.deepEqual([posted.length, await kept()], [0, []], 'nothing is sent or kept before the person has chosen');
  await untilMissing(page, 'Gør bekræftelsen af aftalen færdig.');

  const [taken] = await Promise.all([delivered(page), confirm(page)]);
  await receipt(page, 'receipted').waitFor();
  await receipt(page).getByText('med en adgangsnøgle').waitFor();
  await shot(page, 'passkey/receipt');
  const value = await formData(page);
  const whole = `${value.agreement}~${value['agreement.confirmation']}`;
  assert.equal(taken.record, whole);
  const said = await until(() => page.evaluate(() => globalThis.said), Boolean, 'the page is told');
  assert.deepEqual([said.record, said.confirmation], [value.agreement, value['agreement.confirmation']]);

  const { code, report, passed, failed } = await verified('offer', whole, value['agreement.receipt']);
  assert.deepEqual([code, failed], [0, []], JSON.stringify(report));
  assert.ok(passed.includes('confirmation'));
  assert.equal(report.confirmation.rp_id, 'site.localhost');
  assert.ok(report.receipt.verified.includes('confirmation'));
  const [credential] = await device.credentials();
  assert.equal(Buffer.from(credential.credentialId, 'base64').toString('base64url'), report.confirmation.credential_id);
  assert.equal(credential.isResidentCredential, true);

  const [download] = await Promise.all([
    page.waitForEvent('download'), agreement(page).getByRole('button', { name: 'Hent det signerede svar' }).click(),
  ]);
  assert.equal(await readFile(await download.path(), 'utf8'), whole, 'the file to keep has both');
});

world.test('A passkey of the account confirms, and no other is made', async ({ visit }) => {
  const page = await visit(REQUIRE);
  const device = await withAuthenticator(page);
  const passkey = await enrolled(page);
  await page.evaluate((text) => document.querySelector('samtycke-agreement').setAttribute('passkey', text), JSON.stringify(passkey));
  await signed(page);
  await panel(page).getByText('Vagthavn ApS beder alle bekræfte').waitFor();
  await panel(page).getByText('som du allerede har her').waitFor();
  assert.equal(await part(panel(page), 'confirm-skip').count(), 0, 'there is no way on without');
  await shot(page, 'passkey/required');
  await confirm(page);
  await receipt(page, 'receipted').waitFor();
  const value = await formData(page);
  const whole = `${value.agreement}~${value['agreement.confirmation']}`;
  assert.equal(confirmationOf(whole).credential_id, passkey.credentials[0].id);
  assert.equal((await device.credentials()).length, 1);
  const { failed, passed } = await verified('require', whole, value['agreement.receipt']);
  assert.deepEqual([failed, passed.includes('confirmation')], [[], true]);
  // The record alone is not what this pack asks for.
  const bare = await verified('require', value.agreement, value['agreement.receipt']);
  assert.deepEqual(bare.failed, ['confirmation']);
});

world.test('A dialog that ends without a confirmation loses nothing: again, back, or on without', async ({ visit }) => {
  const page = await visit(OFFER, { expectErrors: true });
  const device = await withAuthenticator(page);
  await device.recognises(false);
  await signed(page);
  await confirm(page);
  await panel(page).getByRole('alert').getByText('Intet blev bekræftet.').waitFor();
  await shot(page, 'passkey/cancelled');
  assert.equal((await device.credentials()).length, 0);

  // Back: what was written is there, and can be changed.
  await part(panel(page), 'confirm-back').click();
  await agreement(page).locator('#step-accept:focus').waitFor();
  await agreement(page).locator('#signatory-position').fill('Bogholder');
  await part(agreement(page), 'accept').click();
  await panel(page).waitFor();
  await device.recognises(true);
  const [taken] = await Promise.all([delivered(page), confirm(page)]);
  assert.equal(payloadOf(taken.record).signatory.position, 'Bogholder');
  assert.equal((await verified('offer', taken.record, taken.receipt)).passed.includes('confirmation'), true);
});

world.test('Whoever goes on without sends the record alone', async ({ visit }) => {
  const page = await visit(OFFER);
  await withAuthenticator(page);
  await signed(page);
  const [taken] = await Promise.all([delivered(page), goOn(page)]);
  await receipt(page, 'receipted').waitFor();
  assert.ok(!taken.record.includes('~'));
  const value = await formData(page);
  assert.equal('agreement.confirmation' in value, false);
  const { code, skipped } = await verified('offer', value.agreement, value['agreement.receipt']);
  assert.equal(code, 0);
  assert.ok(skipped.includes('confirmation'));
});

world.test('Where the pack requires one, the receiver takes no agreement without', async ({ visit }) => {
  const page = await visit(REQUIRE, { expectErrors: true });
  await withAuthenticator(page);
  await signed(page);
  const { receiver } = world.server;
  // A page of the vendor's own making that leaves it out on the way.
  await page.route(`${receiver.url}/records`, (route) =>
    route.continue({ postData: (route.request().postData() ?? '').split('~')[0] }));
  const [refused] = await Promise.all([page.waitForResponse(isDelivery), confirm(page)]);
  assert.equal(refused.status(), 422);
  assert.equal((await refused.json()).type, 'https://samtycke.org/problems/unconfirmed');
  await part(agreement(page), 'error').getByText('Intet er aftalt.', { exact: false }).waitFor();
});

world.test('While the receiver is down the confirmation waits with its record', async ({ visit }) => {
  const page = await visit(REQUIRE, { expectErrors: true });
  await withAuthenticator(page);
  await signed(page);
  const { receiver } = world.server;
  await receiver.kill();
  try {
    await confirm(page);
    await receipt(page, 'queued').waitFor();
    const waiting = await page.evaluate(() =>
      JSON.parse(localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith('samtycke-outbox:')))));
    const value = await formData(page);
    assert.equal(waiting.record, `${value.agreement}~${value['agreement.confirmation']}`);
    // Another page of the site delivers it.
    const context = page.context();
    await page.close();
    const next = await context.newPage();
    const [taken] = await Promise.all([delivered(next), receiver.start().then(() => next.goto(OFFER))]);
    assert.deepEqual([taken.status, taken.record], [201, waiting.record]);
    const { failed, passed } = await verified('require', taken.record, taken.receipt);
    assert.deepEqual([failed, passed.includes('confirmation')], [[], true]);
    await until(
      () => next.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('samtycke-outbox:')).length),
      (count) => count === 0, 'nothing waits any more',
    );
  } finally {
    await receiver.kill();
    await receiver.start();
  }
});

/** @param {import('playwright-core').Page} page */
const withoutPasskeys = (page) => page.addInitScript(() => delete globalThis.PublicKeyCredential);

for (const [what, path, before, said] of [
  ['a page that may not use passkeys', `${OFFER}?permissions=publickey-credentials-get=()`, undefined, 'Denne side tillader ikke adgangsnøgler'],
  ['a browser without passkeys', OFFER, withoutPasskeys, 'Denne browser kan ikke bekræfte med adgangsnøgler.'],
  ['a browser without passkeys where one is required', REQUIRE, withoutPasskeys, 'Vi kan hjælpe dig med at acceptere på en anden måde:'],
])
  world.test(`What can't be done is told before it is tried: ${what}`, async ({ visit }) => {
    const page = await visit(path, { before });
    await signed(page);
    await panel(page).getByRole('alert').getByText(said, { exact: false }).waitFor();
    assert.deepEqual(await violationsOf(page, what), []);
    await shot(page, `passkey/${what.replaceAll(/\W+/g, '-')}`);
    await page.setViewportSize({ width: 320, height: 700 });
    assert.deepEqual(await overflowOf(page, '320 px'), []);
    assert.equal(await part(panel(page), 'confirm-passkey').count(), 0);
    if (path === REQUIRE) return assert.equal(await panel(page).getByRole('link').count(), 1);
    await goOn(page);
    await receipt(page, 'receipted').waitFor();
  });

world.test('In a frame of another site nobody is asked: the confirmation would not hold', async ({ visit }) => {
  const page = await visit(`${world.server.at('127.0.0.1')}/hosts/frame.html`);
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    frame.allow = 'publickey-credentials-get; publickey-credentials-create';
    Object.assign(frame, { src, width: 900, height: 900 });
    document.body.replaceChildren(frame);
  }, world.url + OFFER);
  const frame = page.frameLocator('iframe');
  await answerBanner(/** @type {any} */ (frame), 'reject-all');
  await accept(/** @type {any} */ (frame));
  await part(frame, 'confirm').getByRole('alert').getByText('Denne side tillader ikke adgangsnøgler').waitFor();
});
