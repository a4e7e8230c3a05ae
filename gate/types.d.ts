// The seams of the gate: what `samtycke build` gives it, what it stores, and what it and the widget say to each other.

/** What `samtycke build` writes in front of the gate, as the constant `CONFIG`. URLs are relative to the embed. */
export interface Config {
  /** The manifest, usually `pack.json`; empty in the pack-less `gate.js`. */
  pack: string;
  /** SHA-256 of the manifest this embed was made with, `sha256:<hex>`: what an answer is an answer to. */
  manifest?: string;
  /** The folder with the widget's files, ending in `/`; empty: beside the embed. `data-widget` on the script overrides it. */
  widget: string;
  /** Languages this embed speaks, the original first: the pack's; in `embed.<lang>.js` that one alone. */
  languages: string[];
  /** What the gate itself says, per language of `languages`. */
  texts: Record<string, Texts>;
  cookies?: CookieConfig;
}

export interface Texts {
  /** In an element's place until its view is there. */
  loading: string;
  /** In its place when the view can't be shown. */
  failed: string;
  /** The link to the plain HTML page of the document, under `failed`. */
  page: string;
  /** The form's validation message as long as the agreement's view has not given its own by `missing()`. */
  missing: string;
  /** In the banner when the preferences can't be opened. Accept all and Reject all still work: it may say so. */
  preferences: string;
}

export interface CookieConfig {
  /** Plain HTML page of the policy, per language. */
  policy: Record<string, string>;
  expiryDays: number;
  /** Changes exactly when purposes, services or storage change: an answer to another one is asked again. */
  fingerprint: string;
  /** SHA-256 of this configuration, `sha256:<hex>`: what consent records name as the banner shown. */
  digest: string;
  categories: Category[];
  services: Service[];
  /**
   * The banner as rendered by the widget's own component at build time, per language. Its root has part `banner`
   * (and `lang`); in it are `<button>`s with the parts `accept-all`, `reject-all` and `open-preferences`, and an
   * `<a part="policy-link">`, whose `href` the gate sets. A failure is added as a last `<p part="error">`.
   */
  banner: Record<string, TreeNode>;
  /** The re-open control, likewise: a single `<button part="reopen">`. */
  reopen: Record<string, TreeNode>;
  /**
   * What stands in a blocked iframe's place, likewise: root part `embed`, `<button>`s with the parts `embed-once`
   * and `embed-always`. `{service}` in a text becomes the service's name. The host is a one-cell grid, at least as
   * high as the iframe: the root should fill it.
   */
  embed: Record<string, TreeNode>;
  /** Styles of banner, re-open control and placeholder; each stands in a shadow root of its own. */
  css: string;
}

export interface Category {
  id: string;
  /** `always` needs no consent (strictly necessary). */
  state: 'always' | 'ask';
}

export interface Service {
  id: string;
  category: string;
  name: string;
  /** What withdrawal clears; a trailing `*` in a name matches the rest. */
  storage: { kind: 'cookie' | 'local-storage' | 'session-storage' | 'indexed-db'; name: string }[];
}

/** A text, or `[tag, attributes, ...children]`. */
export type TreeNode = string | [string, Record<string, string>, ...TreeNode[]];

/** How an answer was given; written to the record. */
export type Method = 'accept_all' | 'reject_all' | 'save' | 'withdraw' | 'gpc';

/** A visitor's answer, as stored (JSON). Names are short: it travels in a cookie. */
export interface Stored {
  v: 1;
  /** When, in milliseconds since 1970. */
  t: number;
  /** The fingerprint of the configuration that was answered. */
  f: string;
  /** Ids of the services that were allowed, and of the categories that were allowed whole. */
  s: string[];
  c: string[];
}

/** What `window.samtycke.consent()` and the events tell: what is allowed, the strictly necessary included. */
export interface Consent {
  answered: boolean;
  /** Ids of the categories that are allowed whole. */
  categories: string[];
  services: string[];
  time?: string;
}

/** The detail of `samtycke-consent`. */
export interface ConsentChange extends Consent {
  /** Ids of categories and services that are allowed now and weren't, or the other way round. */
  changed: string[];
  /** Names of cookies and storage keys that are no longer allowed and could not be cleared. */
  remaining: string[];
}

/** `window.samtycke` on a page whose pack has cookies. */
export interface Api {
  consent(): Consent;
  /** Is this category, or this service of it, allowed? */
  has(category: string, service?: string): boolean;
  /** Calls with the consent as it is now, and after each answer. Returns what ends that. */
  subscribe(run: (consent: ConsentChange) => void): () => void;
  open(view: 'preferences' | 'policy'): void;
  /** Allows services and whole categories, by id; without an argument, all. The others stay as they are. */
  accept(ids?: string | string[]): void;
  withdraw(ids?: string | string[]): void;
  /** Looks for blocked scripts and embeds again, also in a shadow root of the page's own. */
  rescan(root?: ParentNode): void;
  /** `(window.samtycke ||= []).push(api => …)` works before and after the gate has run. */
  push(...runs: ((api: Api) => void)[]): void;
}

/**
 * An answer waiting to become a signed record. Kept in `localStorage["samtycke-answer:<id>"]`, until the widget has
 * made the record, which waits in `localStorage["samtycke-outbox:<id>"]` until it is delivered.
 */
export interface Answer {
  /** UUID: becomes the record's id. Missing on a page without https, where nothing can be signed: `deliver` says so. */
  id: string;
  time: string;
  method: Method;
  /** Which layer it was given on. */
  layer: 'banner' | 'preferences' | 'embed' | 'api';
  /** Allowed service ids and category ids, as in Stored. */
  services: string[];
  categories: string[];
  /** Services, then categories, that were allowed before this answer (for withdrawals). */
  before: string[];
  lang: string;
  pack: string;
  /** Digest of the manifest that the embed was made with. */
  manifest: string;
  endpoint: string;
  page: string;
  fingerprint: string;
  banner: string;
}

/** The widget: the ES module `samtycke_widget.js` after its `default()` has been awaited. */
export interface Widget {
  default(input: { module_or_path: Promise<Response> }): Promise<unknown>;
  /** Mounts a view on `root`, an empty div inside the element's shadow root, which has adopted `samtycke.css`. */
  mount(root: HTMLElement, options: MountOptions): View;
  /**
   * Signs waiting answers, sends queued records. Resolves when nothing more can be done now. `answers`: those that
   * storage would not take, a JSON array, usually `[]`; what comes back is those of them that still wait.
   */
  deliver(answers: string): Promise<string>;
}

export interface View {
  /** `lang` or another attribute changed. */
  update(options: MountOptions): void;
  /** A form reset: back to the first step, nothing accepted. */
  reset(): void;
  /** The last call; the gate leaves freeing to wasm-bindgen's finalizer, so it may consume the view. */
  destroy(): void;
}

/** The strings are always there, if only empty; the functions and `consent` for the view they are named with. */
export interface MountOptions {
  view: 'preferences' | 'policy' | 'agreement';
  /** Absolute URL of the manifest. */
  pack: string;
  /** Absolute URL of the endpoint without a trailing slash; empty when there is none. */
  endpoint: string;
  /** Languages in order of preference: the element's, the page's, the browser's. */
  languages: string[];
  /** policy: the document's id; empty for the pack's first. */
  document: string;
  /** agreement: the role's id; empty to ask. */
  role: string;
  /** agreement: values to start with, JSON `{organisation?: {name, country, id, address}, signatory?: {name, email, position}}`; may be empty. */
  prefill: string;
  /** preferences: what is allowed now; what the answer goes to. */
  consent?: Consent;
  decide?(method: Method, services: string[], categories: string[]): void;
  /** preferences: the dialog was closed, after an answer or without one. The view is destroyed then. */
  closed?(): void;
  /** agreement: the record's JWS (empty: none any more) and, when there is one, the receipt's. */
  accepted?(record: string, receipt: string): void;
  /**
   * agreement: what is missing, in the view's language, for the form's own validation message, and the element in
   * the view at which the browser shows it (the whole view when left out). Not after `accepted`, until a record is
   * taken back.
   */
  missing?(message: string, anchor?: HTMLElement): void;
  /** Every public event: dispatched on the element as `samtycke-<name>`. */
  emit(name: string, detail: unknown): void;
}
