// How fast an answer is: the latency of the click on "Accept all" that the browser itself measures (Event Timing, what
// INP is made of), and when the first released script runs, on a page with 50 blocked scripts and a processor slowed
// down four times.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { chromium } from 'playwright-core';

const ROUNDS = 20;
const SCRIPTS = 50;
const SLOWDOWN = 4;

const demo = process.env.SAMTYCKE_DEMO ?? 'dist/demo';

/** Inline and with `src` in turn, in two categories; each notes when it ran and does a little work, as they do. */
const blocked = Array.from({ length: SCRIPTS }, (_, index) => {
  const category = index % 4 < 2 ? 'statistics' : 'marketing';
  return index % 2
    ? `<script type="text/plain" data-category="${category}" src="/ran.js?${index}"></script>`
    : `<script type="text/plain" data-category="${category}">ran()</script>`;
}).join('\n');

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>50 scripts</title>
<script>
  window.times = [];
  window.ran = () => { times.push(performance.now()); for (let until = performance.now() + 1; performance.now() < until; ); };
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    if (entry.name === 'click') window.click = { latency: entry.duration, start: entry.startTime };
  })).observe({ type: 'event', durationThreshold: 16 });
  addEventListener('click', () => requestAnimationFrame(() => { window.frame = performance.now(); }), true);
</script>
<script src="/packs/vagthavn/embed.js"></script>
<body>${'<p>A paragraph of a page that has something to say.</p>'.repeat(200)}${blocked}`;

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
  if (path === '/') return response.setHeader('content-type', 'text/html').end(page);
  if (path === '/ran.js') return response.setHeader('content-type', 'text/javascript').end('ran()');
  try {
    const type = { js: 'text/javascript', wasm: 'application/wasm', json: 'application/json', css: 'text/css' };
    response.setHeader('content-type', type[path.split('.').pop()] ?? 'text/html');
    response.end(await readFile(join(demo, path)));
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

const rounds = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const tab = await context.newPage();
  await tab.goto(`http://127.0.0.1:${server.address().port}/`);
  const accept = await tab.locator('[part~="accept-all"]').boundingBox();
  const devtools = await context.newCDPSession(tab);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await tab.mouse.click(accept.x + 10, accept.y + 10);
  const measured = await tab.waitForFunction((count) => window.times.length === count && window.click, SCRIPTS);
  const { latency, start } = await measured.jsonValue();
  const { times, frame } = await tab.evaluate(() => ({ times: window.times, frame: window.frame }));
  rounds.push({ latency, first: times[0] - start, last: times[SCRIPTS - 1] - start, afterFrame: times[0] > frame });
  await context.close();
}
await browser.close();
server.close();

const sorted = (key) => rounds.map((round) => round[key]).sort((a, b) => a - b);
const line = (key) => {
  const values = sorted(key);
  return `${values[ROUNDS >> 1].toFixed(0).padStart(8)} ${values[ROUNDS - 1].toFixed(0).padStart(8)}`;
};
console.log(`Accept all, ${SCRIPTS} blocked scripts, processor ${SLOWDOWN}× slower, ${ROUNDS} rounds; milliseconds`);
console.log(`${''.padEnd(34)}   median    worst`);
console.log(`${'latency of the click (Event Timing)'.padEnd(35)}${line('latency')}`);
console.log(`${'click to first released script'.padEnd(35)}${line('first')}`);
console.log(`${'click to last released script'.padEnd(35)}${line('last')}`);
const early = rounds.filter((round) => !round.afterFrame).length;
console.log(early ? `${early} rounds released a script before the banner's frame` : 'No script ran before the frame without the banner.');
