// The widget: fetched when something must be shown or signed, never before.

import { widgetFolder } from './config.js';
import { emit } from './events.js';

/** @import { MountOptions, View, Widget } from './types.d.ts' */

/** @type {Promise<{ widget: Widget, sheet: CSSStyleSheet }> | undefined} */
let loading;

/** What to do, for each view, when the widget breaks under it. @type {Map<View, (error: unknown) => void>} */
const mounted = new Map();

/** The widget, ready, and its stylesheet: one for all elements. A failure is tried again the next time. */
export const loadWidget = () =>
  (loading ??= fetchWidget().catch((error) => {
    loading = undefined;
    throw error;
  }));

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
    const { widget, sheet } = await loadWidget();
    const { adoptedStyleSheets } = /** @type {ShadowRoot} */ (element.shadowRoot);
    if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
    place.replaceChildren();
    // Ours now, and so are its looks and its direction, whatever the page hands down.
    place.className = 'view';
    place.dir = 'ltr';
    const view = widget.mount(place, options);
    mounted.set(view, fail);
    return view;
  } catch (error) {
    fail(error);
  }
};

/** @param {View} view */
export const unmountView = (view) => {
  mounted.delete(view);
  // Later: who asks for it may be one of the view's own event handlers.
  queueMicrotask(() => view.destroy());
};

/**
 * Says in the console and by an event that the widget does not run, and what it needs.
 * @param {EventTarget} target
 * @param {any} error
 */
export const report = (target, error) => {
  console.error(`samtycke: ${widgetFolder()} does not run. A CSP must allow script-src 'wasm-unsafe-eval'.`, error);
  emit(target, 'error', { error });
  if (error?.name !== 'RuntimeError') return;
  // After a trap nothing in this wasm can be trusted, and a page has but one: each view says so in its place.
  loading = Promise.reject(error);
  loading.catch(() => {});
  const dead = [...mounted.values()];
  mounted.clear();
  dead.forEach((fail) => fail(error));
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

const fetchWidget = async () => {
  const file = widgetFolder() + 'samtycke_widget';
  const sheet = new CSSStyleSheet();
  // All three at once; the glue would ask for the wasm only when it has run.
  const wasm = fetch(file + '_bg.wasm');
  const [widget, style] = await Promise.all([
    /** @type {Promise<Widget>} */ (import(file + '.js')),
    fetch(widgetFolder() + 'samtycke.css'),
    wasm,
  ]);
  await sheet.replace(style.ok ? await style.text() : '');
  await widget.default({ module_or_path: wasm });
  return { widget, sheet };
};
