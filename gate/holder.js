// An element's view: mounted when it is seen, or the page has nothing else to do.

import { languageFor, packFor, setting } from './config.js';
import { mountView, unmountView } from './load.js';
import { savesData, whenIdle } from './page.js';
import { present } from './shell.js';
import { build } from './tree.js';

/** @import { MountOptions, TreeNode, View } from './types.d.ts' */

const observedAttributes = ['document', 'pack-role', 'role', 'pack', 'pack-key', 'key', 'endpoint', 'lang', 'prefill', 'memory', 'accepted', 'lookup', 'name', 'passkey'];

export class ViewHolder {
  /** Mounted once, however often the element is moved. @type {Promise<View | undefined> | undefined} */
  view;

  /**
   * @param {HTMLElement} element
   * @param {HTMLElement} place  in its shadow root
   */
  constructor(element, place) {
    this.element = element;
    this.place = place;
    const changed = (/** @type {MutationRecord[]} */ changes) => changes.forEach(({ attributeName }) => this.change(attributeName));
    new MutationObserver(changed).observe(element, { attributeFilter: observedAttributes });
  }

  /** @returns {MountOptions} */
  options() {
    throw new Error('each kind has its own');
  }

  connect() {
    this.view ??= this.#come();
  }

  async #come() {
    this.say(['p', { part: 'loading', role: 'status' }, textsOf(this.element).loading]);
    await wanted(this.element);
    if (this.element.isConnected) return this.load();
    this.view = undefined;
  }

  async disconnect() {
    const view = await this.view;
    // Who only moves the element has put it back by now.
    if (this.element.isConnected || !view || !this.view) return;
    this.view = undefined;
    unmountView(view);
  }

  /** @param {() => void} failed  what the element does when the view can't be shown, or any more */
  mount(failed) {
    return mountView(this.element, this.place, this.options(), failed);
  }

  load() {
    return this.mount(() => {
      this.view = undefined;
      present.delete(this.element);
      const { failed, page } = textsOf(this.element);
      const id = setting('document', this.element);
      // The document as a plain page: `samtycke build` puts it beside its pack.
      const href = id && packFor(this.element).replace(/[^/]*$/, `documents/${id}.${languageFor(this.element)}.html`);
      this.say(['div', { part: 'error', role: 'alert' }, ['p', {}, failed], href && ['a', { href }, page]]);
    });
  }

  /** @param {string | null} _name  of an attribute */
  change(_name) {
    this.refresh();
  }

  /** Shows what has changed in the options. */
  refresh() {
    this.view?.then((view) => view?.update(this.options()));
  }

  reset() {}

  /** @param {TreeNode} node */
  say(node) {
    this.place.replaceChildren(build(node), document.createElement('slot'));
  }
}

/** @param {Element} element */
const textsOf = (element) => TEXTS[languageFor(element)];

/**
 * When somebody sees it, a form misses it, or an address leads into it; else when the page is idle, however near it is, unless
 * data is to be saved.
 * @param {Element} element
 * @returns {Promise<unknown>}
 */
const wanted = (element) =>
  new Promise((resolve) => {
    const over = new AbortController();
    const want = () => {
      over.abort();
      seen.disconnect();
      resolve(undefined);
    };
    const seen = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && want());
    const arrive = () => location.hash.startsWith('#samtycke/') && want();
    seen.observe(element);
    element.addEventListener('invalid', want, over);
    addEventListener('hashchange', arrive, over);
    arrive();
    if (!savesData()) whenIdle(want);
  });
