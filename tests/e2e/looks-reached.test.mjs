// Every view that `cargo xtask looks` draws is reached in each language, and fits a wide screen and a phone in each theme.

import assert from 'node:assert/strict';
import { overflowOf } from './support/axe.mjs';
import { LANGUAGES, startLooks } from './support/looks-packs.mjs';
import { VIEWS, lookAt, themesOf, wear } from './support/looks.mjs';
import { together, useWorld } from './support/world.mjs';

const world = useWorld({ start: startLooks });

together('Every view is reached in every language, and fits in every theme', () => {
  for (const look of VIEWS) {
    world.test(`to look at: ${look.view}`, async ({ visitor }) => {
      for (const lang of /** @type {(keyof typeof LANGUAGES)[]} */ (Object.keys(LANGUAGES))) {
        const page = await (await visitor({ reducedMotion: 'reduce', expectErrors: look.expectErrors })).newPage();
        await lookAt(page, look, lang, world.server);
        for (const width of [1280, 320]) {
          await page.setViewportSize({ width, height: 900 });
          // Forced colours change no size.
          for (const theme of themesOf(look).filter((theme) => theme !== 'forced')) {
            await wear(page, theme);
            assert.deepEqual(await overflowOf(page, `${lang}, ${theme}, ${width} px`), []);
          }
        }
        await page.close();
      }
    });
  }
});

for (const [name, box] of [['agreement', '.agreement'], ['preferences', '.preferences']]) {
  world.test(`From right to left a view begins where its lines do: ${name}`, async ({ visitor }) => {
    const page = await (await visitor({ reducedMotion: 'reduce' })).newPage();
    await lookAt(page, VIEWS.find(({ view }) => view === name) ?? assert.fail(name), 'ar', world.server);
    const [inner, outer] = await page.locator(`samtycke-${name}`).evaluate((host, box) =>
      [/** @type {Element} */ (host.shadowRoot?.querySelector(box)), host].map((one) => one.getBoundingClientRect().right), box);
    assert.equal(inner, outer);
  });
}
