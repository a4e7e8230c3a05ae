// What is left of the values of a run: medians with the middle half, never a value that wasn't measured.

/** @param {number[]} values @param {number} share */
const at = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

/** @param {number[]} values */
export const median = (values) => at(values, 0.5);

/** Over `floor`, in whole numbers. @param {number[]} values @param {number} [floor] */
export const spread = (values, floor = 0) => {
  const of = (/** @type {number} */ share) => Math.round(at(values, share) - floor);
  return { median: of(0.5), low: of(0.25), high: of(0.75) };
};

/** How many of a hundred tries failed, upwards, so that one is never none. @param {number[]} failed  0 or 1 each */
export const outOf100 = (failed) => {
  const share = Math.ceil((failed.filter(Boolean).length / failed.length) * 100);
  return { median: share, low: share, high: share, tries: failed.length };
};

/**
 * Which of its `turns` a candidate has in a round, when they are spread over all rounds; nothing, when it sits the round out.
 * @param {number} round @param {number} rounds @param {number} turns
 */
export const turn = (round, rounds, turns) => {
  const before = Math.floor((round * turns) / rounds);
  return Math.floor(((round + 1) * turns) / rounds) > before ? before : undefined;
};
