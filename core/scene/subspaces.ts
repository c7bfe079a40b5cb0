import { scale, toVec3, type Vec3 } from '#core/linalg/vec3.ts';
import type { BallMark, LineMark, Mark, PlaneMark } from './marks.ts';
import { preferredAbove } from './sizes.ts';

const ORIGIN: Vec3 = [0, 0, 0];

/** About how many cells of the grid lie between the middle of a plane and its edge. */
const CELLS = 4;

/**
 * The picture of the subspace spanned by the orthonormal rows `basis` (r × d, d ≤ 3): nothing for {0}, a line,
 * a square patch of a plane with a quiet grid, or a ball for the whole of 3-D.
 */
export function subspaceMarks(
  id: 'column' | 'null',
  basis: readonly (readonly number[])[],
  extent: number,
): Mark[] {
  const common = { id: `subspace:${id}`, role: id, arrow: null, weight: 'quiet' } as const;
  const [u, w, third] = basis.map(toVec3);
  if (!u) return [];
  if (!w) {
    const line: LineMark = {
      ...common,
      kind: 'line',
      from: scale(u, -1.1 * extent),
      to: scale(u, 1.1 * extent),
      dashed: false,
      width: 1.75,
    };
    return [line];
  }
  if (!third) {
    const plane: PlaneMark = {
      ...common,
      kind: 'plane',
      centre: ORIGIN,
      u,
      w,
      halfSize: extent,
      gridStep: preferredAbove(extent / CELLS / 1.12),
    };
    return [plane];
  }
  const ball: BallMark = { ...common, kind: 'ball', centre: ORIGIN, radius: extent };
  return [ball];
}
