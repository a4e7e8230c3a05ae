// Sign-up on the vendor's own server, in three languages: an account is opened on a record that holds, once, in one
// transaction with it, and on no other. The records are the real widget's, and what anyone could forge from them.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { confirmation } from './support/confirmations.mjs';
import { Example, languages } from './support/examples.mjs';
import { forged, headerOf } from './support/forged.mjs';
import { assertVerified, delivered, jwksOf, payloadOf, published } from './support/records.mjs';
import { here } from './support/settings.mjs';
import {
  accept, agreement, agreementShown, answerBanner, company, fillAccount, fillParties, formData, person, receipt,
  fillStep,
} from './support/steps.mjs';
import { part, useWorld } from './support/world.mjs';

const world = useWorld();

for (const { name, command, skip } of languages) {
  describe(`The server example in ${name}`, { skip }, () => {
    const running = async (body) => {
      const example = new Example(command, { PACK: published, ENDPOINT: world.url, ORIGIN: world.url });
      try {
        await body(await example.start());
      } finally {
        await example.remove();
      }
    };

    world.test(`${name}: the form opens one account, stored with its record and receipt`, ({ visit }) =>
      running(async (example) => {
        const page = await visit('/demo/opret/');
        await agreementShown(page);
        await fillAccount(page);
        await accept(page);
        await receipt(page, 'receipted').waitFor();
        const form = await formData(page);
        await page.evaluate((url) => {
          const form = document.querySelector('#opret');
          form.action = url;
          // The demonstration's own script shows the form instead of sending it; this is not its event.
          HTMLFormElement.prototype.submit.call(form);
        }, `${example.url}/signup`);
        await page.getByText('Your account is open.').waitFor();

        const { record_id: id } = payloadOf(form.agreement);
        const account = {
          ...{ id: 1, record: id, name: person.name, scheme: 'DK-CVR', number: company.number },
          ...{ organisation: company.name, signatory: person.name, email: person.email, state: 'open' },
        };
        const one = { accounts: [account], records: [{ id, jws: form.agreement, confirmation: null, receipt: form['agreement.receipt'] }] };
        assert.deepEqual(example.stored(), one);

        for (const [what, again] of Object.entries({
          'the same form': form,
          'the same record without its receipt': { name: 'Nyt navn', agreement: form.agreement },
          'the organisation with another record': { name: 'Nyt navn', agreement: (await evidence(visit)).late },
          'another record of that id': {
            name: 'Nyt navn',
            agreement: forged((await evidence(visit)).late, {
              change: (said) => {
                ofAnotherCompany(said);
                said.record_id = id;
              },
            }),
          },
        })) {
          const { status, words } = await example.signUp(again);
          assert.equal(status, 409, `${what}: ${words}`);
          assert.match(words, / an account already\.$/);
        }
        // The second record was in before its account was refused: it must be gone.
        assert.deepEqual(example.stored(), one);
      }));

    world.test(`${name}: whatever doesn't hold is refused with a reason, and nothing of it is stored`, ({ visit }) =>
      running(async (example) => {
        const cases = await refused(await evidence(visit));
        for (const [what, form] of Object.entries(cases)) {
          const { status, words } = await example.signUp(form);
          assert.ok(status >= 400 && status < 500, `${what}: ${status} ${words}`);
          assert.match(words, /^[A-Z].{15,}\.$/s, what);
          // For its own reason.
          assert.equal(/ receipt|receiver/.test(words), what.includes('receipt'), `${what}: ${words}`);
          assert.equal(/ name\.$/.test(words), what === 'no name', `${what}: ${words}`);
        }
        assert.deepEqual(example.stored(), { accounts: [], records: [] });
        // Each of them differs in one thing from what is taken.
        const { whole, late } = await evidence(visit);
        const good = { name: 'Fjord', agreement: forged(late, { change: ofAnotherCompany }) };
        const own = forged(whole['agreement.receipt'], { key: world.server.key });
        for (const [status, form] of [[202, good], [201, { ...whole, 'agreement.receipt': own }]])
          assert.equal((await example.signUp(form)).status, status);
      }));

    world.test(`${name}: while the receiver is down accounts are pending, and open when it has confirmed the record`, async ({ visit }) => {
      const { late, whole } = await evidence(visit);
      for (const form of [{ name: 'Fjord', agreement: late }, whole]) {
        await running(async (example) => {
          await world.server.kill();
          try {
            const { status, words } = await example.signUp(form);
            assert.equal(status, 202, words);
            const { accounts, records } = example.stored();
            assert.deepEqual(accounts.map(({ state }) => state), ['pending']);
            assert.deepEqual(records, [{ id: payloadOf(form.agreement).record_id, jws: form.agreement, confirmation: null, receipt: null }]);
            // What it owes it still knows after a restart.
            await example.stop();
          } finally {
            await world.server.start();
          }
          await example.start();
          await example.says(/account 1 is open/);
          const { accounts, records } = example.stored();
          assert.deepEqual(accounts.map(({ state }) => state), ['open']);
          await assertVerified({ record: form.agreement, receipt: records[0].receipt, jwks: await jwksOf(world.url) });
        });
      }
    });

    world.test(`${name}: a confirmation is kept with its record and reaches the receiver behind it`, async ({ visit }) => {
      // Browsers have passkeys for names only.
      const origin = world.url.replace('127.0.0.1', 'localhost');
      const { late } = await evidence(visit);
      const agreement = forged(late, {
        change: (said) => {
          ofAnotherCompany(said);
          Object.assign(said.context, { origin, page: `${origin}/demo/opret/` });
        },
      });
      const [, confirmed] = confirmation(agreement, origin, { rp: 'localhost' }).split('~');
      const example = new Example(command, { PACK: published, ENDPOINT: world.url, ORIGIN: origin });
      try {
        await example.start();
        const form = { name: 'Fjord', agreement };
        const { status } = await example.signUp({ ...form, 'agreement.confirmation': 'a~b' });
        assert.equal(status, 400);
        assert.deepEqual(example.stored().records, []);
        assert.equal((await example.signUp({ ...form, 'agreement.confirmation': confirmed })).status, 202);
        await example.says(/account 1 is open/);
        const [record] = example.stored().records;
        assert.deepEqual([record.jws, record.confirmation], [agreement, confirmed]);
        await assertVerified({ record: `${agreement}~${confirmed}`, receipt: record.receipt, jwks: await jwksOf(world.url) });
      } finally {
        await example.remove();
      }
    });

    world.test(`${name}: what the receiver refuses opens no account`, ({ visit }) =>
      running(async (example) => {
        const { late } = await evidence(visit);
        const agreement = forged(late, { change: (said) => (said.annex.content.purpose = 'Hvad vi vil.') });
        const { status } = await example.signUp({ name: 'Fjord', agreement });
        // One that compares the annex itself refuses at once; the others leave it to the receiver.
        if (status === 202) await example.says(/account 1 is refused/);
        else assert.equal(status >= 400 && status < 500, true);
        assert.deepEqual(example.stored().accounts.filter(({ state }) => state !== 'refused'), []);
      }));
  });
}

test('What docs/embedding.md shows of a server is what the example does', async () => {
  const [docs, ...example] = await Promise.all(
    ['docs/embedding.md', 'examples/server-node/server.mjs', 'examples/server-node/verify.mjs'].map((file) =>
      readFile(join(here, '../..', file), 'utf8'),
    ),
  );
  const [section] = /^## On your server$[^]*?(?=^## )/m.exec(docs);
  const shown = [...section.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, code]) => code);
  assert.equal(shown.length, 3);
  for (const code of shown) assert.ok(example.some((text) => text.includes(code)), `the example has no\n${code}`);
});

/** Signed in the browser once, by whichever test comes first. */
let signed;
const evidence = (visit) => (signed ??= take(visit));

async function take(visit) {
  const page = await visit('/demo/opret/');
  const [cookies] = await Promise.all([delivered(page), answerBanner(page, 'reject-all')]);
  await fillAccount(page);
  await accept(page);
  await receipt(page, 'receipted').waitFor();

  // While the receiver can't be reached.
  const away = await visit('/demo/opret/', {
    expectErrors: true,
    before: (page) => page.route(/\/(nonces|records)$/, (route) => route.abort('connectionrefused')),
  });
  await accept(away);
  await receipt(away, 'queued').waitFor();

  // Another vendor's pack on the same page, taken by the same receiver.
  const other = await visit('/demo/opret/', { before: ofNordlunda });
  await agreementShown(other);
  await fillParties(other);
  await agreement(other).locator('#organisation-number').fill('559000-0005');
  await fillStep(other);
  await part(agreement(other), 'accept').click();
  await receipt(other, 'receipted').waitFor();

  return {
    whole: await formData(page),
    cookies,
    late: (await formData(away)).agreement,
    other: await formData(other),
  };
}

const ofNordlunda = (page) =>
  page.route('**/demo/opret/', async (route) => {
    const response = await route.fetch();
    const element = '<samtycke-agreement pack="/packs/nordlunda/pack.json" ';
    await route.fulfill({ response, body: (await response.text()).replace('<samtycke-agreement ', element) });
  });

function ofAnotherCompany(said) {
  said.record_id = randomUUID();
  said.parties[0].registry.id = '10000009';
}

/** Forms that must open no account, by what is wrong with them. */
async function refused({ whole, cookies, late, other }) {
  const [header, payload, signature] = whole.agreement.split('.');
  const renamed = Buffer.from(payload, 'base64url').toString().replace('Fjord', 'Fjorc');
  const withReceipt = (receipt) => ({ ...whole, 'agreement.receipt': receipt });
  const receiptOf = whole['agreement.receipt'];
  const forms = {
    'no field at all': {},
    'no agreement': { name: 'Fjord' },
    'an empty agreement': { name: 'Fjord', agreement: '' },
    'no name': { agreement: whole.agreement },
    'anything': { name: 'Fjord', agreement: 'yes' },
    'a byte changed': { ...whole, agreement: `${header}.${Buffer.from(renamed).toString('base64url')}.${signature}` },
    'a signature of another record': { ...whole, agreement: `${header}.${payload}.${late.split('.')[2]}` },
    'another pack': { ...other, name: 'Fjord' },
    'an answer about cookies': { name: 'Fjord', agreement: cookies.record, 'agreement.receipt': cookies.receipt },
    'a receipt of another record': withReceipt(other['agreement.receipt']),
    'a receipt by anyone': withReceipt(forged(receiptOf)),
    "a receipt in the receiver's name": withReceipt(forged(receiptOf, { dress: (header) => (header.kid = headerOf(receiptOf).kid) })),
    'a receipt with a byte changed': withReceipt(receiptOf.replace(/.(?=.{20}$)/, (c) => (c === 'A' ? 'B' : 'A'))),
    'a record for a receipt': withReceipt(whole.agreement),
    'anything for a receipt': withReceipt('yes'),
  };
  for (const [what, how] of Object.entries({
    'of another type': { dress: (header) => (header.typ = 'samtycke-record+jws') },
    'of another schema': { change: (said) => (said.schema += '0') },
    'of another receiver': { change: (said) => (said.issuer = 'https://elsewhere.example') },
    'for other bytes': { change: (said) => (said.record = said.record.replace(/.$/, (c) => (c === '0' ? '1' : '0'))) },
    'for another key': { change: (said) => (said.key = 'x'.repeat(43)) },
    'for another id': { change: (said) => (said.record_id = randomUUID()) },
    'by who looked at less': { change: (said) => (said.verified = said.verified.filter((check) => check !== 'annex')) },
  })) forms[`the receiver's own receipt ${what}`] = withReceipt(forged(receiptOf, { ...how, key: world.server.key }));
  const record = (how) => ({ name: 'Fjord', agreement: forged(late, how) });
  for (const [what, dress] of Object.entries({
    'another type': (header) => (header.typ = 'JWT'),
    "another key's thumbprint": (header) => (header.kid = 'x'.repeat(43)),
    'another algorithm': (header) => (header.alg = 'ES384'),
    'no algorithm': (header) => (header.alg = 'none'),
    'no key': (header) => delete header.jwk,
    'a key that is none': (header) => (header.jwk = { ...header.jwk, x: header.jwk.y }),
    'its private key': (header, jwk) => (header.jwk = jwk),
  })) forms[what] = record({ dress });
  for (const [what, write] of Object.entries({
    'a space': (json) => json.replace(':', ': '),
    'a key twice': (json) => json.replace('"role":"customer"', '"role":"customer","role":"customer"'),
    'a list': () => '[]',
    'nothing': () => 'null',
    'no JSON': () => '{',
  })) forms[`signed: ${what}`] = record({ write });
  for (const [what, sign] of Object.entries({ 'a space': ' ', padding: '=', 'a line break': '\n' }))
    forms[`signed: with ${what} in between`] = record({ spell: (input) => input.replace('.', `${sign}.`) });
  const hours = (time, by) => new Date(Date.parse(time) + by * 3_600_000).toISOString();
  for (const [what, change] of Object.entries({
    'another schema': (said) => (said.schema += '0'),
    'a refusal': (said) => (said.event.type = 'decline'),
    'another endpoint': (said) => (said.context.audience = 'https://elsewhere.example'),
    'another site': (said) => {
      said.context.origin = 'https://elsewhere.example';
      said.context.page = 'https://elsewhere.example/';
    },
    'a pack that was never published': (said) => (said.offer.pack = said.documents[0].sha256),
    'another role': (said) => (said.role = 'representative'),
    'another text': (said) => (said.documents[0].sha256 = said.documents[1].sha256),
    'a document less': (said) => said.documents.pop(),
    'a document only offered': (said) => (said.documents[0].act = 'offer'),
    'another language': (said) => (said.documents[0].language = 'en'),
    'no documents': (said) => (said.documents = null),
    'a sentence not ticked': (said) => (said.statements[0].answer = false),
    'a sentence ticked by a number': (said) => (said.statements[0].answer = 1),
    'a sentence ticked for them': (said) => (said.statements[0].initial = 'ticked'),
    'a sentence reworded': (said) => (said.statements[0].text += ' Ikke.'),
    'a sentence less': (said) => said.statements.pop(),
    'no sentences': (said) => (said.statements = []),
    'another button': (said) => (said.submit_label = 'Fortsæt'),
    'no authority': (said) => (said.signatory.authority.attested = false),
    'another vendor': (said) => (said.parties[1].registry.id = '10000009'),
    'three parties': (said) => said.parties.push(said.parties[0]),
    'another part': (said) => (said.parties[0].role = 'representative'),
    'an organisation without a name': (said) => (said.parties[0].name = ''),
    'a number for a name': (said) => (said.parties[0].name = 5),
    'a list for an id': (said) => (said.record_id = [said.record_id]),
    'a day and more ago': (said) => {
      for (const statement of said.statements) statement.time = hours(statement.time, -25);
      said.event.time = hours(said.event.time, -25);
    },
    'an hour to come': (said) => (said.event.time = hours(said.event.time, 1)),
    'no time': (said) => (said.event.time = 'now'),
  })) forms[`signed: ${what}`] = record({ change });
  return forms;
}
