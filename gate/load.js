// The widget: fetched when something must be shown or signed, never before.

import { widgetFolder } from './config.js';
import { report } from './events.js';

/** @import { MountOptions, View, Widget } from './types.d.ts' */

/** @type {Promise<{ widget: Widget, sheet: CSSStyleSheet }> | undefined} */
let loading;

/** For each mounted view, what to do when the widget breaks under it. @type {Set<(error: unknown) => void>} */
const mounted = new Set();

/** The widget, ready, and its stylesheet: one for all elements. A failure is tried again the next time. */
export const loadWidget = () =>
  (loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  }));

/**
 * Mounts a view on a div, which it empties, and gives the shadow root its stylesheet.
 * @param {HTMLElement} root
 * @param {MountOptions} options
 * @param {(error: unknown) => void} broken  called when the widget traps later on: the view is dead then
 */
export const mountView = async (root, options, broken) => {
  const { widget, sheet } = await loadWidget();
  const { adoptedStyleSheets } = /** @type {ShadowRoot} */ (root.getRootNode());
  if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
  root.replaceChildren();
  const view = widget.mount(root, options);
  mounted.add(broken);
  return {
    /** @param {MountOptions} options */
    update: (options) => view.update(options),
    reset: () => view.reset(),
    // Later: who asks for it may be one of the view's own event handlers.
    destroy: () => {
      mounted.delete(broken);
      queueMicrotask(() => view.destroy());
    },
  };
};

/** @typedef {Awaited<ReturnType<typeof mountView>>} Mounted */

/**
 * @param {EventTarget} target
 * @param {unknown} error
 */
export const reportWidget = (target, error) => {
  report(
    target,
    error,
    `the widget does not run. It needs the files in ${widgetFolder()} and, under a CSP, script-src 'wasm-unsafe-eval'. Nothing optional runs without an answer.`,
  );
};

/** Errors in the widget's own event handlers and promises surface here: ours to tell, not the page's. */
export const watchWidget = () => {
  /**
   * @param {Event} event
   * @param {any} error
   */
  const check = (event, error) => {
    if (!String(error?.stack).includes('samtycke_widget')) return;
    event.preventDefault();
    reportWidget(document, error);
    // After a trap nothing in this wasm can be trusted: each view says so in its place.
    if (error instanceof WebAssembly.RuntimeError) {
      loading = Promise.reject(error);
      loading.catch(() => {});
      mounted.forEach((broken) => broken(error));
      mounted.clear();
    }
  };
  addEventListener('error', (event) => check(event, event.error));
  addEventListener('unhandledrejection', (event) => check(event, event.reason));
};

const load = async () => {
  const folder = widgetFolder();
  const sheet = new CSSStyleSheet();
  // All three at once; the glue would ask for the wasm only when it has run.
  const wasm = get(folder + 'samtycke_widget_bg.wasm');
  const [widget] = await Promise.all([
    /** @type {Promise<Widget>} */ (import(folder + 'samtycke_widget.js')),
    get(folder + 'samtycke.css').then(async (response) => sheet.replace(await response.text())),
    wasm,
  ]);
  await widget.default({ module_or_path: wasm });
  return { widget, sheet };
};

/** @param {string} url */
const get = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response;
};
