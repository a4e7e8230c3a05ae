// <samtycke-preferences>: the second layer, in a page instead of a dialog.

import { onAnswer } from './answer.js';
import { Form, renderedFor } from './form.js';
import { ViewHolder } from './holder.js';
import { tell } from './later.js';
import { adopt } from './load.js';

/** @import { View } from './types.d.ts' */
/** @import { Rendered } from './form.js' */

/** Those on the page. @type {Set<PreferencesHolder>} */
const inPages = new Set();
// An answer, or where the visitor is, may bring another rule with other words.
onAnswer(() => inPages.forEach((holder) => holder.refresh()));

export class PreferencesHolder extends ViewHolder {
  /** @type {Rendered | undefined} */
  #rendered;

  /** @type {Form | undefined} */
  #form;

  connect() {
    inPages.add(this);
    super.connect();
  }

  disconnect() {
    inPages.delete(this);
    return super.disconnect();
  }

  /** @param {() => void} failed @returns {Promise<View | undefined>} */
  async mount(failed) {
    try {
      await this.#show();
      return { update() {}, reset() {}, destroy: () => this.#end() };
    } catch (error) {
      failed();
      tell(this.element, error);
    }
  }

  refresh() {
    this.view?.then((view) => view && this.#show()).catch((error) => tell(this.element, error));
  }

  /** In the language and by the rule that hold now. What was turned stays so. */
  async #show() {
    const rendered = await renderedFor(this.element, 'page');
    if (rendered === this.#rendered) return;
    const form = new Form(rendered.template, this.#form?.choice);
    this.#end();
    this.#rendered = rendered;
    this.#form = form;
    adopt(this.element, this.place, [rendered.sheet]);
    this.place.append(form.element);
  }

  #end() {
    this.#form?.end();
    this.#form = this.#rendered = undefined;
    this.place.replaceChildren();
  }
}
