// Blocked scripts and embeds: found wherever they are, let go when the answer allows them, in their order.

import { afterAnswer, has, isWithdrawn, onAnswer } from './answer.js';
import { attempt } from './attempt.js';
import { isBeingParsed, onMutation, painted } from './page.js';

/** @import { StandIns } from './types.d.ts' */

const SCRIPTS = 'script[type="text/plain"][data-category]';
export const EMBEDS = '[data-category]:is([data-src],[data-srcset],[data-href]):not(script)';

/** Where to look: the document, and shadow roots that the page has told of and may throw away. @type {Set<WeakRef<ParentNode>>} */
const roots = new Set([new WeakRef(document)]);

/** Those that have an observer. @type {WeakSet<ParentNode>} */
const watched = new WeakSet([document]);

/** The page is about to be on the screen. */
let shown = false;

/** What stands in the place of blocked embeds, when there is an interface. @type {StandIns | undefined} */
let standIns;

/** They, or nothing where they can't be had. @type {Promise<StandIns | undefined> | undefined} */
let asked;

/** @type {(() => Promise<StandIns | undefined>) | undefined} */
let fetchStandIns;

/** They are fetched with the first embed that is blocked. @param {NonNullable<typeof fetchStandIns>} fetch */
export const useStandIns = (fetch) => {
  fetchStandIns = fetch;
};

/** Starts with what the page has so far; the rest as it arrives, and after each answer. */
export const startRelease = () => {
  scan();
  onMutation(scan);
  requestAnimationFrame(() => {
    shown = true;
  });
  // What stood last has its end then, and deferred scripts haven't run.
  document.addEventListener('readystatechange', scan);
  // Whatever makes us look in between, nothing runs before the answer is on the screen.
  onAnswer(() => {
    turn = turn.then(painted);
  });
  afterAnswer(scan);
};

/**
 * Looks again, also into a shadow root that wasn't known, which is watched from then on.
 * @param {ParentNode} [root]
 */
export const rescan = (root) => {
  if (root && !watched.has(root)) {
    watched.add(root);
    roots.add(new WeakRef(root));
    onMutation(scan, root);
  }
  scan();
};

const scan = () => {
  standIns?.tidy();
  for (const element of find(EMBEDS)) {
    if (mayRun(element)) load(element);
    // Blocked they stay without them.
    else if (element.matches('iframe,video'))
      (asked ??= fetchStandIns?.())?.then((fetched) => {
        standIns = fetched;
        standIns?.hold();
      });
  }
  if (!queued) {
    queued = true;
    turn = turn.then(runScripts);
  }
};

/**
 * Lets an embed, image or stylesheet be fetched.
 * @param {HTMLElement} element
 */
export const load = (element) => {
  for (const name of ['src', 'srcset', 'href']) {
    const value = element.dataset[name];
    // In a task of its own: Chromium loads nothing when a mutation observer sets it while the parser is at work.
    if (value) setTimeout(() => element.setAttribute(name, value));
    delete element.dataset[name];
  }
  standIns?.end(element);
};

/** The scripts of one scan come after those of another, which may still wait for a file. @type {Promise<unknown>} */
let turn = Promise.resolve();
let queued = false;

/** Settles when the files that were started so far have run. @type {Promise<unknown>} */
let filesRun = Promise.resolve();

/** @typedef {HTMLScriptElement & { ran?: true }} Held  whether it has run; a copy hasn't */

const runScripts = async () => {
  queued = false;
  for (const script of /** @type {Held[]} */ (find(SCRIPTS))) {
    if (script.ran || !mayRun(script)) continue;
    // Until its end has been read it isn't known from one that came by `innerHTML`, either.
    if (isBeingParsed(script)) break;
    // Files keep their order among themselves; what stands inline waits for the files before it.
    if (!script.src && !script.dataset.src) await filesRun;
    if (script.isConnected && mayRun(script)) run(script);
    // Someone may be using the page by now: no long tasks.
    if (shown) await /** @type {any} */ (window).scheduler?.yield?.();
  }
};

/**
 * Puts the element itself back, with its real type. It had no type that runs, so it has not been started: it runs
 * now, once, and keeps its attributes, its nonce and its listeners.
 * @param {HTMLScriptElement} held
 */
const run = (held) => {
  // Browsers never start what came by `innerHTML`, and say so nowhere else: another element of its like does.
  const script = /** @type {Held} */ (held.async ? held : (attempt(() => copyOf(held)) ?? held));
  const { type = '', src } = script.dataset;
  script.type = type;
  // Trusted Types may refuse it, as they may not with what the markup has as `src`.
  if (src) attempt(() => (script.src = src));
  if (!script.hasAttribute('async')) {
    script.async = false;
    // What the browser won't run, it may not fetch either, and then it says nothing.
    if (script.src && !script.noModule && /^$|^module$|javascript/.test(type)) {
      const done = new Promise((resolve) => {
        script.addEventListener('load', resolve);
        script.addEventListener('error', resolve);
      });
      filesRun = Promise.all([filesRun, done]);
    }
  }
  const place = new Comment();
  held.replaceWith(place);
  place.replaceWith(script);
  // It runs by the type that it had then. Who keeps the page and puts a copy of it back asks again.
  script.ran = true;
  script.type = 'text/plain';
};

/** @param {HTMLScriptElement} script */
const copyOf = (script) => {
  const copy = document.createElement('script');
  for (const { name, value } of script.attributes) copy.setAttribute(name, value);
  copy.text = script.text;
  copy.nonce = script.nonce;
  return copy;
};

/**
 * `a b` needs both, `a|b` one of them, `!a` its withdrawal.
 * @param {HTMLElement} element
 */
export const mayRun = ({ dataset: { category = '', service } }) =>
  category
    .trim()
    .split(/\s+/)
    .every((group) =>
      group
        .split('|')
        .some((name) => (name[0] === '!' ? isWithdrawn(name.slice(1), service) : has(name, service))),
    );

/**
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export const find = (selector) =>
  [...roots].flatMap((reference) => {
    const root = reference.deref();
    if (!root) roots.delete(reference);
    return root?.isConnected ? [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))] : [];
  });
