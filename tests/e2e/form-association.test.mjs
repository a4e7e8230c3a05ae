// <samtycke-agreement> in a plain form: what the HTML standard says of form-associated custom elements, one row a promise.

import assert from 'node:assert/strict';
import { useHosts } from './support/hosts.mjs';
import { payloadOf } from './support/records.mjs';
import { answerBanner, company, person } from './support/steps.mjs';
import { part, shot, until } from './support/world.mjs';

const world = useHosts();

const MISSING = 'Bekræft, at du er orienteret, før du sender formularen.';
const FORM = '/box/form.html';

/** The page with its agreement shown and the banner answered. */
async function shown(visit, path = FORM, options = {}) {
  const page = await visit(path, options);
  await answerBanner(page, 'reject-all');
  await part(page.locator('#agreement'), 'accept').and(page.locator(':not([aria-disabled])')).waitFor();
  return page;
}

/** Accepts in one of the page's elements. */
async function accept(element) {
  await fill(element);
  await part(element, 'accept').click();
  await part(element, 'receipt').and(element.locator('[data-state=receipted]')).waitFor();
}

async function fill(element) {
  await part(element, 'statement').first().waitFor({ state: 'attached' });
  await element.locator('#organisation-name').fill(company.name);
  await element.locator('#organisation-number').fill(company.written);
  await element.locator('#signatory-name').fill(person.name);
  await element.locator('#signatory-email').fill(person.email);
  await element.locator('#signatory-position').fill(person.position);
  for (const box of await part(element, 'statement').getByRole('checkbox').all()) await box.check();
}

/** Each is run in the page, in order, and leaves it as it was: what, how, and what comes of it. */
const OPEN = [
  ['its form is the one around it, and knows it', () => [el.form === form, form.elements.agreement === el, [...form.elements].includes(el)], [true, true, true]],
  ['it has a type, a name and no value', () => [el.type, el.name, el.value], ['samtycke-agreement', 'agreement', '']],
  ['a label is its label', () => [el.labels.length, el.labels[0].control === el], [1, true]],
  ['its role in the pack has an attribute of its own, which a copy has, too', () => {
    const copy = el.cloneNode();
    copy.role = 'region';
    return [el.getAttribute('pack-role'), el.role, copy.getAttribute('pack-role'), copy.role];
  }, ['reader', null, 'reader', 'region']],
  ['its name is the attribute', () => {
    el.name = 'dpa';
    const seen = [el.getAttribute('name'), form.elements.dpa === el];
    el.name = 'agreement';
    return seen;
  }, ['dpa', true]],
  ['it is validated and lacks its value', () => [el.willValidate, el.validity.valid, el.validity.valueMissing, el.validity.customError], [true, false, true, false]],
  ['the message is in the language of the view', () => el.validationMessage, MISSING],
  ['it is :invalid, and so is its form', () => [el.matches(':invalid'), form.matches(':invalid'), el.matches(':valid')], [true, true, false]],
  ['checkValidity() fires an event that does not bubble and can be cancelled', () => {
    const heard = [];
    const hear = (event) => heard.push([event.bubbles, event.cancelable]);
    el.addEventListener('invalid', hear);
    const valid = [el.checkValidity(), form.checkValidity()];
    el.removeEventListener('invalid', hear);
    return [valid, heard];
  }, [[false, false], [[false, true], [false, true]]]],
  ['reportValidity() says the same', () => [el.reportValidity(), form.reportValidity()], [false, false]],
  ['its value is for nobody to set', () => {
    try {
      el.value = 'a.b.c';
    } catch {}
    return el.value;
  }, ''],
  ['nothing of it is sent', () => [...new FormData(form).keys()], []],
  ['disabled by the attribute it is :disabled, not validated and can not be used', () => {
    el.setAttribute('disabled', '');
    const seen = [el.disabled, el.matches(':disabled'), el.willValidate, form.checkValidity(), inert()];
    el.removeAttribute('disabled');
    return [seen, [el.disabled, el.matches(':disabled'), el.willValidate, form.checkValidity(), inert()]];
  }, [[true, true, false, true, true], [false, false, true, false, false]]],
  ['disabled by the property', () => {
    el.disabled = true;
    const seen = [el.hasAttribute('disabled'), el.matches(':enabled'), inert()];
    el.disabled = false;
    return [seen, [el.hasAttribute('disabled'), el.matches(':enabled'), inert()]];
  }, [[true, false, true], [false, true, false]]],
  ['disabled="false", as frameworks write where they find no property, is no', () => {
    el.setAttribute('disabled', 'false');
    const seen = [el.disabled, el.matches(':disabled'), form.checkValidity(), inert()];
    const parsed = document.createElement('div');
    parsed.innerHTML = '<samtycke-agreement disabled="false"></samtycke-agreement>';
    other.append(parsed);
    seen.push(parsed.firstChild.matches(':disabled'), other.checkValidity());
    parsed.remove();
    return seen;
  }, [false, false, false, false, false, false]],
  ['disabled by its fieldset', () => {
    group.disabled = true;
    const seen = [el.disabled, el.matches(':disabled'), el.willValidate, inert()];
    group.disabled = false;
    return [seen, el.willValidate, inert()];
  }, [[false, true, false, true], true, false]],
  ['form= gives it another form, and none', () => {
    el.setAttribute('form', 'other');
    const seen = [el.form === other, form.elements.length];
    el.setAttribute('form', 'nothing');
    seen.push(el.form);
    el.removeAttribute('form');
    return [...seen, el.form === form];
  }, [true, 3, null, true]],
  ['moved in the document it goes with its place and keeps its view', () => {
    const view = el.shadowRoot.querySelector('.agreement');
    other.append(el);
    const seen = [el.form === other, form.checkValidity()];
    group.append(el);
    return [...seen, el.form === form, el.shadowRoot.querySelector('.agreement') === view];
  }, [true, true, true, true]],
  ['out of the document it has no form', () => {
    el.remove();
    const seen = [el.form, form.checkValidity()];
    group.append(el);
    return [...seen, el.form === form, form.checkValidity()];
  }, [null, true, true, false]],
  ['requestSubmit() and a press of the button are stopped by it', () => {
    const seen = [];
    const submit = (event) => (event.preventDefault(), seen.push('submit'));
    const invalid = () => seen.push('invalid');
    form.addEventListener('submit', submit);
    el.addEventListener('invalid', invalid);
    form.requestSubmit();
    send.click();
    form.noValidate = true;
    form.requestSubmit();
    form.noValidate = false;
    send.formNoValidate = true;
    send.click();
    send.formNoValidate = false;
    form.removeEventListener('submit', submit);
    el.removeEventListener('invalid', invalid);
    return seen;
  }, ['invalid', 'invalid', 'submit', 'submit']],
  ['who cancels the event says it in their own way, and nothing takes the focus', () => {
    const quiet = (event) => event.preventDefault();
    el.addEventListener('invalid', quiet);
    send.focus();
    form.requestSubmit();
    el.removeEventListener('invalid', quiet);
    return document.activeElement === send;
  }, true],
  ['created by a script it is a control like any other', () => {
    const created = document.createElement('samtycke-agreement');
    const before = [created.form, created.value, created.willValidate];
    created.name = 'created';
    created.disabled = true;
    group.append(created);
    const after = [created.form === form, form.elements.created === created, created.matches(':disabled')];
    created.remove();
    return [before, after];
  }, [[null, '', true], [true, true, true]]],
];

world.test('Before it is accepted it is a control of its form that lacks its value', async ({ visit }) => {
  const page = await shown(visit);
  for (const [what, run, expect] of OPEN) assert.deepEqual(await inPage(page, run), expect, what);
});

const ACCEPTED = [
  ['its value is the record', () => [el.value === new FormData(form).get('agreement'), el.value.split('.').length], [true, 3]],
  ['receipt and proof are sent beside it', () => [...new FormData(form).keys()], ['agreement', 'agreement.receipt', 'agreement.proof']],
  ['it is valid and has no message', () => [el.validity.valid, el.validationMessage, el.checkValidity(), form.reportValidity(), el.matches(':valid')], [true, '', true, true, true]],
  ['under another name it is sent under that', () => {
    el.name = 'dpa';
    const seen = [...new FormData(form).keys()];
    el.name = 'agreement';
    return seen;
  }, ['dpa', 'dpa.receipt', 'dpa.proof']],
  ['disabled it is not sent, and enabled again it is', () => {
    group.disabled = true;
    const seen = [...new FormData(form).keys()];
    group.disabled = false;
    return [seen, [...new FormData(form).keys()]];
  }, [[], ['agreement', 'agreement.receipt', 'agreement.proof']]],
  ['with form= another form sends it', () => {
    el.setAttribute('form', 'other');
    const seen = [[...new FormData(form).keys()], [...new FormData(other).keys()]];
    el.removeAttribute('form');
    return seen;
  }, [[], ['agreement', 'agreement.receipt', 'agreement.proof']]],
  ['moved it keeps its value', () => {
    const value = el.value;
    other.append(el);
    group.append(el);
    return el.value === value && new FormData(form).get('agreement') === value;
  }, true],
  ['requestSubmit() sends the form', () => {
    let sent = 0;
    form.addEventListener('submit', (event) => (event.preventDefault(), sent++), { once: true });
    form.requestSubmit();
    return sent;
  }, 1],
];

world.test('A page that comes with disabled="false" has an agreement that its form lacks', async ({ visit }) => {
  const page = await visit(`${FORM}?attributes=${encodeURIComponent('disabled="false"')}`);
  await part(page.locator('#agreement'), 'accept').waitFor();
  assert.deepEqual(await inPage(page, () => [el.matches(':disabled'), form.checkValidity()]), [false, false]);
});

world.test('Accepted it is valid, and the form sends record and receipt; a reset takes both back', async ({ visit }) => {
  const page = await shown(visit);
  const element = page.locator('#agreement');
  const told = page.evaluate(() => new Promise((resolve) => document.addEventListener('samtycke-accepted', ({ detail }) => resolve(detail), { once: true })));
  await accept(element);
  for (const [what, run, expect] of ACCEPTED) assert.deepEqual(await inPage(page, run), expect, what);
  assert.equal((await told).record, await inPage(page, () => el.value));
  assert.equal(payloadOf(await inPage(page, () => el.value)).event.type, 'acknowledge');

  await page.locator('#reset').click();
  await part(element, 'accept').waitFor();
  // The form is told after the drawing.
  await until(() => inPage(page, () => el.validationMessage), (text) => text === MISSING, 'told');
  assert.deepEqual(await inPage(page, () => [el.value, el.validity.valid, [...new FormData(form).keys()]]), ['', false, []]);
  assert.equal(await element.locator('#organisation-name').inputValue(), '');
});

world.test('Taken out and put back, or shown again by the browser, it sends nothing that it does not show', async ({ visit }) => {
  const page = await shown(visit);
  const element = page.locator('#agreement');
  await accept(element);
  await page.evaluate(async () => {
    globalThis.agreement = document.querySelector('#agreement');
    globalThis.agreement.remove();
    await new Promise(requestAnimationFrame);
    document.querySelector('#group').append(globalThis.agreement);
  });
  await part(element, 'accept').waitFor();
  assert.deepEqual(await inPage(page, () => [el.value, el.validity.valid, [...new FormData(form).keys()]]), ['', false, []]);
  await accept(element);
  await until(() => page.evaluate(() => Object.values(sessionStorage).join()), (kept) => !kept.includes(company.name), 'forgotten');
  await page.reload();
  await part(element, 'accept').waitFor();
  assert.deepEqual(await inPage(page, () => [el.value, el.validity.valid, [...new FormData(form).keys()]]), ['', false, []]);
  assert.equal(await element.locator('#organisation-name').inputValue(), '', 'what was accepted is not kept');
});

world.test('Several in one form have each their value, validity and draft', async ({ visit }) => {
  const page = await shown(visit, FORM, { before: withSecond });
  const [first, second] = [page.locator('#agreement'), page.locator('#second')];
  await part(second, 'accept').waitFor();
  await accept(first);
  assert.deepEqual(await inPage(page, () => [...new FormData(form).keys()]), ['agreement', 'agreement.receipt', 'agreement.proof']);
  assert.deepEqual(await inPage(page, () => [el.validity.valid, form.elements.second.validity.valid, form.checkValidity()]), [true, false, false]);
  await second.locator('#signatory-name').fill('Bo Holm');
  await until(() => page.evaluate(() => Object.values(sessionStorage).join()), (kept) => kept.includes('Bo Holm'), 'kept');
  await page.reload();
  await second.locator('.brought-back').waitFor();
  await part(first, 'accept').waitFor();
  assert.equal(await second.locator('#signatory-name').inputValue(), 'Bo Holm');
  assert.equal(await first.locator('#signatory-name').inputValue(), '');
  await accept(first);
  await accept(second);
  assert.deepEqual(await inPage(page, () => [...new FormData(form).keys()]), ['agreement', 'agreement.receipt', 'agreement.proof', 'second', 'second.receipt', 'second.proof']);
  const same = await inPage(page, () => el.value === form.elements.second.value);
  assert.equal(same, false);
  assert.equal(await inPage(page, () => form.checkValidity()), true);
});

world.test('Without a form it is told by its event', async ({ visit }) => {
  const page = await visit(FORM, { before: withoutForm });
  await answerBanner(page, 'reject-all');
  const element = page.locator('#agreement');
  const told = page.evaluate(() => new Promise((resolve) => document.addEventListener('samtycke-accepted', ({ detail }) => resolve(detail), { once: true })));
  await part(element, 'accept').waitFor();
  await accept(element);
  assert.equal((await told).record, await page.evaluate(() => document.querySelector('#agreement').value));
  assert.equal(await page.evaluate(() => document.querySelector('#agreement').form), null);
});

const focused = (page) => inPage(page, () => {
  const inside = el.shadowRoot.activeElement;
  return document.activeElement === el ? inside?.id || inside?.getAttribute('part') : document.activeElement?.id;
});

/** Sending leads there, pressed as often as people press: the form is told where to lead after the drawing. */
const ledTo = (page, id) =>
  until(async () => {
    await page.locator('#send').click();
    return focused(page);
  }, (now) => now === id, `led to ${id}`);

world.test('The form leads to the first control that is missing, and to the button when none is', async ({ visit }) => {
  const page = await shown(visit);
  const element = page.locator('#agreement');
  for (const [id, text] of [
    ['organisation-name', company.name], ['organisation-number', company.written], ['signatory-name', person.name],
    ['signatory-email', person.email], ['signatory-position', person.position],
  ]) {
    await ledTo(page, id);
    await element.locator(`#${id}`).fill(text);
  }
  await ledTo(page, 'statement-0');
  await element.locator('#statement-0').check();
  await ledTo(page, 'accept');
  await shot(page, 'form/ready');
});

world.test('On a phone the form leads to the way on, also when the window has become one', async ({ visit }) => {
  const page = await shown(visit);
  await page.setViewportSize({ width: 320, height: 640 });
  const shows = () => inPage(page, () => el.shadowRoot.querySelector('#organisation-name').getBoundingClientRect().height);
  await until(shows, (height) => height === 0, 'one step a screen');
  await ledTo(page, 'next');
  await part(page.locator('#agreement'), 'next').and(page.locator(':visible')).click();
  await page.locator('#agreement .step.current:focus').waitFor();
  await ledTo(page, 'organisation-name');
});

world.test('Disabled, everything in it is out of reach and looks it', async ({ visit }) => {
  const page = await shown(visit);
  await page.evaluate(() => (document.querySelector('#group').disabled = true));
  await page.locator('h1').click();
  for (let press = 0; press < 8; press++) {
    await page.keyboard.press('Tab');
    assert.notEqual(await page.evaluate(() => document.activeElement?.id), 'agreement');
  }
  const opacity = await inPage(page, () => getComputedStyle(el.shadowRoot.querySelector('.agreement')).opacity);
  assert.ok(Number(opacity) < 1);
  await shot(page, 'form/disabled');
});

world.test('For assistive technology it is a group with its label’s name', async ({ visit }) => {
  const page = await shown(visit);
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const named = nodes.filter(({ name }) => name?.value === 'Vilkår').map(({ role }) => role.value);
  assert.ok(named.includes('group'), `${named}`);
});

world.test('An address that is none is told of with what to do, and throws nothing', async ({ visit }) => {
  const told = [];
  const opened = async (attributes) => {
    told.length = 0;
    return visit(`${FORM}?attributes=${encodeURIComponent(attributes)}`, {
      expectErrors: true,
      before: (page) => {
        page.on('pageerror', (error) => told.push(`thrown: ${error}`));
        page.on('console', (message) => message.text().includes('is left out') && told.push(message.text()));
      },
    });
  };
  const warning = (name) => [`samtycke: ${name}="https://[" is left out: write /path or https://host/path.`];

  // Without a lookup names are written by hand.
  const page = await opened('lookup="https://["');
  await answerBanner(page, 'reject-all');
  await accept(page.locator('#agreement'));
  assert.deepEqual([...new Set(told)], warning('lookup'));

  // Without its endpoint nobody signs anything, also when it comes later.
  for (const attribute of ['endpoint', 'pack']) {
    const page = await opened(`${attribute}="https://["`);
    const element = page.locator('#agreement');
    await part(element, 'error').waitFor();
    assert.deepEqual([await part(element, 'accept').count(), await inPage(page, () => form.checkValidity())], [0, false]);
    assert.deepEqual([...new Set(told)], warning(attribute));
  }
  const later = await opened('');
  await answerBanner(later, 'reject-all');
  await part(later.locator('#agreement'), 'accept').waitFor();
  await inPage(later, () => el.setAttribute('endpoint', 'https://['));
  await part(later.locator('#agreement'), 'error').waitFor();
  assert.equal(await part(later.locator('#agreement'), 'accept').count(), 0);
});

world.test('Enter in a text field sends no form: it goes on', async ({ visit }) => {
  const page = await shown(visit);
  const element = page.locator('#agreement');
  await page.evaluate(() => document.querySelector('#form').addEventListener('submit', () => (globalThis.sent = true)));
  await page.evaluate(() => (document.querySelector('#form').noValidate = true));
  for (const [from, to] of [
    ['organisation-name', 'organisation-country'], ['organisation-number', 'organisation-address'],
    ['signatory-name', 'signatory-email'], ['signatory-email', 'signatory-position'],
  ]) {
    await element.locator(`#${from}`).press('Enter');
    await until(() => focused(page), (id) => id === to, `the focus is on ${to}`);
  }
  // In several lines it is a line.
  await element.locator('#organisation-address').fill('Havnen 1');
  await element.locator('#organisation-address').press('End');
  await element.locator('#organisation-address').press('Enter');
  assert.equal(await element.locator('#organisation-address').inputValue(), 'Havnen 1\n');
  // The last one leads on, over what is missing.
  await element.locator('#signatory-position').press('Enter');
  await until(() => focused(page), (id) => id === 'organisation-name', 'what is missing has the focus');
  await fill(element);
  await element.locator('#signatory-position').press('Enter');
  await until(() => focused(page), (id) => id === 'step-accept', 'on to the next step');
  assert.equal(await inPage(page, () => el.value), '', 'Enter accepts nothing');
  assert.equal(await page.evaluate(() => globalThis.sent), undefined);
});

/** Runs a row with the page's parts at hand. */
const inPage = (page, run) =>
  page.evaluate(`(() => {
    const [el, form, group, other, send] = ['agreement', 'form', 'group', 'other', 'send'].map((id) => document.getElementById(id));
    const inert = () => el.shadowRoot.querySelector('.view').inert;
    return (${run})();
  })()`);

const withSecond = (page) =>
  page.addInitScript(() =>
    document.addEventListener('DOMContentLoaded', () => {
      const second = document.createElement('samtycke-agreement');
      second.id = 'second';
      second.setAttribute('name', 'second');
      second.setAttribute('role', 'reader');
      document.querySelector('#group').append(second);
    }),
  );

const withoutForm = (page) =>
  page.addInitScript(() =>
    document.addEventListener('DOMContentLoaded', () => {
      document.querySelector('main').append(document.querySelector('#agreement'));
      for (const form of document.querySelectorAll('form')) form.remove();
    }),
  );
