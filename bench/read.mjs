// How long a document of 100,000 words takes to open and to read, on a processor slowed down four times: from the
// reader's asking to the first text on the screen, what follows it, and every frame while all of it scrolls by.

import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import { writePack } from './read/pack.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 7);
const SLOWDOWN = 4;
const LIMIT_MS = 200;
const MARKS_LIMIT_MS = 50;
const WHEEL_STEPS = 240;

const folder = await mkdtemp(join(tmpdir(), 'samtycke-read-'));
const words = await writePack(join(folder, 'pack'));
const samtycke = process.env.SAMTYCKE ?? 'target/debug/samtycke';
const embed = process.env.SAMTYCKE_EMBED ?? 'dist/embed';
execFileSync(samtycke, ['build', join(folder, 'pack'), '--out', join(folder, 'site'), '--widget', embed], { stdio: 'pipe' });

const page = (id) => `<!doctype html><html lang="da"><meta charset="utf-8"><title>Read</title>
<style>body { max-width: 72rem; margin: 2rem auto; font: 16px/1.5 sans-serif }</style>
<script>
  window.tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration }))))
    .observe({ type: 'longtask', buffered: true });
  /** Resolves when the document with that title has been painted. */
  window.painted = (title) => new Promise((resolve) => {
    const look = () => {
      const root = document.querySelector('samtycke-policy')?.shadowRoot;
      const shown = root?.querySelector('#document-title')?.textContent === title && root.querySelector('.text p');
      if (!shown) return requestAnimationFrame(look);
      // Called before this frame is drawn; the message comes after.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(0);
    };
    look();
  });
</script>
<script src="/embed.js"></script>
<body><samtycke-policy document="${id}"></samtycke-policy>
<script>window.first = painted('${id === 'long' ? 'Hundrede tusinde ord' : 'En kort politik'}')</script>`;

const types = { js: 'text/javascript', wasm: 'application/wasm', json: 'application/json', css: 'text/css' };
const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
  if (path === '/short' || path === '/long')
    return response.setHeader('content-type', 'text/html').end(page(path.slice(1)));
  try {
    const body = await readFile(join(folder, 'site', path));
    response.setHeader('content-type', types[path.split('.').pop()] ?? 'text/html').end(body);
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

const visit = async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const tab = await context.newPage();
  const devtools = await context.newCDPSession(tab);
  const slow = (rate) => devtools.send('Emulation.setCPUThrottlingRate', { rate });
  return { context, tab, slow };
};

/** The widget is there and shows another document; then the reader asks for the long one. */
const warm = async () => {
  const { context, tab, slow } = await visit();
  await tab.goto(`${origin}/short`);
  await tab.evaluate(() => window.first);
  await tab.waitForTimeout(500);
  await slow(SLOWDOWN);
  const measured = await tab.evaluate(async () => {
    const asked = performance.now();
    document.querySelector('samtycke-policy').setAttribute('document', 'long');
    const at = await window.painted('Hundrede tusinde ord');
    const root = document.querySelector('samtycke-policy').shadowRoot;
    while (root.querySelector('[aria-busy]')) await new Promise((resolve) => setTimeout(resolve, 50));
    const whole = performance.now() - asked;
    await new Promise((resolve) => setTimeout(resolve, 500));
    const after = window.tasks.filter(({ startTime }) => startTime > at).map(({ duration }) => duration);
    return { first: at - asked, whole, longest: Math.max(0, ...after) };
  });
  await context.close();
  return measured;
};

/** Nothing is there: page, embed, wasm, pack and document are fetched and compiled. */
const cold = async () => {
  const { context, tab, slow } = await visit();
  await slow(SLOWDOWN);
  await tab.goto(`${origin}/long`);
  const first = await tab.evaluate(() => window.first);
  await context.close();
  return { cold: first };
};

/** The wheel through the whole text; then the last entry of the contents. */
const read = async () => {
  const { context, tab, slow } = await visit();
  await tab.goto(`${origin}/long`);
  await tab.evaluate(() => window.first);
  const policy = tab.locator('samtycke-policy');
  await policy.locator('[part=document]:not([aria-busy])').waitFor();
  await tab.waitForTimeout(1000);
  await slow(SLOWDOWN);
  await tab.evaluate(() => {
    window.frames_ = [];
    let before = performance.now();
    const frame = (now) => {
      window.frames_.push(now - before);
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await tab.mouse.move(400, 400);
  const height = await tab.evaluate(() => document.documentElement.scrollHeight);
  for (let step = 0; step < WHEEL_STEPS; step += 1) await tab.mouse.wheel(0, height / WHEEL_STEPS);
  await tab.waitForTimeout(500);
  const frames = (await tab.evaluate(() => window.frames_)).slice(2).sort((a, b) => a - b);
  const drift = await tab.evaluate((was) => document.documentElement.scrollHeight - was, height);
  const jump = await tab.evaluate(async () => {
    const root = document.querySelector('samtycke-policy').shadowRoot;
    const entries = root.querySelectorAll('[part=contents] a');
    const results = [];
    for (const index of [120, 3, 240]) {
      const started = performance.now();
      entries[index].click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const took = performance.now() - started;
      await new Promise((resolve) => setTimeout(resolve, 400));
      const heading = root.activeElement;
      const marked = root.querySelector('[part=contents] [aria-current]');
      results.push({ took, top: heading.getBoundingClientRect().top, isMarked: marked === entries[index] });
    }
    return results;
  });
  await context.close();
  return {
    frame: frames.at(-1),
    late: frames.at(Math.floor(frames.length * 0.99)),
    drift: (100 * Math.abs(drift)) / height,
    jump: Math.max(...jump.map(({ took }) => took)),
    top: Math.max(...jump.map(({ top }) => Math.abs(top))),
    isMarked: jump.every(({ isMarked }) => isMarked),
  };
};

/** A word is looked for, letter by letter: from each letter to its marks on the screen. */
const search = async () => {
  const { context, tab, slow } = await visit();
  await tab.goto(`${origin}/long`);
  await tab.evaluate(() => window.first);
  const policy = tab.locator('samtycke-policy');
  await policy.locator('[part=document]:not([aria-busy])').waitFor();
  await policy.locator('.search-open').click();
  await tab.waitForTimeout(1000);
  await slow(SLOWDOWN);
  const measured = await tab.evaluate(async () => {
    const root = document.querySelector('samtycke-policy').shadowRoot;
    const field = root.querySelector('.search input');
    const word = root.querySelector('.clause [data-leaf]').textContent.match(/\p{L}{8,}/u)[0];
    const took = [];
    for (let length = 1; length <= word.length; length += 1) {
      field.value = word.slice(0, length);
      const started = performance.now();
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const { port1, port2 } = new MessageChannel();
      await new Promise((resolve) => {
        port1.onmessage = resolve;
        port2.postMessage(0);
      });
      if (length > 1) took.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    const marks = ['samtycke-hit', 'samtycke-here'].reduce((sum, name) => sum + (CSS.highlights.get(name)?.size ?? 0), 0);
    return { took, marks };
  });
  await context.close();
  if (!measured.marks) throw new Error('nothing is marked');
  return measured.took.sort((a, b) => a - b);
};

const rounds = [];
for (let count = 0; count < ROUNDS; count += 1) rounds.push({ ...(await warm()), ...(await cold()) });
const reading = await read();
const letters = await search();
await browser.close();
server.close();
await rm(folder, { recursive: true });

const median = (key) => rounds.map((one) => one[key]).sort((a, b) => a - b)[ROUNDS >> 1];
const worst = (key) => Math.max(...rounds.map((one) => one[key]));
const line = (name, middle, most) =>
  console.log(`${name.padEnd(52)}${middle.toFixed(0).padStart(9)}${most === undefined ? '' : most.toFixed(0).padStart(9)}`);
console.log(`${words} words, processor ${SLOWDOWN}× slower, ${ROUNDS} rounds; milliseconds\n`);
console.log(`${''.padEnd(52)}   median    worst`);
line(`asked for to first text painted (limit ${LIMIT_MS})`, median('first'), worst('first'));
line('asked for to the whole text', median('whole'), worst('whole'));
line('longest task after the first text', median('longest'), worst('longest'));
line('nothing loaded to first text painted', median('cold'), worst('cold'));
console.log();
line('longest frame while the wheel goes through all', reading.frame);
line('99 of 100 frames are shorter than', reading.late);
line('the longest jump by the contents', reading.jump);
line(`a letter in the search to its marks (limit ${MARKS_LIMIT_MS})`, letters[letters.length >> 1], letters.at(-1));
console.log(`\nThe scroll height changed by ${reading.drift.toFixed(1)} % on the way.`);
console.log(`Places land within ${reading.top.toFixed(0)} px of the window's edge${reading.isMarked ? ', each marked in the contents.' : '; NOT each is marked.'}`);
if (letters[letters.length >> 1] > MARKS_LIMIT_MS) {
  console.error(`\nMarks take longer than ${MARKS_LIMIT_MS} ms.`);
  process.exitCode = 1;
}
if (median('first') > LIMIT_MS) {
  console.error(`\nThe first text takes longer than ${LIMIT_MS} ms.`);
  process.exitCode = 1;
}
