// Answers on the host pages: how they are given, what the page hears of them, where they are kept, their records.

import { answerBanner } from './steps.mjs';
import { assertVerified, delivered, jwksOf, payloadOf } from './records.mjs';
import { part, until } from './world.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** The pack's optional services, and the one that runs by legitimate interest. */
export const OPTIONAL = ['chat', 'count', 'heat', 'film', 'ads'];
export const SERVICES = ['guard', ...OPTIONAL];

/**
 * The services' states in a record.
 * @param {Record<string, string>} given  of these
 * @param {string} others  of all others
 */
export const states = (given, others) => ({ ...Object.fromEntries(SERVICES.map((id) => [id, others])), ...given });

/**
 * The record of the answer that `act` gives, verified by the second command.
 * @param {{ server: import('./hosts.mjs').Hosts }} world
 * @param {Page} page
 * @param {() => Promise<unknown>} act
 * @param {string} [variant]  of the pack
 */
export async function recordOf({ server }, page, act, variant = 'box') {
  const [taken] = await Promise.all([delivered(page), act()]);
  await assertVerified({ ...taken, jwks: await jwksOf(server.receiver.url), pack: server.packs[variant] });
  const record = payloadOf(taken.record);
  return { ...record, states: Object.fromEntries(record.purposes.map(({ id, state }) => [id, state])) };
}

/** Accept all, or reject all, on the banner, and the record is delivered. */
export const answerAndRecord = (world, page, answer, variant) =>
  recordOf(world, page, () => answerBanner(page, answer), variant);

/** To be called before the page is opened: keeps what `samtycke-consent` tells. @param {Page} page */
export const keepEvents = (page) =>
  page.addInitScript(() => {
    globalThis.told = [];
    document.addEventListener('samtycke-consent', ({ detail }) => globalThis.told.push(detail));
  });

/** What it has told so far. @param {Page} page */
export const told = (page) => page.evaluate(() => globalThis.told);

/**
 * What it tells of something that is done: events come after the answer has been painted.
 * @param {Page} page
 * @param {() => Promise<unknown>} act
 */
export async function toldOf(page, act) {
  const before = (await told(page)).length;
  await act();
  return (await until(() => told(page), (events) => events.length > before, 'told')).at(-1);
}

/** To another tab or window: here every page keeps the focus. @param {Page} page */
export const leave = (page) => page.evaluate(() => void dispatchEvent(new Event('blur')));

/** The consent as the page knows it. @param {Page} page */
export const consentOf = (page) => page.evaluate(() => globalThis.samtycke.consent());

/** Nothing of ours waits in this browser. @param {Page} page */
export const allDelivered = (page) =>
  until(
    () => page.evaluate(() => Object.keys(localStorage).filter((name) => /^samtycke-(answer|outbox|refused):/.test(name))),
    (names) => names.length === 0,
    'delivered, nothing waits in this browser',
  );

/** The cookie with the answer, or nothing. @param {Page} page */
export async function storedAnswer(page) {
  const cookies = (await page.context().cookies(page.url())).filter(({ name }) => name === 'samtycke');
  if (cookies.length > 1) throw new Error(`${cookies.length} cookies hold an answer`);
  // It says that the answer is elsewhere.
  if (cookies[0]?.value === '0') return undefined;
  return cookies[0] && { ...cookies[0], answer: JSON.parse(decodeURIComponent(cookies[0].value)) };
}

/** The same answer as if it had been given at another time. @param {Page} page @param {number} time */
export async function redate(page, time) {
  const { answer, value, ...cookie } = await storedAnswer(page);
  const moved = encodeURIComponent(JSON.stringify({ ...answer, t: time }));
  await page.context().addCookies([{ ...cookie, value: moved, expires: -1 }]);
}

export const DAY = 24 * 60 * 60 * 1000;

/** Is the visitor asked? @param {Page} page */
export const isAsked = async (page) => (await part(page, 'banner').count()) > 0;
