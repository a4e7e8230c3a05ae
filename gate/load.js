// The widget: fetched when something must be shown or signed, never before.

import { NO_ANSWER } from './causes.js';
import { languageFor } from './config.js';
import { emit } from './events.js';
import { widgetFolder } from './folder.js';
import { savesData } from './page.js';
import { wordsFor } from './words.js';

/** @import { MountOptions, View, Widget } from './types.d.ts' */

/**
 * What each begins with, besides the widget itself: pieces of its code and style sheets. What is in a piece, and which
 * others it needs, says `xtask/src/cut.rs`; what is in a sheet, `crates/cli/src/assets.rs`.
 */
const NEEDS = {
  policy: { pieces: ['reader', 'policy'], sheets: ['reader'] },
  agreement: { pieces: ['reader', 'signing', 'agreement', 'decline'], sheets: ['reader', 'agreement'] },
  deliver: { pieces: ['signing', 'consent'], sheets: [] },
};

/** What was asked for, by file: one for all elements. @type {Map<string, Promise<any>>} */
const files = new Map();

/** Pieces that run. @type {Set<string>} */
const here = new Set();

/** Pieces that an element waits for: it is told of a failure once, however often its views ask. @type {WeakMap<Element, Map<string, Promise<any>>>} */
const awaited = new WeakMap();

/** What to do, for each view, when the widget breaks under it. @type {Map<View, (error: unknown) => void>} */
const mounted = new Map();

/**
 * What `load` gives, once. A failure is tried again the next time.
 * @template T
 * @param {string} file
 * @param {(url: string) => Promise<T>} load
 * @param {Map<string, Promise<T>>} [asked]
 * @returns {Promise<T>}
 */
const once = (file, load, asked = files) => {
  let loading = asked.get(file);
  if (!loading) {
    loading = load(widgetFolder() + file);
    asked.set(file, loading);
    loading.catch(() => asked.delete(file));
  }
  return loading;
};

/**
 * One of the widget's files. Browsers don't say which could not be had, nor why.
 * @param {string} url
 */
const fetchFile = async (url) => {
  const answer = await fetch(url).catch((cause) => lost(url, NO_ANSWER, cause));
  if (!answer.ok) lost(url, `is not there (${answer.status})` + HOST);
  if (answer.headers.get('content-type')?.includes('html')) lost(url, 'is an HTML page' + HOST);
  return answer;
};

const HOST = ': host the folder that `samtycke build --widget` writes, or name it with data-widget';

/**
 * @param {string} url
 * @param {string} why
 * @param {unknown} [cause]
 * @returns {never}
 */
const lost = (url, why, cause) => {
  throw new Error(`${url} ${why}.`, { cause });
};

const WIDGET = 'samtycke_widget.js';

/** @returns {Promise<{ widget: Widget, exports: WebAssembly.ModuleImports }>} */
const loadMain = () =>
  once(WIDGET, async (url) => {
    // Both at once; the glue would ask for the wasm only when it has run.
    const wasm = fetchFile(url.replace('.js', '_bg.wasm'));
    const glue = import(url).catch((cause) => lost(url, 'does not run' + HOST, cause));
    // Of the two, the one that knows why is told of.
    glue.catch(() => {});
    await wasm;
    const widget = /** @type {Widget} */ (await glue);
    return { widget, exports: await widget.default({ module_or_path: wasm }) };
  });

/** A piece, linked into the widget. @param {string} name */
const linked = async (name) => {
  const compiled = once(`samtycke_${name}.wasm`, async (url) => {
    const answer = await fetchFile(url);
    return WebAssembly.compile(await answer.arrayBuffer());
  });
  const [{ exports }, module] = await Promise.all([loadMain(), compiled]);
  await once(name, () => WebAssembly.instantiate(module, { __wasm_split: exports }));
  here.add(name);
};

/** @param {string} name */
const styles = (name) =>
  once(`samtycke_${name}.css`, async (url) => {
    const sheet = new CSSStyleSheet();
    const answer = await fetch(url);
    return sheet.replace(answer.ok ? await answer.text() : '');
  });

/**
 * The widget, ready for that, and its style sheets. Everything is fetched at once.
 * @param {keyof typeof NEEDS} what
 */
export const loadWidget = async (what) => {
  const { pieces, sheets } = NEEDS[what];
  const [{ widget }, styled] = await Promise.all([
    loadMain(),
    Promise.all(sheets.map(styles)),
    ...pieces.map(linked),
  ]);
  return { widget, sheets: styled };
};

/**
 * A piece that a view comes to need: true, or else the promise of it.
 * @param {Element} element
 * @param {string} name
 */
export const loadPiece = (element, name) => {
  if (here.has(name)) return true;
  const asked = awaited.get(element) ?? new Map();
  awaited.set(element, asked);
  const load = () =>
    linked(name).catch((error) => {
      report(element, error);
      throw error;
    });
  return once(name, load, asked);
};

/** Fetches a piece that is likely to be wanted: who really wants it tries again, and is told then. @param {string} name */
export const expectPiece = (name) => {
  if (!savesData()) linked(name).catch(() => {});
};

/**
 * Mounts a view in a div of the element's shadow root. Whatever goes wrong, now or later, is reported here.
 * @param {HTMLElement} element
 * @param {HTMLElement} place
 * @param {MountOptions} options
 * @param {() => void} failed  what the element does about it: the view is dead then, if there was one
 * @returns {Promise<View | undefined>}
 */
export const mountView = async (element, place, options, failed) => {
  /** @param {unknown} error */
  const fail = (error) => {
    failed();
    report(element, error);
  };
  try {
    // Both at once. The words of another language, if the pack has not this one, the view asks for itself.
    const language = languageFor(element);
    const [{ widget, sheets }] = await Promise.all([loadWidget(options.view), wordsFor(language)]);
    await widget.learn(language, wordsFor);
    adopt(element, place, sheets);
    const view = widget.mount(place, options);
    mounted.set(view, fail);
    return view;
  } catch (error) {
    fail(error);
  }
};

/**
 * Makes the place ready for a view: ours now, and so are its looks and its direction, whatever the page hands down.
 * @param {HTMLElement} element
 * @param {HTMLElement} place
 * @param {CSSStyleSheet[]} sheets
 */
export const adopt = (element, place, sheets) => {
  const { adoptedStyleSheets } = /** @type {ShadowRoot} */ (element.shadowRoot);
  adoptedStyleSheets.push(...sheets.filter((sheet) => !adoptedStyleSheets.includes(sheet)));
  place.replaceChildren();
  place.className = 'view';
  place.dir = 'ltr';
};

/** @param {View} view */
export const unmountView = (view) => {
  mounted.delete(view);
  // Later: who asks for it may be one of the view's own event handlers.
  queueMicrotask(() => view.destroy());
};

/**
 * Says in the console and by an event that the widget does not run, and what to do.
 * @param {EventTarget} target
 * @param {any} error
 */
export const report = (target, error) => {
  console.error(`samtycke: ${adviceOn(error)}`, error);
  emit(target, 'error', { error });
  if (error?.name !== 'RuntimeError') return;
  // After a trap nothing in this wasm can be trusted, and a page has but one: each view says so in its place.
  const broken = Promise.reject(error);
  broken.catch(() => {});
  files.set(WIDGET, broken);
  const dead = [...mounted.values()];
  mounted.clear();
  dead.forEach((fail) => fail(error));
};

/** @param {any} error */
const adviceOn = (error) => {
  // Chromium and Safari name the keyword, Firefox the policy.
  if (/unsafe-eval|by CSP/.test(error?.message)) return "a CSP must allow script-src 'wasm-unsafe-eval'.";
  if (/Compile|Link/.test(error?.name)) return 'the widget has a broken file, or one of another release.';
  return error?.name === 'RuntimeError' ? 'the widget has failed: report it.' : 'the widget does not run.';
};

/** Errors in the widget's own event handlers and promises surface here: ours to tell, not the page's. */
export const watchWidget = () => {
  addEventListener('error', (event) => check(event, event.error));
  addEventListener('unhandledrejection', (event) => check(event, event.reason));
};

/**
 * @param {Event} event
 * @param {any} error
 */
const check = (event, error) => {
  // A page's own error passes through the widget when it happens in a listener of our events: not ours to swallow.
  if (error?.name !== 'RuntimeError' || !error.stack?.includes('samtycke_widget')) return;
  event.preventDefault();
  report(document, error);
};
