// The seams of the gate: what `samtycke build` gives it, what it stores, and what it and the widget say to each other.

/** What `samtycke build` writes in front of the gate, as the constant `CONFIG`. URLs are relative to the embed. */
export interface Config {
  /** The manifest, usually `pack.json`; empty in the pack-less `gate.js`. */
  pack: string;
  /** The folder with the widget's files, ending in `/`. `data-widget` on the script overrides it. */
  widget: string;
  /** Languages of the pack, the original first. */
  languages: string[];
  cookies?: CookieConfig;
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
  /** The banner as rendered by the widget's own component at build time, per language. */
  banner: Record<string, TreeNode>;
  /** The re-open control, likewise. */
  reopen: Record<string, TreeNode>;
  /** Styles of banner and re-open control. */
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

/** What `window.samtycke.consent()` and the events tell. */
export interface Consent {
  answered: boolean;
  categories: string[];
  services: string[];
  time?: string;
}

/** An answer waiting to become a signed record. Kept in `localStorage["samtycke-answers"]` as a JSON array. */
export interface Answer {
  /** UUID: becomes the record's id. */
  id: string;
  time: string;
  method: Method;
  /** Which layer it was given on. */
  layer: 'banner' | 'preferences' | 'api';
  /** Allowed service ids and category ids, as in Stored. */
  services: string[];
  categories: string[];
  /** Allowed before this answer (for withdrawals). */
  before: string[];
  lang: string;
  pack: string;
  endpoint: string;
  page: string;
  fingerprint: string;
  banner: string;
}

/** The widget: the ES module `samtycke_widget.js` after its `default()` has been awaited. */
export interface Widget {
  default(input?: { module_or_path: string }): Promise<unknown>;
  /** Mounts a view on `root`, a div inside the element's shadow root. */
  mount(root: HTMLElement, options: MountOptions): View;
  /** Signs waiting answers, sends queued records. Resolves when nothing more can be done now. */
  deliver(): Promise<void>;
}

export interface View {
  /** `lang` or another attribute changed. */
  update(options: MountOptions): void;
  /** A form reset: back to the first step, nothing accepted. */
  reset(): void;
  destroy(): void;
  free(): void;
}

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
  /** agreement: values to start with, JSON `{organisation?: {name, registry, id, address, country}, signatory?: {name, email, position}}`; may be empty. */
  prefill: string;
  /** preferences: what is allowed now; what the answer goes to. */
  consent: Consent;
  decide(method: Method, services: string[], categories: string[]): void;
  /** preferences: the dialog was closed. */
  closed(): void;
  /** agreement: the record's JWS (empty: none any more) and, when there is one, the receipt's. */
  accepted(record: string, receipt: string): void;
  /** agreement: what is missing, in the view's language, for the form's own validation message. */
  missing(message: string): void;
  /** Every public event: dispatched on the element as `samtycke-<name>`. */
  emit(name: string, detail: unknown): void;
}
