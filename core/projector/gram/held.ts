import type { RankRule } from '#core/document/schema.ts';
import { joinBytes } from '#core/format/joinBytes.ts';
import type { Arena } from '#core/kernels/arena.ts';
import type { Crew } from '#core/kernels/crew.ts';
import { FORMATS, type StoredType } from '#core/kernels/dtype.ts';
import { passesOver } from '#core/kernels/passes.ts';
import { residentMatrix, type StoredMatrix } from '#core/kernels/storedMatrix.ts';
import type { Matrix } from '#core/linalg/matrix.ts';
import type { Projector, SingularValues } from '../types.ts';
import type { Decomposition, OnStage } from './decomposition.ts';
import { equilibrate } from './equilibration.ts';
import { decodeFactor, encodeFactor } from './factorFile.ts';
import { firstProjector } from './firstAnswer.ts';
import { eigenvaluesOf, spectrumOf } from './spectrum.ts';
import { type StoredColumnSpace, storedColumnSpace } from './storedColumnSpace.ts';

/** Where decompositions are kept from one start to the next, by the content of the matrix. */
export interface FactorStore {
  /** The key of a content. */
  keyOf(pieces: Iterable<Uint8Array>): string;
  /** What was written under a key; null where there is nothing, or nothing whole. */
  read(key: string): Uint8Array | null;
  write(key: string, pieces: readonly Uint8Array[]): void;
}

/** Column spaces of large matrices: the last matrix is held in the crew's memory with what was found of it. */
export interface HeldColumnSpaces {
  /** The projector by a rule, with its certificate. */
  projector(W: Matrix, rule: RankRule, stored: StoredType, onStage?: OnStage): Projector;
  /**
   * A projector that gives first answers, with estimates of their errors, at the rank that it has if no column of W
   * depends on others; null where a certified one is as quick. Its `parts` throws a `NoFirstAnswer` where the error is
   * too large.
   */
  first(W: Matrix): Projector | null;
  /** All singular values. Leaves a decomposition in float64 behind, which makes the next directions quick. */
  spectrum(W: Matrix, onStage?: OnStage): SingularValues;
  /** `x W` for each of the rows x (length d), in float64, length m each. */
  images(W: Matrix, rows: readonly ArrayLike<number>[]): number[][];
}

/** So many products are found in one reading of W. */
const AT_ONCE = 8;

interface Held {
  readonly W: Matrix;
  readonly matrix: StoredMatrix;
  /** The arena behind the matrix: what was found of it is given back to here. */
  readonly mark: number;
  readonly key: string | null;
  space: StoredColumnSpace | null;
}

/** Column spaces over a crew, which is asked for when it is first needed; factors are kept in a store, if there is one. */
export function heldColumnSpaces(crewOf: () => Crew, store: FactorStore | null): HeldColumnSpaces {
  let start: number | null = null;
  let held: Held | null = null;
  // Grows whenever what was found is moved or given up: a projector from before has to be made again.
  let generation = 0;

  function hold(W: Matrix): Held {
    if (held && sameMatrix(held.W, W)) return held;
    const { arena } = crewOf();
    start ??= arena.mark();
    held = null;
    generation++;
    arena.release(start);
    const { matrix, bytes } = put(arena, W);
    const key = store?.keyOf([Uint8Array.from(`${matrix.type} ${W.rows} ${W.cols} `, code), bytes]) ?? null;
    held = { W, matrix, mark: arena.mark(), key, space: null };
    return held;
  }

  function spaceOf(own: Held, onStage?: OnStage): StoredColumnSpace {
    if (own.space) return own.space;
    const crew = crewOf();
    let recalled = false;
    own.space = storedColumnSpace(crew, own.matrix, {
      quick: true,
      onStage,
      recall: (tall) => {
        const found = recall(own, tall);
        recalled = found !== null;
        return found;
      },
    });
    const { decomposition } = own.space;
    if (decomposition && !recalled && own.key !== null) {
      store?.write(own.key, encodeFactor(crew.arena, decomposition));
    }
    return own.space;
  }

  function recall({ key }: Held, tall: StoredMatrix): Decomposition | null {
    const bytes = key === null ? null : store?.read(key);
    return bytes ? decodeFactor(crewOf(), tall, bytes) : null;
  }

  return {
    projector(W, rule, stored, onStage) {
      const make = (hear?: OnStage): Projector =>
        spaceOf(hold(W), hear).projector(rule, { stored, onStage: hear });
      let made = make(onStage);
      let since = generation;
      const current = (): Projector => {
        if (since !== generation) {
          made = make();
          since = generation;
        }
        return made;
      };
      return {
        ...made,
        parts: (v) => current().parts(v),
        applyRow: (v) => current().applyRow(v),
      };
    },
    first(W) {
      if (W.rows <= W.cols) return null;
      const crew = crewOf();
      const own = hold(W);
      if (own.space || (own.key !== null && store?.read(own.key))) return null;
      const passes = passesOver(crew, own.matrix);
      const columns = equilibrate(crew, passes, own.matrix.m);
      return firstProjector(crew, passes, columns, W);
    },
    spectrum(W, onStage) {
      const crew = crewOf();
      const own = hold(W);
      crew.arena.release(own.mark);
      generation++;
      own.space = null;
      const space = storedColumnSpace(crew, own.matrix, { onStage });
      const { decomposition } = space;
      if (!decomposition?.normal) {
        own.space = space;
        return spectrumOf(crew, own.matrix, onStage);
      }
      // The eigenvalues are found where the factor lies: it is packed away meanwhile.
      const kept = joinBytes(encodeFactor(crew.arena, decomposition));
      if (own.key !== null) store?.write(own.key, [kept]);
      const values = eigenvaluesOf(crew, decomposition.normal, decomposition.columns, onStage);
      crew.arena.release(own.mark);
      own.space = storedColumnSpace(crew, own.matrix, { recall: (tall) => decodeFactor(crew, tall, kept) });
      return values;
    },
    images(W, rows) {
      const crew = crewOf();
      const { arena } = crew;
      const passes = passesOver(crew, hold(W).matrix);
      const found: number[][] = [];
      for (let first = 0; first < rows.length; first += AT_ONCE) {
        const some = rows.slice(first, first + AT_ONCE);
        arena.scope(() => {
          const r = arena.take(8 * W.rows * some.length);
          const s = arena.take(8 * W.cols * some.length);
          const given = arena.f64(r, W.rows * some.length);
          for (const [c, row] of some.entries()) {
            for (let i = 0; i < W.rows; i++) given[i * some.length + c] = row[i] as number;
          }
          passes.transposed(r, s, some.length);
          for (const c of some.keys()) found.push(Array.from(arena.f64(s + 8 * W.cols * c, W.cols)));
        });
      }
      return found;
    },
  };
}

const code = (letter: string): number => letter.charCodeAt(0);

/** The matrix in the arena: in float32 where that holds every entry, which halves what each pass has to read. */
function put(arena: Arena, { rows, cols, data }: Matrix): { matrix: StoredMatrix; bytes: Uint8Array } {
  const type: StoredType = data.every((x) => Math.fround(x) === x) ? 'f32' : 'f64';
  const size = rows * cols * FORMATS[type].bytes;
  const at = arena.take(size);
  if (type === 'f32') arena.f32(at, rows * cols).set(data);
  else arena.f64(at, rows * cols).set(data);
  return {
    matrix: residentMatrix(at, rows, cols, type),
    bytes: new Uint8Array(arena.memory.buffer, at, size),
  };
}

function sameMatrix(a: Matrix, b: Matrix): boolean {
  if (a === b) return true;
  if (a.rows !== b.rows || a.cols !== b.cols) return false;
  for (let i = 0; i < a.data.length; i++) if (a.data[i] !== b.data[i]) return false;
  return true;
}
