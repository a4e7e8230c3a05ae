// What a site's own code sees of Samtycke: `window.samtycke`, its events, its elements. It needs nothing else.
// Put it where your tsconfig.json includes it.

/** What holds before there is an answer: ask first, run until refused, or tell only. */
export type Mode = 'opt-in' | 'opt-out' | 'notice';

/** What is allowed now, the strictly necessary included. */
export interface Consent {
  /** Has the visitor answered, or the browser for them? */
  answered: boolean;
  /** Ids of the categories that are allowed whole. */
  categories: string[];
  /** Ids of the services that are allowed. */
  services: string[];
  /** When the answer was given, ISO 8601. */
  time?: string;
  /** What holds where the visitor is. */
  mode: Mode;
  /** Does the browser send Global Privacy Control? */
  gpc: boolean;
}

/** What `subscribe` and `samtycke-consent` tell. */
export interface ConsentChange extends Consent {
  /**
   * `load`: what holds since the page was loaded. `first`: the first answer. `change`: another one, here or in another
   * tab, or another region.
   */
  occasion: 'load' | 'first' | 'change';
  /** Ids of categories and services that are allowed now and weren't, or the other way round. */
  changed: string[];
  /** Names of cookies and storage keys that are no longer allowed and could not be cleared. */
  remaining: string[];
}

/** `window.samtycke` on a page whose pack has cookies, when `embed.js` has run. */
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
  /** Where the visitor is, ISO 3166-1 or 3166-2 (`US`, `US-CA`), when the page knows it only now. */
  region(code: string): void;
  /** Looks for blocked scripts and embeds again; a shadow root of the page's own is watched from then on. */
  rescan(root?: ParentNode): void;
  /** `(window.samtycke ||= []).push(api => …)` works before and after `embed.js` has run. */
  push(...runs: ((api: Api) => void)[]): void;
}

/** The detail of `samtycke-accepted`: an agreement was signed. A record that waited comes twice, with the same `id`. */
export type Accepted = {
  /** The record, a compact JWS. */
  record: string;
  id: string;
  /** What confirms it with a passkey, base64url; empty when it isn't confirmed. */
  confirmation: string;
  /** The record's event. */
  event: 'agree' | 'acknowledge' | 'reaccept' | 'amend_annex';
} & Delivery;

/** Where a signed record is. */
export type Delivery =
  | { state: 'queued'; receipt: ''; proof: '' }
  | {
      state: 'receipted';
      /** The receipt, a compact JWS. */
      receipt: string;
      /** The proof that record and receipt are in the receiver's transparency log, base64url; may be empty. */
      proof: string;
    };

/** The detail of `samtycke-objected`: a change that holds unless one objects. Comes twice, like `samtycke-accepted`. */
export type Objected = {
  /** The record, a compact JWS. */
  record: string;
  id: string;
  /** In the person's words; may be empty. */
  reason: string;
} & Delivery;

/** The detail of `samtycke-standing`: what the record that the page gave as `accepted` is worth today. */
export interface Standing {
  /** The record's id. */
  id: string;
  /** It holds but when it is `asked`. */
  standing: 'unchanged' | 'reworded' | 'told' | 'announced' | 'objectable' | 'grace' | 'asked';
  /** The day that goes with it, `YYYY-MM-DD`; may be empty. */
  day: string;
}

/**
 * The detail of `samtycke-declined`: somebody said no. The form stays invalid, and they may still change their mind. A
 * record that waited comes twice, with the same `id`.
 */
export type Declined = {
  /** In the person's own words; may be empty. */
  reason: string;
} & (
  | {
      /** No record: the pack wants none, or it could not be made; then `samtycke-error` says why. */
      state: '';
      record: '';
      receipt: '';
      proof: '';
      id: '';
    }
  | { state: 'queued'; record: string; receipt: ''; proof: ''; id: string }
  | { state: 'receipted'; record: string; receipt: string; proof: string; id: string }
);

/** The detail of `samtycke-document`: a policy's document is shown. */
export interface DocumentShown {
  /** Its id in the pack. */
  document: string;
  language: string;
}

/** Why a pack or a document can't be shown; `detail` is its address, of an unknown document its id. */
export type Unloaded = 'network' | 'missing' | 'digest' | 'signature' | 'form' | 'insecure' | 'unknown-document';

/**
 * The detail of `samtycke-error`: the widget doesn't run (`error`), an agreement could not be made, or something could not be
 * loaded (`code`).
 */
export type Failure =
  | { error: unknown; code?: undefined; detail?: undefined }
  | { error?: undefined; code: 'refused' | 'not-signed' | 'accepted' | Unloaded; detail: string };

/** Events of the elements; they bubble and cross shadow roots, so `document` hears them too. */
export interface ElementEvents {
  'samtycke-accepted': CustomEvent<Accepted>;
  'samtycke-declined': CustomEvent<Declined>;
  'samtycke-objected': CustomEvent<Objected>;
  'samtycke-standing': CustomEvent<Standing>;
  'samtycke-document': CustomEvent<DocumentShown>;
  'samtycke-error': CustomEvent<Failure>;
}

/** `<samtycke-agreement>`: a form control. */
export interface AgreementElement extends HTMLElement {
  /** The form it belongs to. */
  readonly form: HTMLFormElement | null;
  readonly labels: NodeList;
  /** `samtycke-agreement`. */
  readonly type: string;
  name: string;
  /** Its own `disabled`; that of a fieldset around it is seen by `:disabled` and `willValidate`. */
  disabled: boolean;
  /** The record, a compact JWS; empty while there is none. The receipt comes by `samtycke-accepted` and in the form. */
  readonly value: string;
  readonly willValidate: boolean;
  readonly validity: ValidityState;
  /** In the language of the view. */
  readonly validationMessage: string;
  checkValidity(): boolean;
  reportValidity(): boolean;
}

declare global {
  interface Window {
    /** Before `embed.js` has run, an array of functions that wait for it. */
    samtycke?: Api | ((api: Api) => void)[];
  }

  interface DocumentEventMap extends ElementEvents {
    'samtycke-consent': CustomEvent<ConsentChange>;
  }

  interface HTMLElementEventMap extends ElementEvents {}

  interface HTMLElementTagNameMap {
    'samtycke-cookies': HTMLElement;
    'samtycke-preferences': HTMLElement;
    'samtycke-policy': HTMLElement;
    'samtycke-agreement': AgreementElement;
    /** What stands in a blocked embed's place. */
    'samtycke-embed': HTMLElement;
  }
}
