// What axe finds, in any open shadow root, and what is wider than the screen.

import AxeBuilder from '@axe-core/playwright';

/**
 * What is wrong with a view as it stands, in words; empty when nothing is.
 * @param {import('playwright-core').Page} page
 * @param {string} mode  for the message
 * @param {string[]} [except]  rules that say nothing here
 */
export async function violationsOf(page, mode, except = []) {
  const { violations } = await new AxeBuilder({ page }).disableRules(except).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${mode}: ${id}: ${target.flat().join(' ')}: ${failureSummary}`),
  );
}

/** The same, when the page can be scrolled sideways. @param {import('playwright-core').Page} page @param {string} mode */
export async function overflowOf(page, mode) {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  return wide > 0 ? [`${mode}: ${wide} px wider than the screen`] : [];
}
