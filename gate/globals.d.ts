import type { Config } from './types.d.ts';

declare global {
  /** Written in front of the gate by `samtycke build`, like the constants below. */
  const CONFIG: Config;

  /** What this pack needs. They are constants, so that the minifier takes out what it doesn't. */
  const WITH_GPC: boolean;
  const WITH_REGIONS: boolean;
  const WITH_DOMAIN: boolean;
  const WITH_RELOAD: boolean;
  const WITH_GOOGLE: boolean;
  const WITH_UET: boolean;
  const WITH_CLARITY: boolean;

  interface Window {
    /** Queues of others, which their scripts take over when they come. */
    dataLayer?: unknown[];
    uetq?: { push(...message: unknown[]): void };
    clarity?: { (...message: unknown[]): void; q?: unknown[] };
  }

  interface Navigator {
    /** https://www.w3.org/TR/gpc/ */
    globalPrivacyControl?: boolean;
  }
}
