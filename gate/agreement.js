// <samtycke-agreement>: a control of the form it stands in.

import { setting, textsFor } from './config.js';
import { ViewHolder } from './holder.js';
import { optionsFor } from './options.js';

/** @import { MountOptions } from './types.d.ts' */

/**
 * Invalid until accepted, then the form sends the record as `<name>`, the receipt, if there is one by then, as
 * `<name>.receipt`, and a confirmation with a passkey as `<name>.confirmation`.
 *
 * There is no formStateRestoreCallback, and the browser gets no state to keep: a record must not be sent by a view that
 * doesn't show it. What was typed comes back by the view's own draft.
 */
export class AgreementHolder extends ViewHolder {
  /** What `role` said, moved to `pack-role`. @type {string | null} */
  #moved = null;

  record = '';
  #receipt = '';
  #confirmation = '';
  #proof = '';

  /**
   * @param {HTMLElement} element
   * @param {HTMLElement} place
   * @param {ElementInternals} [internals]  which a form control has
   */
  constructor(element, place, internals) {
    super(element, place);
    this.internals = /** @type {ElementInternals} */ (internals);
    this.internals.role = 'group';
    holders.set(element, this);
    addMembers(Object.getPrototypeOf(element));
  }

  /** @returns {MountOptions} */
  options() {
    const options = optionsFor(this.element, 'agreement');
    return {
      ...options,
      // An endpoint that is none is not the same as none: nobody is to sign what then goes nowhere.
      pack: setting('endpoint', this.element) && !options.endpoint ? '' : options.pack,
      accepted: (record, receipt, confirmation, proof) => this.#accept(record, receipt, confirmation, proof),
      missing: (message, anchor) => this.#require(message, anchor),
    };
  }

  connect() {
    this.change('role');
    if (!this.view) this.#accept('', '');
    super.connect();
  }

  /** @param {string | null} name */
  change(name) {
    const value = this.element.getAttribute('role');
    // ARIA has no role `customer`: left there, assistive technology would see no group, and checkers an error.
    if (name === 'role' && value && this.element.getAttribute('pack-role') === this.#moved) {
      this.#moved = value;
      this.element.setAttribute('pack-role', value);
      this.element.removeAttribute('role');
    }
    if (name === 'name') this.#send();
    super.change(name);
  }

  reset() {
    this.#accept('', '');
    this.view?.then((view) => view?.reset());
  }

  /**
   * @param {string} record  empty: none (any more)
   * @param {string} receipt
   * @param {string} [confirmation]
   * @param {string} [proof]
   */
  #accept(record, receipt, confirmation = '', proof = '') {
    this.record = record;
    this.#receipt = receipt;
    this.#confirmation = confirmation;
    this.#proof = proof;
    this.#send();
    if (record) this.internals.setValidity({});
    else this.#require(textsFor(this.element).missing);
  }

  #send() {
    const name = setting('name', this.element) || 'agreement';
    const value = new FormData();
    if (this.record) value.append(name, this.record);
    if (this.#receipt) value.append(name + '.receipt', this.#receipt);
    if (this.#proof) value.append(name + '.proof', this.#proof);
    if (this.#confirmation) value.append(name + '.confirmation', this.#confirmation);
    // Without a state of its own the value would be kept in the session's history.
    this.internals.setFormValue(value, null);
  }

  /**
   * @param {string} message
   * @param {HTMLElement} [anchor]
   */
  #require(message, anchor = this.place) {
    this.internals.setValidity({ valueMissing: true }, message, anchor);
  }
}

/** @type {WeakMap<Element, AgreementHolder>} */
const holders = new WeakMap();

/** @param {Element} element */
const holderOf = (element) => {
  const holder = holders.get(element);
  if (!holder) throw new TypeError('no <samtycke-agreement>');
  return holder;
};

/** What every form control has. @type {Record<string, PropertyDescriptor & ThisType<Element>>} */
const MEMBERS = {
  type: { get() { return this.localName; } },
  name: {
    get() { return this.getAttribute('name') ?? ''; },
    set(name) {
      this.setAttribute('name', name);
      // The observer hears of it too late for what the page does next.
      holderOf(this).change('name');
    },
  },
  disabled: {
    get() { return this.hasAttribute('disabled'); },
    set(disabled) { this.toggleAttribute('disabled', disabled); },
  },
  /** The record; empty while there is none. */
  value: { get() { return holderOf(this).record; } },
};
for (const name of /** @type {const} */ (['form', 'labels', 'willValidate', 'validity', 'validationMessage']))
  MEMBERS[name] = { get() { return holderOf(this).internals[name]; } };
for (const name of /** @type {const} */ (['checkValidity', 'reportValidity']))
  MEMBERS[name] = { value() { return holderOf(this).internals[name](); } };

/** @param {object} prototype */
const addMembers = (prototype) => {
  if (!('validity' in prototype)) Object.defineProperties(prototype, MEMBERS);
};
