// Blocked scripts and embeds: found wherever they are, let go when the answer allows them, in their order.

import { has, isWithdrawn, onAnswer } from './answer.js';
import { dropOrphans, holdEmbed, releaseEmbed } from './embed.js';
import { isParsing, onMutation, painted, whenParsed } from './page.js';

const SCRIPTS = 'script[type="text/plain"][data-category]';
const EMBEDS = '[data-category]:is([data-src],[data-href]):not(script)';

/** Where to look: the document, and shadow roots that the page has told of. @type {Set<ParentNode>} */
const roots = new Set([document]);

/** The page has been on the screen. Before that, measures of iframes mean nothing. */
let shown = false;

/** Starts with what the page has so far; the rest as it arrives, and after each answer. */
export const startRelease = () => {
  // Known to the browser, so that a page's `:not(:defined)` rules don't hide it.
  customElements.define('samtycke-embed', class extends HTMLElement {});
  scan();
  onMutation(scan);
  whenParsed(scanPainted);
  onAnswer(scanPainted);
};

const scanPainted = async () => {
  await painted();
  shown = true;
  scan();
};

/**
 * Looks again, also into a shadow root that wasn't known.
 * @param {ParentNode} [root]
 */
export const rescan = (root) => {
  if (root) roots.add(root);
  scan();
};

const scan = () => {
  dropOrphans();
  for (const element of find(EMBEDS)) {
    if (mayRun(element)) releaseEmbed(element);
    else if (shown && element instanceof HTMLIFrameElement) holdEmbed(element);
  }
  if (!queued) {
    queued = true;
    turn = turn.then(runScripts);
  }
};

/** The scripts of one scan come after those of another, which may still wait for a file. */
let turn = Promise.resolve();
let queued = false;

/** Settles when the files that were started so far have run. @type {Promise<unknown>} */
let filesRun = Promise.resolve();

const runScripts = async () => {
  queued = false;
  for (const script of /** @type {HTMLScriptElement[]} */ (find(SCRIPTS))) {
    if (!mayRun(script)) continue;
    if (isBeingParsed(script)) break;
    // Files keep their order among themselves; what stands inline waits for the files before it.
    if (!script.src) await filesRun;
    // Someone may be using the page by now: no long tasks.
    if (shown) await globalThis.scheduler?.yield?.();
    if (script.isConnected && mayRun(script)) run(script);
  }
};

/**
 * Puts the element itself back, with its real type. It had no type that runs, so it has not been started: it runs
 * now, once, and keeps its attributes, its nonce and its listeners.
 * @param {HTMLScriptElement} script
 */
const run = (script) => {
  script.type = script.dataset.type ?? '';
  if (!script.hasAttribute('async')) {
    script.async = false;
    if (script.src) {
      const done = new Promise((resolve) => {
        script.addEventListener('load', resolve);
        script.addEventListener('error', resolve);
      });
      filesRun = Promise.all([filesRun, done]);
    }
  }
  const place = new Comment();
  script.replaceWith(place);
  place.replaceWith(script);
};

/**
 * While the parser is at work, the document's last element may still lack its end.
 * @param {Element} element
 */
const isBeingParsed = (element) => {
  const all = document.getElementsByTagName('*');
  return isParsing() && element === all[all.length - 1];
};

/** @param {HTMLElement} element */
const mayRun = (element) => {
  const { category = '', service } = element.dataset;
  return category[0] === '!' ? isWithdrawn(category.slice(1), service) : has(category, service);
};

/**
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
const find = (selector) =>
  [...roots].flatMap((root) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))]);
