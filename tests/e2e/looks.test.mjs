// Views as people set up their eyes: wider spacing, more contrast, the system's colours, no motion. And the same in every
// ready theme.

import assert from 'node:assert/strict';
import { READY, VIEWS, lookAt, wear } from './support/looks.mjs';
import { violationsOf } from './support/axe.mjs';
import { part, shot, together, useWorld } from './support/world.mjs';

const world = useWorld();
const look = (/** @type {string} */ name) => VIEWS.find(({ view }) => view === name) ?? assert.fail(name);
const PHONE = { width: 320, height: 640 };

/** WCAG 1.4.12, put where a reader's own style sheet would: into the page and every shadow root. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`;

/** @param {import('playwright-core').Page} page @param {string} css */
const style = (page, css) =>
  page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const roots = (/** @type {Document | ShadowRoot} */ root) => {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots(shadowRoot);
    };
    roots(document);
  }, css);

/** What is cut off, and whose words lie over others', inside of shadow roots. @param {import('playwright-core').Page} page */
const spoiled = (page) =>
  page.evaluate(() => {
    const found = /** @type {string[]} */ ([]);
    const name = (/** @type {Element} */ element) => `${element.localName}.${element.className || element.getAttribute('part') || ''}`;
    const clips = (/** @type {string} */ overflow) => overflow === 'hidden' || overflow === 'clip';
    const behind = (/** @type {Element | null} */ element) => {
      for (let at = element; at; at = at.parentElement) if (getComputedStyle(at).clipPath !== 'none') return true;
      return false;
    };
    /** What of a line is seen: boxes that scroll show a part. @param {Element} element @param {DOMRect} rect */
    const seen = (element, { top, bottom, left, right }) => {
      for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) {
        if (getComputedStyle(at).overflowY === 'visible' && getComputedStyle(at).overflowX === 'visible') continue;
        const box = at.getBoundingClientRect();
        [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
        [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      }
      return { top, bottom, left, right };
    };
    for (const host of document.querySelectorAll('*')) {
      const root = host.shadowRoot;
      if (!root) continue;
      /** @type {{ top: number, bottom: number, left: number, right: number, text: string }[]} */
      const lines = [];
      for (const element of root.querySelectorAll('*')) {
        if (!(element instanceof HTMLElement) || !element.checkVisibility({ visibilityProperty: true })) continue;
        const look = getComputedStyle(element);
        // What only a screen reader gets is a pixel on purpose.
        if (behind(element)) continue;
        const [wide, high] = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight];
        if ((clips(look.overflowX) && wide > 1) || (clips(look.overflowY) && high > 1)) found.push(`cut off: ${name(element)} by ${wide} × ${high}`);
        if (element.matches('button, label, summary') && wide > 1) found.push(`wider than its box: ${name(element)} by ${wide}`);
        for (const node of element.childNodes) {
          if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim() || element.localName === 'option') continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          for (const rect of range.getClientRects()) {
            const { top, bottom, left, right } = seen(element, rect);
            // A line's box is higher than its letters.
            const margin = rect.height / 4;
            if (bottom - top > 2 * margin) lines.push({ top: top + margin, bottom: bottom - margin, left, right, text: node.textContent.trim().slice(0, 40) });
          }
        }
      }
      lines.sort((a, b) => a.top - b.top);
      for (const [at, one] of lines.entries()) {
        for (const other of lines.slice(at + 1)) {
          if (other.top >= one.bottom) break;
          if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2) found.push(`over each other: “${one.text}” and “${other.text}”`);
        }
      }
    }
    return found;
  });

together('With the spacing of WCAG 1.4.12 no word is cut off or lies over another', () => {
  for (const name of ['banner', 'preferences', 'policy', 'agreement', 'agreement-ready']) {
    world.test(name, async ({ visitor }) => {
      for (const [mode, options] of Object.entries({ wide: {}, phone: { viewport: PHONE } })) {
        const page = await (await visitor({ reducedMotion: 'reduce', ...options })).newPage();
        if (name === 'agreement-ready' && mode === 'phone') continue;
        await lookAt(page, mode === 'phone' && name === 'agreement' ? { ...look(name), reach: (page) => part(page, 'next').first().waitFor() } : look(name), 'da');
        await style(page, SPACING);
        await shot(page, `spacing/${name}-${mode}`, { fullPage: name !== 'banner' });
        assert.deepEqual(await spoiled(page), [], mode);
      }
    });
  }
});

world.test('Words that lie over each other or are cut off would be found', async ({ visit }) => {
  const page = await visit('/demo/', { reducedMotion: 'reduce' });
  await part(page, 'banner').waitFor();
  assert.deepEqual(await spoiled(page), []);
  await style(page, '.banner p { margin-block-start: -2em !important } .answers button { block-size: 12px; min-block-size: 0 !important; overflow: hidden; white-space: nowrap; font-size: 3em }');
  const found = await spoiled(page);
  assert.ok(found.some((one) => one.startsWith('over each other')) && found.some((one) => one.startsWith('cut off')), found.join('\n'));
});

world.test('With more contrast, quiet words are as dark as the others and lines as strong as edges', async ({ visitor }) => {
  const page = await (await visitor({ contrast: 'more' })).newPage();
  await lookAt(page, look('preferences'), 'da');
  const colours = await page.locator('samtycke-preferences').evaluate(({ shadowRoot }) => {
    const of = (/** @type {string} */ selector) => getComputedStyle(/** @type {Element} */ (shadowRoot?.querySelector(selector)));
    return [of('.view, .preferences').color, of('thead th').color, of('td').borderBottomColor];
  });
  assert.equal(colours[1], colours[0]);
  await page.emulateMedia({ contrast: 'no-preference' });
  const [ink, quiet, line] = await page.locator('samtycke-preferences').evaluate(({ shadowRoot }) => {
    const of = (/** @type {string} */ selector) => getComputedStyle(/** @type {Element} */ (shadowRoot?.querySelector(selector)));
    return [of('.view, .preferences').color, of('thead th').color, of('td').borderBottomColor];
  });
  assert.equal(ink, colours[0]);
  assert.notEqual(quiet, ink);
  assert.notEqual(line, colours[2]);
});

world.test('In forced colours every control has an edge; with reduced motion nothing moves', async ({ visitor }) => {
  const page = await (await visitor({ forcedColors: 'active', reducedMotion: 'reduce' })).newPage();
  for (const name of ['banner', 'embed']) {
    await lookAt(page, look(name), 'da');
    const edges = await page.locator('samtycke-cookies button:visible, samtycke-embed button:visible').evaluateAll((buttons) =>
      buttons.map((button) => `${getComputedStyle(button).borderTopStyle} ${getComputedStyle(button).borderTopWidth}`));
    assert.ok(edges.length > 0 && edges.every((edge) => edge === 'solid 1px'), edges.join());
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    await shot(page, `forced/${name}`, { fullPage: false });
    await page.context().clearCookies();
  }
});

together('In every ready theme, light and dark, axe finds nothing', () => {
  for (const name of ['banner', 'preferences', 'policy', 'agreement']) {
    world.test(`in every ready theme: ${name}`, async ({ visitor }) => {
      const page = await (await visitor({ reducedMotion: 'reduce' })).newPage();
      await lookAt(page, look(name), 'da');
      const wrong = [];
      for (const theme of READY) {
        await wear(page, theme);
        for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
          await page.emulateMedia({ colorScheme });
          wrong.push(...(await violationsOf(page, `${theme}, ${colorScheme}`)));
        }
      }
      assert.deepEqual(wrong, []);
    });
  }
});
