/** Mean and standard deviation of the numbers that are finite, and how many these are. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** With n − 1 in the denominator; 0 for fewer than two. */
  readonly deviation: number;
}

/** By two passes: the second one takes the mean off first. NaN where no number is finite. */
export function moments(numbers: Float64Array): Moments {
  let count = 0;
  let sum = 0;
  for (const x of numbers) {
    if (!Number.isFinite(x)) continue;
    count += 1;
    sum += x;
  }
  const mean = sum / count;
  let squares = 0;
  for (const x of numbers) if (Number.isFinite(x)) squares += (x - mean) ** 2;
  return { count, mean, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0 };
}
