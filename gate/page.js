// Moments in the page's life.

/**
 * Runs when the document is parsed; at once when it is.
 * @param {() => void} run
 */
export const whenParsed = (run) => {
  if (isParsing()) document.addEventListener('DOMContentLoaded', run);
  else run();
};

export const isParsing = () => document.readyState === 'loading';

/**
 * While the parser is at work, the document's last element may still lack its end.
 * @param {Element} element
 */
export const isBeingParsed = (element) => {
  const all = document.getElementsByTagName('*');
  return isParsing() && !element.nextSibling && element === all[all.length - 1];
};

/**
 * Runs whenever something was added or removed, before the browser paints it.
 * @param {() => void} run
 * @param {Node} [where]  the observer sees no shadow roots inside
 */
export const onMutation = (run, where = document) =>
  new MutationObserver(run).observe(where, { childList: true, subtree: true });

/** Resolves in a task after the next paint: what a click changed is on the screen by then. Nothing is painted in the background. */
export const painted = () =>
  new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve);
    else requestAnimationFrame(() => setTimeout(resolve));
  });

/** A page that is never idle still delivers; nor does a browser think itself idle over which a pointer rests. Milliseconds. */
const PATIENCE = 1000;

/**
 * Runs when the page is loaded and has nothing else to do, or can't come to it.
 * @param {() => void} run
 */
export const whenIdle = (run) => {
  const wait = () => (window.requestIdleCallback ?? setTimeout)(run, /** @type {any} */ ({ timeout: PATIENCE }));
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait);
};

/** Does the visitor mind what is fetched on the chance of being needed? */
export const savesData = () => !!(/** @type {any} */ (navigator).connection?.saveData);
