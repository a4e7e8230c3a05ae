// One server and one browser per file, a fresh context per test.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium as engine } from 'playwright-core';
import { startServer } from './server.mjs';
import { chromium, screenshots } from './settings.mjs';

/** @typedef {import('playwright-core').Page} Page */

const ARGUMENTS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** How long anything may take to show up. */
const PATIENCE_MS = 60_000;

/** How long a test may take in all: the runner's own limit is one for a whole file. */
const TEST_MS = 600_000;

/** How many times slower the pages' processor is: what holds on a fast machine only shows itself. */
const SLOWER = Number(process.env.SAMTYCKE_SLOW ?? 1);

/**
 * To be called once at the top of a file.
 * @param {import('./server.mjs').Options & { start?: (options: object) => Promise<any> }} [options]  start: what to serve
 * instead of the demonstration site
 */
export function useWorld({ start = startServer, ...options } = {}) {
  const world = new World();
  before(async () => {
    world.server = await start(options);
    world.browser = await engine.launch({ executablePath: chromium, args: ARGUMENTS });
  });
  after(async () => {
    await world.browser?.close();
    await world.server?.remove();
  });
  return world;
}

class World {
  /** @type {import('./server.mjs').Server} */
  server;
  /** @type {import('playwright-core').Browser} */
  browser;

  get url() {
    return this.server.url;
  }

  /**
   * A test with visitors of its own. What they saw when it failed is kept in screenshots/failed.
   * @param {string} promise
   * @param {(visitors: Visitors) => Promise<void>} keep
   */
  test(promise, keep) {
    test(promise, { timeout: TEST_MS }, async () => {
      const visitors = new Visitors(this);
      try {
        await keep(visitors);
        visitors.assertNoErrors();
      } catch (error) {
        await visitors.picture(promise);
        throw error;
      } finally {
        await visitors.leave();
      }
    });
  }
}

/**
 * Tests that may run at the same time: most of what they do is wait. None of them may end the server.
 * @param {string} name
 * @param {() => void} define
 */
export const together = (name, define) => describe(name, { concurrency: 3 }, define);

/** @typedef {import('playwright-core').BrowserContextOptions & { expectErrors?: boolean }} VisitorOptions */

class Visitors {
  #world;
  /** @type {import('playwright-core').BrowserContext[]} */
  #contexts = [];
  /** @type {string[]} */
  #errors = [];

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
  }

  /**
   * A browser that has never been here, Danish unless told otherwise. Errors on its pages fail the test, unless it
   * expects some.
   * @param {VisitorOptions} [options]
   */
  visitor = async ({ expectErrors = false, ...options } = {}) => {
    const context = await this.#world.browser.newContext({
      baseURL: this.#world.url,
      locale: 'da-DK',
      timezoneId: 'Europe/Copenhagen',
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    this.#contexts.push(context);
    context.setDefaultTimeout(PATIENCE_MS);
    if (SLOWER > 1) context.on('page', slowDown);
    if (!expectErrors) {
      context.on('weberror', (error) => this.#errors.push(String(error.error())));
      context.on('console', (message) => {
        const { url } = message.location();
        // Browsers ask for it by themselves; a plain page names no icon.
        if (message.type() === 'error' && !url.endsWith('/favicon.ico')) this.#errors.push(`${message.text()} (${url})`);
      });
    }
    return context;
  };

  /**
   * The same, on a page.
   * @param {string} path
   * @param {VisitorOptions & { before?: (page: Page) => unknown }} [options]  before: what must be there first
   */
  visit = async (path, { before, ...options } = {}) => {
    const page = await (await this.visitor(options)).newPage();
    await before?.(page);
    await page.goto(path);
    return page;
  };

  assertNoErrors() {
    if (this.#errors.length) throw new Error(`errors in the browser's console:\n${this.#errors.join('\n')}`);
  }

  /** @param {string} promise */
  async picture(promise) {
    const name = promise.replaceAll(/[^\p{L}\d]+/gu, '-');
    const pages = this.#contexts.flatMap((context) => context.pages());
    await Promise.allSettled(pages.map((page, index) => shot(page, `failed/${name}-${index}`, { fullPage: false })));
  }

  async leave() {
    for (const context of this.#contexts) await context.close();
  }
}

/** @param {Page} page */
async function slowDown(page) {
  try {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  } catch (error) {
    if (!page.isClosed()) throw error;
  }
}

/**
 * A picture for people to look at: tests/e2e/screenshots/<name>.png
 * @param {Page} page
 * @param {string} name
 * @param {import('playwright-core').PageScreenshotOptions} [options]
 */
export async function shot(page, name, options) {
  const path = join(screenshots, `${name}.png`);
  mkdirSync(join(path, '..'), { recursive: true });
  await page.screenshot({ path, fullPage: true, animations: 'disabled', ...options });
}

/** Preferences that are drawn before anybody asks for them are on no screen and in nobody's way. */
const DRAWN_AHEAD = 'dialog[part~="preferences"][inert]';

/**
 * By the stable hook of every view, in or outside of shadow roots; not in what is drawn ahead.
 * @param {Page | import('playwright-core').Locator} scope
 * @param {string} name
 */
export const part = (scope, name) => scope.locator(`[part~="${name}"]:not(${DRAWN_AHEAD}, ${DRAWN_AHEAD} *)`);

/**
 * Waits until `read` answers with something that `holds`, and gives it back. For what has no event to wait for.
 * @template T
 * @param {() => Promise<T>} read
 * @param {(value: T) => boolean} holds
 * @param {string} what
 * @returns {Promise<T>}
 */
export async function until(read, holds, what) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`${what}: still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
