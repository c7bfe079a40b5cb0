import { describe, expect, it } from 'vitest';
import { alone } from '#core/kernels/alone.ts';
import { fromRows, type Matrix } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { columnSpace } from '#core/projector/columnSpace.ts';
import { NoFirstAnswer } from '#core/projector/gram/firstAnswer.ts';
import { type FactorStore, heldColumnSpaces } from '#core/projector/gram/held.ts';
import { builds, kernelsAndTwin } from '#test/support/kernels.ts';
import { randomRows } from '#test/support/random.ts';

const STORAGE = { kind: 'storage' } as const;
const difference = (a: readonly number[], b: readonly number[]): number =>
  norm2(a.map((x, i) => x - (b[i] as number)));

/** A crew over a fresh memory, and how often its kernels multiplied. */
function crewAndCount() {
  const { arena, kernels } = kernelsAndTwin(builds[0] as (typeof builds)[number]);
  let packed = 0;
  const counting = {
    ...kernels,
    pack64: (...args: Parameters<typeof kernels.pack64>) => {
      packed++;
      kernels.pack64(...args);
    },
    pack32: (...args: Parameters<typeof kernels.pack32>) => {
      packed++;
      kernels.pack32(...args);
    },
  };
  const crew = alone(counting, arena);
  return { crew: () => crew, arena, multiplications: () => packed };
}

/** A store in memory. */
function memoryStore(): FactorStore & { readonly kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    keyOf: (pieces) => {
      let sum = 7;
      for (const piece of pieces) for (const byte of piece) sum = (Math.imul(sum, 31) + byte) | 0;
      return String(sum);
    },
    read: (key) => kept.get(key) ?? null,
    write: (key, pieces) => void kept.set(key, Uint8Array.from(pieces.flatMap((piece) => [...piece]))),
  };
}

const matrix = (d: number, m: number, seed: number): Matrix =>
  fromRows(randomRows(d, m, seed).map((row) => row.map(Math.fround)));
const direction = (d: number, seed: number): number[] => randomRows(1, d, seed)[0] as number[];

describe('the column space of the last matrix is held', () => {
  it('decomposed once, for every direction and rule', () => {
    const { crew, multiplications } = crewAndCount();
    const held = heldColumnSpaces(crew, null);
    const W = matrix(300, 40, 1);
    const first = held.projector(W, STORAGE, 'f32');
    const after = multiplications();
    expect(after).toBeGreaterThan(0);
    held.projector(
      fromRows(randomRows(300, 40, 1).map((row) => row.map(Math.fround))),
      { kind: 'exact' },
      'f32',
    );
    expect(multiplications()).toBe(after);
    const v = direction(300, 2);
    expect(difference(first.parts(v).row, columnSpace(W, STORAGE).parts(v).row)).toBeLessThan(1e-14);
  });

  it('in memory that does not grow with the number of matrices', () => {
    const { crew, arena } = crewAndCount();
    const held = heldColumnSpaces(crew, null);
    held.projector(matrix(400, 60, 0), STORAGE, 'f32').parts(direction(400, 3));
    const size = arena.memory.buffer.byteLength;
    for (let seed = 1; seed < 6; seed++) {
      const W = matrix(400, 60, seed);
      const v = direction(400, seed);
      const { row } = held.projector(W, STORAGE, 'f32').parts(v);
      expect(difference(row, columnSpace(W, STORAGE).parts(v).row)).toBeLessThan(1e-14);
      held.spectrum(W);
    }
    expect(arena.memory.buffer.byteLength).toBeLessThanOrEqual(size * 1.5);
  });
});

describe('a projector', () => {
  it('goes on giving the same answers when another matrix was held, or the spectrum found, meanwhile', () => {
    const { crew } = crewAndCount();
    const held = heldColumnSpaces(crew, null);
    const [W, other] = [matrix(300, 40, 20), matrix(250, 60, 21)];
    const v = direction(300, 22);
    const projector = held.projector(W, STORAGE, 'f32');
    const { row } = projector.parts(v);
    held.spectrum(W);
    expect(difference(projector.parts(v).row, row)).toBeLessThan(1e-14);
    held.projector(other, STORAGE, 'f32').parts(direction(250, 23));
    expect(difference(projector.parts(v).row, row)).toBeLessThan(1e-14);
    held.spectrum(other);
    expect(difference(projector.applyRow(v), row)).toBeLessThan(1e-14);
  });
});

describe('a first answer', () => {
  it('comes without a decomposition, and is as good as it says', () => {
    const { crew, multiplications } = crewAndCount();
    const held = heldColumnSpaces(crew, null);
    const W = matrix(600, 80, 4);
    const directions = [direction(600, 5), direction(600, 6)];
    const projector = held.first(W);
    for (const v of directions) {
      const { row, bound } = projector?.parts(v) ?? { row: [], bound: 0 };
      const error = difference(row, columnSpace(W, STORAGE).parts(v).row);
      expect(bound).toBeLessThanOrEqual(1e-10 * norm2(v));
      expect(error).toBeLessThan(15 * bound);
    }
    expect(multiplications()).toBe(0);
  });

  it('is not given where it would not be good enough, nor where the certified one is as quick', () => {
    const { crew } = crewAndCount();
    const held = heldColumnSpaces(crew, null);
    const hard = fromRows(
      randomRows(300, 40, 7).map((row) => row.map((x, j) => x + (row[0] ?? 0) * j * 1e3)),
    );
    expect(() => held.first(hard)?.parts(direction(300, 8))).toThrow(NoFirstAnswer);
    const W = matrix(300, 40, 9);
    held.projector(W, STORAGE, 'f32');
    expect(held.first(W)).toBeNull();
    expect(held.first(matrix(40, 300, 9))).toBeNull();
  });
});

describe('the spectrum', () => {
  it.each([
    ['tall', 300, 50],
    ['wide', 50, 300],
    ['square', 60, 60],
  ])('of a %s matrix agrees with that of its QR', (_, d, m) => {
    const { crew } = crewAndCount();
    const W = matrix(d, m, 10);
    const { values, bound } = heldColumnSpaces(crew, null).spectrum(W);
    const peer = columnSpace(W, STORAGE).singularValues?.values ?? new Float64Array(0);
    expect(values).toHaveLength(Math.min(d, m));
    for (const [i, value] of values.entries())
      expect(Math.abs(value - (peer[i] as number))).toBeLessThan(bound);
    expect(bound).toBeLessThan(1e-10);
  });

  it('leaves a decomposition behind that gives the same answers', () => {
    const { crew, multiplications } = crewAndCount();
    const held = heldColumnSpaces(crew, null);
    const W = matrix(300, 50, 11);
    const v = direction(300, 12);
    const before = held.projector(W, STORAGE, 'f32').parts(v);
    held.spectrum(W);
    const count = multiplications();
    const after = held.projector(W, STORAGE, 'f32').parts(v);
    expect(multiplications()).toBe(count);
    expect(difference(before.row, after.row)).toBeLessThan(1e-14);
  });
});

describe('a decomposition that was kept', () => {
  it.each([
    ['tall', matrix(300, 50, 13)],
    ['wide', matrix(50, 300, 14)],
    [
      'with dependent columns',
      fromRows(randomRows(200, 30, 15).map((row) => [...row, row[3] ?? 0, row[4] ?? 0])),
    ],
  ])('serves the next start: %s', (_, W) => {
    const store = memoryStore();
    const one = crewAndCount();
    const first = heldColumnSpaces(one.crew, store);
    first.spectrum(W);
    const v = direction(W.rows, 16);
    const expected = first.projector(W, STORAGE, 'f32').parts(v);
    const next = crewAndCount();
    const projector = heldColumnSpaces(next.crew, store).projector(W, STORAGE, 'f32');
    expect(next.multiplications()).toBe(store.kept.size > 0 ? 0 : next.multiplications());
    expect(difference(projector.parts(v).row, expected.row)).toBeLessThan(1e-13);
  });

  it('of another matrix, or cut short, is not used', () => {
    const store = memoryStore();
    const W = matrix(300, 50, 17);
    heldColumnSpaces(crewAndCount().crew, store).spectrum(W);
    const [key, bytes] = [...store.kept][0] as [string, Uint8Array];
    store.kept.set(key, bytes.subarray(0, bytes.length - 8));
    const next = crewAndCount();
    heldColumnSpaces(next.crew, store).projector(W, STORAGE, 'f32');
    expect(next.multiplications()).toBeGreaterThan(0);
  });
});
