// The sign-up page without a back end: shows what the form would have sent.

const form = document.querySelector('#opret');
const received = document.querySelector('#modtaget');
const heading = document.querySelector('#modtaget-titel');

const rest = document.querySelector('#resten');

// The agreement's own button says that it opens the account, so it does; later the receipt may follow.
document.addEventListener('samtycke-accepted', () => {
  rest.hidden = form.checkValidity();
  form.requestSubmit();
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const data = new FormData(form);
  document.querySelector('#felter').replaceChildren(...[...data].flatMap(([name, value]) => row(name, value)));
  showCheck(data);
  remember(data);
  received.hidden = false;
  rest.hidden = true;
  // Who pressed the form's own button is shown what came of it; who accepted is reading the receipt.
  if (event.submitter) heading.focus();
});

document.querySelector('#igen').addEventListener('click', () => {
  form.reset();
  rest.hidden = true;
  received.hidden = true;
  form.querySelector('input').focus();
});

/** What a server would keep with the account: the account page shows it. */
function remember(data) {
  try {
    localStorage.setItem('vagthavn-aftale', data.get('agreement'));
    document.querySelector('#konto').hidden = false;
  } catch {
    // Then there is no account page to go to.
  }
}

/** How to check what the agreement lets one download. */
function showCheck(data) {
  const check = document.querySelector('#kontrol');
  const id = JSON.parse(payloadOf(data.get('agreement')) ?? '{}').record_id;
  check.hidden = !data.has('agreement.receipt');
  check.querySelector('code').textContent = `samtycke verify ${id}.record.jws --receipt ${id}.receipt.jws`;
}

/** A field as the server would see it; a signed one can be opened. */
function row(name, value) {
  const term = document.createElement('dt');
  term.textContent = name;
  const definition = document.createElement('dd');
  const payload = payloadOf(value) ?? (/\.(proof|confirmation)$/.test(name) ? decoded(value) : undefined);
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
    return JSON.stringify(JSON.parse(decoded(payload)), null, 2);
  } catch {
    return undefined;
  }
}

/** The text in base64url. */
function decoded(value) {
  return new TextDecoder().decode(Uint8Array.from(atob(value.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)));
}
