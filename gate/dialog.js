// The preferences in a dialog.

import { Form, renderedFor } from './form.js';
import { adopt } from './load.js';
import { whenIdle } from './page.js';

/**
 * Shows them. Closing is no answer.
 * @param {HTMLElement} element
 * @param {HTMLElement} place  in its shadow root; when it is gone by then, nothing is shown
 * @param {() => void} closed
 */
export const openPreferences = async (element, place, closed) => {
  const { template, sheet } = await renderedFor(element, 'dialog');
  if (!place.isConnected) return closed();
  const form = new Form(template);
  const dialog = /** @type {HTMLDialogElement} */ (form.element);
  form.done = () => dialog.close();
  form.find('[part~="close"]')?.addEventListener('click', form.done);
  dialog.addEventListener('close', () => {
    form.end();
    closed();
  });
  closeFromOutside(dialog);
  adopt(element, place, [sheet]);
  place.append(dialog);
  dialog.showModal();
};

/**
 * The first drawing takes a browser several times as long as the next: they are drawn before anyone presses, unseen.
 * @param {HTMLElement} element
 */
export const rehearse = async (element) => {
  const { template, sheet } = await renderedFor(element, 'dialog');
  whenIdle(() => {
    const form = new Form(template);
    const place = document.createElement('div');
    element.shadowRoot?.append(place);
    adopt(element, place, [sheet]);
    form.element.inert = true;
    place.append(form.element);
    form.element.getBoundingClientRect();
    form.end();
    place.remove();
  });
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
