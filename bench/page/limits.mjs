// What we hold ourselves to, and whether a run holds it. Nothing here measures: who has page.json can work it out again.

/** Our ways into a page, as docs/embedding.md has them. */
export const WAYS = { samtycke: 'embed', 'samtycke-async': 'async embed', 'samtycke-prerendered': 'prerendered' };
const SCRIPTS = ['samtycke', 'samtycke-async'];
const ALL = Object.keys(WAYS);
/** The page without a banner. */
export const NONE = 'none';

/**
 * @typedef {{ id: string, who: string, version: string, median: number, low: number, high: number, tries?: number }} Result
 * @typedef {{ id: string, unit: string, results: Result[] }} Measured
 *
 * @typedef {{ kind: 'before every peer' } | { kind: 'at most the best peer' } | { kind: 'at most', most: number }
 *   | { kind: 'none of', tries: number } | { kind: 'at most × none', factor: number } | { kind: 'with the first paint' }} Limit
 * @typedef {{ limit: Limit, ways: string[] }} Pledge  a limit, and the ways that it is about
 *
 * `met` is null where the run can't tell: what it would be compared with was not measured, or too seldom.
 * @typedef {{ way: string, limit: string, against: string, bar: number | null, measured: number, met: boolean | null }} Verdict
 */

/** By the measure's id. @type {Record<string, Pledge[]>} */
const PLEDGES = {
  'first-visit': [
    { limit: { kind: 'before every peer' }, ways: SCRIPTS },
    { limit: { kind: 'with the first paint' }, ways: ['samtycke-prerendered'] },
  ],
  'return-visit': [
    { limit: { kind: 'before every peer' }, ways: ALL },
    { limit: { kind: 'at most × none', factor: 1.3 }, ways: ALL },
  ],
  'main-thread': [{ limit: { kind: 'at most the best peer' }, ways: ALL }],
  'clicks-lost': [{ limit: { kind: 'none of', tries: 100 }, ways: ALL }],
  accept: [{ limit: { kind: 'at most', most: 32 }, ways: ALL }],
  preferences: [{ limit: { kind: 'at most the best peer' }, ways: ALL }],
  // Prerendered, the banner is in the page, whose own bytes nobody's are.
  bytes: [{ limit: { kind: 'at most', most: 7500 }, ways: SCRIPTS }],
};

/** In words. @param {Limit} limit */
const said = (limit) => {
  switch (limit.kind) {
    case 'at most': return `at most ${limit.most.toLocaleString('en-GB')}`;
    case 'none of': return `0 of ${limit.tries}`;
    case 'at most × none': return `at most ${limit.factor} × the page without a banner`;
    default: return limit.kind;
  }
};

/** @typedef {{ bar: number | null, against: string, met: boolean | null }} Compared */
/** @type {Compared} */
const UNKNOWN = { bar: null, against: '', met: null };

/** @param {Result} own @param {Limit} limit @param {Measured} measure @param {Measured[]} run @returns {Compared} */
const compared = (own, limit, { results }, run) => {
  switch (limit.kind) {
    case 'before every peer':
    case 'at most the best peer': {
      const [best] = results.filter(({ id }) => id !== NONE && !ALL.includes(id)).sort((a, b) => a.median - b.median);
      if (!best) return UNKNOWN;
      const isMet = limit.kind === 'before every peer' ? own.median < best.median : own.median <= best.median;
      return { bar: best.median, against: best.who, met: isMet };
    }
    case 'at most': return { bar: limit.most, against: '', met: own.median <= limit.most };
    case 'none of': {
      const isEnough = (own.tries ?? 0) >= limit.tries;
      return { bar: 0, against: '', met: own.median > 0 ? false : isEnough || null };
    }
    case 'at most × none': {
      const none = results.find(({ id }) => id === NONE);
      if (!none) return UNKNOWN;
      const bar = Math.round(none.median * limit.factor);
      return { bar, against: none.who, met: own.median <= bar };
    }
    case 'with the first paint': {
      const paint = run.find(({ id }) => id === 'first-paint')?.results.find(({ id }) => id === own.id);
      // Other visits than those of the banner: as equal as two runs of the same are.
      return paint ? { bar: paint.high, against: 'its first paint, upper quarter', met: own.median <= paint.high } : UNKNOWN;
    }
  }
};

/** What becomes of each limit of a measure, for each of our ways. @param {Measured} measure @param {Measured[]} run  all measures @returns {Verdict[]} */
export const verdicts = (measure, run) =>
  (PLEDGES[measure.id] ?? []).flatMap(({ limit, ways }) =>
    measure.results
      .filter(({ id }) => ways.includes(id))
      .map((own) => {
        const { bar, against, met } = compared(own, limit, measure, run);
        return { way: own.id, limit: said(limit), against, bar, measured: own.median, met };
      }));

/** @param {boolean | null} met */
export const word = (met) => (met === null ? 'not decided' : met ? 'met' : 'not met');
