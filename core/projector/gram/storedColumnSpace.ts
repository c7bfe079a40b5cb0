import type { RankRule } from '#core/document/schema.ts';
import type { Crew } from '#core/kernels/crew.ts';
import { FORMATS, type StoredType } from '#core/kernels/dtype.ts';
import type { StoredMatrix } from '#core/kernels/storedMatrix.ts';
import type { Matrix } from '#core/linalg/matrix.ts';
import { columnSpace } from '../columnSpace.ts';
import type { LineRule } from '../rank.ts';
import type { Projector } from '../types.ts';
import { type DecomposeOptions, type Decomposition, decompose, type OnStage } from './decomposition.ts';
import { gramProjector } from './gramProjector.ts';
import { transposed } from './transposed.ts';
import { wideProjector } from './wideProjector.ts';

/** A matrix decomposed once, for projectors by any rule. */
export interface StoredColumnSpace {
  /** The decomposition of W or, where it has more columns than rows, of its transpose; null where that is too hard. */
  readonly decomposition: Decomposition | null;
  /** The projector at the rank that a rule gives; `stored` says in which type W was stored, if not in the matrix's. */
  projector(rule: RankRule, options?: ProjectorOptions): Projector;
}

/** What a projector may be given besides its rule. */
export interface ProjectorOptions {
  readonly stored?: StoredType;
  readonly onStage?: OnStage | undefined;
}

/** How a matrix is decomposed, and where a decomposition of it may be had already. */
export interface StoredColumnSpaceOptions extends DecomposeOptions {
  /** A decomposition of the matrix that was kept, its factor put into the arena; null where there is none. */
  readonly recall?: ((tall: StoredMatrix) => Decomposition | null) | undefined;
}

/**
 * The column space of a stored matrix of any shape and rank, by the quickest way that is accurate for it: the
 * Gram matrix of the columns or, where there are more columns than rows, of the rows; and a singular value
 * decomposition in float64 where neither will do. Keeps room of the arena. Throws a `NotFiniteError`.
 */
export function storedColumnSpace(
  crew: Crew,
  matrix: StoredMatrix,
  { recall, ...options }: StoredColumnSpaceOptions = {},
): StoredColumnSpace {
  const wide = matrix.d < matrix.m;
  const tall = wide ? transposed(crew, matrix) : matrix;
  const decomposition = recall?.(tall) ?? decompose(crew, tall, options);
  const byGram = (rule: LineRule, stored: StoredType): Projector | null =>
    decomposition &&
    (wide
      ? wideProjector(crew, decomposition, matrix, rule, stored)
      : gramProjector(crew, matrix, decomposition, rule, stored));
  return {
    decomposition,
    projector(rule, { stored = matrix.type, onStage } = {}) {
      const found = rule.kind === 'paper' ? null : byGram(rule, stored);
      if (found) return found;
      const onProgress = onStage && ((f: number) => onStage('Decomposing W by QR', f));
      return columnSpace(dense(crew, matrix), rule, {
        stored,
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
