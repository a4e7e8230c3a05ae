// What an application imports: it loads the site's own embed, once, and waits for `window.samtycke`. Nothing of the gate
// or of the widget is bundled: `samtycke build` has made both for the pack.

/** @import { Api, ConsentChange, LoadOptions } from './index.d.ts' */

/** Elements are defined when an embed has run, whoever loaded it. */
const hasRun = () => !!customElements.get('samtycke-policy');

/** None of a pack without cookies. @returns {Api | undefined} */
const api = () => (window.samtycke && !Array.isArray(window.samtycke) ? window.samtycke : undefined);

/** On a script that `load()` has added: whether it runs. Another copy of this module finds it there. */
const RUNS = Symbol.for('samtycke.runs');

/** @typedef {HTMLScriptElement & { [RUNS]?: Promise<void> }} Tag */

/**
 * Loads `embed.js`. An embed that is on the page already, or on its way, is the one that counts: a module that is loaded
 * again (hot replacement, two bundles) changes nothing. Where the page's own tag has failed, another is added.
 * @param {LoadOptions} options
 * @returns {Promise<Api | undefined>}
 */
export const load = async (options) => {
  if (typeof document === 'undefined') return undefined;
  if (hasRun()) return api();
  const { href } = new URL(options.embed, document.baseURI);
  const tags = () => /** @type {Tag[]} */ ([...document.scripts]).filter(({ src }) => src === href);
  const own = tags().find((tag) => !tag[RUNS]);
  if (own) await isOver(own);
  if (!hasRun()) await (tags().find((tag) => tag[RUNS])?.[RUNS] ?? begin(href, options, own));
  return api();
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
 * Waits until a tag of the page's own has run or failed. Nothing tells afterwards that it has failed, but a page that is
 * loaded waits for no tag any more. One that a script added later may still be on its way: of two embeds the first counts.
 * @param {HTMLScriptElement} tag
 */
const isOver = (tag) =>
  new Promise((resolve) => {
    if (document.readyState === 'complete') return resolve(undefined);
    tag.addEventListener('load', resolve);
    tag.addEventListener('error', resolve);
    addEventListener('load', resolve);
  });

/**
 * @param {string} href
 * @param {LoadOptions} options
 * @param {HTMLScriptElement} [failed]  the page's own tag. What it says holds: where records go, and what the file must be
 */
const begin = (href, { endpoint, widget, key, lang, region, gpc, ...rest }, failed) => {
  const script = /** @type {Tag} */ (document.createElement('script'));
  script.src = trusted(href);
  // A classic script: it finds its own folder by `document.currentScript`.
  script.async = true;
  const settings = { endpoint, widget, key, lang, region, gpc: gpc ? '1' : undefined };
  for (const [name, value] of Object.entries(settings)) {
    const setting = value || failed?.dataset[name];
    if (setting) script.dataset[name] = setting;
  }
  const nonce = rest.nonce || failed?.nonce;
  const integrity = rest.integrity || failed?.integrity;
  const crossOrigin = rest.crossOrigin ?? failed?.crossOrigin;
  if (nonce) script.nonce = nonce;
  if (integrity) script.integrity = integrity;
  if (integrity || crossOrigin) script.crossOrigin = crossOrigin ?? 'anonymous';
  document.head.append(script);
  return (script[RUNS] = runs(script));
};

/**
 * @param {HTMLScriptElement} script
 * @returns {Promise<void>}
 */
const runs = (script) =>
  new Promise((resolve, reject) => {
    /** @param {string} what */
    const fail = (what) => {
      // Gone, so that it can be tried again.
      script.remove();
      reject(new Error(`samtycke: ${script.src} ${what}`));
    };
    script.addEventListener('load', () =>
      hasRun() ? resolve() : fail('did not run. Is it what `samtycke build` wrote, and not a page? The console may say more.'),
    );
    script.addEventListener('error', () => fail("could not be loaded. Is it there, and do the page's CSP and its integrity allow it?"));
  });

/** @type {{ createScriptURL: (url: string) => any } | undefined} */
let policy;

/**
 * Under Trusted Types a script's address has to come from a policy; this one is named `samtycke`, and a page may make it but once.
 * @param {string} href
 */
const trusted = (href) => {
  const types = /** @type {any} */ (window).trustedTypes;
  if (!types) return href;
  try {
    policy ??= types.createPolicy('samtycke', { createScriptURL: (/** @type {string} */ url) => url });
  } catch (cause) {
    const message = "samtycke: the page's CSP must name the policy once, `trusted-types samtycke`; a second copy of this package can't make it again.";
    throw new Error(message, { cause });
  }
  return policy?.createScriptURL(href);
};
