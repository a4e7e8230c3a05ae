// The demonstration's form with the agreement of Prognosvik AB, and what one looks at in it.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { demo } from './settings.mjs';
import { agreement } from './steps.mjs';
import { part, until } from './world.mjs';

export const prognosvik = join(demo, 'packs/prognosvik');

/** The demonstration's form with the agreement of Prognosvik AB, which asks for reading and records a no. */
export const withPrognosvik = (role = 'customer', lang = 'sv') => (page) =>
  page.route('**/demo/opret/', async (route) => {
    const response = await route.fetch();
    const element = `<samtycke-agreement name="agreement" pack="/packs/prognosvik/pack.json" lang="${lang}" role="${role}">`;
    const body = (await response.text()).replace('<samtycke-agreement name="agreement" pack-role="customer">', element);
    assert.ok(body.includes(element));
    await route.fulfill({ response, body });
  });

/** Keeps what the element tells, for `toldOf`. */
export const listen = (page) =>
  page.addInitScript(() => {
    globalThis.told = [];
    for (const name of ['accepted', 'declined', 'error']) {
      document.addEventListener(`samtycke-${name}`, ({ detail }) => globalThis.told.push({ name, ...detail }));
    }
  });
/** What it has told, once an event of that name is among it: events come after the drawing. */
export const toldOf = (page, name) =>
  until(() => page.evaluate(() => globalThis.told), (all) => all.some((one) => one.name === name), `told of ${name}`);

export const before = (...all) => async (page) => {
  for (const one of all) await one(page);
};

/** Id, or text, of what has the focus in the flow. */
export const focused = (page) =>
  agreement(page).evaluate(({ shadowRoot }) => {
    const element = shadowRoot.activeElement;
    return element?.id || element?.getAttribute('part') || element?.className || '';
  });

export const waiting = (page) =>
  page.evaluate(() => Object.keys(localStorage).filter((name) => /^samtycke-(outbox|answer)/.test(name)));

export const reader = (page) => agreement(page).getByRole('dialog');
export const standing = (page) => reader(page).locator('#reading_state');
export const progress = (page) => agreement(page).locator('.reading_progress');

/** The flow in Swedish. */
export async function visitPrognosvik(visit, { role, lang, also = [], ...options } = {}) {
  const page = await visit('/demo/opret/', { before: before(withPrognosvik(role, lang), listen, ...also), ...options });
  await agreement(page).locator('.group').first().waitFor();
  return page;
}

/** The view after a no. */
export const declined = (page) => part(agreement(page), 'declined');
