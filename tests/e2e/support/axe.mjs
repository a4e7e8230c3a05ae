// No accessibility violation, by axe, in any open shadow root; and nothing wider than the screen.

import assert from 'node:assert/strict';
import AxeBuilder from '@axe-core/playwright';

/**
 * @param {import('playwright-core').Page} page
 * @param {string} view  for the message
 */
export async function assertAccessible(page, view) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    at: nodes.map(({ target, failureSummary }) => `${target.flat().join(' ')}: ${failureSummary}`),
  }));
  assert.deepEqual(found, [], view);
}

/** @param {import('playwright-core').Page} page */
export async function assertFits(page, view) {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  assert.ok(wide <= 0, `${view} is ${wide} px wider than the screen`);
}
