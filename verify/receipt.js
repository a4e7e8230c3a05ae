// A receipt against its record and the receiver's published keys.

import { utf8, textOf } from './bytes.js';
import { checked, fail, skip, unmade } from './checks.js';
import { keySetForm, receiptForm } from './forms.js';
import { canonicalProblem, parseJson } from './json.js';
import { parseJws, RECEIPT_TYPE, thumbprintOf } from './jws.js';
import { publicKey } from './keys.js';
import { logged } from './log.js';

/** @import { Check, Jwk, Jws, Report } from './types.d.ts' */

/**
 * @param {Uint8Array} bytes
 * @param {Report} report  what was found of the record
 * @param {Uint8Array | undefined} keys
 * @returns {Promise<{ checks: Check[], receipt?: any }>}
 */
export const receiptChecks = async (bytes, report, keys) => {
  const read = readReceipt(bytes);
  if (typeof read === 'string') return { checks: [fail('receipt-form', read)] };
  const { jws, receipt, proof } = read;
  const { typ } = jws.header;
  const form = await checked('receipt-form', `typ is ${RECEIPT_TYPE}`, () =>
    typ === RECEIPT_TYPE ? undefined : `typ is ${JSON.stringify(typ)}, not ${RECEIPT_TYPE}`);
  const signature = await checked('receipt-signature', `signed by the receiver's key ${jws.header.kid}`, () =>
    receiptSignature(jws, keys));
  const match = await checked('receipt-match', `received ${receipt.received_at} by ${receipt.issuer}`, () =>
    matches(receipt, report));
  const trusted = [form, signature, match].every(({ outcome }) => outcome === 'pass');
  const log = await checked('log', 'record and receipt are in the log', () => logged(proof, receipt, jws.payload, keys && readKeys(keys)));
  return { checks: [form, signature, match, nonce(receipt, report.record, trusted), log], receipt };
};

/** @param {Uint8Array} bytes @returns {{ jws: Jws, receipt: any, proof: string | undefined } | string} */
const readReceipt = (bytes) => {
  const text = textOf(bytes);
  if (text === undefined) return 'the bytes are not UTF-8';
  // The proof that it was logged stands behind it.
  const [, whole = '', proof] = /^([^~]*)(?:~([^]*))?$/.exec(text.replace(/[\r\n]+$/, '')) ?? [];
  const jws = parseJws(whole);
  if (typeof jws === 'string') return jws;
  const payload = textOf(jws.payload);
  if (payload === undefined) return 'the payload is not UTF-8';
  try {
    const receipt = parseJson(payload);
    const written = canonicalProblem(receipt, jws.payload);
    if (written) return `the receipt ${written}`;
    const problem = receiptForm(receipt, '');
    return problem ?? { jws, receipt, proof };
  } catch (error) {
    return /** @type {Error} */ (error).message;
  }
};

/**
 * The receiver's keys, when they are a JWK set.
 * @param {Uint8Array} bytes
 * @returns {Jwk[] | undefined}
 */
export const readKeys = (bytes) => {
  try {
    const value = parseJson(textOf(bytes) ?? '');
    return keySetForm(value, '') === undefined ? /** @type {any} */ (value).keys : undefined;
  } catch {
    return undefined;
  }
};

/** @param {Jws} jws @param {Uint8Array | undefined} bytes */
const receiptSignature = async (jws, bytes) => {
  const keys = bytes && readKeys(bytes);
  if (!keys) return unmade('no-keys', "the receiver's keys were not given");
  const { kid, alg } = jws.header;
  // By computed thumbprint, never by a name that the set gives: a kid can't point to another key.
  const thumbprints = await Promise.all(keys.map(thumbprintOf));
  const jwk = keys[thumbprints.indexOf(kid)];
  if (!jwk) return `the receiver has published no key ${kid}`;
  const key = await publicKey(jwk, alg);
  if (typeof key === 'string') return key;
  const fits = await key(utf8(jws.signingInput), jws.signature);
  return fits ? undefined : 'the signature does not fit: the receipt was changed';
};

/** @param {any} receipt @param {Report} report */
const matches = (receipt, { digest, thumbprint, record }) => {
  if (digest === undefined || thumbprint === undefined) return unmade('no-crypto', 'what the record is named by was not computed');
  if (receipt.record !== digest) return "the receipt is for other bytes than this record's";
  if (receipt.key !== thumbprint) return 'the receipt names another key than the one that signed this record';
  if (receipt.record_id !== record?.record_id) return 'the receipt names another record';
  const { audience } = record.context;
  return slashless(receipt.issuer) === slashless(audience)
    ? undefined
    : `the receipt is by ${receipt.issuer}, the record was meant for ${audience}`;
};

/** @param {string} address */
export const slashless = (address) => address.replace(/\/+$/, '');

/** Only the receiver knows its nonces; a receipt that can be trusted says what became of this one. @param {any} receipt @param {any} record @param {boolean} trusted */
const nonce = (receipt, record, trusted) => {
  if (!record || !trusted) {
    return skip('nonce', unmade('no-trust', 'only a receipt that fits and is signed by the receiver can tell'));
  }
  const issued = record.offer.nonce !== 'not collected';
  const state = receipt.nonce;
  if (!issued && state === 'not collected') {
    return skip('nonce', unmade('no-nonce', 'there is none: the receiver was not reached when the person acted'));
  }
  if (!issued || state === 'not collected') return fail('nonce', `the receipt says ${JSON.stringify(state)}, the record does not`);
  return /** @type {Check} */ ({
    check: 'nonce',
    outcome: 'pass',
    why: state === 'consumed'
      ? 'the receiver issued it for this key, and this record used it up'
      : 'the receiver issued it for this key; the record came after it had ended',
  });
};
