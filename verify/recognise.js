// What files are, by what is in them and never by their names.

import { fromBase64url, textOf, utf8 } from './bytes.js';
import { parseJson } from './json.js';
import { parseJws, RECEIPT_TYPE, RECORD_TYPE } from './jws.js';

/** @import { Evidence } from './types.d.ts' */

/** @typedef {'record' | 'receipt' | 'keys' | 'manifest' | 'document' | 'unknown'} Kind */
/** @typedef {{ name: string, kind: Kind, bytes: Uint8Array }} Found */

const PACK = 'https://samtycke.org/schema/pack/1';
const DOCUMENT = 'https://samtycke.org/schema/document/1';

/** Where an evidence file keeps what is in it. */
const INSIDE = /<script type="application\/json" id="evidence">([^<]*)<\/script>/;

/**
 * A file, or each of those inside it when it is an evidence file.
 * @param {string} name @param {Uint8Array} bytes
 * @returns {Found[]}
 */
export const recognise = (name, bytes) => {
  const text = textOf(bytes);
  if (text === undefined) return [{ name, kind: 'unknown', bytes }];
  const inside = INSIDE.exec(text)?.[1];
  if (inside !== undefined) return unpack(inside);
  return [{ name, kind: kindOf(text.trim()), bytes: text.trim() === text ? bytes : utf8(jwsLike(text) ? text.trim() : text) }];
};

/** @param {string} text */
const jwsLike = (text) => /^\s*[\w-]+\.[\w-]*\.[\w-]*(~[\w-]*)?\s*$/.test(text);

/** @param {string} text @returns {Kind} */
const kindOf = (text) => {
  if (jwsLike(text)) {
    const jws = parseJws(text.replace(/~.*$/, ''));
    const typ = typeof jws === 'string' ? typNamed(text) : jws.header.typ;
    return typ === RECORD_TYPE ? 'record' : typ === RECEIPT_TYPE ? 'receipt' : 'unknown';
  }
  try {
    const value = /** @type {any} */ (parseJson(text));
    if (value.schema === PACK) return 'manifest';
    if (value.schema === DOCUMENT) return 'document';
    return Array.isArray(value.keys) ? 'keys' : 'unknown';
  } catch {
    return 'unknown';
  }
};

/** Something is wrong with it, and the verifier shall say what: what does it claim to be? @param {string} text */
const typNamed = (text) => {
  const header = textOf(fromBase64url(text.split('.')[0] ?? '') ?? new Uint8Array()) ?? '';
  return /"typ":"([^"]*)"/.exec(header)?.[1];
};

/**
 * What an evidence file holds, each as its text.
 * @param {string} json
 * @returns {Found[]}
 */
export const unpack = (json) => {
  /** @type {any} */
  let held;
  try {
    held = JSON.parse(json);
  } catch {
    return [];
  }
  const one = (/** @type {Kind} */ kind, /** @type {unknown} */ text) =>
    typeof text === 'string' && text !== '' ? [{ name: '', kind, bytes: utf8(text) }] : [];
  return [
    ...one('record', held.record),
    ...one('receipt', held.receipt),
    ...one('keys', held.keys),
    ...one('manifest', held.manifest),
    ...(Array.isArray(held.documents) ? held.documents.flatMap((/** @type {unknown} */ text) => one('document', text)) : []),
  ];
};

/**
 * What to lay before the verifier: the last record, its receipt, and all that may belong to it.
 * @param {Found[]} found
 * @returns {Evidence | undefined}
 */
export const evidenceOf = (found) => {
  const of = (/** @type {Kind} */ kind) => found.filter((one) => one.kind === kind).map(({ bytes }) => bytes);
  const record = of('record').at(-1);
  if (!record) return undefined;
  const receipts = of('receipt');
  const id = recordId(record);
  const receipt = receipts.find((bytes) => recordId(bytes) === id) ?? receipts.at(-1);
  const keys = of('keys').at(-1);
  return { record, ...(receipt && { receipt }), ...(keys && { keys }), manifests: of('manifest'), documents: of('document') };
};

/** @param {Uint8Array} bytes */
const recordId = (bytes) => {
  const payload = fromBase64url((textOf(bytes) ?? '').split('.')[1] ?? '');
  return /"record_id":"([^"]*)"/.exec((payload && textOf(payload)) ?? '')?.[1];
};
