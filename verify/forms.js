// The forms of records, receipts and keys: the members of crates/record, written down a second time.

import { count, digest, either, flag, list, object, oneOf, optional, region, timestamp, uuid, words } from './shape.js';

export const ACCEPTANCE = 'https://samtycke.org/schema/acceptance/1';
export const CONSENT = 'https://samtycke.org/schema/consent/1';
export const RECEIPT = 'https://samtycke.org/schema/receipt/1';
export const CONFIRMATION = 'https://samtycke.org/schema/confirmation/1';

const omitted = oneOf('not collected');

const context = object({ audience: words, origin: words, page: words });
const offer = object({
  pack: digest,
  nonce: either('not collected', object({ value: words, expires_at: timestamp })),
});
const ui = object({ version: words, language: words, viewport: words });
const retention = object({ class: words, rule: words });

const party = object({
  role: oneOf('controller', 'processor', 'sub-processor', 'representative'),
  name: words,
  registry: object({
    scheme: oneOf(
      'SE-ORGNR', 'DK-CVR', 'NO-ORGNR', 'FI-YTUNNUS', 'IS-KENNITALA', 'EE-REGISTRIKOOD', 'DE-REGISTERNUMMER', 'NL-KVK',
      'GB-CRN', 'EU-VAT',
    ),
    id: words,
    check: oneOf('check digits', 'form'),
  }),
  address: words,
  country: words,
  contact: words,
  dpo: words,
});

const documentAct = object({
  id: words,
  type: words,
  title: words,
  version: words,
  effective: words,
  language: words,
  sha256: digest,
  relations: list(object({ kind: oneOf('incorporates', 'supplements', 'annex-of', 'supersedes'), document: words })),
  act: oneOf('agree', 'acknowledge', 'offer'),
  shown: object({ opened: flag, reached_end: flag, visible_ms: count }),
  change_shown: flag,
});

const statementAnswer = object({
  id: words, text: words, language: words, control: words, initial: words, answer: flag, time: timestamp,
});

const annexItem = object({ id: words, name: words, kind: oneOf('ordinary', 'special', 'national-id') });

const signedAnnex = object({
  content: object({
    document: words,
    subjects: list(annexItem),
    categories: list(annexItem),
    purpose: words,
    nature: words,
    duration: words,
    retention: words,
    locations: list(words),
    transfers: list(object({ country: words, recipient: words, safeguard: words })),
    sub_processors: digest,
    measures: digest,
    breach_hours: count,
    authorisations: optional(
      list(
        object({
          list: oneOf('sub-processors', 'transfers'),
          item: words,
          answer: oneOf('approved', 'objected'),
          reason: optional(words),
        }),
      ),
    ),
  }),
  edits: list(
    object({
      list: oneOf('subjects', 'categories'),
      item: words,
      change: oneOf('added', 'removed'),
      reason: optional(words),
    }),
  ),
  digest,
});

const acceptance = object({
  schema: words,
  record_id: uuid,
  event: object({
    type: oneOf('agree', 'acknowledge', 'decline', 'reaccept', 'amend_annex', 'object', 'withdraw'),
    time: timestamp,
    clock: words,
    validity: words,
    reason: optional(words),
  }),
  prev: optional(digest),
  context,
  offer,
  role: words,
  parties: list(party),
  signatory: object({
    name: words,
    email: words,
    position: words,
    account: words,
    authority: object({ attested: flag, statement_digest: digest }),
  }),
  documents: list(documentAct),
  statements: list(statementAnswer),
  submit_label: words,
  annex: optional(signedAnnex),
  channels: list(object({ kind: words, value: words })),
  law: object({ governing: words, venue: words, prevails: words }),
  ui,
  retention,
});

const consent = object({
  schema: words,
  record_id: uuid,
  prev: omitted,
  principal: omitted,
  event: object({
    type: oneOf('consent_given', 'consent_refused', 'consent_withdrawn', 'notice_acknowledged'),
    time: timestamp,
    clock: words,
    validity_days: count,
  }),
  context,
  offer,
  controller: object({
    name: words, registry: words, contact: words, address: words, country: words, phone: words, url: words,
  }),
  notice: object({ url: words, document: words, version: words, sha256: digest, language: words }),
  banner: object({
    configuration: digest,
    layer: oneOf('banner', 'preferences', 'embed', 'api', 'signal'),
    mode: oneOf('opt-in', 'opt-out', 'notice'),
    region: either('not collected', region),
    initial: oneOf('all off', 'all on until refused'),
  }),
  purposes: list(
    object({
      id: words,
      category: words,
      purpose: words,
      dpv: words,
      basis: words,
      state: oneOf('given', 'refused', 'withdrawn', 'not_objected', 'objected'),
      recipient: words,
      country: words,
      data: list(words),
      retention: words,
      storage: list(object({ name: words, kind: words, lifetime: words })),
    }),
  ),
  method: oneOf('accept_all', 'reject_all', 'save', 'withdraw', 'gpc', 'acknowledge'),
  jurisdiction: words,
  withdrawal: words,
  rights: words,
  authority: object({ name: words, url: words }),
  ui,
  retention,
});

/** By `schema`. @type {Record<string, import('./shape.js').Form>} */
export const RECORDS = { [ACCEPTANCE]: acceptance, [CONSENT]: consent };

export const receiptForm = object({
  schema: oneOf(RECEIPT),
  receipt_id: uuid,
  record_id: uuid,
  record: digest,
  key: words,
  issuer: words,
  received_at: timestamp,
  nonce: oneOf('consumed', 'late', 'not collected'),
  verified: list(words),
});

export const jwkForm = object({
  crv: words, kty: words, x: words, y: optional(words), kid: optional(words), alg: optional(words), use: optional(words),
});

export const headerForm = object({
  alg: oneOf('ES256', 'EdDSA', 'Ed25519'), jwk: optional(jwkForm), kid: words, typ: words,
});

export const keySetForm = object({ keys: list(jwkForm) });

export const confirmationForm = object({
  schema: oneOf(CONFIRMATION),
  type: oneOf('webauthn'),
  rp_id: words,
  credential_id: words,
  public_key: jwkForm,
  authenticator_data: words,
  client_data: words,
  signature: words,
});
