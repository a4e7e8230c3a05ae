import type { Config, EmbedConfig, PreferencesPaths, TreeNode, ViewTexts } from './types.d.ts';

declare global {
  /** Written in front of the gate by `samtycke build`, like the constants below. */
  const CONFIG: Config;
  /** In front of what is fetched later, in all languages of the pack. */
  const TEXTS: Record<string, ViewTexts>;
  const PLACEHOLDERS: EmbedConfig;
  const PREFERENCES: Record<string, PreferencesPaths>;
  /**
   * The folder with the widget's files, ending in `/`; empty: beside the script. `data-widget` on the script overrides it. It
   * stands in what is fetched later: its name changes with its files, and the embed has no room for it.
   */
  const WIDGET_FOLDER: string;
  /** What tells that Global Privacy Control was honoured, as `banner` is made: buttons `open-preferences` and `gpc-close`. */
  const NOTICES: Record<string, TreeNode>;
  /** Styles of what moves out of the way. */
  const EDGES: string;

  /** What this pack needs. They are constants, so that the minifier takes out what it doesn't. */
  const WITH_QUESTION: boolean;
  const WITH_GPC: boolean;
  const WITH_GPC_NOTE: boolean;
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
