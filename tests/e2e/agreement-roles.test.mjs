// Every role of all four vendors, in each language of theirs: from the open page to a record with its receipt, which hold
// against what the vendor published.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { assertVerified, jwksOf, payloadOf } from './support/records.mjs';
import { demo } from './support/settings.mjs';
import { CASES, PREFILL, signUp, useSignUp } from './support/signup.mjs';
import { agreement, formData, receipt, throughSteps } from './support/steps.mjs';
import { part, shot, together } from './support/world.mjs';
const world = useSignUp();

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 320, height: 640 };

/** One picture of each step for each language, of its first vendor's customer. */
const pictured = ({ vendor, role, lang }) =>
  role === 'customer' && CASES.find((one) => one.lang === lang && one.role === role)?.vendor === vendor;

/** Each pack's second language on a phone, where one step is shown at a time. */
const viewportOf = ({ vendor, lang }) => (CASES.find((one) => one.vendor === vendor)?.lang === lang ? WIDE : PHONE);

together('From open to receipted', () => {
  for (const one of CASES) {
    const { vendor, role, lang, documents } = one;
    world.test(`${vendor}, ${role}, ${lang}`, async ({ visit }) => {
      const viewport = viewportOf(one);
      const page = await visit(signUp(one), { viewport });
      const look = pictured(one) ? (step) => shot(page, `roles/${lang}-${step}`) : undefined;
      await throughSteps(page, look);
      await part(agreement(page), 'accept').click();
      await receipt(page, 'receipted').waitFor();
      if (pictured(one)) await shot(page, `roles/${lang}-receipt`);

      const { agreement: record, 'agreement.receipt': counterSigned } = await formData(page);
      const pack = join(demo, 'packs', vendor);
      const jwks = await jwksOf(world.server.receiver.url);
      const { passed } = await assertVerified({ record, receipt: counterSigned, jwks, pack });
      for (const check of ['documents', 'role', 'statements', 'nonce', 'receipt-signature', 'receipt-match']) {
        assert.ok(passed.includes(check), `${check} is among ${passed}`);
      }

      const said = payloadOf(record);
      assert.equal(said.event.type, documents.some(({ act }) => act === 'agree') ? 'agree' : 'acknowledge');
      assert.equal(said.ui.language, lang);
      assert.deepEqual(said.documents.map(({ id, act }) => ({ id, act })), documents);
      assert.deepEqual(new Set(said.documents.map(({ language }) => language)), new Set([lang]));
      assert.equal(said.signatory.email, PREFILL.signatory.email);
      assert.ok(said.parties.some(({ name }) => name === PREFILL.organisation.name));
      assert.equal(said.ui.viewport, `${viewport.width}x${viewport.height}`);
    });
  }
});
