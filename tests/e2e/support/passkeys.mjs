// Browsers with an authenticator of their own, and packs that ask for one.

import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { binary } from './settings.mjs';

/** @typedef {import('playwright-core').Page} Page */

const packs = resolve(dirname(fileURLToPath(import.meta.url)), '../../../packs');

/**
 * The demonstration's pack, with confirmation by that rule: a source of `useHosts`.
 * @param {'offer' | 'require'} rule
 */
export const confirmedBy = (rule) => (/** @type {string} */ folder, /** @type {string} */ name) => {
  const source = join(folder, `${name}.source`);
  const out = join(folder, name);
  mkdirSync(source, { recursive: true });
  cpSync(join(packs, 'vagthavn'), source, { recursive: true });
  appendFileSync(join(source, 'pack.toml'), `\n[agreement]\nconfirmation = "${rule}"\n`);
  execFileSync(binary, ['build', source, '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  return out;
};

/** A device that knows its owner's finger. */
const DEVICE = {
  protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
  automaticPresenceSimulation: true,
};

/**
 * Gives a page's browser an authenticator (CDP, domain WebAuthn). To be called once the page is there.
 * @param {Page} page
 */
export async function withAuthenticator(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  // @ts-ignore: the options are of the protocol's enumerations
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', { options: DEVICE });
  return {
    /** Does it recognise whoever touches it? @param {boolean} isUserVerified */
    recognises: (isUserVerified) => client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    /** The passkeys in it. */
    credentials: async () => (await client.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  };
}

/**
 * A passkey as the vendor's own log-in would have made it; what the page would write into `passkey`.
 * @param {Page} page
 */
export const enrolled = (page) =>
  page.evaluate(async () => {
    const bytes = (/** @type {number} */ length) => crypto.getRandomValues(new Uint8Array(length));
    const made = await navigator.credentials.create({
      publicKey: {
        rp: { name: 'Vagthavn' },
        user: { id: bytes(16), name: 'ida', displayName: 'Ida' },
        challenge: bytes(32),
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { userVerification: 'required' },
      },
    });
    const { id, response } = /** @type {any} */ (made);
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const key = await crypto.subtle.importKey('spki', response.getPublicKey(), algorithm, true, ['verify']);
    return { credentials: [{ id, public_key: await crypto.subtle.exportKey('jwk', key) }] };
  });

/** The confirmation behind a record, read. @param {string} whole */
export const confirmationOf = (whole) => JSON.parse(Buffer.from(whole.split('~')[1], 'base64url').toString('utf8'));
