// Storage may be denied, full or full of nonsense.

/**
 * What `run` returns, or undefined when it throws.
 * @template T
 * @param {() => T} run
 * @returns {T | undefined}
 */
export const attempt = (run) => {
  try {
    return run();
  } catch {
    return undefined;
  }
};
