// What stands between a WordPress site and its visitors: a page cache that gives everyone the same bytes, and what the
// optimisers of the field do to a page before it is kept. Each leaves alone what has its own mark.

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ attributes: string, code: string, whole: string }} Script */
/** @typedef {{ page: string, files?: Record<string, string> }} Optimised */
/** @typedef {(page: string, read: (path: string) => Promise<string>) => Promise<Optimised> | Optimised} Optimiser */

const SCRIPT = /<script\b([^>]*)>([^]*?)<\/script>/gi;
const LATER = '/hosts/wordpress/later.js';

/** @param {Script} script */
const isJavaScript = ({ attributes }) => !/\stype=/.test(attributes) || /\stype="text\/javascript"/.test(attributes);
/** @param {string} attributes */
const sourceOf = (attributes) => /\ssrc="([^"]+)"/.exec(attributes)?.[1];

/**
 * The page with its JavaScript replaced, but for what is marked.
 * @param {string} page @param {string} mark @param {(script: Script) => string} replace
 */
const scripts = (page, mark, replace) =>
  page.replaceAll(SCRIPT, (whole, attributes, code) => {
    const script = { attributes, code, whole };
    return isJavaScript(script) && !attributes.includes(` ${mark}`) ? replace(script) : whole;
  });

/** @param {string} page @param {string} markup */
const last = (page, markup) => page.replace('</body>', () => `${markup}\n</body>`);

/** @param {string} page @param {string} mark @param {string} type @param {string} loader */
const retyped = (page, mark, type, loader) => {
  const found = scripts(page, mark, ({ attributes, code }) => {
    const others = attributes.replace(/\stype="[^"]*"/, '').replace(/\ssrc=/, ' data-later-src=');
    return `<script type="${type}"${others}>${code}</script>`;
  });
  return { page: found.replace('<head>', () => `<head>\n<script src="${LATER}" data-type="${type}" ${loader}></script>`) };
};

/** By what each does; `mark` is what it honours. @type {Record<string, { mark: string, run: Optimiser }>} */
export const OPTIMISERS = {
  nothing: { mark: '', run: (page) => ({ page }) },
  'defers files': {
    mark: 'data-no-defer="1"',
    run: (page) => ({
      // But for the library: what stands inline needs it.
      page: scripts(page, 'data-no-defer="1"', ({ attributes, code, whole }) =>
        sourceOf(attributes) && !/\s(defer|async)\b|-core-js/.test(attributes) ? `<script${attributes} defer>${code}</script>` : whole),
    }),
  },
  'moves all to the end': {
    mark: 'data-noptimize="1"',
    run: (page) => {
      /** @type {string[]} */
      const moved = [];
      const rest = scripts(page, 'data-noptimize="1"', ({ whole }) => (moved.push(whole), ''));
      return { page: last(rest, moved.join('\n')) };
    },
  },
  'combines all into one file': {
    mark: 'data-noptimize="1"',
    run: async (page, read) => {
      /** @type {Promise<string>[]} */
      const codes = [];
      const rest = scripts(page, 'data-noptimize="1"', ({ attributes, code }) => {
        const source = sourceOf(attributes);
        codes.push(source ? read(source) : Promise.resolve(code));
        return '';
      });
      // One that throws must not take the others along.
      const all = (await Promise.all(codes)).map((code) => `try {\n${code}\n} catch (error) { console.warn(String(error)); }`);
      return { page: last(rest, '<script defer src="/cache/min/all.js"></script>'), files: { '/cache/min/all.js': all.join('\n;') } };
    },
  },
  'puts files into the page': {
    mark: 'data-no-optimize="1"',
    run: async (page, read) => {
      const mark = 'data-no-optimize="1"';
      /** @type {string[]} */
      const sources = [];
      scripts(page, mark, ({ attributes, whole }) => (sources.push(sourceOf(attributes) ?? ''), whole));
      const codes = new Map(await Promise.all(sources.filter(Boolean).map(async (source) => /** @type {const} */ ([source, await read(source)]))));
      return {
        page: scripts(page, mark, ({ attributes, whole }) => {
          const code = codes.get(sourceOf(attributes) ?? '')?.replaceAll('</script', '<\\/script');
          return code ? `<script${attributes.replace(/\ssrc="[^"]*"/, '')}>${code}</script>` : whole;
        }),
      };
    },
  },
  'gives them another type and puts them in again': {
    mark: 'data-cfasync="false"',
    run: (page) => retyped(page, 'data-cfasync="false"', 'c0ffee-text/javascript', 'data-when="loaded"'),
  },
  'delays them until the page is touched': {
    mark: 'nowprocket',
    run: (page) => retyped(page, 'nowprocket', 'later/javascript', 'data-when="touched"'),
  },
};

/**
 * What serves a path's pages as that optimiser leaves them, made once and then the same for everyone.
 * @param {Optimiser} run
 * @param {(page: string) => string} [edit]  what the site's own theme does differently
 */
export function cacheOf(run, edit = (page) => page) {
  /** @type {Promise<Optimised> | undefined} */
  let kept;
  let made = 0;
  const make = async (/** @type {URL} */ url) => {
    made += 1;
    // Node knows fewer names of this machine than a browser does.
    const read = async (/** @type {string} */ path) => {
      const response = await fetch(new URL(path, `http://127.0.0.1:${url.port}`));
      if (!response.ok) throw new Error(`${response.status} ${path}`);
      return response.text();
    };
    return run(edit(await read(url.pathname)), read);
  };
  /** @param {Page} page */
  const before = async (page) => {
    // The browser can't know that such a page is of this machine, and would keep it from the receiver.
    await page.context().grantPermissions(['local-network-access']);
    await page.route('**/wordpress.html', async (route) => {
      kept ??= make(new URL(route.request().url()));
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: (await kept).page });
    });
    await page.route('**/cache/**', async (route) => {
      const { files = {} } = (await kept) ?? {};
      await route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: files[new URL(route.request().url()).pathname] });
    });
  };
  return { before, timesMade: () => made };
}
