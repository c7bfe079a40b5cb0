import { analyze } from '#core/analysis/analyze.ts';
import { defaultDocument } from '#core/document/presets.ts';
import type { Document } from '#core/document/schema.ts';

/** Numbers that look random and are the same in every run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296 - 0.5;
  };
}

function randomInstance(d: number, m: number): Document {
  const next = generator(d + m);
  const rows = (n: number, width: number) =>
    Array.from({ length: n }, () => Array.from({ length: width }, next));
  const [v = []] = rows(1, d);
  const norm = Math.hypot(...v);
  return {
    ...defaultDocument,
    title: `random ${d} × ${m}`,
    W: rows(d, m),
    V: [v.map((x) => x / norm)],
    base: rows(1, d),
    source: rows(1, d),
  };
}

/** The median time of one call, milliseconds, over calls that last about `budget` milliseconds in all. */
function median(run: () => unknown, batch: number, budget: number): number {
  const times: number[] = [];
  for (const end = performance.now() + budget; performance.now() < end || times.length < 3; ) {
    const start = performance.now();
    for (let i = 0; i < batch; i++) run();
    times.push((performance.now() - start) / batch);
  }
  return times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

declare global {
  interface Window {
    measureAnalyze?: () => { toy: number; large: number };
  }
}

window.measureAnalyze = () => {
  const large = randomInstance(768, 768);
  for (let i = 0; i < 2000; i++) analyze(defaultDocument);
  return {
    toy: median(() => analyze(defaultDocument), 200, 2000),
    large: median(() => analyze(large), 1, 6000),
  };
};
