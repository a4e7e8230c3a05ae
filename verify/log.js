// The proof behind a receipt: record and receipt are in the receiver's transparency log (C2SP tlog-proof,
// tlog-checkpoint, signed-note; RFC 6962 section 2.1).

import { digestOf, fromBase64url, joined, sameBytes, sha256, textOf, utf8 } from './bytes.js';
import { unmade } from './checks.js';
import { publicKey } from './keys.js';

/** @import { Finding, Jwk } from './types.d.ts' */

const LONGEST = 100_000;
const ED25519 = 1;

/**
 * @param {string | undefined} encoded  what stands behind the receipt
 * @param {any} receipt
 * @param {Uint8Array} payload  the receipt's
 * @param {Jwk[] | undefined} keys
 * @returns {Promise<Finding>}
 */
export const logged = async (encoded, receipt, payload, keys) => {
  if (encoded === undefined) return unmade('no-proof', 'the receipt came without a proof that it was logged');
  if (!keys) return unmade('no-keys', "the receiver's keys were not given");
  const bytes = fromBase64url(encoded);
  const text = bytes && textOf(bytes);
  if (text === undefined) return 'the proof is not a text in base64url';
  const proof = readProof(text);
  if (!proof) return 'the proof: it is not a proof (c2sp.org/tlog-proof@v1, an index, hashes, an empty line, a checkpoint)';
  const { index, path, note, checkpoint } = proof;
  const problem = await signedBy(note, checkpoint.origin, keys);
  if (problem) return `the checkpoint: ${problem}`;
  const entry = utf8(`{"receipt":"${await digestOf(payload)}","record":"${receipt.record}"}`);
  const root = await rootFrom(await sha256(joined(Uint8Array.of(0), entry)), index, checkpoint.size, path);
  if (!root) return 'the proof has another length than its tree';
  return sameBytes(root, checkpoint.root) ? undefined : "the proof doesn't lead to the signed root: the entry is not in this log";
};

/** @param {string} text */
const readProof = (text) => {
  const at = text.indexOf('\n\n');
  if (at < 0 || utf8(text).length > LONGEST) return undefined;
  const [header, ...lines] = text.slice(0, at).split('\n');
  if (lines[0]?.startsWith('extra ')) lines.shift();
  const [first = '', ...hashes] = lines;
  const index = first.startsWith('index ') ? number(first.slice(6)) : undefined;
  const path = hashes.map(hash);
  const note = readNote(text.slice(at + 2));
  const checkpoint = note && readCheckpoint(note.text);
  if (header !== 'c2sp.org/tlog-proof@v1' || index === undefined || path.includes(undefined) || !note || !checkpoint) return undefined;
  return { index, path: /** @type {Uint8Array[]} */ (path), note, checkpoint };
};

/** A text, and who signed it. @typedef {{ text: string, signatures: { name: string, bytes: Uint8Array }[] }} Note */

/** @param {string} note @returns {Note | undefined} */
const readNote = (note) => {
  const at = note.lastIndexOf('\n\n');
  if (at < 0 || !note.endsWith('\n') || /[\0-\x09\x0b-\x1f]/.test(note)) return undefined;
  const signatures = note.slice(at + 2, -1).split('\n').map((line) => {
    const [, name = '', signature = ''] = /^\u2014 ([^ ]+) (.*)$/.exec(line) ?? [];
    const bytes = fromBase64(signature);
    return name && !name.includes('+') && bytes && bytes.length > 4 ? [{ name, bytes }] : [];
  });
  return signatures.every(({ length }) => length) ? { text: note.slice(0, at + 1), signatures: signatures.flat() } : undefined;
};

/** @param {string} text */
const readCheckpoint = (text) => {
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n');
  const read = { origin, size: number(size), root: hash(root) };
  if (!origin || read.size === undefined || !read.root || extensions.includes('')) return undefined;
  return { origin, size: read.size, root: read.root };
};

/** Nothing when one of the keys signed it under the log's own name. @param {Note} note @param {string} origin @param {Jwk[]} keys */
const signedBy = async ({ text, signatures }, origin, keys) => {
  const unknown = 'it is not signed by a key of this log that is known';
  if (/[+\s\p{Cc}]/u.test(origin)) return unknown;
  /** @type {string | undefined} */
  let problem = unknown;
  for (const jwk of keys.filter(({ kty, crv }) => kty === 'OKP' && crv === 'Ed25519')) {
    const bytes = fromBase64url(jwk.x);
    if (bytes?.length !== 32) continue;
    const id = (await sha256(joined(utf8(`${origin}\n`), Uint8Array.of(ED25519), bytes))).subarray(0, 4);
    for (const signature of signatures) {
      if (signature.name !== origin || !sameBytes(signature.bytes.subarray(0, 4), id)) continue;
      const key = await publicKey(jwk, jwk.alg ?? 'EdDSA');
      const fits = typeof key !== 'string' && (await key(utf8(text), new Uint8Array(signature.bytes.subarray(4))));
      if (!fits) return "the log's signature does not fit: it was changed";
      problem = undefined;
    }
  }
  return problem;
};

/**
 * Where the path leads from the leaf (RFC 9162 section 2.1.3.2); nothing when it is too long or too short.
 * @param {Uint8Array} leaf @param {bigint} index @param {bigint} size @param {Uint8Array[]} path
 */
const rootFrom = async (leaf, index, size, path) => {
  if (index >= size) return undefined;
  let [place, last, found] = [index, size - 1n, leaf];
  for (const sibling of path) {
    if (last === 0n) return undefined;
    if (place % 2n === 1n || place === last) {
      found = await above(sibling, found);
      while (place % 2n === 0n && place !== 0n) [place, last] = [place / 2n, last / 2n];
    } else {
      found = await above(found, sibling);
    }
    [place, last] = [place / 2n, last / 2n];
  }
  return last === 0n ? found : undefined;
};

/** @param {Uint8Array} left @param {Uint8Array} right */
const above = (left, right) => sha256(joined(Uint8Array.of(1), left, right));

/** @param {string} text */
const number = (text) => {
  const value = /^(0|[1-9]\d{0,19})$/.test(text) ? BigInt(text) : undefined;
  return value !== undefined && value < 1n << 64n ? value : undefined;
};

/** @param {string} text */
const hash = (text) => {
  const bytes = fromBase64(text);
  return bytes?.length === 32 ? bytes : undefined;
};

/** With padding (RFC 4648 section 4), in its one form. @param {string} text */
const fromBase64 = (text) => {
  const plain = /^([A-Za-z0-9+/]*)=*$/.exec(text)?.[1];
  const bytes = plain === undefined ? undefined : fromBase64url(plain.replaceAll('+', '-').replaceAll('/', '_'));
  return bytes && text.length === 4 * Math.ceil(bytes.length / 3) ? bytes : undefined;
};
