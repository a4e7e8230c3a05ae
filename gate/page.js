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
 * Runs whenever something was added or removed, before the browser paints it.
 * @param {() => void} run
 */
export const onMutation = (run) => new MutationObserver(run).observe(document, { childList: true, subtree: true });

/** Resolves in a task after the next paint: what a click changed is on the screen by then. */
export const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** A page that is never idle still delivers. Milliseconds. */
const PATIENCE = 1000;

/**
 * Runs when the page is loaded and has nothing else to do.
 * @param {() => void} run
 */
export const whenIdle = (run) => {
  const wait = () => (window.requestIdleCallback ?? setTimeout)(run, /** @type {any} */ ({ timeout: PATIENCE }));
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait);
};
