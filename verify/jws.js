// Compact JWS (RFC 7515) with the header that records and receipts have, and thumbprints of keys (RFC 7638).

import { fromBase64url, sha256, textOf, toBase64url, utf8 } from './bytes.js';
import { headerForm } from './forms.js';
import { canonical, parseJson } from './json.js';

/** @import { Header, Jwk, Jws } from './types.d.ts' */

export const RECORD_TYPE = 'samtycke-record+jws';
export const RECEIPT_TYPE = 'samtycke-receipt+jws';

const FORM = 'not a compact JWS: three base64url parts with dots between are expected';

/**
 * Takes a JWS apart, or says why it is none of ours. The signature has not been checked.
 * @param {string} text
 * @returns {Jws | string}
 */
export const parseJws = (text) => {
  const parts = text.split('.');
  const [header = '', body = '', end = ''] = parts;
  const [headerBytes, payload, signature] = [fromBase64url(header), fromBase64url(body), fromBase64url(end)];
  if (parts.length !== 3 || !headerBytes || !payload || !signature) return FORM;
  const json = textOf(headerBytes);
  if (json === undefined) return 'the JWS header is not one of ours: it is not UTF-8';
  try {
    const value = parseJson(json);
    const problem = headerForm(value, '');
    if (problem) return `the JWS header is not one of ours: ${problem}`;
    const typed = /** @type {Header} */ (/** @type {unknown} */ (value));
    return { header: typed, payload, signature, signingInput: `${header}.${body}` };
  } catch (error) {
    return `the JWS header is not one of ours: ${/** @type {Error} */ (error).message}`;
  }
};

/** The thumbprint: over the required members, canonical. @param {Jwk} jwk */
export const thumbprintOf = async ({ crv, kty, x, y }) =>
  toBase64url(await sha256(utf8(canonical(y === undefined ? { crv, kty, x } : { crv, kty, x, y }))));
