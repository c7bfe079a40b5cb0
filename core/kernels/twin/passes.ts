import { addProduct, type Double } from '#core/linalg/doubleDouble.ts';

/** Entry (i, j) of a stored matrix. */
export type Entry = (i: number, j: number) => number;

/** As `Kernels.addTransposed`. */
export function addTransposed(
  entry: Entry,
  r: Float64Array,
  s: Float64Array,
  m: number,
  count: number,
): void {
  for (let at = 0; at < r.length; at++) {
    const row = (at % count) * m;
    for (let j = 0; j < m; j++) {
      s[row + j] = (s[row + j] as number) + (r[at] as number) * entry(Math.floor(at / count), j);
    }
  }
}

/** As `Kernels.residualPass`. */
export function residualPass(entry: Entry, z: Float64Array, r: Float64Array, s: Float64Array): void {
  for (let i = 0; i < r.length; i++) {
    let sum = 0;
    for (let j = 0; j < z.length; j++) sum += entry(i, j) * (z[j] as number);
    const left = (r[i] as number) - sum;
    r[i] = left;
    for (let j = 0; j < s.length; j++) s[j] = (s[j] as number) + left * entry(i, j);
  }
}

/** As `Kernels.normalPass32`: rounded to float32 after every operation. */
export function normalPass32(entry: Entry, k: number, p: Float32Array, s: Float32Array): number {
  const round = Math.fround;
  let square = 0;
  for (let i = 0; i < k; i++) {
    let sum = 0;
    for (let j = 0; j < p.length; j++) sum = round(sum + round(round(entry(i, j)) * (p[j] as number)));
    square += sum * sum;
    for (let j = 0; j < s.length; j++) s[j] = (s[j] as number) + round(sum * round(entry(i, j)));
  }
  return square;
}

/** As `Kernels.residualDouble`. */
export function residualDouble(entry: Entry, z: Float64Array, r: Float64Array): void {
  for (let i = 0; i < r.length; i++) {
    const sum: Double = { high: r[i] as number, low: 0 };
    for (let j = 0; j < z.length; j++) addProduct(sum, -entry(i, j), z[j] as number);
    r[i] = sum.high + sum.low;
  }
}

/** As `Kernels.transposedDouble`. */
export function transposedDouble(entry: Entry, r: Float64Array, s: Float64Array, t: Float64Array): void {
  for (let j = 0; j < s.length; j++) {
    const sum: Double = { high: s[j] as number, low: t[j] as number };
    for (let i = 0; i < r.length; i++) addProduct(sum, entry(i, j), r[i] as number);
    s[j] = sum.high;
    t[j] = sum.low;
  }
}

/** As `Kernels.columnStatistics`. */
export function columnStatistics(
  entry: Entry,
  k: number,
  largest: Float64Array,
  squares: Float64Array,
): number {
  const m = largest.length;
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < m; j++) {
      const x = entry(i, j);
      if (!Number.isFinite(x)) return i * m + j;
      largest[j] = Math.max(largest[j] as number, Math.abs(x));
      squares[j] = (squares[j] as number) + x * x;
    }
  }
  return -1;
}

/** As `Kernels.pairDots`, for `x` of count × d entries. */
export function pairDots(base: Entry, source: Entry, x: Float64Array, d: number, out: Float64Array): void {
  const count = x.length / d;
  const width = 2 * count + 1;
  for (let at = 0; at < out.length; at++) {
    const pair = Math.floor(at / width);
    const c = at % width;
    let sum = 0;
    for (let i = 0; i < d; i++) {
      if (c === 2 * count) sum += (source(pair, i) - base(pair, i)) ** 2;
      else sum += (c < count ? base : source)(pair, i) * (x[(c % count) * d + i] as number);
    }
    out[at] = sum;
  }
}
