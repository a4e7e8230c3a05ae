// What the parts of the verifier hand to each other.

/** JSON as records use it: no null, no fractions. */
export type Value = string | number | boolean | Value[] | Members;
export interface Members {
  [name: string]: Value;
}

export type Outcome = 'pass' | 'fail' | 'not checked';

/** Why a check could not be made; each has its words in every language. */
export type Reason =
  | 'earlier'
  | 'no-crypto'
  | 'no-ed25519'
  | 'no-expectation'
  | 'no-pack'
  | 'no-receipt'
  | 'no-keys'
  | 'no-proof'
  | 'no-trust'
  | 'no-nonce'
  | 'no-prev'
  | 'no-confirmation'
  | 'other-kind'
  | 'command-line';

export interface Check {
  check: CheckName;
  outcome: Outcome;
  /** In English, exactly. */
  why: string;
  /** Of a check that was not made. */
  reason?: Reason;
}

export type CheckName = (typeof import('./checks.js').CHECKS)[number];

/** What a check found: nothing wrong, or why it fails, or why it can't be made. */
export type Finding = string | undefined | Unmade;
export interface Unmade {
  reason: Reason;
  why: string;
}

/** What is laid before the verifier; the bytes of files as they are. */
export interface Evidence {
  record: Uint8Array;
  receipt?: Uint8Array;
  keys?: Uint8Array;
  manifests?: Uint8Array[];
  documents?: Uint8Array[];
  /** The endpoint that the record should be meant for. */
  audience?: string;
}

export interface Jwk {
  crv: string;
  kty: string;
  x: string;
  y?: string;
  kid?: string;
  alg?: string;
  use?: string;
}

export interface Header {
  alg: 'ES256' | 'EdDSA';
  jwk?: Jwk;
  kid: string;
  typ: string;
}

export interface Jws {
  header: Header;
  payload: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
  signingInput: string;
}

/** A document of a pack: its text with its digest. */
export interface Text {
  digest: string;
  document: any;
}

export interface Report {
  checks: Check[];
  /** The record, when its form is right; only as good as its checks. */
  record?: any;
  /** SHA-256 of its payload. */
  digest?: string;
  thumbprint?: string;
  receipt?: any;
  /** The manifest that the record names, when it was given. */
  manifest?: any;
  /** The documents given whose digest the record names. */
  texts: Text[];
}
