import type { Rows } from '#core/document/schema.ts';
import { orthogonaliseRows } from '#core/linalg/jacobi.ts';
import { identity, rowOf } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import type { Parts, Projector } from '#core/projector/types.ts';

/** The directions of a DAS subspace turned so that their row parts are orthogonal to each other. */
export interface Principal {
  /** k × d, nearest to the column space first. */
  readonly V: readonly (readonly number[])[];
  /** The parts of each, and the cosine of its angle to the column space. */
  readonly parts: readonly Parts[];
  readonly cosines: readonly number[];
}

/**
 * The principal directions of the span of `V` and the column space (Björck and Golub 1973): for orthonormal rows
 * `V_row = U Σ Zᵀ` gives `Uᵀ V`, with the cosines of the principal angles as the lengths of their row parts. A turn of
 * the rows leaves the patch `δ Vᵀ V` as it is, so the effects of the directions add up to that of the subspace. One
 * direction is left as it is.
 */
export function principalDirections(projector: Projector, V: Rows): Principal {
  const parts = V.map((v) => projector.parts(v));
  if (V.length > 1) {
    const rows = parts.map(({ row }) => Float64Array.from(row));
    const turns = Array.from({ length: V.length }, (_, i) => Float64Array.from(rowOf(identity(V.length), i)));
    orthogonaliseRows(rows, turns);
    const order = [...rows.keys()].sort(
      (a, b) => norm2(rows[b] as Float64Array) - norm2(rows[a] as Float64Array),
    );
    const turned = order.map((i) => combination(turns[i] as Float64Array, V));
    return described(
      turned,
      turned.map((v) => projector.parts(v)),
    );
  }
  return described(V, parts);
}

const described = (V: readonly (readonly number[])[], parts: readonly Parts[]): Principal => ({
  V,
  parts,
  cosines: parts.map(({ row }, i) => Math.min(1, norm2(row) / norm2(V[i] ?? []))),
});

/** `Σ weights[i] rows[i]`. */
function combination(weights: Float64Array, rows: Rows): number[] {
  const sum = new Array<number>(rows[0]?.length ?? 0).fill(0);
  for (const [i, row] of rows.entries()) {
    const weight = weights[i] as number;
    for (let j = 0; j < sum.length; j++) sum[j] = (sum[j] as number) + weight * (row[j] as number);
  }
  return sum;
}
