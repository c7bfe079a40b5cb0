import type { Crew } from '#core/kernels/crew.ts';
import { tridiagonalEigenvalues } from '#core/kernels/tridiagonalEigenvalues.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { randomSource } from './randomSource.ts';
import type { Range } from './range.ts';
import { addMultiple, dot } from './vectors.ts';

/** The steps end where the value settles to this part of it, or after so many. */
const SETTLED = 1e-10;
const MOST_STEPS = 200;

/** How many steps lie between two looks at the value. */
const LOOK = 10;

/**
 * The largest singular value of the whole matrix that a range belongs to, to about ten digits, by Lanczos's iteration
 * on `WᵀW` (Golub & Van Loan, §10.1): what a tolerance of the user's is relative to.
 */
export function largestValue(crew: Crew, { passes, d, m }: Range): number {
  const { arena } = crew;
  const random = randomSource(m);
  return arena.scope(() => {
    const [z, r, s] = [m, d, m].map((n) => arena.take(8 * n)) as [number, number, number];
    let q = Float64Array.from({ length: m }, () => random());
    let before = new Float64Array(m);
    scaleBy(q, 1 / norm2(q));
    const diagonal: number[] = [];
    const subdiagonal: number[] = [];
    let value = 0;
    for (let step = 1; step <= MOST_STEPS; step++) {
      // `r = −W q`, and so `s = −WᵀW q`.
      arena.f64(z, m).set(q);
      arena.f64(r, d).fill(0);
      passes.residual(z, r, s);
      const next = arena.f64(s, m).map((x) => -x);
      const alpha = dot(q, next);
      addMultiple(next, -alpha, q);
      addMultiple(next, -(subdiagonal.at(-1) ?? 0), before);
      diagonal.push(alpha);
      const beta = norm2(next);
      const last = value;
      if (step % LOOK === 0 || step === m || beta === 0) {
        value = Math.max(
          ...tridiagonalEigenvalues(Float64Array.from(diagonal), Float64Array.from(subdiagonal)),
        );
        if (step >= m || beta === 0 || value - last <= SETTLED * value) break;
      }
      subdiagonal.push(beta);
      before = q;
      q = next;
      scaleBy(q, 1 / beta);
    }
    return Math.sqrt(Math.max(0, value));
  });
}

function scaleBy(x: Float64Array, factor: number): void {
  for (let j = 0; j < x.length; j++) x[j] = (x[j] as number) * factor;
}
