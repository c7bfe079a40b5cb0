import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { Analysis } from '#core/analysis/types.ts';
import { documentOf, type Instance } from '#test/support/instance.ts';

const directionOf = (parts: Instance): Analysis['direction'] => analyze(documentOf(parts)).direction;
const W4 = [
  [1, 0],
  [0, 1],
  [0, 0],
  [0, 0],
];
const pair4 = { base: [[0, 0, 0, 0]], source: [[1, 1, 1, 1]] };
const tilted = (a: number, b: number): number[][] => [
  [Math.cos(a), 0, Math.sin(a), 0],
  [0, Math.cos(b), 0, Math.sin(b)],
];
const expectAngle = (parts: Instance, angle: number): void => {
  const figure = directionOf(parts).angle;
  expect(Math.abs(figure.value - angle)).toBeLessThanOrEqual(figure.bound);
  expect(figure.bound).toBeLessThan(1e-13);
};

describe('the angle to the column space', () => {
  it('of one direction is precise at both ends', () => {
    for (const angle of [0, 1e-9, 0.4, Math.PI / 2 - 1e-9]) {
      expectAngle({ W: W4, ...pair4, V: tilted(angle, 0).slice(0, 1) }, angle);
    }
    expectAngle({ W: W4, ...pair4, V: [[0, 0, 0, 2]] }, Math.PI / 2);
  });

  it('of several is the largest principal angle, at any basis of their span', () => {
    for (const [a, b] of [
      [0.2, 0.9],
      [1e-8, 3e-8],
      [1.5, 0.1],
      [0.5, 0.5],
    ] as const) {
      const [p = [], q = []] = tilted(a, b);
      expectAngle({ W: W4, ...pair4, V: [p, q] }, Math.max(a, b));
      const mixed = [p.map((x, i) => x + 2 * (q[i] ?? 0)), p.map((x, i) => 3 * x - (q[i] ?? 0))];
      const { value } = directionOf({ W: W4, ...pair4, V: mixed }).angle;
      expect(value).toBeCloseTo(Math.max(a, b), 14);
    }
  });

  it('is a right angle where the span has more dimensions than the layer reads', () => {
    expectAngle({ ...pair4, W: W4.map((row) => row.slice(0, 1)), V: tilted(0, 0) }, Math.PI / 2);
    expectAngle({ ...pair4, W: W4.map(() => [0]), V: tilted(0, 0) }, Math.PI / 2);
  });

  it('is 0 where the layer reads everything', () => {
    expect(
      directionOf({
        W: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      }).angle,
    ).toEqual({ value: 0, bound: 0 });
  });
});

describe('the orthonormality gauge', () => {
  it('is | ‖v‖² − 1 | of one direction', () => {
    expect(directionOf({ V: [[3, 0, 0]] }).orthonormality.value).toBe(8);
    expect(directionOf({}).orthonormality.value).toBeLessThan(1e-15);
  });

  it('is ‖VVᵀ − I‖ of several', () => {
    const { orthonormality } = directionOf({
      V: [
        [1, 0, 0],
        [0.5, 1, 0],
      ],
    });
    expect(orthonormality.value).toBeCloseTo(Math.sqrt(2 * 0.25 + 0.0625), 15);
  });
});

describe('several directions', () => {
  const doc = documentOf({
    W: W4,
    V: tilted(0.3, 1.1),
    base: [
      [1, 2, 3, 4],
      [0, 1, 0, 1],
    ],
    source: [
      [2, 1, 4, 4],
      [1, 1, 1, 0],
    ],
    readout: { kind: 'component', index: 0 },
  });
  const { direction, pairs } = analyze(doc);

  it('have unit parts in the Frobenius norm', () => {
    const frobenius = (rows: Analysis['direction']['vRowUnit']): number => Math.hypot(...(rows ?? []).flat());
    expect(frobenius(direction.vRowUnit)).toBeCloseTo(1, 14);
    expect(frobenius(direction.vNullUnit)).toBeCloseTo(1, 14);
    expect(direction.rowNorm.value).toBeCloseTo(Math.hypot(Math.cos(0.3), Math.cos(1.1)), 14);
  });

  it('retain the ratio of the changes of the readout', () => {
    for (const pair of pairs) {
      const { das, row, rowUnit } = pair.outputs;
      expect(pair.retainedRaw?.value).toBeCloseTo(row.change.value / das.change.value, 14);
      expect(pair.retainedUnit?.value).toBeCloseTo((rowUnit?.change.value ?? 0) / das.change.value, 14);
    }
  });
});
