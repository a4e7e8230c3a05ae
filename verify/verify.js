// The verifier: from bytes to a list of checks, each pass, fail or not checked, and why. The same checks as
// `samtycke verify` makes, written a second time on purpose: where the two agree, neither has to be believed.

import { digestOf, NoCrypto, textOf, utf8 } from './bytes.js';
import { CHECKS, checked, fail, lacking, pass, skip, unmade } from './checks.js';
import { confirmationHolds } from './confirmation.js';
import { ACCEPTANCE, RECORDS } from './forms.js';
import { canonicalProblem, parseJson } from './json.js';
import { parseJws, RECORD_TYPE, thumbprintOf } from './jws.js';
import { publicKey } from './keys.js';
import { publishedChecks } from './published.js';
import { receiptChecks, slashless } from './receipt.js';
import { consistency, isBinding } from './rules.js';

/** @import { CheckName, Evidence, Jws, Report, Text, Unmade } from './types.d.ts' */

/**
 * Checks what is laid before it. Never throws; any bytes are fine.
 * @param {Evidence} evidence
 * @returns {Promise<Report>}
 */
export const verify = async (evidence) => {
  /** @type {Report} */
  const report = { checks: [], texts: [] };
  await recordChecks(evidence, report);
  if (report.record) await packChecks(evidence, report);
  if (evidence.receipt) {
    const { checks, receipt } = await receiptChecks(evidence.receipt, report, evidence.keys);
    report.checks.push(...checks);
    report.receipt = receipt;
  }
  const made = report.checks;
  report.checks = CHECKS.map((id) => made.find(({ check }) => check === id) ?? skip(id, whyNotMade(id, evidence, report)));
  return report;
};

/** @param {Evidence} evidence @param {Report} report */
const recordChecks = async (evidence, report) => {
  const { checks } = report;
  const [text, confirmation] = apart(textOf(evidence.record));
  const jws = text === undefined ? 'the bytes are not UTF-8' : parseJws(text);
  if (typeof jws === 'string') {
    checks.push(fail('envelope', jws));
    return;
  }
  checks.push(pass('envelope', 'compact JWS'));
  const { typ } = jws.header;
  checks.push(
    typ === RECORD_TYPE ? pass('type', `typ is ${typ}`) : fail('type', `typ is ${JSON.stringify(typ)}, not ${RECORD_TYPE}`),
  );
  await keyChecks(jws, report);
  report.digest = await orNothing(digestOf(jws.payload));
  await sayingChecks(jws, evidence, report);
  const { record } = report;
  if (confirmation === undefined || !record) return;
  checks.push(
    await checked('confirmation', "a passkey signed this record's digest, of a verified person", () =>
      record.schema === ACCEPTANCE
        ? confirmationHolds(confirmation, jws.payload, record)
        : 'an answer about cookies has none'),
  );
};

/** The record, and what stands behind its `~`. @param {string | undefined} text */
const apart = (text) => {
  const whole = text?.replace(/[\r\n]+$/, '');
  const at = whole?.indexOf('~') ?? -1;
  return at < 0 ? [whole] : [whole?.slice(0, at), whole?.slice(at + 1)];
};

/** @template T @param {Promise<T>} promise @returns {Promise<T | undefined>} */
const orNothing = (promise) =>
  promise.catch((error) => {
    if (!(error instanceof NoCrypto)) throw error;
    return undefined;
  });

/** @param {Jws} jws @param {Report} report */
const keyChecks = async ({ header, signingInput, signature }, report) => {
  const { jwk, alg, kid } = header;
  const { checks } = report;
  if (!jwk) {
    checks.push(fail('key', 'the header has no public key (jwk)'));
    return;
  }
  report.thumbprint = await orNothing(thumbprintOf(jwk));
  const key = await publicKey(jwk, alg).catch(lacking);
  if (typeof key === 'object') {
    for (const id of /** @type {CheckName[]} */ (['key', 'thumbprint', 'signature'])) checks.push(skip(id, key));
    return;
  }
  if (typeof key === 'string') {
    checks.push(fail('key', key));
    return;
  }
  checks.push(pass('key', `a valid ${jwk.crv} key`));
  checks.push(
    await checked('thumbprint', "kid is the key's thumbprint", () =>
      kid === report.thumbprint ? undefined : `kid is ${JSON.stringify(kid)}, the key's thumbprint is ${report.thumbprint}`),
  );
  checks.push(
    await checked('signature', 'the key signed exactly these bytes', async () =>
      (await key(utf8(signingInput), signature))
        ? undefined
        : 'the signature does not fit: the bytes were changed or another key signed them'),
  );
};

/** What the record says: its form, and how its fields agree. @param {Jws} jws @param {Evidence} evidence @param {Report} report */
const sayingChecks = async ({ payload }, evidence, report) => {
  const { checks } = report;
  const text = textOf(payload);
  /** @type {any} */
  let value;
  try {
    if (text === undefined) throw new SyntaxError('the payload is not UTF-8');
    value = parseJson(text);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    checks.push(fail('canonical', message), fail('schema', message));
    return;
  }
  const written = canonicalProblem(value, payload);
  checks.push(
    written === undefined
      ? pass('canonical', "the payload's bytes are its canonical form (RFC 8785)")
      : fail('canonical', `the payload ${written}`),
  );
  const problem = formProblem(value);
  if (problem !== undefined) {
    checks.push(fail('schema', problem));
    return;
  }
  checks.push(pass('schema', 'every field is there and has its form'));
  report.record = value;
  checks.push(await checked('consistency', 'the fields agree with each other', () => consistency(value)));
  const { audience, origin } = value.context;
  const expected = evidence.audience;
  checks.push(
    await checked('audience', `meant for ${audience}`, () => {
      if (expected === undefined) return unmade('no-expectation', `no endpoint given; the record names ${audience}`);
      return slashless(expected) === slashless(audience) ? undefined : `meant for ${audience}, not for ${expected}`;
    }),
    skip('origin', unmade('no-expectation', `no allowed origins given; the record names ${origin}`)),
  );
};

/** @param {any} value @returns {string | undefined} */
const formProblem = (value) => {
  if (typeof value !== 'object' || Array.isArray(value) || typeof value.schema !== 'string') return 'schema is missing';
  const form = Object.hasOwn(RECORDS, value.schema) ? RECORDS[value.schema] : undefined;
  return form ? form(value, '') : 'schema is not a schema this version knows';
};

/** @param {Evidence} evidence @param {Report} report */
const packChecks = async ({ manifests = [], documents = [] }, report) => {
  const { checks, record } = report;
  const wanted = record.offer.pack;
  if (manifests.length === 0) {
    checks.push(skip('pack', unmade('no-pack', `no pack given; the record names ${wanted}`)));
    return;
  }
  const digests = await orNothing(Promise.all(manifests.map(digestOf)));
  if (!digests) {
    checks.push(skip('pack', unmade('no-crypto', 'digests can not be computed in this browser')));
    return;
  }
  const bytes = manifests[digests.indexOf(wanted)];
  if (!bytes) {
    checks.push(fail('pack', `${wanted} is not a pack that was published: of those given none is the one that the record names`));
    return;
  }
  try {
    const manifest = /** @type {any} */ (parseJson(textOf(bytes) ?? ''));
    const texts = await textsOf(documents);
    const made = await publishedChecks(record, manifest, texts);
    const named = [record.notice, ...(record.documents ?? [])].map((one) => one?.sha256);
    report.manifest = manifest;
    report.texts = texts.filter(({ digest }) => named.includes(digest));
    checks.push(pass('pack', `pack ${manifest.id}, ${wanted}`), ...made);
    const required = manifest.agreement?.confirmation === 'require' && record.schema === ACCEPTANCE && isBinding(record);
    if (required && !checks.some(({ check }) => check === 'confirmation')) {
      checks.push(fail('confirmation', 'the pack requires that agreements are confirmed with a passkey, and the record has no confirmation'));
    }
  } catch (error) {
    // Its digest is the one that the record names, so it is what was published, in a form unknown here.
    const { message } = /** @type {Error} */ (error);
    checks.push(skip('pack', unmade('command-line', `the manifest can't be read here (${message}): use samtycke verify`)));
  }
};

/** @param {Uint8Array[]} files @returns {Promise<Text[]>} */
const textsOf = (files) =>
  Promise.all(files.map(async (bytes) => ({ digest: await digestOf(bytes), document: parseJson(textOf(bytes) ?? '') })));

const OF_ACCEPTANCES = ['role', 'statements', 'annex', 'prev', 'confirmation'];
const OF_CONSENTS = ['banner', 'purposes'];
const OF_PACKS = ['role', 'documents', 'statements', 'annex', 'terms', 'banner', 'purposes'];

/** @param {CheckName} id @param {Evidence} evidence @param {Report} report @returns {Unmade} */
const whyNotMade = (id, evidence, { record }) => {
  if (!evidence.receipt && (id.startsWith('receipt-') || id === 'log')) return unmade('no-receipt', 'no receipt given');
  if (!evidence.receipt && id === 'nonce') return unmade('no-receipt', 'no receipt given, and only a receipt can tell');
  if (record && record.schema !== ACCEPTANCE && OF_ACCEPTANCES.includes(id)) {
    return unmade('other-kind', 'not a part of consent records');
  }
  if (record?.schema === ACCEPTANCE && id === 'prev') {
    return record.prev ? unmade('command-line', 'use samtycke verify --prev') : unmade('no-prev', 'it follows no other record');
  }
  if (record && id === 'confirmation') return unmade('no-confirmation', 'the record is not confirmed with a passkey');
  if (record?.schema === ACCEPTANCE && OF_CONSENTS.includes(id)) return unmade('other-kind', 'not a part of acceptance records');
  if (record && OF_PACKS.includes(id) && !evidence.manifests?.length) return unmade('no-pack', 'no pack given');
  return unmade('earlier', 'an earlier check failed');
};
