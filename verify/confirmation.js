// The passkey's confirmation: a WebAuthn assertion (level 3, section 7.2) whose challenge is the record's digest.

import { fromBase64url, joined, sameBytes, sha256, textOf, utf8 } from './bytes.js';
import { confirmationForm } from './forms.js';
import { canonical, parseJson } from './json.js';
import { publicKey } from './keys.js';

/** @import { Finding } from './types.d.ts' */

const USER_PRESENT = 1;

/**
 * @param {string} part  what stands behind the record's `~`
 * @param {Uint8Array} payload  the record's
 * @param {any} record
 * @returns {Promise<Finding>}
 */
export const confirmationHolds = async (part, payload, record) => {
  const bytes = fromBase64url(part);
  const text = bytes && textOf(bytes);
  if (!bytes || text === undefined) return 'the confirmation is not base64url';
  const confirmation = readConfirmation(text, bytes);
  if (typeof confirmation === 'string') return confirmation;
  const { rp_id: rpId, public_key: jwk, authenticator_data: data, client_data: client, signature } = confirmation;
  const [authenticator, clientData, signed] = [fromBase64url(data), fromBase64url(client), fromBase64url(signature)];
  if (!authenticator || !clientData || !signed || !fromBase64url(confirmation.credential_id)) {
    return 'a part of the confirmation is not base64url';
  }
  const said = saidByBrowser(clientData);
  if (!said) return 'what the browser said (client_data) is not JSON';
  if (said.type !== 'webauthn.get') return 'the browser did not confirm with a passkey, but did something else';
  const challenge = typeof said.challenge === 'string' && fromBase64url(said.challenge);
  if (!challenge || !sameBytes(challenge, await sha256(payload))) return 'another record was confirmed';
  if (said.origin !== record.context.origin) return 'it was confirmed on another site than the record was made on';
  const host = record.context.origin.replace(/^.*:\/\//, '').replace(/:\d+$/, '');
  if (host !== rpId && !host.endsWith(`.${rpId}`)) return `the passkey is for ${rpId}, the record was made on ${host}`;
  if (authenticator.length < 37) return 'the data of the authenticator are cut off';
  if (!sameBytes(authenticator.subarray(0, 32), await sha256(utf8(rpId)))) return `the authenticator names another site than ${rpId}`;
  if (((authenticator[32] ?? 0) & USER_PRESENT) === 0) return 'the authenticator saw nobody';
  const alg = jwk.kty === 'OKP' ? 'EdDSA' : 'ES256';
  const key = await publicKey(jwk, alg);
  if (typeof key === 'string') return `the passkey: ${key}`;
  const raw = alg === 'ES256' ? fromDer(signed) : signed;
  const message = joined(authenticator, await sha256(clientData));
  return raw && (await key(message, raw)) ? undefined : "the passkey's signature does not fit";
};

/** @param {string} text @param {Uint8Array} bytes */
const readConfirmation = (text, bytes) => {
  try {
    const value = parseJson(text);
    const problem = confirmationForm(value, '');
    if (problem) return problem;
    return sameBytes(utf8(canonical(value)), bytes) ? /** @type {any} */ (value) : 'the confirmation is not in canonical form';
  } catch (error) {
    return /** @type {Error} */ (error).message;
  }
};

/** Written by the browser, in whatever way it writes JSON. @param {Uint8Array} bytes @returns {any} */
const saidByBrowser = (bytes) => {
  try {
    const said = JSON.parse(textOf(bytes) ?? '');
    return said !== null && typeof said === 'object' ? said : undefined;
  } catch {
    return undefined;
  }
};

/**
 * `r || s` of an ECDSA signature in DER (RFC 3279 section 2.2.3), each 32 bytes; nothing when it is none.
 * @param {Uint8Array} der
 */
export const fromDer = (der) => {
  const [tag, length = 0, ...rest] = der;
  if (tag !== 0x30 || length !== rest.length) return undefined;
  const numbers = [];
  let at = 2;
  for (let index = 0; index < 2; index += 1) {
    const [kind, size = 0] = der.subarray(at);
    const digits = der.subarray(at + 2, at + 2 + size);
    const [first = 0, second = 0] = digits;
    const shortest = digits.length === 1 || first !== 0 || second > 127;
    if (kind !== 2 || digits.length !== size || size === 0 || first > 127 || !shortest) return undefined;
    const whole = first === 0 ? digits.subarray(1) : digits;
    if (whole.length > 32) return undefined;
    numbers.push(joined(new Uint8Array(32 - whole.length), whole));
    at += 2 + size;
  }
  return at === der.length ? joined(...numbers) : undefined;
};
