// The whole of it under a strict Content-Security-Policy: no inline code or style, no eval, no HTML made of strings.

import assert from 'node:assert/strict';
import { ALL, ranExactly } from './support/optional.mjs';
import { assertVerified, jwksOf } from './support/records.mjs';
import {
  accept, agreement, agreementShown, answerBanner, formData, openPreferences, receipt,
} from './support/steps.mjs';
import { part, useWorld } from './support/world.mjs';

const world = useWorld({ csp: true });

/** Opens a page that keeps every violation of its policy, and says at the end that there was none. */
async function strictly(visit, path, use) {
  /** @type {string[]} */
  const violations = [];
  const page = await visit(path, {
    before: async (page) => {
      await page.exposeFunction('violated', (text) => violations.push(text));
      await page.addInitScript(() => {
        window.print = () => window.top?.dispatchEvent(new Event('printed'));
      });
      await page.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
          globalThis.violated(`${violatedDirective}: ${blockedURI} at ${sourceFile}:${lineNumber}`),
        ),
      );
      page.on('response', (response) => {
        if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) {
          policies.push(response.headers()['content-security-policy'] ?? '');
        }
      });
    },
  });
  await use(page);
  // What was violated last has been told by now.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.deepEqual(violations, []);
}

/** @type {string[]} */
const policies = [];

const PARTS = {
  'the banner and what it lets go': ['/demo/', async (page) => {
    await answerBanner(page, 'accept-all');
    await ranExactly(page, ALL);
  }],
  'the preferences': ['/demo/', async (page) => {
    const dialog = await openPreferences(page);
    for (const services of await dialog.getByText(/^Tjenester \(/).all()) await services.click();
    await dialog.getByRole('checkbox', { name: 'Video' }).check();
    await part(dialog, 'save').click();
    await ranExactly(page, ['video']);
  }],
  'an embed\'s placeholder': ['/demo/', async (page) => {
    await part(page, 'embed-once').click();
    await ranExactly(page, ['video']);
  }],
  'the policy': ['/demo/privatliv/', async (page) => {
    const policy = page.locator('samtycke-policy');
    await part(policy, 'document').getByRole('heading', { name: 'Privatlivspolitik' }).waitFor();
    await policy.getByRole('link', { name: 'English' }).click();
    await part(policy, 'document').getByRole('heading', { name: 'Privacy policy' }).waitFor();
    // What puts styles and frames somewhere by script: marks, tips, print.
    await policy.getByRole('button', { name: 'Search' }).click();
    await policy.locator('.search input:focus').waitFor();
    await page.keyboard.type('data');
    await policy.getByText(/ of \d/).first().waitFor();
    await page.keyboard.press('Escape');
    await page.evaluate(() => addEventListener('printed', () => (globalThis.printed = true)));
    await policy.getByRole('button', { name: 'Print or save as PDF' }).click();
    await page.waitForFunction(() => globalThis.printed);
    await part(policy, 'versions').locator('summary').click();
    // What it is called depends on the day.
    await part(policy, 'versions').locator('a[href*="~3.1"]').click();
    await part(policy, 'redline').waitFor();
  }],
  'the agreement, its reader and its receipt': ['/demo/opret/', async (page) => {
    await agreementShown(page);
    await agreement(page).getByRole('button', { name: 'Læs' }).first().click();
    const reader = agreement(page).getByRole('dialog');
    await part(reader, 'document').waitFor();
    await part(reader, 'close').click();
    await reader.waitFor({ state: 'detached' });
    await accept(page);
    await receipt(page, 'receipted').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      agreement(page).getByRole('button', { name: 'Hent det signerede svar' }).click(),
    ]);
    assert.equal(await download.failure(), null);
    const { agreement: record, 'agreement.receipt': counterSigned } = await formData(page);
    await assertVerified({ record, receipt: counterSigned, jwks: await jwksOf(world.url) });
  }],
  'a plain page': ['/packs/vagthavn/documents/dpa.da.html', (page) => page.getByRole('heading', { level: 1 }).waitFor()],
};

for (const [name, [path, use]] of Object.entries(PARTS)) {
  world.test(`Under a strict policy, without a violation: ${name}`, async ({ visit }) => {
    policies.length = 0;
    await strictly(visit, path, use);
    assert.equal(policies.length, 1);
    for (const rule of [
      /default-src 'none'/, /script-src 'self' 'wasm-unsafe-eval'(;|$)/, /style-src 'self'(;|$)/,
      /require-trusted-types-for 'script'/,
    ]) assert.match(policies[0], rule);
  });
}
