// What a visitor does on the demonstration site, step by step.

import { part, until } from './world.mjs';

/** A Danish company with a number whose check digit holds. */
export const company = { name: 'Fjord Bageri ApS', number: '12345674', written: ' 12 34  5674 ', shown: '12 34 56 74' };
export const person = { name: 'Ida Holm', email: 'ida@fjordbageri.example', position: 'Direktør' };

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
export const agreement = (page) => page.locator('samtycke-agreement');

/** Answers the banner. @param {Page} page @param {'accept-all' | 'reject-all'} answer */
export async function answerBanner(page, answer) {
  await part(part(page, 'banner'), answer).click();
  await part(page, 'banner').waitFor({ state: 'detached' });
}

/** Opens the second layer from the banner. @param {Page} page */
export async function openPreferences(page) {
  await part(page, 'open-preferences').click();
  const dialog = part(page, 'preferences');
  await part(dialog, 'save').waitFor();
  return dialog;
}

/** Every part of the flow that is fetched alone is here, and drawn. @param {Page} page */
const partsShown = (page) =>
  until(() => agreement(page).locator('.waiting').count(), (count) => count === 0, 'all parts of the flow are here');

/** The agreement's flow, shown, with all its parts: an annex that is not there yet is gone to, and not accepted. @param {Page} page */
export async function agreementShown(page) {
  await part(agreement(page), 'accept').waitFor();
  await partsShown(page);
  return agreement(page);
}

/** The account's own fields. @param {Page} page */
export async function fillAccount(page) {
  await page.locator('#name').fill(person.name);
  await page.locator('#email').fill(person.email);
  await page.locator('#staff').selectOption('10-49');
}

/** Organisation and signatory. @param {Page} page */
export async function fillParties(page) {
  const flow = agreement(page);
  await flow.locator('#organisation-name').fill(company.name);
  await flow.locator('#organisation-number').fill(company.written);
  await flow.locator('#signatory-name').fill(person.name);
  await flow.locator('#signatory-email').fill(person.email);
  await flow.locator('#signatory-position').fill(person.position);
}

/** Every sentence. @param {Page} page */
export async function tickStatements(page) {
  await statements(page).first().waitFor({ state: 'attached' });
  for (const box of await statements(page).all()) await box.check();
}

/** A document of the flow, by its id. @param {Page} page @param {string} id */
export const documentRow = (page, id) => agreement(page).locator('.documents li').filter({ has: page.locator(`#read_${id}`) });

/** It is noted that the document was opened: after its text is drawn. @param {Page} page @param {string} id */
export const noted = (page, id) => documentRow(page, id).locator('.seen').waitFor({ state: 'attached' });

/** Reads what must be read first, if anything. @param {Page} page */
export async function readRequired(page) {
  const flow = agreement(page);
  await partsShown(page);
  await flow.locator('.documents li').first().waitFor({ state: 'attached' });
  const required = flow.locator('.documents li').filter({ has: page.locator('.must') });
  while ((await required.count()) > 0) {
    await required.first().getByRole('button').click();
    const reader = flow.getByRole('dialog');
    await part(reader, 'back').click();
    await reader.waitFor({ state: 'detached' });
  }
}

/** @param {Page} page */
export const statements = (page) => part(agreement(page), 'statement').getByRole('checkbox');

/** @param {Page} page @param {'receipted' | 'queued'} [state] */
export const receipt = (page, state) =>
  agreement(page).locator(`[part~="receipt"]${state ? `[data-state="${state}"]` : ''}`);

/** Every document of the role is checked: the button works, also by keyboard or script, which don't wait for it. @param {Page} page */
export async function canAccept(page) {
  await part(agreement(page), 'accept').and(page.locator(':not([aria-disabled])')).waitFor({ state: 'attached' });
  await partsShown(page);
}

/** Everything that is needed, and the button; not what comes of it. @param {Page} page */
export async function accept(page) {
  await agreementShown(page);
  await readRequired(page);
  await fillParties(page);
  await tickStatements(page);
  await part(agreement(page), 'accept').click();
}

/** The names of the flow's steps: all of them are on a wide screen, one at a time on a phone. */
const STEPS = /^(Trin|Steg|Steps)$/;

/** The flow's list of steps, there on every screen. @param {Page} page */
export async function stepsOf(page) {
  const list = agreement(page).getByRole('navigation', { name: STEPS });
  await list.waitFor();
  return list.getByRole('button');
}

/**
 * Whatever the step that is on the screen asks for, where the page has filled in who signs up.
 * @param {Page} page
 */
export async function fillStep(page) {
  await readRequired(page);
  const recipients = agreement(page).locator('.recipients > li').filter({ visible: true });
  for (const one of await recipients.filter({ has: page.getByRole('radio') }).all()) {
    await one.getByRole('radio').first().check();
  }
  for (const box of await statements(page).filter({ visible: true }).all()) await box.check();
}

/** The focus is at the start of a step, where whoever goes to one finds it; what is written before that is lost. @param {Page} page */
export const atStep = (page) => agreement(page).locator('.step.current:focus').waitFor();

/** What has the focus in the flow is something else than the button that leads on. @param {Page} page */
const hasLedOn = (page) =>
  agreement(page).evaluate(({ shadowRoot }) => shadowRoot.activeElement?.matches(':not([part=next])') ?? false);

/** Goes on where one step is shown at a time, to the next or to what is missing; false when there is none to go on to. @param {Page} page */
export async function goOn(page) {
  const next = part(agreement(page), 'next').filter({ visible: true });
  if ((await next.count()) === 0) return false;
  await next.click();
  await until(() => hasLedOn(page), Boolean, 'it leads on');
  return true;
}

/**
 * From the first step to the last, on a screen of any size, with all that is asked for.
 * @param {Page} page
 * @param {(step: number) => unknown} [look]  what to do at each
 */
export async function throughSteps(page, look = () => {}) {
  await stepsOf(page);
  for (let step = 0; ; step += 1) {
    await fillStep(page);
    await look(step);
    if (!(await goOn(page))) return;
  }
}

/** What the form around the agreement would send. @param {Page} page */
export const formData = (page) =>
  page.evaluate(() => Object.fromEntries(new FormData(document.querySelector('#opret'))));

/** Must be called before the page is opened: lets a test read what the browser would show at the element. @param {Page} page */
export const watchValidity = (page) =>
  page.addInitScript(() => {
    const attach = HTMLElement.prototype.attachInternals;
    HTMLElement.prototype.attachInternals = function () {
      const internals = attach.call(this);
      globalThis.internalsOf = (globalThis.internalsOf ?? new Map()).set(this, internals);
      return internals;
    };
  });

/** @param {Page} page */
export const validity = (page) =>
  page.evaluate(() => {
    const element = document.querySelector('samtycke-agreement');
    const { validity, validationMessage } = globalThis.internalsOf.get(element);
    return { valid: validity.valid, message: validationMessage };
  });

/** Until the form is told that the agreement lacks its value, in these words: it is told after the drawing. @param {Page} page @param {string} message */
export async function untilMissing(page, message) {
  const now = await until(() => validity(page), ({ message: told }) => told === message, `“${message}”`);
  if (now.valid) throw new Error(`valid, with “${message}”`);
}
