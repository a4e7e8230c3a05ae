// Blocked scripts and embeds: found wherever they are, let go when the answer allows them, in their order.

import { afterAnswer, has, isWithdrawn, onAnswer } from './answer.js';
import { attempt } from './attempt.js';
import { isParsing, onMutation, painted, whenParsed } from './page.js';

const SCRIPTS = 'script[type="text/plain"][data-category]';
const EMBEDS = '[data-category]:is([data-src],[data-srcset],[data-href]):not(script)';

/** Where to look: the document, and shadow roots that the page has told of and may throw away. @type {Set<WeakRef<ParentNode>>} */
const roots = new Set([new WeakRef(document)]);

/** Those that have an observer. @type {WeakSet<ParentNode>} */
const watched = new WeakSet([document]);

/** The page is about to be on the screen. */
let shown = false;

/**
 * What stands in the place of blocked embeds, when there is an interface: put up, taken away, and tidied when the page
 * has thrown an embed away.
 * @type {{ hold(embed: HTMLElement): void, end(embed: HTMLElement): void, tidy(): void } | undefined}
 */
let standIns;

/** @param {NonNullable<typeof standIns>} own */
export const useStandIns = (own) => {
  standIns = own;
};

/** Starts with what the page has so far; the rest as it arrives, and after each answer. */
export const startRelease = () => {
  scan();
  onMutation(scan);
  requestAnimationFrame(() => {
    shown = true;
  });
  whenParsed(async () => {
    await painted();
    scan();
  });
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
    else holdInFrame();
  }
  if (!queued) {
    queued = true;
    turn = turn.then(runScripts);
  }
};

let isFrameAsked = false;

/** What it would be as large as takes a layout to know: once a frame, when there is one anyway. */
const holdInFrame = () => {
  if (isFrameAsked) return;
  isFrameAsked = true;
  requestAnimationFrame(() => {
    isFrameAsked = false;
    for (const element of find(EMBEDS))
      if (!mayRun(element) && element.matches('iframe,video')) standIns?.hold(element);
  });
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

const runScripts = async () => {
  queued = false;
  for (const script of /** @type {HTMLScriptElement[]} */ (find(SCRIPTS))) {
    if (!mayRun(script)) continue;
    if (isBeingParsed(script)) break;
    // Files keep their order among themselves; what stands inline waits for the files before it.
    if (!script.src && !script.dataset.src) await filesRun;
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

/**
 * `a b` needs both, `a|b` one of them, `!a` its withdrawal.
 * @param {HTMLElement} element
 */
const mayRun = ({ dataset: { category = '', service } }) =>
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
const find = (selector) =>
  [...roots].flatMap((reference) => {
    const root = reference.deref();
    if (!root) roots.delete(reference);
    return root?.isConnected ? [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))] : [];
  });
