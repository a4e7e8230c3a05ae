// The sign-up page without a back end: shows what the form would have sent.

const form = document.querySelector('#opret');
const agreement = form.querySelector('samtycke-agreement');
const received = document.querySelector('#modtaget');
const fields = document.querySelector('#felter');

// Who has told us a name and an address need not type them again to sign.
form.addEventListener('change', () => {
  const { name, email } = Object.fromEntries(new FormData(form));
  agreement.setAttribute('prefill', JSON.stringify({ signatory: { name, email } }));
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const data = new FormData(form);
  fields.replaceChildren(...[...data].flatMap(([name, value]) => row(name, value)));
  document.querySelector('#kontrol').hidden = !data.has('agreement.receipt');
  form.hidden = true;
  received.hidden = false;
  document.querySelector('#modtaget-titel').focus();
});

document.querySelector('#igen').addEventListener('click', () => {
  form.reset();
  received.hidden = true;
  form.hidden = false;
  form.querySelector('input').focus();
});

/** A field as the server would see it; a signed one can be opened. */
function row(name, value) {
  const term = document.createElement('dt');
  term.textContent = name;
  const definition = document.createElement('dd');
  const payload = payloadOf(value);
  if (!payload) definition.textContent = value || '(tomt)';
  else {
    const details = document.createElement('details');
    const summary = document.createElement('summary');
    summary.textContent = `Underskrevet, ${value.length} tegn`;
    const content = document.createElement('pre');
    content.tabIndex = 0;
    content.textContent = payload;
    details.append(summary, content);
    definition.append(details);
  }
  return [term, definition];
}

/** What a compact JWS says, readable; undefined when it isn't one. */
function payloadOf(value) {
  const [, payload, signature] = value.split('.');
  if (!signature) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, 2);
  } catch {
    return undefined;
  }
}
