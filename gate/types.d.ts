// The seams of the gate: what `samtycke build` gives it, what it stores, and what it and the widget say to each other.

import type { Consent, Mode } from './samtycke.d.ts';

// What a site's own code sees is declared for it.
export type { Api, Consent, ConsentChange, Mode } from './samtycke.d.ts';

/** What `samtycke build` writes in front of the gate, as the constant `CONFIG`. URLs are relative to the embed. */
export interface Config {
  /** The manifest, usually `pack.json`; empty in the pack-less `gate.js`. */
  pack: string;
  /** SHA-256 of the manifest this embed was made with, `sha256:<hex>`: what an answer is an answer to. */
  manifest?: string;
  /** Languages this embed speaks, the original first: the pack's; in `embed.<lang>.js` that one alone. */
  languages: string[];
  /** What the gate itself says, per language of `languages`. */
  texts: Record<string, Texts>;
  cookies?: CookieConfig;
}

/** What the gate says by itself. */
export interface Texts {
  /** The form's validation message as long as the agreement's view has not given its own by `missing()`. */
  missing: string;
  /** In the banner when the preferences can't be opened. Accept all and Reject all still work: it may say so. */
  preferences: string;
}

/** What stands in an element, per language: written in front of the files that are fetched later, as the constant `TEXTS`. */
export interface ViewTexts {
  /** Until its view is there. */
  loading: string;
  /** When the view can't be shown. */
  failed: string;
  /** The link to the plain HTML page of the document, under `failed`. */
  page: string;
}

/** What stands in a blocked embed's place: likewise, as the constant `PLACEHOLDERS`. */
export interface EmbedConfig {
  /**
   * Per language: root part `embed`, `<button>`s with the parts `embed-once` and `embed-always`. `{service}` in a text
   * becomes the service's name, `{host}` where it comes from. The host is a one-cell grid, at least as high as the embed:
   * the root should fill it.
   */
  trees: Record<string, TreeNode>;
  /** What services are called, by their id. */
  names: Record<string, string>;
  /** Its styles, beside those of banner and re-open control. */
  css: string;
}

/**
 * Where the rendered preferences are, relative to the embed: each a JSON file `{tree: TreeNode, css: string}`. Its root is
 * a `<dialog>` or a `<section>` with part `preferences`; in it are checkboxes of parts `switch` and `object`, the last of
 * whose labels is `category-<id>` or `service-<id>`, and `<button>`s `reject-all`, `accept-all` and `save`, in the
 * dialog `close`. `[data-country]` gets the name of that country as its last text, `[part=saved]` the text of its
 * `data-said` when an answer is saved, and the `gpc-note` goes where there is no signal. The latter two are by rules
 * under which what needs consent runs until it is refused, where the pack has any.
 */
export type PreferencesPaths = Record<'dialog' | 'page' | 'dialog-running' | 'page-running', string>;

/** `views.js`: what is fetched when a view is wanted. The last two are for pages with cookies. */
export interface Views {
  hold(element: HTMLElement, place: HTMLElement, internals?: ElementInternals): Holder;
  send(unkept: Answer[]): Promise<void>;
  /** Resolves when they are shown, or the place is gone. */
  openPreferences?(element: HTMLElement, place: HTMLElement, closed: () => void): Promise<void>;
  /** Fetches what they are made of. */
  prefetch?(): void;
}

/** What an element does: its life's events, as the browser tells them. */
export interface Holder {
  connect(): void;
  disconnect(): void;
  reset(): void;
}

/** `embed.js`: what stands in the place of blocked embeds is put up, taken away, and tidied when the page has thrown an embed away. */
export interface StandIns {
  hold(): void;
  end(embed: HTMLElement): void;
  tidy(): void;
}

export interface CookieConfig {
  /** Plain HTML page of the policy, per language. */
  policy: Record<string, string>;
  /** How long an answer holds that allows something, and one that refuses everything. */
  expiryDays: number;
  refusalDays: number;
  /** Changes exactly when purposes, services or storage change: an answer to another one is asked again. */
  fingerprint: string;
  /** SHA-256 of this configuration, `sha256:<hex>`: what consent records name as the banner shown. */
  digest: string;
  categories: Category[];
  services: Service[];
  /** One answer for this host and its subdomains (with WITH_DOMAIN). */
  domain?: string;
  /** Where other rules hold than `opt-in` (with WITH_REGIONS): by ISO 3166 code, an index of `rules`. */
  regions?: Record<string, number>;
  rules?: Rule[];
  /** With WITH_GOOGLE, WITH_UET, WITH_CLARITY. */
  google?: GoogleSignals;
  uet?: Record<'ad_storage', Ids>;
  clarity?: Record<'ad_Storage' | 'analytics_Storage', Ids>;
  /**
   * The banner as rendered by the widget's own component at build time, per language. Its root has part `banner`
   * (and `lang`); in it are `<button>`s with the parts `accept-all`, `reject-all` (in a notice: `acknowledge`) and
   * `open-preferences`, and an `<a part="policy-link">`, whose `href` the gate sets; with WITH_GPC a hidden
   * `<p part="gpc-note">`. A failure is added as a last `<p part="error">`.
   */
  banner: Record<string, TreeNode>;
  /** The re-open control, likewise: a `<button part="reopen">`. */
  reopen: Record<string, TreeNode>;
  /** Styles of banner and re-open control. */
  css: string;
}

export interface Rule {
  mode: Mode;
  /** Its own words; without it, the banner of `opt-in`. */
  banner?: Record<string, TreeNode>;
}

/** A category, or a category and one of its services: arguments of `has`. Empty: never allowed. */
export type Ids = [category?: string, service?: string];

/** Google Consent Mode v2. */
export interface GoogleSignals {
  /** All seven, in Google's names. */
  types: Record<string, Ids>;
  /** Milliseconds that tags wait for the first update; 0 for not at all. */
  wait: number;
  /** Flags to set: `ads_data_redaction`, `url_passthrough`. */
  flags: string[];
  /** Other defaults by Google's own idea of where the visitor is, as `gtag('consent', 'default', …)` takes them. */
  defaults: Record<string, string | string[]>[];
}

export interface Category {
  id: string;
  /** `always`: strictly necessary. `ask`: needs consent. `object`: in force until the visitor objects. */
  state: 'always' | 'ask' | 'object';
  /** Does Global Privacy Control say no to it? */
  gpc?: true;
}

export interface Service {
  id: string;
  category: string;
  /** What withdrawal clears; a trailing `*` in a name matches the rest. */
  storage: Partial<Record<'cookie' | 'local-storage' | 'session-storage' | 'indexed-db', string[]>>;
}

/** A text, or `[tag, attributes, ...children]`. */
export type TreeNode = string | [string, Record<string, string>, ...TreeNode[]];

/** How an answer was given; written to the record. */
export type Method = 'accept_all' | 'reject_all' | 'save' | 'withdraw' | 'gpc' | 'acknowledge';

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
  /**
   * Those of both that nobody said yes to: they were in force without being asked about. Where one is asked first, an
   * answer with any of them is none.
   */
  n: string[];
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
  layer: 'banner' | 'preferences' | 'embed' | 'api' | 'signal';
  /** Allowed service ids and category ids, as in Stored. */
  services: string[];
  categories: string[];
  /** Services that the visitor had said yes to (for withdrawals). */
  before: string[];
  lang: string;
  pack: string;
  /** Digest of the manifest that the embed was made with. */
  manifest: string;
  endpoint: string;
  page: string;
  fingerprint: string;
  banner: string;
  mode: Mode;
  /** As the site gave it; may be empty. */
  region: string;
  /** As `n` in Stored. */
  unasked: string[];
}

/** The widget: the ES module `samtycke_widget.js` after its `default()` has been awaited. */
export interface Widget {
  /** Gives what the wasm exports: its pieces are linked to it. */
  default(input: { module_or_path: Promise<Response> }): Promise<WebAssembly.ModuleImports>;
  /** Mounts a view on `root`, an empty div inside the element's shadow root, which has adopted the view's style sheets. */
  mount(root: HTMLElement, options: MountOptions): View;
  /**
   * Signs waiting answers, sends queued records. Resolves when nothing more can be done now. `answers`: those that
   * storage would not take, a JSON array, usually `[]`; what comes back is those of them that still wait.
   */
  deliver(answers: string, words: MountOptions['words']): Promise<string>;
  /** Learns a language before `mount`. Rejects when its words can't be had, or are another release's. */
  learn(language: string, words: MountOptions['words']): Promise<void>;
}

export interface View {
  /** `lang` or another attribute changed. */
  update(options: MountOptions): void;
  /** A form reset: back to the first step, nothing accepted. */
  reset(): void;
  /** The last call; the gate leaves freeing to wasm-bindgen's finalizer, so it may consume the view. */
  destroy(): void;
}

/** The strings are always there, if only empty; the functions for the view they are named with. */
export interface MountOptions {
  view: 'policy' | 'agreement';
  /** Absolute URL of the manifest. */
  pack: string;
  /** Thumbprint of the key that the manifest must be signed with; empty when none is pinned. */
  key: string;
  /** Absolute URL of the endpoint without a trailing slash; empty when there is none. */
  endpoint: string;
  /** Fetches the interface's words in a language, `words/<tag>.txt`; with `cache`, not those that it has. */
  words(language: string, cache?: RequestCache): Promise<string>;
  /** Languages in order of preference: the element's, the page's, the browser's. */
  languages: string[];
  /** policy: the document's id; empty for the pack's first. */
  document: string;
  /** `off` when this browser is not to remember which version of a policy was read, or what was typed in an agreement. */
  memory: string;
  /** policy: is this the element on the page that an address of this document (`#samtycke/<pack>/<document>/…`) opens in? */
  owns?(document: string): boolean;
  /** agreement: the role's id; empty to ask. */
  role: string;
  /** agreement: values to start with, JSON `{organisation?: {name, country, id, address}, signatory?: {name, email, position}}`; may be empty. */
  prefill: string;
  /** agreement: what was accepted before (`accepted`): the record's JWS, or the address that answers with it; may be empty. */
  prior: string;
  /** agreement: absolute URL at which a registration number is looked up; may be empty. */
  lookup: string;
  /** agreement: the account's passkeys, JSON `{rp_id?, credentials: [{id, public_key}]}`; may be empty. */
  passkey: string;
  /** agreement: the element's name in its form; may be empty. */
  name: string;
  /**
   * agreement: the record's JWS (empty: none any more) and, when there are any, the receipt's, the confirmation, and the
   * proof that the receipt was logged.
   */
  accepted?(record: string, receipt: string, confirmation: string, proof: string): void;
  /**
   * agreement: what is missing, in the view's language, for the form's own validation message, and the element in
   * the view at which the browser shows it (the whole view when left out). Not after `accepted`, until a record is
   * taken back.
   */
  missing?(message: string, anchor?: HTMLElement): void;
  /** Every public event: dispatched on the element as `samtycke-<name>`. */
  emit(name: string, detail: unknown): void;
  /**
   * A piece of the widget's code that the view comes to need: true when it is there, or else when it will be. Nothing for one
   * that is only likely to be needed: it is fetched unless the visitor minds.
   */
  piece(name: string, isChance?: true): true | Promise<void> | void;
}
