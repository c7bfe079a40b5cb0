/**
 * The two loops that all the time of a decomposition goes into, on contiguous stretches of typed arrays.
 * Four accumulators let the processor overlap the additions.
 */

/** The roundings that a term of `dotAt` of length n goes through. */
export const dotSteps = (n: number): number => Math.ceil(Math.min(n, LANE) / 4) + 4 + Math.ceil(n / LANE);

const LANE = 256;

/** `Σ a[i] b[i]` over `n` entries from `ao` and `bo`. */
export function dotAt(a: Float64Array, ao: number, b: Float64Array, bo: number, n: number): number {
  let sum = 0;
  for (let start = 0; start < n; start += LANE) {
    const end = Math.min(n, start + LANE);
    const even = start + ((end - start) & ~3);
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let i = start;
    for (; i < even; i += 4) {
      s0 += (a[ao + i] as number) * (b[bo + i] as number);
      s1 += (a[ao + i + 1] as number) * (b[bo + i + 1] as number);
      s2 += (a[ao + i + 2] as number) * (b[bo + i + 2] as number);
      s3 += (a[ao + i + 3] as number) * (b[bo + i + 3] as number);
    }
    for (; i < end; i++) s0 += (a[ao + i] as number) * (b[bo + i] as number);
    sum += s0 + s1 + (s2 + s3);
  }
  return sum;
}

/** `y += t x` over `n` entries from `yo` and `xo`. */
export function addScaledAt(
  y: Float64Array,
  yo: number,
  t: number,
  x: Float64Array,
  xo: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) y[yo + i] = (y[yo + i] as number) + t * (x[xo + i] as number);
}

/** `‖a[ao … ao + n)‖₂`, for entries whose squares are in range (the caller scales). */
export const normAt = (a: Float64Array, ao: number, n: number): number => Math.sqrt(dotAt(a, ao, a, ao, n));
