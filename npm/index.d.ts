// The types of `samtycke`. `window.samtycke`, the events and the elements are declared with them.

import type { Api, ConsentChange } from './samtycke.d.ts';

export type * from './samtycke.d.ts';

/** What `<script src="/legal/embed.js" data-…>` says in markup. */
export interface LoadOptions {
  /** Where `samtycke build` has put `embed.js` or `embed.<lang>.js`. */
  embed: string;
  /** The receiver's address. Without it nothing is recorded. */
  endpoint?: string;
  /** The folder of the widget's files, if it isn't the one that `samtycke build --widget` made. */
  widget?: string;
  /** The thumbprint of the key that the pack is signed with. */
  key?: string;
  /** The language, if it isn't the page's. */
  lang?: string;
  /** Where the visitor is, ISO 3166-1 or 3166-2. */
  region?: string;
  /** Your server saw the header `Sec-GPC: 1`. */
  gpc?: boolean;
  /** For a Content-Security-Policy with nonces. */
  nonce?: string;
  /** The embed's SRI hash. */
  integrity?: string;
  crossOrigin?: 'anonymous' | 'use-credentials';
}

/**
 * Loads the embed once and gives `window.samtycke`; `undefined` on a server, and for a pack without cookies. Rejects when
 * the embed can't be loaded; then it may be called again. What stands on the page before it runs can't be held back, unless
 * it is marked with `data-category`.
 */
export function load(options: LoadOptions): Promise<Api | undefined>;

/** Waits for the embed that the page itself loads; `undefined` on a server. */
export function ready(): Promise<Api | undefined>;

/** Calls with the consent as it is now, or will be when the embed has run, and after each answer. Returns what ends that. */
export function subscribe(run: (consent: ConsentChange) => void): () => void;

/** What every element takes but the banner, which is the embed's own; what it doesn't have it takes from the embed's script. */
export interface ElementAttributes {
  /** URL of a `pack.json`. */
  pack?: string;
  /** The thumbprint of the key that the pack is signed with. In plain HTML `key` is the same; frameworks keep that for themselves. */
  'pack-key'?: string;
  endpoint?: string;
  lang?: string;
}

/** `<samtycke-policy>` */
export interface PolicyAttributes extends ElementAttributes {
  /** An id of the pack; its first document when left out. */
  document?: string;
  /** Keeps nothing of what was read. */
  memory?: 'off';
}

/** `<samtycke-agreement>` */
export interface AgreementAttributes extends ElementAttributes {
  /** The form field; `agreement` without one. */
  name?: string;
  /** A role's id in the pack, to ask if left out; or `amend`. */
  'pack-role'?: string;
  /** The record that the account has, or an address that answers with it. */
  accepted?: string;
  /** JSON: `{organisation?: {name, country, scheme, id, address}, signatory?: {name, email, position}}`. */
  prefill?: string;
  /** An address that answers what a registration number is of. */
  lookup?: string;
  /** JSON: `{rp_id?, credentials?: [{id, public_key}]}`. */
  passkey?: string;
  /** Keeps nothing of what was typed. */
  memory?: 'off';
  disabled?: boolean;
}
