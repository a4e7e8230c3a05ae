// What an application imports: it loads the site's own embed, once, and waits for `window.samtycke`. Nothing of the gate
// or of the widget is bundled: `samtycke build` has made both for the pack.

/** @import { Api, ConsentChange, LoadOptions } from './index.d.ts' */

/** Elements are defined when an embed has run, whoever loaded it. */
const hasRun = () => !!customElements.get('samtycke-policy');

/** None of a pack without cookies. @returns {Api | undefined} */
const api = () => (window.samtycke && !Array.isArray(window.samtycke) ? window.samtycke : undefined);

/**
 * Loads `embed.js`. An embed that is on the page already, or on its way, is the one that counts: a module that is loaded
 * again (hot replacement, two bundles) changes nothing.
 * @param {LoadOptions} options
 * @returns {Promise<Api | undefined>}
 */
export const load = (options) => {
  if (typeof document === 'undefined') return Promise.resolve(undefined);
  if (hasRun()) return Promise.resolve(api());
  const { href } = new URL(options.embed, document.baseURI);
  return settled([...document.scripts].find((script) => script.src === href) ?? begin(href, options));
};

/**
 * Waits for the embed that the page, or another part of it, loads.
 * @returns {Promise<Api | undefined>}
 */
export const ready = () =>
  new Promise((resolve) => {
    if (typeof window === 'undefined') resolve(undefined);
    else (window.samtycke ||= []).push(resolve);
  });

/**
 * Calls with the consent as it is now, or will be when the embed has run, and after each answer.
 * @param {(consent: ConsentChange) => void} run
 * @returns {() => void}  ends that, also before it has begun
 */
export const subscribe = (run) => {
  const ended = new AbortController();
  ready().then((api) => {
    if (!ended.signal.aborted && api) ended.signal.addEventListener('abort', api.subscribe(run));
  });
  return () => ended.abort();
};

/**
 * @param {string} href
 * @param {LoadOptions} options
 */
const begin = (href, { endpoint, widget, key, lang, region, gpc, nonce, integrity, crossOrigin }) => {
  const script = document.createElement('script');
  script.src = trusted(href);
  // A classic script: it finds its own folder by `document.currentScript`.
  script.async = true;
  const settings = { endpoint, widget, key, lang, region, gpc: gpc ? '1' : undefined };
  for (const [name, value] of Object.entries(settings)) if (value) script.dataset[name] = value;
  if (nonce) script.nonce = nonce;
  if (integrity) script.integrity = integrity;
  if (integrity || crossOrigin) script.crossOrigin = crossOrigin ?? 'anonymous';
  document.head.append(script);
  return script;
};

/**
 * @param {HTMLScriptElement} script
 * @returns {Promise<Api | undefined>}
 */
const settled = (script) =>
  new Promise((resolve, reject) => {
    script.addEventListener('load', () => resolve(api()));
    script.addEventListener('error', () => {
      // Gone, so that it can be tried again.
      script.remove();
      reject(new Error(`samtycke: ${script.src} could not be loaded. Is it there, and does the page's CSP allow it?`));
    });
  });

/**
 * Under Trusted Types a script's address has to come from a policy; this one is named `samtycke`.
 * @param {string} href
 */
const trusted = (href) => {
  const types = /** @type {any} */ (window).trustedTypes;
  if (!types) return href;
  return types.createPolicy('samtycke', { createScriptURL: (/** @type {string} */ url) => url }).createScriptURL(href);
};
