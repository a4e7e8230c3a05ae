// How fast an answer is: the latency of the click on "Accept all" that the browser itself measures (Event Timing, what
// INP is made of), and when the first released script runs, on a page with 50 blocked scripts and a processor slowed
// down four times. Beside it, in turn, a page whose box only takes itself away: what this machine and browser need anyway.

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

const ours = { head: '<script src="/packs/vagthavn/embed.js"></script>', body: blocked };
const floor = {
  head: '<style>.box { position: fixed; left: 16px; bottom: 16px; width: 400px; height: 250px; background: #eee }</style>',
  body: `<div class="box"><button part="accept-all">Accept</button></div><script>
    document.querySelector('button').onclick = (event) => {
      event.target.parentNode.remove();
      requestAnimationFrame(() => setTimeout(() => { for (let i = 0; i < ${SCRIPTS}; i += 1) ran(); }));
    };
  </script>`,
};

const page = ({ head, body }) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>50 scripts</title>
<script>
  window.times = [];
  window.ran = () => { times.push(performance.now()); for (let until = performance.now() + 1; performance.now() < until; ); };
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    if (entry.name === 'click') window.click = { latency: entry.duration, start: entry.startTime };
  })).observe({ type: 'event', durationThreshold: 16 });
  addEventListener('click', () => requestAnimationFrame(() => { window.frame = performance.now(); }), true);
</script>
${head}
<body>${'<p>A paragraph of a page that has something to say.</p>'.repeat(200)}${body}`;

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
  if (path === '/ours' || path === '/floor')
    return response.setHeader('content-type', 'text/html').end(page(path === '/ours' ? ours : floor));
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

/** One click on a page that nobody has visited before. */
async function round(path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const tab = await context.newPage();
  await tab.goto(`http://127.0.0.1:${server.address().port}${path}`);
  const accept = await tab.locator('[part~="accept-all"]').boundingBox();
  const devtools = await context.newCDPSession(tab);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await tab.mouse.click(accept.x + 10, accept.y + 10);
  const measured = await tab.waitForFunction((count) => window.times.length === count && window.click, SCRIPTS);
  const { latency, start } = await measured.jsonValue();
  const { times, frame } = await tab.evaluate(() => ({ times: window.times, frame: window.frame }));
  await context.close();
  return { latency, first: times[0] - start, last: times[SCRIPTS - 1] - start, isEarly: times[0] < frame };
}

const rounds = { ours: [], floor: [] };
for (let count = 0; count < ROUNDS; count += 1) {
  rounds.ours.push(await round('/ours'));
  rounds.floor.push(await round('/floor'));
}
await browser.close();
server.close();

const cell = (page, key) => {
  const values = rounds[page].map((one) => one[key]).sort((a, b) => a - b);
  return `${values[ROUNDS >> 1].toFixed(0).padStart(9)}${values[ROUNDS - 1].toFixed(0).padStart(9)}`;
};
const line = (name, key) => console.log(`${name.padEnd(36)}${cell('ours', key)}${cell('floor', key)}`);
console.log(`Accept all, ${SCRIPTS} blocked scripts, processor ${SLOWDOWN}× slower, ${ROUNDS} rounds; milliseconds\n`);
console.log(`${''.padEnd(36)}${'samtycke'.padStart(18)}${'a bare box'.padStart(18)}`);
console.log(`${''.padEnd(36)}${'   median    worst'.repeat(2)}`);
line('latency of the click (Event Timing)', 'latency');
line('click to first released script', 'first');
line('click to last released script', 'last');
const early = rounds.ours.filter(({ isEarly }) => isEarly).length;
console.log(early ? `\n${early} rounds ran a script before the banner was gone` : '\nNo script ran before the banner was gone.');
