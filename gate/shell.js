// <samtycke-policy>, <samtycke-agreement> and <samtycke-preferences>: known to the browser from the start, wherever they
// stand, so that a form waits for its agreement. What they do is fetched when one is on the page.

import { textsFor } from './config.js';
import { loadViews, tell } from './later.js';

/** @import { Holder, Views } from './types.d.ts' */

/** Those on the page that have a view or wait for one, whatever shadow root they are in. @type {Set<Element>} */
export const present = new Set();

/** Do preferences stand in the page, or are they on their way? */
export const isInPage = () => [...present].some((element) => element.localName === 'samtycke-preferences');

/** What they do, when it is here. @type {Views | undefined} */
let views;

/** An element with a view in its own shadow root. */
class Shell extends HTMLElement {
  /** The view is mounted here; until then, and when it fails, the element's own children show through. */
  #place = document.createElement('div');

  /** @type {ElementInternals | undefined} */
  #internals;

  /** @type {Holder | undefined} */
  #holder;

  constructor() {
    super();
    const isControl = 'formAssociated' in new.target;
    // Focus on a form control must land inside; in a text, a click must be able to select.
    this.attachShadow({ mode: 'open', delegatesFocus: isControl }).append(this.#place);
    this.#place.append(document.createElement('slot'));
    if (isControl) {
      this.#internals = this.attachInternals();
      // A form sends its focus to what is missing: there must be something in here to take it.
      this.#place.tabIndex = -1;
      this.#internals.setValidity({ valueMissing: true }, textsFor().missing, this.#place);
    }
    this.#wake();
  }

  #wake() {
    this.#holder ??= views?.hold(this, this.#place, this.#internals);
  }

  async connectedCallback() {
    present.add(this);
    try {
      views ??= await loadViews();
    } catch (error) {
      present.delete(this);
      return tell(this, error);
    }
    this.#wake();
    if (this.isConnected) this.#holder?.connect();
  }

  disconnectedCallback() {
    present.delete(this);
    this.#holder?.disconnect();
  }

  formResetCallback() {
    this.#holder?.reset();
  }

  /** @param {boolean} disabled */
  formDisabledCallback(disabled) {
    this.#place.inert = disabled;
    // Frameworks write their `false` so where an element has no such property yet. A form would go out without it.
    if (this.matches('[disabled=false]')) this.removeAttribute('disabled');
  }
}

/** Those already on the page come to life. */
export const startShells = () => {
  customElements.define('samtycke-policy', Shell);
  customElements.define(
    'samtycke-agreement',
    class extends Shell {
      static formAssociated = true;
    },
  );
};

export const startPreferences = () => customElements.define('samtycke-preferences', class extends Shell {});
