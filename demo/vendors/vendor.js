// A sign-up without a back end: shows what the form would have sent.

const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form'));
const received = /** @type {HTMLElement | null} */ (document.querySelector('.received'));

// The agreement's own button says that it opens the account, so it does.
document.addEventListener('samtycke-accepted', () => form?.requestSubmit());

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const rows = [...new FormData(form)].flatMap(([name, value]) => {
    const [term, definition] = [document.createElement('dt'), document.createElement('dd')];
    term.textContent = name;
    const text = String(value);
    definition.textContent = text.length > 80 ? `${text.slice(0, 60)}… (${text.length})` : text;
    return [term, definition];
  });
  received?.querySelector('dl')?.replaceChildren(...rows);
  if (received) received.hidden = false;
});
