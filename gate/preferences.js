// <samtycke-preferences>: the second layer, in a page instead of a dialog.

import { consent, decide, onAnswer } from './answer.js';
import { WidgetElement } from './elements.js';
import { optionsFor } from './options.js';

/** @import { MountOptions } from './types.d.ts' */

/** Those on the page, whatever shadow root they are in. @type {Set<PreferencesElement>} */
const inPages = new Set();

class PreferencesElement extends WidgetElement {
  /** @returns {MountOptions} */
  options() {
    return {
      ...optionsFor(this, 'preferences'),
      inline: true,
      consent: consent(),
      decide: (method, services, categories) => decide(method, 'preferences', services, categories),
    };
  }

  connectedCallback() {
    inPages.add(this);
    super.connectedCallback();
  }

  disconnectedCallback() {
    inPages.delete(this);
    return super.disconnectedCallback();
  }
}

/** Do some stand in the page, or are on their way? */
export const isInPage = () => [...inPages].some((element) => element.view);

export const startPreferences = () => {
  customElements.define('samtycke-preferences', PreferencesElement);
  onAnswer(() => inPages.forEach((element) => element.refresh()));
};
