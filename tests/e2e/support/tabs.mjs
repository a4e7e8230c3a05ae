// A browser whose tabs hide each other, as a person's do. Playwright tells every page of its own contexts that it is
// visible and has the focus; here it tells nothing.

import { chromium as engine } from 'playwright-core';
import { freePort } from './server.mjs';
import { chromium } from './settings.mjs';

/** Runs with a context of such a browser. @param {(context: import('playwright-core').BrowserContext) => Promise<void>} run */
export async function withTabs(run) {
  const port = await freePort();
  const args = ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`];
  const browser = await engine.launch({ executablePath: chromium, args });
  try {
    const outside = await engine.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
    await run(outside.contexts()[0]);
    await outside.close();
  } finally {
    await browser.close();
  }
}
