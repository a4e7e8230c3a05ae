// One server and one browser per file, a fresh context per test.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { chromium as engine } from 'playwright-core';
import { startServer } from './server.mjs';
import { chromium, screenshots } from './settings.mjs';

const ARGUMENTS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** How long anything may take to show up. */
const PATIENCE_MS = 20_000;

/**
 * To be called once at the top of a file.
 * @param {{ csp?: boolean, origin?: string }} [serverOptions]
 */
export function useWorld(serverOptions) {
  const world = new World();
  before(async () => {
    world.server = await startServer(serverOptions);
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
   * A visitor: a browser that has never been here, Danish unless told otherwise. Errors on the pages fail the test,
   * unless it expects some.
   * @param {import('node:test').TestContext} t
   * @param {import('playwright-core').BrowserContextOptions & { expectErrors?: boolean }} [options]
   */
  async visitor(t, { expectErrors = false, ...options } = {}) {
    const context = await this.browser.newContext({
      baseURL: this.url,
      locale: 'da-DK',
      timezoneId: 'Europe/Copenhagen',
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    /** @type {string[]} */
    const errors = [];
    context.on('weberror', (error) => errors.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
    });
    t.after(async () => {
      const failed = context.pages().map((page, index) =>
        // Only kept when the test failed; node tells only afterwards.
        page.isClosed() ? undefined : shot(page, `last/${t.name.replaceAll(/[^\p{L}\d]+/gu, '-')}-${index}`, { fullPage: false }),
      );
      await Promise.allSettled(failed);
      await context.close();
      if (!expectErrors && errors.length) throw new Error(`errors in the browser's console:\n${errors.join('\n')}`);
    });
    return context;
  }

  /**
   * The same, with one page open.
   * @param {import('node:test').TestContext} t
   * @param {string} path
   * @param {Parameters<World['visitor']>[1] & { before?: (page: import('playwright-core').Page) => Promise<unknown> }} [options]
   */
  async visit(t, path, { before, ...options } = {}) {
    const context = await this.visitor(t, options);
    const page = await context.newPage();
    await before?.(page);
    await page.goto(path);
    return page;
  }
}

/**
 * A picture for people to look at: tests/e2e/screenshots/<name>.png
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @param {import('playwright-core').PageScreenshotOptions} [options]
 */
export async function shot(page, name, options) {
  const path = join(screenshots, `${name}.png`);
  mkdirSync(join(path, '..'), { recursive: true });
  await page.screenshot({ path, fullPage: true, animations: 'disabled', ...options });
}

/**
 * By the stable hook of every view, in or outside of shadow roots.
 * @param {import('playwright-core').Page | import('playwright-core').Locator} scope
 * @param {string} name
 */
export const part = (scope, name) => scope.locator(`[part~="${name}"]`);

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
