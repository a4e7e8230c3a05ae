// The passkey's confirmation: a WebAuthn assertion (level 3, section 7.2) whose challenge is the record's digest.

import { fromBase64url, joined, sameBytes, sha256, textOf, utf8 } from './bytes.js';
import { confirmationForm } from './forms.js';
import { canonical, parseJson } from './json.js';
import { publicKey } from './keys.js';

/** @import { Finding } from './types.d.ts' */

/** By a browser it has about a thousand characters. */
const LONGEST_CONFIRMATION = 16_384;
/** Hash of the relying party, flags, counter. */
const SHORTEST_DATA = 37;

const FLAGS = { present: 0x01, verified: 0x04, eligible: 0x08, backedUp: 0x10, credential: 0x40, extensions: 0x80 };

/**
 * @param {string} part  what stands behind the record's `~`
 * @param {Uint8Array} payload  the record's
 * @param {any} record
 * @returns {Promise<Finding>}
 */
export const confirmationHolds = async (part, payload, record) => {
  const confirmation = readConfirmation(part);
  if (typeof confirmation === 'string') return confirmation;
  const { rp_id: rpId, public_key: jwk } = confirmation;
  const [data, clientData, signature, credential] = ['authenticator_data', 'client_data', 'signature', 'credential_id'].map(
    (name) => fromBase64url(confirmation[name]),
  );
  if (!data || !clientData || !signature || !credential) return 'a part of the confirmation is not base64url';
  const said = await clientDataProblem(clientData, payload, record.context.origin);
  if (said) return said;
  if (!isRelyingParty(rpId, hostOf(record.context.origin))) return `the passkey is for ${rpId}, not for the site of the record`;
  const seen = await authenticatorProblem(data, rpId);
  if (seen) return seen;
  if (credential.length === 0 || credential.length > 1023) return 'credential_id has a length that no credential has';
  if (jwk.kid !== undefined || jwk.alg !== undefined || jwk.use !== undefined) return 'the passkey has members that are no part of a key';
  const alg = jwk.kty === 'OKP' ? 'EdDSA' : 'ES256';
  const key = await publicKey(jwk, alg);
  if (typeof key === 'string') return `the passkey: ${key}`;
  const raw = alg === 'ES256' ? fromDer(signature) : signature;
  const message = joined(data, await sha256(clientData));
  return raw && (await key(message, raw)) ? undefined : "the passkey's signature does not fit";
};

/** What the browser said. @param {Uint8Array} bytes @param {Uint8Array} payload @param {string} origin */
const clientDataProblem = async (bytes, payload, origin) => {
  /** @type {any} */
  let said;
  try {
    said = parseJson(textOf(bytes) ?? '');
  } catch {
    return 'what the browser said (client_data) is not JSON';
  }
  if (said.type !== 'webauthn.get') return 'the browser did not confirm with a passkey, but did something else';
  const challenge = typeof said.challenge === 'string' && fromBase64url(said.challenge);
  if (!challenge || !sameBytes(challenge, await sha256(payload))) return 'another record was confirmed';
  if (said.origin !== origin) return 'it was confirmed on another site than the record was made on';
  const own = (said.crossOrigin ?? false) === false && said.topOrigin === undefined;
  return own ? undefined : 'it was confirmed in a frame of another site';
};

/** What the authenticator said. @param {Uint8Array} data @param {string} rpId */
const authenticatorProblem = async (data, rpId) => {
  if (data.length < SHORTEST_DATA) return 'the data of the authenticator are cut off';
  if (!sameBytes(data.subarray(0, 32), await sha256(utf8(rpId)))) return `the authenticator names another site than ${rpId}`;
  const is = (/** @type {keyof typeof FLAGS} */ flag) => ((data[32] ?? 0) & FLAGS[flag]) !== 0;
  if (!is('present')) return 'the authenticator saw nobody';
  if (!is('verified')) return 'the authenticator did not verify who it was';
  if (is('backedUp') && !is('eligible')) return 'the authenticator says backed up, but not to be backed up';
  if (is('credential')) return 'the data are of a registration, not of a confirmation';
  return is('extensions') === data.length > SHORTEST_DATA ? undefined : 'the length of the data is not what their flags say';
};

/** Without scheme and port. @param {string} origin */
const hostOf = (origin) => origin.replace(/^.*?:\/\//, '').replace(/:\d*$/, '');

/**
 * Equal to the host, or a parent domain of it. A single label is a public suffix, or says nothing, but for `localhost`.
 * @param {string} rpId @param {string} host
 */
export const isRelyingParty = (rpId, host) =>
  isDomain(rpId) &&
  isDomain(host) &&
  (rpId === host || host.endsWith(`.${rpId}`)) &&
  (rpId.includes('.') || (rpId === 'localhost' && rpId === host));

/** Lower-case labels with dots between; not an address. @param {string} text */
const isDomain = (text) => text.length <= 253 && /^([a-z\d_-]{1,63}\.)*(?!\d+$)[a-z\d_-]{1,63}$/.test(text);

/** What stands behind a record. @param {string} part */
const readConfirmation = (part) => {
  if (part.length > LONGEST_CONFIRMATION) return 'the confirmation is too long';
  const bytes = fromBase64url(part);
  const text = bytes && textOf(bytes);
  if (!bytes || text === undefined) return 'the confirmation is not base64url of a text';
  try {
    const value = parseJson(text);
    const problem = confirmationForm(value, '');
    if (problem) return problem;
    return sameBytes(utf8(canonical(value)), bytes) ? /** @type {any} */ (value) : 'the confirmation is not in canonical form';
  } catch (error) {
    return /** @type {Error} */ (error).message;
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
