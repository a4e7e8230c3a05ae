// Is this a record of somebody accepting, just now and on our page, what we publish? And is this its receipt?

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { EmbeddedJWK, calculateJwkThumbprint, compactVerify, createLocalJWKSet } from 'jose';

/** How old a record may be, and how far ahead of our clock the person's may go. */
const OLDEST_MS = 24 * 60 * 60_000;
const AHEAD_MS = 10 * 60_000;

/** The receiver compares the whole record with the pack, its annex and terms too. A receipt without these says less. */
const BY_RECEIVER = ['signature', 'audience', 'origin', 'pack', 'role', 'documents', 'statements', 'annex', 'terms'];

/** Why there is no account, for a person to read. */
export class Refusal extends Error {
  constructor(status, message, options) {
    super(message, options);
    this.status = status;
  }
}

function ensure(holds, message, status = 422) {
  if (!holds) throw new Refusal(status, message);
}

/**
 * A record that its own key signed: what it says, and what its receipt must name it by.
 * @param {string} jws
 */
export const readRecord = (jws) =>
  formed(async () => {
    const { bytes, key } = await signed(jws);
    const said = canonical(bytes);
    return { jws, id: text(said.record_id), digest: sha256(bytes), key, said };
  });

/**
 * Who is to have the account, when the record says that they agreed just now, on our page, to what we publish.
 * @param {{ said: any }} record
 * @param {{ pack: string, endpoint: string, origin: string, role: string }} vendor
 */
export const agreedBy = ({ said }, { pack, ...expected }) =>
  // The pack is read each time: who publishes need not think of restarting this server.
  readFile(join(pack, 'pack.json')).then((published) => formed(() => agreed(said, published, expected)));

/** Forms can be sent by anyone: a field that isn't there, or is of another kind, is their fault and not ours. */
async function formed(read) {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal(400, 'This is not a record as the agreement makes it.', { cause });
  }
}

/** The signature is that of the key in the header, made for such a record, and `kid` is that key's RFC 7638 thumbprint. */
async function signed(jws) {
  ensure(/^[\w-]+\.[\w-]+\.[\w-]+$/.test(jws), 'The agreement has no signed record.', 400);
  const { payload, protectedHeader: header } = await compactVerify(jws, EmbeddedJWK, { algorithms: ['ES256'] }).catch(
    (error) => { throw new Refusal(400, 'The signature does not fit the record.', { cause: error }); },
  );
  ensure(header.typ === 'samtycke-record+jws', 'What was signed is no record.', 400);
  const key = await calculateJwkThumbprint(header.jwk);
  ensure(header.kid === key, 'The record names another key than the one that signed it.', 400);
  return { bytes: payload, key };
}

/** Parsed, and written anew the same bytes (RFC 8785): no duplicate key, no number that was rounded on reading. */
function canonical(bytes) {
  const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  const sorted = (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  ensure(Buffer.from(JSON.stringify(value, sorted)).equals(bytes), 'The record is not canonical JSON.', 400);
  return value;
}

function agreed(record, published, { endpoint, origin, role: wanted }) {
  ensure(record.schema === 'https://samtycke.org/schema/acceptance/1', 'This is not a record of an agreement.');
  ensure(record.event.type === 'agree', 'The record does not say that the agreement was accepted.');
  ensure(sameUrl(record.context.audience, endpoint), 'The record was meant for another endpoint.');
  ensure(record.context.origin === origin, 'The agreement was accepted on another site.');
  const age = Date.now() - Date.parse(record.event.time);
  ensure(age <= OLDEST_MS, 'The agreement was accepted too long ago: please accept it again.');
  ensure(age >= -AHEAD_MS, "The agreement's time is in the future: please set your device's clock.");

  // The pack that is in force, and no other.
  const changed = 'The agreement has changed since it was shown: please load the page again.';
  ensure(record.offer.pack === sha256(published), changed);
  const manifest = JSON.parse(published);
  ensure(record.role === wanted, 'The agreement was accepted in another role.');
  const role = manifest.roles.find(({ id }) => id === wanted);

  // Every document of the role, with the act that it needs, in the bytes that we publish.
  const { language } = record.statements[0];
  const filesOf = (id) => manifest.documents.find((entry) => entry.id === id).files;
  const digestOf = (id) => filesOf(id).find((file) => file.language === language).sha256;
  const documents = role.documents.map(({ id, act }) => ({ id, act, language, sha256: digestOf(id) }));
  const shown = record.documents.map(({ id, act, language, sha256 }) => ({ id, act, language, sha256 }));
  ensure(isDeepStrictEqual(shown, documents), 'The documents are not those that we publish.');

  // Our sentences, word for word, unticked at first and each ticked; our button; and who pressed it may sign.
  const wording = (id) => manifest.statements.find((entry) => entry.id === id).text[language];
  const ticked = { language, control: 'checkbox', initial: 'unticked', answer: true };
  const statements = role.statements.map((id) => ({ id, text: wording(id), ...ticked }));
  const answers = record.statements.map(({ time, ...rest }) => rest);
  ensure(isDeepStrictEqual(answers, statements), 'Not every statement was agreed to as we publish it.');
  ensure(record.submit_label === role.submit[language], 'The button was not the published one.');
  ensure(record.signatory.authority.attested === true, 'Nobody said that they may sign for the organisation.');

  const { scheme, id } = manifest.vendor.registry;
  const isVendor = ({ role: part, registry }) => part === role.vendor && registry.scheme === scheme && registry.id === id;
  const [customer, ...others] = record.parties.filter((party) => !isVendor(party));
  const areTwo = record.parties.length === 2 && others.length === 0 && customer.role === role.party;
  ensure(areTwo, 'The parties are not the two of this agreement.');
  const { name, email } = record.signatory;
  return {
    organisation: text(customer.name),
    scheme: text(customer.registry.scheme),
    number: text(customer.registry.id),
    signatory: text(name),
    email: text(email),
  };
}

/**
 * The receipt is signed by one of the receiver's published keys, for these very bytes and this key, and says that the
 * receiver compared the whole record with the pack.
 */
export async function verifyReceipt(receipt, record, endpoint, jwks) {
  const keys = createLocalJWKSet(jwks);
  // Behind a ~ the receiver sends the proof that it logged both; `samtycke verify` checks that.
  const [jws] = receipt.split('~');
  const { payload, protectedHeader: header } = await compactVerify(jws, keys, { algorithms: ['ES256'] }).catch(
    (error) => { throw new Refusal(422, "The receipt is not the receiver's.", { cause: error }); },
  );
  ensure(header.typ === 'samtycke-receipt+jws', 'This is not a receipt.');
  const said = JSON.parse(new TextDecoder().decode(payload));
  const ours = said.schema === 'https://samtycke.org/schema/receipt/1' && sameUrl(said.issuer, endpoint);
  ensure(ours, 'This is not a receipt.');
  const same = said.record === record.digest && said.key === record.key && said.record_id === record.id;
  ensure(same, 'The receipt is for another record.');
  ensure(BY_RECEIVER.every((check) => said.verified.includes(check)), 'The receiver did not check all of the record.');
}

const sha256 = (bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const sameUrl = (a, b) => a.replace(/\/+$/, '') === b.replace(/\/+$/, '');

function text(value) {
  ensure(typeof value === 'string' && value, 'A field of the record is empty.', 400);
  return value;
}
