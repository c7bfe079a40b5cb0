import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { documentOf, type Instance } from '#test/support/instance.ts';
import { readOracle } from '#test/support/oracle.ts';

const warningsOf = (parts: Instance): Record<string, string> =>
  Object.fromEntries(analyze(documentOf(parts)).warnings.map(({ code, text }) => [code, text]));
const codesOf = (parts: Instance): string[] => Object.keys(warningsOf(parts));

describe('warnings', () => {
  it('are absent from an instance that needs none', () => {
    expect(codesOf({})).toEqual([]);
    expect(codesOf({ source: [[1, 0, 1]] })).toEqual([]);
  });

  it('say that a zero layer has no column space', () => {
    expect(warningsOf({ W: [[0], [0], [0]] })).toEqual({
      rankZero: 'W is zero, so it has no column space and no direction has an effect.',
    });
  });

  it('say that the direction is not a unit vector, by how much, but forgive float32', () => {
    expect(warningsOf({ V: [[9.13, 0, 0]] }).notUnit).toBe(
      'v has length 9.13, not 1, and its effect grows with the square of that.',
    );
    expect(warningsOf({ V: [[0.99956, 0, 0]] }).notUnit).toMatch(/length 0\.9996, not 1/);
    expect(codesOf({ V: [[Math.fround(Math.SQRT1_2), Math.fround(Math.SQRT1_2), 0]] })).toEqual([]);
    expect(
      codesOf({
        V: [
          [1, 0, 0],
          [0.1, 1, 0],
        ],
      }),
    ).toContain('notOrthonormal');
  });

  it('say that a sum of centred outputs shows nothing', () => {
    const { W, V, base, source } = readOracle('centred-96x24-f32');
    expect(codesOf({ W, V, base, source })).toContain('sumBlind');
    expect(codesOf({ W, V, base, source, readout: { kind: 'component', index: 0 } })).not.toContain(
      'sumBlind',
    );
    expect(codesOf({ readout: { kind: 'vector', weights: [0] } })).toEqual(['readoutBlind']);
  });

  it('say that the rank is a close call, and what a tolerance leaves out', () => {
    const W = [
      [1, 0],
      [0, 2e-3],
      [0, 0],
    ];
    const codes = (relative: number): string[] => codesOf({ W, rank: { kind: 'tolerance', relative } });
    expect(codes(1e-3)).toEqual(['rankNearTolerance']);
    expect(codes(1e-6)).toEqual([]);
    expect(codes(5e-3)).toEqual(expect.arrayContaining(['rankNearTolerance', 'columnsCut']));
    expect(codes(0.5)).toContain('columnsCut');
  });

  it('turn the composite residual red where a tolerance makes V_null W differ from 0', () => {
    const W = [
      [1, 0],
      [0, 0.1],
      [0, 0],
    ];
    const analysis = analyze(
      documentOf({ W, source: [[2, 3, 2]], rank: { kind: 'tolerance', relative: 0.5 } }),
    );
    const [pair] = analysis.pairs;
    expect(Math.abs(pair?.compositeResidual.value ?? 0)).toBeGreaterThan(pair?.compositeResidual.bound ?? 0);
    expect(analysis.warnings.map(({ code }) => code)).toContain('residualTooLarge');
  });

  it('say that nearly dependent columns leave v_row imprecise', () => {
    expect(
      codesOf({
        W: [
          [1, 1],
          [1, 1 + 2 ** -48],
          [0, 2 ** -48],
        ],
      }),
    ).toContain('imprecise');
  });

  it('say that a tiny row part is magnified by its unit patch', () => {
    expect(warningsOf({ V: [[1, 0, 1e-3]] }).rowPartTiny).toBe(
      'v_row is only 0.000447 of v: the unit row patch magnifies it 2240 times.',
    );
  });

  it('say that patching changes nothing where δ is orthogonal to v', () => {
    expect(codesOf({ source: [[2, 1, 5]] })).toEqual(['noEffect']);
  });

  it('say that norms do not add up', () => {
    expect(codesOf({ readout: { kind: 'norm' } })).toEqual(['normNotAdditive']);
  });
});
