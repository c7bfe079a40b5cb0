import type { RankRule } from '#core/document/schema.ts';
import type { Crew } from '#core/kernels/crew.ts';
import { FORMATS } from '#core/kernels/dtype.ts';
import type { StoredMatrix } from '#core/kernels/storedMatrix.ts';
import type { Matrix } from '#core/linalg/matrix.ts';
import { columnSpace } from '../columnSpace.ts';
import type { LineRule } from '../rank.ts';
import type { Projector } from '../types.ts';
import { type DecomposeOptions, decompose, type OnStage } from './decomposition.ts';
import { gramProjector } from './gramProjector.ts';
import { transposed } from './transposed.ts';
import { wideProjector } from './wideProjector.ts';

/** A matrix decomposed once, for projectors by any rule. */
export interface StoredColumnSpace {
  /** The projector at the rank that a rule gives. */
  projector(rule: RankRule, onStage?: OnStage): Projector;
}

/**
 * The column space of a stored matrix of any shape and rank, by the quickest way that is accurate for it: the
 * Gram matrix of the columns or, where there are more columns than rows, of the rows; and a singular value
 * decomposition in float64 where neither will do. Keeps room of the arena. Throws a `NotFiniteError`.
 */
export function storedColumnSpace(
  crew: Crew,
  matrix: StoredMatrix,
  options: DecomposeOptions = {},
): StoredColumnSpace {
  const wide = matrix.d < matrix.m;
  const tall = wide ? transposed(crew, matrix) : matrix;
  const decomposition = decompose(crew, tall, options);
  const byGram = (rule: LineRule): Projector | null =>
    decomposition &&
    (wide
      ? wideProjector(decomposition, matrix, rule)
      : gramProjector(crew, matrix, decomposition, rule, matrix.type));
  return {
    projector(rule, hear) {
      const found = rule.kind === 'paper' ? null : byGram(rule);
      if (found) return found;
      const onProgress = hear && ((f: number) => hear('Decomposing W by QR', f));
      return columnSpace(dense(crew, matrix), rule, {
        stored: matrix.type,
        ...(onProgress && { onProgress }),
      });
    },
  };
}

/** The matrix in float64, outside of the arena. */
function dense({ arena, kernels }: Crew, matrix: StoredMatrix): Matrix {
  const { d, m, type } = matrix;
  const data = new Float64Array(d * m);
  matrix.eachSlab(({ at, first, rows }) =>
    arena.scope(() => {
      const row = arena.take(8 * m);
      for (let i = 0; i < rows; i++) {
        kernels.widen(row, at + i * m * FORMATS[type].bytes, FORMATS[type].code, m);
        data.set(arena.f64(row, m), (first + i) * m);
      }
    }),
  );
  return { rows: d, cols: m, data };
}
