// Public keys, and the one question asked of them. ES256, and Ed25519 where the browser has it.

import { fromBase64url, joined, subtle } from './bytes.js';
import { edwardsPoint, isOfSmallOrder } from './edwards.js';

/** @import { Jwk } from './types.d.ts' */

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };

/** This browser has no Ed25519. */
export class NoEd25519 extends Error {}

/**
 * A key that can be asked, or why there is none.
 * @typedef {(message: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>) => Promise<boolean>} Verifies
 * @param {Jwk} jwk
 * @param {string} alg
 * @returns {Promise<Verifies | string>}
 */
export const publicKey = async (jwk, alg) => {
  const { crv, kty, x, y, use } = jwk;
  if (jwk.alg !== undefined && jwk.alg !== alg) return `the key is for ${jwk.alg}, not for ${alg}`;
  if (use !== undefined && use !== 'sig') return `the key's use is ${JSON.stringify(use)}, not signing`;
  if (alg === 'ES256' && kty === 'EC' && crv === 'P-256') return y === undefined ? 'the key has no y coordinate' : p256(x, y);
  // RFC 9864 names it by its curve.
  if ((alg === 'EdDSA' || alg === 'Ed25519') && kty === 'OKP' && crv === 'Ed25519' && y === undefined) return ed25519(x);
  return `a ${kty} key on ${crv} does not go with ${alg}`;
};

const COORDINATE = 'a key coordinate is not 32 bytes of base64url';

/** @param {string} text */
const coordinate = (text) => {
  const bytes = fromBase64url(text);
  return bytes?.length === 32 ? bytes : undefined;
};

/** @param {string} x @param {string} y @returns {Promise<Verifies | string>} */
const p256 = async (x, y) => {
  const [a, b] = [coordinate(x), coordinate(y)];
  if (!a || !b) return COORDINATE;
  const crypto = subtle();
  try {
    const key = await crypto.importKey('raw', joined(Uint8Array.of(4), a, b), P256, false, ['verify']);
    return (message, signature) => crypto.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, message);
  } catch {
    return 'the key is not a point of P-256';
  }
};

/** @param {string} x @returns {Promise<Verifies | string>} */
const ed25519 = async (x) => {
  const bytes = coordinate(x);
  if (!bytes) return COORDINATE;
  const point = edwardsPoint(bytes);
  if (!point) return 'the key is not a point of Ed25519';
  if (isOfSmallOrder(point)) return 'the key is a point of small order, whose signatures prove nothing';
  const crypto = subtle();
  return async (message, signature) => {
    const r = signature.length === 64 ? edwardsPoint(signature.subarray(0, 32)) : undefined;
    if (!r || isOfSmallOrder(r)) return false;
    const key = await crypto.importKey('raw', bytes, 'Ed25519', false, ['verify']).catch(() => {
      throw new NoEd25519();
    });
    return crypto.verify('Ed25519', key, signature, message);
  };
};
