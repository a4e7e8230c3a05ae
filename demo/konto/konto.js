// The account page without a back end: what a server would know of the account is in this browser.

const KEY = 'vagthavn-aftale';

/** The record, when this browser has one. */
function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

const record = kept();
if (record) {
  show('#aftale', { name: 'agreement' });
  show('#bilag', { 'pack-role': 'amend' });
  document.querySelector('#slet').hidden = false;
} else document.querySelector('#ingen').hidden = false;

/** An agreement that knows what was accepted. */
function show(place, attributes) {
  const agreement = document.createElement('samtycke-agreement');
  for (const [name, value] of Object.entries({ ...attributes, accepted: record })) agreement.setAttribute(name, value);
  const section = document.querySelector(place);
  section.append(agreement);
  section.hidden = false;
}

// A new version accepted or the annex changed: from now on that is what holds.
document.addEventListener('samtycke-accepted', ({ target, detail }) => {
  localStorage.setItem(KEY, detail.record);
  const agreement = document.querySelector('#aftale samtycke-agreement');
  // Whoever signed is reading the receipt.
  if (target !== agreement) agreement.setAttribute('accepted', detail.record);
});

document.querySelector('#slet button').addEventListener('click', () => {
  localStorage.removeItem(KEY);
  location.reload();
});
