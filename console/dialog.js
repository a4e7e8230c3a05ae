// Acts that are asked about first, in a dialog. What goes wrong is said there, so that nothing that was written is lost.

import { make } from '../verify/dom.js';
import { toldOf } from './page.js';

/** @import { Words } from './words.js' */

/**
 * @typedef {object} Asked
 * @property {string} label  what is done: on the button, over the dialog, and on the button that does it
 * @property {string} [about]  to what, where a page has several such buttons
 * @property {string} [question]
 * @property {Node[]} [fields]
 * @property {(form: HTMLFormElement) => Promise<Node[] | void>} act  gives what is still to be read, if anything is
 * @property {() => unknown} done  after the dialog
 * @property {'primary' | 'plain'} [look]
 */

/** The button that opens the dialog. @param {Asked} asked @param {Words} words */
export const asking = (asked, words) =>
  make('button', {
    type: 'button', class: asked.look === 'primary' ? 'primary' : undefined, 'aria-haspopup': 'dialog',
    'aria-label': asked.about && `${asked.label}: ${asked.about}`,
    onclick: () => open(asked, words),
  }, asked.label);

/** @param {Asked} asked @param {Words} words */
const open = ({ label, question, fields = [], act, done }, words) => {
  const wrong = make('p', { class: 'error', role: 'alert', hidden: true });
  const go = /** @type {HTMLButtonElement} */ (make('button', { class: 'primary' }, label));
  const title = make('h2', { id: 'asked' }, label);
  const leave = () => dialog.close();
  const dialog = /** @type {HTMLDialogElement} */ (
    make(
      'dialog', {
        'aria-labelledby': 'asked',
        onclose: () => {
          removeEventListener('hashchange', leave);
          dialog.remove();
        },
      },
      make(
        'form', {
          onsubmit: async (/** @type {SubmitEvent} */ event) => {
            event.preventDefault();
            if (go.getAttribute('aria-disabled')) return;
            go.setAttribute('aria-disabled', 'true');
            wrong.hidden = true;
            try {
              const left = await act(/** @type {HTMLFormElement} */ (event.target));
              if (left) return toRead(dialog, title, left, done, words);
              dialog.close();
              done();
            } catch (problem) {
              wrong.replaceChildren(toldOf(problem, words));
              wrong.hidden = false;
            } finally {
              go.removeAttribute('aria-disabled');
            }
          },
        },
        title,
        question ? make('p', {}, question) : undefined,
        ...fields,
        wrong,
        make('p', { class: 'acts' }, go, make('button', { type: 'button', onclick: leave }, words.cancel)),
      ),
    ));
  addEventListener('hashchange', leave);
  document.body.append(dialog);
  dialog.showModal();
};

/** It is shown this once, so no key closes it by accident. @param {HTMLDialogElement} dialog @param {Node} title @param {Node[]} left @param {() => unknown} done @param {Words} words */
const toRead = (dialog, title, left, done, words) => {
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  dialog.replaceChildren(
    title, ...left,
    make('p', { class: 'acts' }, make('button', {
      type: 'button', class: 'primary',
      onclick: () => {
        dialog.close();
        done();
      },
    }, words.secret.kept)),
  );
  /** @type {HTMLElement | null} */ (dialog.querySelector('input'))?.focus();
};

/** Why it is done, for those who read the log. @param {Words} words */
export const reasonField = (words) =>
  make(
    'p', { class: 'field' },
    make('label', { for: 'f-reason' }, words.reason),
    make('textarea', { id: 'f-reason', name: 'reason', rows: '2', maxlength: '1000', required: true, 'aria-describedby': 'f-reason-help' }),
    make('small', { id: 'f-reason-help' }, words.reasonHelp),
  );

/** A secret that nobody sees again. @param {string} secret @param {string} lead @param {Words} words */
export const secretShown = (secret, lead, words) => {
  const control = /** @type {HTMLInputElement} */ (
    make('input', { id: 'f-secret', readonly: true, class: 'secret', dir: 'ltr', 'aria-describedby': 'f-secret-help', spellcheck: 'false', onfocus: () => control.select() }));
  control.value = secret;
  const state = make('span', { role: 'status' });
  return [
    make(
      'p', { class: 'field' },
      make('label', { for: 'f-secret' }, words.secret.label), control,
      make('small', { id: 'f-secret-help' }, lead),
    ),
    make('p', { class: 'acts' }, make('button', {
      type: 'button',
      onclick: async () => {
        control.select();
        state.textContent = await navigator.clipboard?.writeText(secret).then(() => words.secret.copied, () => words.secret.byHand) ?? words.secret.byHand;
      },
    }, words.secret.copy), state),
  ];
};
