// The demonstration's optional services: did they run, did they store anything?

import assert from 'node:assert/strict';
import { until } from './world.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** Every optional service of the landing page, and what the pack says it stores. */
export const SERVICES = {
  chat: ['chat_conversation', 'chat_open'],
  matomo: ['_pk_id.7', '_pk_ses.7'],
  video: ['fk_viewer', 'fk_volume'],
  ads: ['_ab_click', '_ab_uid'],
};
export const ALL = Object.keys(SERVICES);

/**
 * Keeps the URLs that a page asks for.
 * @param {Page} page
 */
export function requestsOf(page) {
  /** @type {string[]} */
  const paths = [];
  page.on('request', (request) => paths.push(new URL(request.url()).pathname));
  return paths;
}

/** The services that ran on this page, and the names of what is stored, the visitor's own answer aside. @param {Page} page */
export async function seen(page) {
  const ran = await page.locator('#koert .has-run').evaluateAll((rows) => rows.map((row) => row.dataset.service));
  const cookies = (await page.context().cookies()).map(({ name }) => name);
  const kept = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  return { ran: ran.sort(), stored: [...cookies, ...kept].filter((name) => !/^samtycke(-|$)/.test(name)).sort() };
}

/** Waits until exactly these services have run and stored what is theirs. @param {Page} page @param {string[]} services */
export async function ranExactly(page, services) {
  const expected = { ran: [...services].sort(), stored: services.flatMap((service) => SERVICES[service]).sort() };
  const same = (value) => JSON.stringify(value) === JSON.stringify(expected);
  await until(() => seen(page), same, `wanted ${JSON.stringify(expected)}`);
  // What must not run would have had time to by now.
  await idle(page);
  assert.deepEqual(await seen(page), expected);
}

/** The page is loaded, painted, and has had time to do what it puts off until it is idle. @param {Page} page */
export async function idle(page) {
  await page.waitForLoadState('load');
  await page.evaluate(async () => {
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    // A browser that draws nothing may never call itself idle.
    const bored = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 }));
    for (let turn = 0; turn < 3; turn += 1) {
      await painted();
      await bored();
    }
  });
}

/**
 * Nothing optional ran, was asked for, or stored anything; sure of it only when the page is idle.
 * @param {Page} page
 * @param {string[]} requests
 */
export async function assertNothingOptional(page, requests) {
  await idle(page);
  assert.deepEqual(await seen(page), { ran: [], stored: [] });
  assert.deepEqual(requests.filter((path) => path.startsWith('/demo/embed/')), []);
}
