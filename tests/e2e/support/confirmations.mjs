// What a passkey says of a record, made without one.

import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { canonical } from '../../../verify/json.js';

/** A passkey's confirmation of a record, made as a browser and an authenticator would. */
export function confirmation(record, origin, { rp = 'vendor.example', flags = 5, said = {}, change = () => {} } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { crv, kty, x, y } = publicKey.export({ format: 'jwk' });
  const hash = (bytes) => createHash('sha256').update(bytes).digest();
  const challenge = hash(Buffer.from(record.split('.')[1], 'base64url')).toString('base64url');
  const client = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin, crossOrigin: false, ...said }));
  const data = Buffer.concat([hash(rp), Buffer.from([flags, 0, 0, 0, 1])]);
  const confirmed = {
    schema: 'https://samtycke.org/schema/confirmation/1',
    type: 'webauthn',
    rp_id: rp,
    credential_id: 'AQID',
    public_key: { crv, kty, x, y },
    authenticator_data: data.toString('base64url'),
    client_data: client.toString('base64url'),
    signature: sign('sha256', Buffer.concat([data, hash(client)]), privateKey).toString('base64url'),
  };
  change(confirmed);
  return `${record}~${Buffer.from(canonical(confirmed)).toString('base64url')}`;
}
