/** A repeatable source of numbers in [0, 1) (mulberry32). */
export function randomSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A matrix of repeatable entries in [−½, ½), as rows. */
export function randomRows(rows: number, cols: number, seed: number): number[][] {
  const next = randomSource(seed);
  return Array.from({ length: rows }, () => Array.from({ length: cols }, () => next() - 0.5));
}
