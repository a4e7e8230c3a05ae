// Where this script stands, what it was told, and which language to speak.

/** @import { CookieConfig, Texts } from './types.d.ts' */

// Only known while the script runs for the first time, and not to a module: then the tag that names an endpoint.
const script = /** @type {HTMLScriptElement | null} */ (
  document.currentScript ?? document.querySelector('script[data-endpoint]')
);

/** The cookie part. Only files that `entry-cookies.js` reaches use it. */
export const COOKIES = /** @type {CookieConfig} */ (CONFIG.cookies);

/**
 * The absolute URL of something that CONFIG names: relative to this script.
 * @param {string} path
 */
export const fromEmbed = (path) => new URL(path, script?.src || document.baseURI).href;

/**
 * An attribute of an element, or else the script's `data-` attribute of that name.
 * @param {string} name
 * @param {Element} [element]
 */
export const setting = (name, element) => element?.getAttribute(name) ?? script?.dataset[name] ?? '';

/**
 * The same for a URL, which in the page's markup is relative to the page. What is none is left out, and told of.
 * @param {string} name
 * @param {Element} [element]
 */
export const urlSetting = (name, element) => {
  const value = setting(name, element);
  try {
    return value && new URL(value, document.baseURI).href;
  } catch {
    console.warn(`samtycke: ${name}="${value}" is left out: write /path or https://host/path.`);
    return '';
  }
};

/** Empty when there is none: a pack that isn't named right is not another one. @param {Element} [element] */
export const packFor = (element) =>
  setting('pack', element) ? urlSetting('pack', element) : CONFIG.pack && fromEmbed(CONFIG.pack);

/** @param {Element} [element] */
export const endpointFor = (element) => urlSetting('endpoint', element).replace(/\/+$/, '');

/**
 * Languages in order of preference: the element's (or the script's), the page's, the browser's.
 * @param {Element} [element]
 */
export const languagesFor = (element) =>
  [setting('lang', element), document.documentElement.lang, ...navigator.languages].filter(Boolean);

/**
 * The one of our languages that fits best; the pack's original when none does.
 * @param {Element} [element]
 */
export const languageFor = (element) =>
  // To ask the browser for its languages takes it long.
  (CONFIG.languages[1] &&
    languagesFor(element)
      .map((tag) => tag.toLowerCase().split('-')[0])
      .find((language) => CONFIG.languages.includes(language))) ??
  CONFIG.languages[0];

/**
 * @param {Element} [element]
 * @returns {Texts}
 */
export const textsFor = (element) => CONFIG.texts[languageFor(element)];
