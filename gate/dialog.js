// The preferences in a dialog.

import { Form, renderedFor } from './form.js';
import { adopt } from './load.js';
import { whenIdle } from './page.js';

/** @import { Rendered } from './form.js' */

/** Drawn and not seen: what is left for the press is to open it. @type {{ rendered: Rendered, form: Form } | undefined} */
let drawn;

/**
 * Shows them. Closing is no answer.
 * @param {HTMLElement} element
 * @param {HTMLElement} place  in its shadow root; when it is gone by then, nothing is shown. It goes where they stand already
 * @param {() => void} closed
 */
export const openPreferences = async (element, place, closed) => {
  const rendered = await renderedFor(element, 'dialog');
  if (!place.isConnected) return closed();
  const form = takeDrawn(element, rendered) ?? new Form(rendered.template);
  const dialog = /** @type {HTMLDialogElement} */ (form.element);
  form.done = () => dialog.close();
  form.find('[part~="close"]')?.addEventListener('click', form.done);
  dialog.addEventListener('close', () => {
    form.end();
    dialog.parentElement?.remove();
    closed();
  });
  closeFromOutside(dialog);
  if (dialog.isConnected) place.remove();
  else stage(element, place, rendered.sheet, dialog);
  dialog.inert = false;
  dialog.showModal();
};

/**
 * Style and layout are most of what follows a press: they are done before anyone presses, and stay as they are.
 * @param {HTMLElement} element
 */
export const drawAhead = async (element) => {
  const rendered = await renderedFor(element, 'dialog');
  whenIdle(() => {
    // One at a time: what labels a control is found by its id.
    if (!element.isConnected || element.shadowRoot?.querySelector('dialog')) return;
    const form = new Form(rendered.template);
    const place = document.createElement('div');
    element.shadowRoot?.append(place);
    form.element.inert = true;
    stage(element, place, rendered.sheet, form.element);
    form.element.getBoundingClientRect();
    drawn = { rendered, form };
  });
};

/** The form that stands there, if it is of this language and rule. It is nobody else's then. @param {HTMLElement} element @param {Rendered} rendered */
const takeDrawn = (element, rendered) => {
  const taken = drawn;
  drawn = undefined;
  if (taken?.rendered === rendered && taken.form.element.getRootNode() === element.shadowRoot) return taken.form;
  taken?.form.end();
  taken?.form.element.parentElement?.remove();
};

/** @param {HTMLElement} element @param {HTMLElement} place @param {CSSStyleSheet} sheet @param {HTMLElement} dialog */
const stage = (element, place, sheet, dialog) => {
  adopt(element, place, [sheet]);
  place.append(dialog);
};

/**
 * Outside is the backdrop, which is the dialog itself: a drag that ends there is not meant to close.
 * @param {HTMLDialogElement} dialog
 */
const closeFromOutside = (dialog) => {
  /** @type {EventTarget | null} */
  let pressed = null;
  dialog.addEventListener('pointerdown', ({ target }) => {
    pressed = target;
  });
  dialog.addEventListener('pointerup', ({ target }) => {
    if (pressed === dialog && target === dialog) dialog.close();
    pressed = null;
  });
};
