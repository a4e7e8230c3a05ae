// The whole agreement without a mouse: how many keys it takes a customer whom the vendor knows, that the focus is always
// somewhere one can see, and that one can leave again.

import assert from 'node:assert/strict';
import { signUp, useSignUp } from './support/signup.mjs';
import { agreement, atStep, canAccept, documentRow, formData, receipt, stepsOf } from './support/steps.mjs';
import { part, shot, until } from './support/world.mjs';

const world = useSignUp();

/** @typedef {import('playwright-core').Page} Page */

/** From the page to the receipt. */
const LIMIT = 60;

const SCREENS = [
  { name: '1280 px, all steps under each other', viewport: { width: 1280, height: 900 } },
  { name: '320 px, one step at a time', viewport: { width: 320, height: 640 } },
];

/** What has the focus, through all shadow roots. @param {Page} page */
const focusOf = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return { what: 'nothing' };
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return {
      what: element.getAttribute('part') ?? element.id,
      tag: element.localName,
      kind: element.getAttribute('type') ?? '',
      isTicked: 'checked' in element && element.checked,
      isRequired: Boolean(element.closest('li')?.querySelector('.must')),
      // Outside of us the browser draws its own.
      isRinged: outlineStyle === 'auto' || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2),
      isOnScreen: top < innerHeight && bottom > 0 && left < innerWidth && right > 0,
      text: element.textContent.trim().slice(0, 40),
    };
  });

/** Somebody with a keyboard, who counts. */
class Typist {
  presses = 0;
  /** @type {string[]} */
  way = [];

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
  }

  /** Presses, and says where the focus is then: never nowhere, never out of sight. @param {string} key */
  async press(key) {
    await this.page.keyboard.press(key);
    this.presses += 1;
    const focus = await until(() => focusOf(this.page), ({ what, isOnScreen }) => what !== 'nothing' && isOnScreen, `after ${key}`);
    this.way.push(`${key} → ${focus.tag} ${focus.what} ${focus.text}`);
    assert.ok(focus.isRinged, `no ring after ${this.way.at(-1)}`);
    return focus;
  }

  /** Presses Enter on what leads to a step, and is there. */
  async enterStep() {
    await this.press('Enter');
    await atStep(this.page);
  }

  /** Until the focus is on this, and never more keys than the whole may take. @param {(focus: any) => boolean} is */
  async tabTo(is, key = 'Tab') {
    for (;;) {
      const focus = await this.press(key);
      if (is(focus)) return focus;
      if (this.presses > 2 * LIMIT) assert.fail(`never came there:\n${this.way.join('\n')}`);
    }
  }

  /** A document that must be read: to its end and back. */
  async read() {
    const before = await focusOf(this.page);
    await this.press('Enter');
    const dialog = agreement(this.page).getByRole('dialog');
    // There when the whole text is: its end is the end.
    await part(dialog, 'back').waitFor({ state: 'attached' });
    if (before.isRequired) {
      await this.press('End');
      await until(() => dialog.locator('.scroll').evaluate((box) => box.scrollTop + box.clientHeight >= box.scrollHeight - 4), Boolean, 'the end');
      await documentRow(this.page, before.what.replace('read_', '')).locator('.must').waitFor({ state: 'detached' });
    }
    await this.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const after = await focusOf(this.page);
    assert.equal(after.tag, 'button', `the focus is back where it was, on ${before.text}`);
    assert.equal(after.text, before.text);
  }

  /** All that a customer does whom the page knows. */
  async accept() {
    await canAccept(this.page);
    for (;;) {
      const focus = await this.tabTo(
        ({ what, kind, isTicked, isRequired }) =>
          ['accept', 'next'].includes(what) || isRequired || (kind === 'checkbox' && what.startsWith('statement') && !isTicked),
      );
      if (focus.isRequired) await this.read();
      else if (focus.kind === 'checkbox') await this.press('Space');
      else if (focus.what === 'next') await this.enterStep();
      else {
        await this.press('Enter');
        return;
      }
    }
  }
}

for (const { name, viewport } of SCREENS) {
  world.test(`With what the page knows, accepting takes under ${LIMIT} keys: ${name}`, async ({ visit }) => {
    const page = await visit(signUp(), { viewport });
    await stepsOf(page);
    const typist = new Typist(page);
    await typist.accept();
    await receipt(page, 'receipted').waitFor();
    assert.ok(typist.presses < LIMIT, `${typist.presses} keys:\n${typist.way.join('\n')}`);
    const heading = await until(() => focusOf(page), ({ tag }) => tag === 'h3', 'the focus is on the receipt\'s heading');
    assert.ok(heading.isRinged && heading.isOnScreen);
    await shot(page, `keyboard/agreement-${viewport.width}`);

    // Out of it, and back in: the form's button is after everything.
    await typist.tabTo(({ text }) => text === 'Form');
    await typist.press('Shift+Tab');
    assert.ok(await receipt(page).evaluate((element) => element.contains(element.getRootNode().activeElement)));
    assert.ok('agreement.receipt' in (await formData(page)));
  });
}

world.test('The list of steps is a short way to the last one', async ({ visit }) => {
  const page = await visit(signUp({ role: 'representative' }));
  await stepsOf(page);
  const typist = new Typist(page);
  await typist.tabTo(({ text }) => text === 'Bekræft');
  await typist.enterStep();
  await typist.accept();
  await receipt(page, 'receipted').waitFor();
  assert.ok(typist.presses < 20, `${typist.presses} keys:\n${typist.way.join('\n')}`);
});

world.test('A document opened by keyboard is left with Escape, and the focus is back on its button', async ({ visit }) => {
  const page = await visit(signUp(), { viewport: SCREENS[1].viewport });
  await stepsOf(page);
  const typist = new Typist(page);
  await typist.tabTo(({ text }) => text === 'Læs');
  await typist.read();
});

world.test('Something missing at a step takes the focus on the phone, too, and the keyboard is not caught there', async ({ visit }) => {
  const page = await visit(signUp({ prefill: false }), { viewport: SCREENS[1].viewport });
  const steps = await stepsOf(page);
  await steps.filter({ hasText: 'Virksomhed' }).focus();
  const typist = new Typist(page);
  await typist.enterStep();
  await typist.tabTo(({ what }) => what === 'next');
  await typist.press('Enter');
  const missing = await until(() => focusOf(page), ({ tag }) => tag === 'input', 'the focus is on what is missing');
  assert.equal(missing.what, 'organisation-name');
  await typist.tabTo(({ text }) => text === 'Form');
  await typist.tabTo(({ what }) => what === 'organisation-name', 'Shift+Tab');
});
