// Blocked scripts and embeds: found wherever they are, let go when the answer allows them, in their order.

import { has, isWithdrawn, onAnswer } from './answer.js';
import { dropOrphans, holdEmbed, releaseEmbed, unblock } from './embed.js';
import { report } from './events.js';
import { painted, whenParsed } from './page.js';

const SCRIPTS = 'script[type="text/plain"][data-category]';
const EMBEDS = '[data-category]:is([data-src],[data-href]):not(script)';

/** Where to look: the document, and shadow roots that the page has told of. @type {Set<ParentNode>} */
const roots = new Set([document]);

/** Only then do measures of iframes mean anything. */
let laidOut = false;

/** Someone has just answered, and may want to go on: no long tasks. */
let clicked = false;

/** Starts with what the page has so far; the rest as it arrives, and after each answer. */
export const startRelease = () => {
  scan();
  new MutationObserver(scan).observe(document, { childList: true, subtree: true });
  whenParsed(async () => {
    scan();
    await painted();
    laidOut = true;
    scan();
  });
  onAnswer(async () => {
    clicked = true;
    await painted();
    scan();
  });
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
    const isFrame = element instanceof HTMLIFrameElement;
    if (!mayRun(element)) {
      if (isFrame && laidOut) holdEmbed(element);
    } else if (isFrame) releaseEmbed(element);
    else unblock(element);
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
    if (!isFile(script)) await filesRun;
    if (clicked) await globalThis.scheduler?.yield?.();
    try {
      if (script.isConnected && mayRun(script)) run(script);
    } catch (error) {
      report(script, error, 'a script could not be released.');
    }
  }
};

/**
 * Puts the element itself back, with its real type. It had no type that runs, so it has not been started: it runs
 * now, once, and keeps its attributes, its nonce and its listeners.
 * @param {HTMLScriptElement} script
 */
const run = (script) => {
  script.type = script.dataset.type ?? '';
  unblock(script);
  if (!script.hasAttribute('async')) {
    script.async = false;
    if (isFile(script)) {
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

/** @param {HTMLScriptElement} script */
const isFile = (script) => script.src || script.dataset.src || script.dataset.type === 'module';

/**
 * While the parser is at work, the document's last element may still lack its end.
 * @param {Element} element
 */
const isBeingParsed = (element) =>
  document.readyState === 'loading' && element === [...document.getElementsByTagName('*')].at(-1);

/** @param {Element} element */
const mayRun = (element) => {
  const { category = '', service } = /** @type {HTMLElement} */ (element).dataset;
  return category[0] === '!' ? isWithdrawn(category.slice(1), service) : has(category, service);
};

/**
 * @param {string} selector
 * @returns {Element[]}
 */
const find = (selector) => [...roots].flatMap((root) => [...root.querySelectorAll(selector)]);
