// Ed25519 beyond what browsers check: that a key is a point of the curve at all, written in the one way there is, and not
// one of the few (of small order) that fit any message. RFC 8032 section 5.1.

const P = 2n ** 255n - 19n;

/** @param {bigint} value */
const mod = (value) => ((value % P) + P) % P;

/** @param {bigint} base @param {bigint} exponent */
const power = (base, exponent) => {
  let [result, square] = [1n, mod(base)];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
};

/** @param {bigint} value */
const inverse = (value) => power(value, P - 2n);

const D = mod(-121665n * inverse(121666n));
const ROOT_OF_MINUS_1 = power(2n, (P - 1n) / 4n);

/**
 * The point that 32 bytes stand for; nothing when they stand for none.
 * @param {Uint8Array} bytes
 * @returns {[bigint, bigint] | undefined}
 */
export const edwardsPoint = (bytes) => {
  const sign = (bytes[31] ?? 0) >> 7;
  let y = 0n;
  for (let index = 31; index >= 0; index -= 1) y = (y << 8n) | BigInt((bytes[index] ?? 0) & (index === 31 ? 127 : 255));
  if (y >= P) return undefined;
  const square = mod((y * y - 1n) * inverse(mod(D * y * y + 1n)));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x) !== square) x = mod(x * ROOT_OF_MINUS_1);
  if (mod(x * x) !== square) return undefined;
  if (x === 0n && sign) return undefined;
  return [Number(x & 1n) === sign ? x : mod(-x), y];
};

/** Does 8 times the point lead nowhere? @param {[bigint, bigint]} point */
export const isOfSmallOrder = ([x, y]) => {
  let [a, b] = [x, y];
  for (let times = 0; times < 3; times += 1) {
    const product = mod(D * a * a * b * b);
    [a, b] = [mod(2n * a * b * inverse(1n + product)), mod((b * b + a * a) * inverse(1n - product))];
  }
  return a === 0n && b === 1n;
};
