// <samtycke-policy> and <samtycke-agreement>: elements that hold a view of the widget.

import { languageFor, packFor, setting, textsFor } from './config.js';
import { mountView, unmountView } from './load.js';
import { optionsFor } from './options.js';
import { build } from './tree.js';

/** @import { MountOptions, TreeNode, View } from './types.d.ts' */

/** A view in its own shadow root. As it is, a policy. */
export class WidgetElement extends HTMLElement {
  static observedAttributes = ['document', 'pack-role', 'role', 'pack', 'key', 'endpoint', 'lang', 'prefill', 'memory', 'accepted', 'lookup', 'name', 'passkey'];

  /** The view is mounted here; until then, and when it fails, the element's own children show through. */
  place = document.createElement('div');

  /** Mounted once, however often the element is moved. @type {Promise<View | undefined> | undefined} */
  view;

  constructor() {
    super();
    // Focus on a form control must land inside; in a text, a click must be able to select.
    const delegatesFocus = 'formAssociated' in new.target;
    this.attachShadow({ mode: 'open', delegatesFocus }).append(this.place);
  }

  /** @returns {MountOptions} */
  options() {
    return { ...optionsFor(this, 'policy'), owns: (id) => ownerOf(this, id) === this };
  }

  connectedCallback() {
    policies.add(this);
    this.view ??= this.load();
  }

  async disconnectedCallback() {
    policies.delete(this);
    const view = await this.view;
    // Who only moves the element has put it back by now.
    if (this.isConnected || !view || !this.view) return;
    this.view = undefined;
    unmountView(view);
  }

  load() {
    this.#say(['p', { part: 'loading', role: 'status' }, textsFor(this).loading]);
    return mountView(this, this.place, this.options(), () => {
      this.view = undefined;
      const { failed, page } = textsFor(this);
      const { document: id, pack } = this.options();
      // The document as a plain page: `samtycke build` puts it beside its pack.
      const href = id && pack.replace(/[^/]*$/, `documents/${id}.${languageFor(this)}.html`);
      this.#say(['div', { part: 'error', role: 'alert' }, ['p', {}, failed], href && ['a', { href }, page]]);
    });
  }

  /**
   * @param {string} _name
   * @param {string | null} _old
   * @param {string | null} _value
   */
  attributeChangedCallback(_name, _old, _value) {
    this.refresh();
  }

  /** Shows what has changed in the options. */
  refresh() {
    this.view?.then((view) => view?.update(this.options()));
  }

  /** @param {TreeNode} node */
  #say(node) {
    this.place.replaceChildren(build(node), document.createElement('slot'));
  }
}

/** The policies on the page, also those inside of other shadow roots. @type {Set<WidgetElement>} */
const policies = new Set();

/**
 * The policy that an address of a document opens in: of those with the same pack that are shown the one that names it,
 * or else the first.
 * @param {WidgetElement} one
 * @param {string} id
 */
const ownerOf = (one, id) => {
  const all = [...policies]
    .filter((element) => element.localName === 'samtycke-policy' && packFor(element) === packFor(one) && element.checkVisibility())
    .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  return all.find((element) => setting('document', element) === id) ?? all[0];
};

/**
 * A control of the form it stands in: invalid until accepted, then the form sends the record as `<name>`, the receipt, if
 * there is one by then, as `<name>.receipt`, and a confirmation with a passkey as `<name>.confirmation`.
 *
 * There is no formStateRestoreCallback, and the browser gets no state to keep: a record must not be sent by a view that
 * doesn't show it. What was typed comes back by the view's own draft.
 */
class AgreementElement extends WidgetElement {
  static formAssociated = true;

  #internals = this.attachInternals();

  /** What `role` said, moved to `pack-role`. @type {string | null} */
  #moved = null;

  constructor() {
    super();
    this.#internals.role = 'group';
  }

  #record = '';
  #receipt = '';
  #confirmation = '';
  #proof = '';

  // What every form control has.

  get form() {
    return this.#internals.form;
  }

  get labels() {
    return this.#internals.labels;
  }

  get willValidate() {
    return this.#internals.willValidate;
  }

  get validity() {
    return this.#internals.validity;
  }

  get validationMessage() {
    return this.#internals.validationMessage;
  }

  checkValidity() {
    return this.#internals.checkValidity();
  }

  reportValidity() {
    return this.#internals.reportValidity();
  }

  get type() {
    return this.localName;
  }

  get name() {
    return this.getAttribute('name') ?? '';
  }

  set name(name) {
    this.setAttribute('name', name);
  }

  get disabled() {
    return this.hasAttribute('disabled');
  }

  set disabled(disabled) {
    this.toggleAttribute('disabled', disabled);
  }

  /** The record; empty while there is none. */
  get value() {
    return this.#record;
  }

  /** @returns {MountOptions} */
  options() {
    const options = optionsFor(this, 'agreement');
    return {
      ...options,
      // An endpoint that is none is not the same as none: nobody is to sign what then goes nowhere.
      pack: setting('endpoint', this) && !options.endpoint ? '' : options.pack,
      accepted: (record, receipt, confirmation, proof) => this.#accept(record, receipt, confirmation, proof),
      missing: (message, anchor) => this.#require(message, anchor),
    };
  }

  load() {
    // A form sends its focus to what is missing: there must be something in here to take it.
    this.place.tabIndex = -1;
    this.#accept('', '');
    return super.load();
  }

  /**
   * @param {string} name
   * @param {string | null} old
   * @param {string | null} value
   */
  attributeChangedCallback(name, old, value) {
    // ARIA has no role `customer`: left there, assistive technology would see no group, and checkers an error.
    if (name === 'role' && value && this.getAttribute('pack-role') === this.#moved) {
      this.#moved = value;
      this.setAttribute('pack-role', value);
      this.removeAttribute('role');
    }
    if (name === 'name') this.#send();
    super.attributeChangedCallback(name, old, value);
  }

  formResetCallback() {
    this.#accept('', '');
    this.view?.then((view) => view?.reset());
  }

  /** @param {boolean} disabled */
  formDisabledCallback(disabled) {
    this.place.inert = disabled;
  }

  /**
   * @param {string} record  empty: none (any more)
   * @param {string} receipt
   * @param {string} [confirmation]
   * @param {string} [proof]
   */
  #accept(record, receipt, confirmation = '', proof = '') {
    this.#record = record;
    this.#receipt = receipt;
    this.#confirmation = confirmation;
    this.#proof = proof;
    this.#send();
    if (record) this.#internals.setValidity({});
    else this.#require(textsFor(this).missing);
  }

  #send() {
    const name = this.name || 'agreement';
    const value = new FormData();
    if (this.#record) value.append(name, this.#record);
    if (this.#receipt) value.append(name + '.receipt', this.#receipt);
    if (this.#proof) value.append(name + '.proof', this.#proof);
    if (this.#confirmation) value.append(name + '.confirmation', this.#confirmation);
    // Without a state of its own the value would be kept in the session's history.
    this.#internals.setFormValue(value, null);
  }

  /**
   * @param {string} message
   * @param {HTMLElement} [anchor]
   */
  #require(message, anchor = this.place) {
    this.#internals.setValidity({ valueMissing: true }, message, anchor);
  }
}

/** Defines both; those already on the page come to life. */
export const startElements = () => {
  customElements.define('samtycke-policy', WidgetElement);
  customElements.define('samtycke-agreement', AgreementElement);
};
