// Records as a browser would make them, made from a published pack without one: of every role, and about cookies.

import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '../../../verify/json.js';

const NOW = '2026-11-21T23:10:55.000Z';
const NOT_COLLECTED = 'not collected';

/** @param {string | Buffer} bytes */
export const sha256 = (bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** A published pack: its manifest, the bytes of it, and those of its documents by digest. @param {string} folder */
export function published(folder) {
  const bytes = readFileSync(join(folder, 'pack.json'));
  const document = (digest) => readFileSync(join(folder, 'documents', `${digest.slice('sha256:'.length)}.json`));
  return { folder, bytes, digest: sha256(bytes), manifest: JSON.parse(bytes), document };
}

/** A key as browsers make one for each record. */
export function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { crv, kty, x, y } = publicKey.export({ format: 'jwk' });
  const jwk = { crv, kty, x, y };
  const kid = createHash('sha256').update(canonical(jwk)).digest('base64url');
  return { privateKey, jwk, kid };
}

/** @param {ReturnType<typeof newKey>} key @param {unknown} said @param {string} [text]  its bytes, when they are other ones */
export function signed({ privateKey, jwk, kid }, said, text = canonical(said)) {
  const header = canonical({ alg: 'ES256', jwk, kid, typ: 'samtycke-record+jws' });
  const input = `${Buffer.from(header).toString('base64url')}.${Buffer.from(text).toString('base64url')}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** What every record has. @param {ReturnType<typeof published>} pack @param {string} url @param {string} language */
const common = (pack, url, language) => ({
  record_id: randomUUID(),
  context: { audience: url, origin: url, page: `${url}/demo/opret/` },
  offer: { pack: pack.digest, nonce: NOT_COLLECTED },
  ui: { version: '0.0.0', language, viewport: '1280x720' },
});

/**
 * Somebody agrees or acknowledges, for a Danish bakery; the annex with one line out and one of its own in.
 * @param {ReturnType<typeof published>} pack @param {any} role @param {string} language @param {string} url
 */
export function acceptance(pack, role, language, url) {
  const { manifest } = pack;
  const { vendor } = manifest;
  const contract = role.documents.some(({ act }) => act === 'agree');
  const entries = role.statements.map((id) => manifest.statements.find((one) => one.id === id));
  const authority = entries.find(({ kind }) => kind === 'authority');
  const annex = role.documents.some(({ id }) => id === manifest.annex?.document) ? manifest.annex : undefined;
  return {
    ...common(pack, url, language),
    schema: 'https://samtycke.org/schema/acceptance/1',
    event: { type: contract ? 'agree' : 'acknowledge', time: NOW, clock: 'client', validity: 'until it ends' },
    role: role.id,
    parties: [
      {
        role: role.party,
        name: 'Fjord Bageri ApS',
        registry: { scheme: 'DK-CVR', id: '12345674', check: 'check digits' },
        address: NOT_COLLECTED,
        country: 'DK',
        contact: 'ida@fjordbageri.example',
        dpo: NOT_COLLECTED,
      },
      {
        role: role.vendor,
        name: vendor.name,
        registry: vendor.registry,
        address: vendor.address,
        country: vendor.country,
        contact: vendor.email,
        dpo: vendor.dpo?.email ?? NOT_COLLECTED,
      },
    ],
    signatory: {
      name: 'Ida Holm',
      email: 'ida@fjordbageri.example',
      position: 'Direktør',
      account: NOT_COLLECTED,
      authority: {
        attested: Boolean(authority),
        statement_digest: sha256((authority ?? entries[0]).text[language]),
      },
    },
    documents: role.documents.map(({ id, act }) => {
      const { type, title, version, effective, relations, files } = manifest.documents.find((one) => one.id === id);
      const { sha256 } = files.find((file) => file.language === language);
      const shown = { opened: true, reached_end: true, visible_ms: 61_000 };
      return { id, type, title: title[language], version, effective, language, sha256, relations, act, shown, change_shown: false };
    }),
    statements: entries.map(({ id, text }) => ({
      id, text: text[language], language, control: 'checkbox', initial: 'unticked', answer: true, time: NOW,
    })),
    submit_label: role.submit[language],
    ...(annex && { annex: signedAnnex(manifest, annex, language) }),
    channels: manifest.contacts.filter(({ notice }) => notice).map(({ kind, value }) => ({ kind, value })),
    law: { governing: manifest.law[language], venue: manifest.venue[language], prevails: manifest.prevails },
    retention: { class: 'agreement', rule: 'as long as it takes' },
  };
}

function signedAnnex(manifest, annex, language) {
  const items = (options) =>
    options.filter(({ selected }) => selected).map(({ id, name, kind }) => ({ id, name: name[language], kind }));
  const [gone, ...subjects] = items(annex.subjects);
  const edits = [{ list: 'subjects', item: gone.id, change: 'removed' }];
  if (annex.reasons) edits[0].reason = 'We have none.';
  if (annex.additions) {
    subjects.push({ id: 'own-1', name: 'Frivillige', kind: 'ordinary' });
    edits.push({ list: 'subjects', item: 'own-1', change: 'added', ...(annex.reasons === 'edits' && { reason: 'We have some.' }) });
  }
  const recipients = [
    ...manifest.sub_processors.map(({ name }) => ({ list: 'sub-processors', item: name, answer: 'approved' })),
    ...annex.transfers.map(({ recipient }) => ({ list: 'transfers', item: recipient, answer: 'approved' })),
  ];
  const content = {
    document: annex.document,
    subjects,
    categories: items(annex.categories),
    purpose: annex.purpose[language],
    nature: annex.nature[language],
    duration: annex.duration[language],
    retention: annex.retention[language],
    locations: annex.locations,
    transfers: annex.transfers.map(({ country, recipient, safeguard }) => ({ country, recipient, safeguard: safeguard[language] })),
    sub_processors: sha256(canonical(manifest.sub_processors)),
    measures: sha256(canonical(manifest.measures)),
    breach_hours: annex.breach_hours,
    ...(annex.authorisation === 'specific' && { authorisations: recipients }),
  };
  return { content, edits, digest: sha256(canonical(content)) };
}

/**
 * A visitor presses *Accept all* or *Reject all*.
 * @param {ReturnType<typeof published>} pack @param {'accept_all' | 'reject_all'} method @param {string} language @param {string} url
 */
export function consent(pack, method, language, url) {
  const { manifest } = pack;
  const { vendor, cookies, authority } = manifest;
  const yes = method === 'accept_all';
  const policy = manifest.documents.find(({ id }) => id === cookies.policy);
  const { page, sha256: digest } = policy.files.find((file) => file.language === language);
  const purposes = cookies.services.flatMap((service) => {
    const { id, basis, dpv } = cookies.categories.find((one) => one.id === service.category);
    if (basis === 'strictly-necessary') return [];
    const state = basis === 'consent' ? (yes ? 'given' : 'refused') : yes ? 'not_objected' : 'objected';
    return [
      {
        id: service.id,
        category: id,
        purpose: service.purpose[language],
        dpv,
        basis,
        state,
        recipient: service.provider,
        country: service.country,
        data: service.data,
        retention: service.retention?.[language] ?? 'not stated',
        storage: service.storage.map(({ name, kind, lifetime }) => ({ name, kind, lifetime: lifetime[language] })),
      },
    ];
  });
  return {
    ...common(pack, url, language),
    schema: 'https://samtycke.org/schema/consent/1',
    prev: NOT_COLLECTED,
    principal: NOT_COLLECTED,
    event: {
      type: yes ? 'consent_given' : 'consent_refused',
      time: NOW,
      clock: 'client',
      validity_days: yes ? cookies.expiry_days : cookies.refusal_days,
    },
    controller: {
      name: vendor.name,
      registry: `${vendor.registry.scheme} ${vendor.registry.id}`,
      contact: vendor.email,
      address: vendor.address,
      country: vendor.country,
      phone: vendor.phone,
      url: vendor.website,
    },
    notice: { url: `${url}/${page}`, document: policy.id, version: policy.version, sha256: digest, language },
    banner: {
      configuration: sha256(canonical(cookies)), layer: 'banner', mode: 'opt-in', region: NOT_COLLECTED, initial: 'all off',
    },
    purposes,
    method,
    jurisdiction: manifest.law[language],
    withdrawal: 'the button on every page',
    rights: `${url}/${page}`,
    authority: { name: authority.name[language], url: authority.url },
    retention: { class: 'consent', rule: 'as long as it takes' },
  };
}

/** Gets a nonce of the receiver's for the key, and puts it into the record. @param {string} url */
export async function offered(url, key, said) {
  const answer = await fetch(`${url}/nonces`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: canonical({ key: key.kid }),
  });
  const { nonce, expires_at } = await answer.json();
  return { ...said, offer: { ...said.offer, nonce: { value: nonce, expires_at } } };
}

/** The receiver's receipt. @param {string} url @param {string} record */
export async function receipted(url, record) {
  const answer = await fetch(`${url}/records`, {
    method: 'POST', headers: { 'content-type': 'application/jose', origin: url }, body: record,
  });
  const text = (await answer.text()).trim();
  if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
  return text;
}
