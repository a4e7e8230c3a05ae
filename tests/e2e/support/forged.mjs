// What anyone can do: write a record of their own, and sign it with a key of their own.

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { payloadOf } from './records.mjs';

/**
 * What a JWS says, changed and signed anew, well-formed but for the change.
 * @param {string} jws
 * @param {{ change?: (said: any) => void, dress?: (header: any, privateKey: any) => void, write?: (json: string) => string,
 *   spell?: (input: string) => string, key?: string }} [how]
 *   change: its fields, keeping their order (which is the canonical one); dress: the header; write: the payload's text;
 *   spell: what is signed; key: somebody's private key (PEM), who leaves it out of the header
 */
export function forged(jws, { change = () => {}, dress = () => {}, write = (json) => json, spell = (input) => input, key } = {}) {
  const privateKey = key ? createPrivateKey(key) : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const { crv, kty, x, y } = createPublicKey(privateKey).export({ format: 'jwk' });
  const jwk = { crv, kty, x, y };
  const kid = createHash('sha256').update(JSON.stringify(jwk)).digest('base64url');
  const header = { ...headerOf(jws), ...(key ? {} : { jwk }), kid };
  const said = payloadOf(jws);
  dress(header, privateKey.export({ format: 'jwk' }));
  change(said);
  const input = spell(`${encoded(JSON.stringify(header))}.${encoded(write(JSON.stringify(said)))}`);
  return `${input}.${sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

const encoded = (text) => Buffer.from(text).toString('base64url');

/** @param {string} jws */
export const headerOf = (jws) => JSON.parse(Buffer.from(jws.split('.')[0], 'base64url').toString());
