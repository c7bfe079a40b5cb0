import { BLOCK, sumSteps, UNIT_ROUNDOFF } from './rounding.ts';

type Numbers = readonly number[] | Float64Array;

/**
 * `‖x‖₂`, without overflow or underflow on the way (scaled by a power of two where the squares would leave
 * the safe range). Relative error at most `normError(n)`; 0 for an empty or zero vector.
 */
export function norm2(x: Numbers): number {
  const squares = sumOfSquares(x, 1);
  if (squares > 1e-200 && squares < 1e200) return Math.sqrt(squares);
  let largest = 0;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i] as number));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  const scale = powerOfTwoBelow(largest);
  return Math.sqrt(sumOfSquares(x, 1 / scale)) * scale;
}

/** The largest power of two not above `x > 0`, kept to 2^±1000 so that its inverse is finite. */
export function powerOfTwoBelow(x: number): number {
  return 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(x))));
}

/** The relative error of `norm2` of n entries: the root halves that of the sum of squares. */
export const normError = (n: number): number => (sumSteps(n) / 2 + 2) * UNIT_ROUNDOFF;

function sumOfSquares(x: Numbers, scale: number): number {
  const n = x.length;
  let sum = 0;
  for (let start = 0; start < n; start += BLOCK) {
    const end = Math.min(n, start + BLOCK);
    let part = 0;
    for (let i = start; i < end; i++) {
      const scaled = (x[i] as number) * scale;
      part += scaled * scaled;
    }
    sum += part;
  }
  return sum;
}
