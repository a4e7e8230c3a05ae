// Every public event.

/**
 * All of them bubble and are composed: our elements may stand inside the page's own shadow roots, and a page
 * listens in one place, `document`.
 *
 * | event               | target       | detail                                                        |
 * |---------------------|--------------|---------------------------------------------------------------|
 * | `samtycke-consent`  | `document`   | ConsentChange: after each answer, before scripts are released |
 * | `samtycke-error`    | the element, or `document` | `{error}`: something of ours did not work       |
 * | `samtycke-<name>`   | the element  | whatever the widget emits by `MountOptions.emit`              |
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
