import type { RankRule } from '#core/document/schema.ts';
import type { Arena } from '#core/kernels/arena.ts';
import type { Crew } from '#core/kernels/crew.ts';
import { FORMATS, type StoredType } from '#core/kernels/dtype.ts';
import { passesOver } from '#core/kernels/passes.ts';
import { residentMatrix, type StoredMatrix } from '#core/kernels/storedMatrix.ts';
import type { Matrix } from '#core/linalg/matrix.ts';
import type { Parts, Projector, SingularValues } from '../types.ts';
import type { Decomposition, OnStage } from './decomposition.ts';
import { equilibrate } from './equilibration.ts';
import { decodeFactor, encodeFactor } from './factorFile.ts';
import { firstAnswer } from './firstAnswer.ts';
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
  /** A first answer to each of some directions, with estimates of their errors; null where these are too large. */
  first(W: Matrix, directions: readonly (readonly number[])[]): Parts[] | null;
  /** All singular values. Leaves a decomposition in float64 behind, which makes the next directions quick. */
  spectrum(W: Matrix, onStage?: OnStage): SingularValues;
}

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

  function hold(W: Matrix): Held {
    if (held && sameMatrix(held.W, W)) return held;
    const { arena } = crewOf();
    start ??= arena.mark();
    held = null;
    arena.release(start);
    const { matrix, bytes } = put(arena, W);
    const key = store && store.keyOf([Uint8Array.from(`${matrix.type} ${W.rows} ${W.cols} `, code), bytes]);
    held = { W, matrix, mark: arena.mark(), key, space: null };
    return held;
  }

  function spaceOf(own: Held, onStage?: OnStage): StoredColumnSpace {
    own.space ??= storedColumnSpace(crewOf(), own.matrix, {
      quick: true,
      onStage,
      recall: (tall) => recall(own, tall),
    });
    return own.space;
  }

  function recall({ key }: Held, tall: StoredMatrix): Decomposition | null {
    const bytes = key === null ? null : store?.read(key);
    return bytes ? decodeFactor(crewOf(), tall, bytes) : null;
  }

  return {
    projector(W, rule, stored, onStage) {
      return spaceOf(hold(W), onStage).projector(rule, { stored, onStage });
    },
    first(W, directions) {
      if (W.rows < W.cols) return null;
      const crew = crewOf();
      const own = hold(W);
      if (own.space || (own.key !== null && store?.read(own.key))) return null;
      const passes = passesOver(crew, own.matrix);
      const columns = crew.arena.scope(() => equilibrate(crew, passes, own.matrix.m));
      const answers: Parts[] = [];
      for (const direction of directions) {
        const answer = firstAnswer(crew, passes, columns, direction);
        if (!answer) return null;
        answers.push(answer);
      }
      return answers;
    },
    spectrum(W, onStage) {
      const crew = crewOf();
      const own = hold(W);
      crew.arena.release(own.mark);
      own.space = null;
      const space = storedColumnSpace(crew, own.matrix, { onStage });
      const { decomposition } = space;
      if (!decomposition?.normal) {
        own.space = space;
        return spectrumOf(crew, own.matrix, onStage);
      }
      // The eigenvalues are found where the factor lies: it is packed away meanwhile.
      const kept = joined(encodeFactor(crew.arena, decomposition));
      if (own.key !== null) store?.write(own.key, [kept]);
      const values = eigenvaluesOf(crew, decomposition.normal, decomposition.columns, onStage);
      crew.arena.release(own.mark);
      own.space = storedColumnSpace(crew, own.matrix, { recall: (tall) => decodeFactor(crew, tall, kept) });
      return values;
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

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
