// Every public event.

/**
 * All of them bubble and are composed: our elements may stand inside the page's own shadow roots, and a page
 * listens in one place, `document`.
 *
 * | event               | target       | detail                                                        |
 * |---------------------|--------------|---------------------------------------------------------------|
 * | `samtycke-consent`  | `document`   | ConsentChange: on load, and after each answer, before scripts are released |
 * | `samtycke-error`    | the element, or `document` | `{error}`: the widget does not run; a view's by `emit` |
 * | `samtycke-<name>`   | the element  | what a view emits by `MountOptions.emit`: `accepted`, `error` |
 *
 * None is cancelable: they tell what has happened.
 *
 * @param {EventTarget} target
 * @param {string} name
 * @param {unknown} detail
 */
export const emit = (target, name, detail) => {
  target.dispatchEvent(new CustomEvent('samtycke-' + name, { bubbles: true, composed: true, detail }));
};
