// Bytes, and the texts that stand for them.

const encoder = new TextEncoder();

/** @param {string} text */
export const utf8 = (text) => encoder.encode(text);

/**
 * The text that the bytes are, byte order mark and all; nothing when they are no UTF-8.
 * @param {Uint8Array} bytes
 */
export const textOf = (bytes) => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** base64url without padding (RFC 4648 section 5). @param {Uint8Array} bytes */
export const toBase64url = (bytes) => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
};

/**
 * Its inverse; nothing for any other way to write the same bytes.
 * @param {string} text
 */
export const fromBase64url = (text) => {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return toBase64url(bytes) === text ? bytes : undefined;
};

/** @param {Uint8Array} a @param {Uint8Array} b */
export const sameBytes = (a, b) => a.length === b.length && a.every((byte, index) => byte === b[index]);

/** @param {Uint8Array[]} parts */
export const joined = (...parts) => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** There is no WebCrypto here: the browser is old, or the page came without https. */
export class NoCrypto extends Error {}

/** @returns {SubtleCrypto} */
export const subtle = () => {
  const found = globalThis.crypto?.subtle;
  if (!found) throw new NoCrypto();
  return found;
};

/** @param {Uint8Array} bytes */
export const sha256 = async (bytes) =>
  new Uint8Array(await subtle().digest('SHA-256', /** @type {Uint8Array<ArrayBuffer>} */ (bytes)));

/** `sha256:` and hexadecimal digits, as records name bytes. @param {Uint8Array} bytes */
export const digestOf = async (bytes) =>
  `sha256:${[...(await sha256(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
