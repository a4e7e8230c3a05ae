// docs/quick-start.md, done as it is written: by a command line, an editor and a browser, in an empty folder.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium as engine } from 'playwright-core';
import { test } from 'node:test';
import { binary, chromium, demo, here, widget } from './support/settings.mjs';
import { part } from './support/world.mjs';

const docs = readFileSync(resolve(here, '../../docs/quick-start.md'), 'utf8');

/** The one block of that language in which that stands. @param {string} language @param {string} what */
function block(language, what) {
  const blocks = [...docs.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].filter(([, of, code]) => of === language && code.includes(what));
  assert.ok(blocks.length > 0, `no ${language} block has ${what}`);
  return blocks[0][2];
}

/** The file that the page says to save a block as. @param {string} code */
function savedAs(code) {
  const before = docs.slice(0, docs.indexOf(code));
  const [, name] = /.*this as `([^`]+)`/s.exec(before) ?? [];
  assert.ok(name, 'no file is named before it');
  return name;
}

test('Who does what the quick start says has a banner, and the answer on record', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'samtycke-quick-'));
  const path = `${dirname(binary)}:${process.env.PATH}`;
  const run = (/** @type {string} */ script) => execFileSync('bash', ['-ec', script], { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: path } });
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  // The demonstration has the same widget.
  mkdirSync(join(folder, 'dist'));
  symlinkSync(join(demo, widget), join(folder, 'dist/embed'));

  run(block('sh', '--vendor'));
  assert.equal(run(block('sh', 'samtycke check')), block('text', '0 errors'), 'as the page says');
  run(block('sh', 'samtycke build'));
  const [html, script] = [block('html', '<!doctype html>'), block('js', 'document.title')];
  const serve = block('sh', 'samtycke serve').trim();
  const receiver = spawn(binary, [...serve.split(' ').slice(1), '--port', '0'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => receiver.kill('SIGKILL'));
  let url = '';
  for await (const line of createInterface({ input: receiver.stdout })) {
    [, url = ''] = /^listening on (\S+)/.exec(line) ?? [];
    if (url) break;
  }
  assert.ok(html.includes('data-endpoint="http://127.0.0.1:8080"'), 'the port that serve takes by itself');
  writeFileSync(join(folder, savedAs(html)), html.replace('http://127.0.0.1:8080', url));
  writeFileSync(join(folder, savedAs(script)), script);

  const browser = await engine.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(url);
  await part(page, 'banner').waitFor();
  const [, said] = /the tab says “([^”]+)”/.exec(docs) ?? [];
  const counted = () => page.waitForFunction((said) => document.title === said, said);
  assert.equal(await page.title(), 'Lantern Books', 'nothing runs before the answer');
  const kept = () => page.waitForResponse((response) => response.url().endsWith('/records') && response.ok());
  const accepted = kept();
  await part(page, 'accept-all').click();
  await counted();
  await accepted;
  await page.reload();
  await counted();
  assert.equal(await part(page, 'banner').count(), 0, 'nobody asks again');

  const records = () => run(block('sh', 'records search')).trim().split('\n').slice(1);
  assert.equal(records().length, 1);
  assert.match(records()[0], /consent_given .* matomo:given/);

  await page.getByRole('button', { name: 'Cookie settings' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Statistics' }).uncheck();
  const withdrawn = kept();
  await part(dialog, 'save').click();
  await withdrawn;
  await page.reload();
  await page.getByRole('heading', { name: 'Lantern Books' }).waitFor();
  await page.waitForFunction(() => window.samtycke?.consent?.().answered);
  assert.equal(await page.title(), 'Lantern Books', 'refused');
  assert.equal(records().length, 2, 'one for each answer');
});
