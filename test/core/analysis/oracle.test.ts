import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { Figure } from '#core/analysis/types.ts';
import { documentOf } from '#test/support/instance.ts';
import { readOracle } from '#test/support/oracle.ts';

/** The recorded numbers carry rounding of their own, of a float64 SVD. */
const TOLERANCE = 1e-13;
const NAMES = ['notebook-96x24', 'notebook-96x24-k3-n5', 'rank22-96x24', 'wide-12x40', 'centred-96x24-f32'];
/** `v_row` of the centred instance hangs on float32 noise: κ is 1e7, so float64 gives 9 digits. */
const toleranceOf = (name: string): number => (name === 'centred-96x24-f32' ? 1e-8 : TOLERANCE);
const OUTPUTS = ['base', 'source', 'das', 'row', 'null', 'rowUnit', 'nullUnit'] as const;

describe.each(NAMES)("%s, recorded from the notebook's own recipe", (name) => {
  const { W, V, base, source, expected } = readOracle(name);
  const analysis = analyze(documentOf({ W, V, base, source }));
  const tolerance = toleranceOf(name);
  const near = (actual: number | undefined, value: number | undefined): void =>
    expect(Math.abs((actual ?? Number.NaN) - (value ?? Number.NaN))).toBeLessThanOrEqual(tolerance);
  const nearFigure = (actual: Figure | undefined, value: number | undefined): void => {
    near(actual?.value, value);
    expect(Math.abs((actual?.value ?? Number.NaN) - (value ?? Number.NaN))).toBeLessThanOrEqual(
      (actual?.bound ?? 0) + tolerance,
    );
  };

  it('has the recorded shape, rank and norms', () => {
    expect(analysis.shape).toEqual(expected.shape);
    expect(analysis.rank.used).toBe(expected.rank);
    nearFigure(analysis.direction.norm, expected.normV);
    nearFigure(analysis.direction.rowNorm, expected.normRow);
    nearFigure(analysis.direction.nullNorm, expected.normNull);
  });

  it('has the recorded α', () => {
    for (const [i, pair] of analysis.pairs.entries()) {
      for (const key of ['alpha', 'alphaRow', 'alphaNull'] as const) {
        expect(pair[key]).toHaveLength(expected[key][i]?.length ?? -1);
        for (const [k, figure] of pair[key].entries()) nearFigure(figure, expected[key][i]?.[k]);
      }
    }
  });

  it('has the recorded outputs, their sums and their first five entries', () => {
    for (const [i, pair] of analysis.pairs.entries()) {
      for (const key of OUTPUTS) {
        const output = pair.outputs[key];
        // A projector that is the identity leaves no null part to rescale; the recording rescaled noise.
        if (key === 'nullUnit' && name === 'wide-12x40') expect(output).toBeNull();
        else {
          nearFigure(output?.readout, expected.outSum[key]?.[i]);
          for (const [j, x] of (expected.outFirst5[key]?.[i] ?? []).entries()) near(output?.vector[j], x);
        }
      }
    }
  });

  it('has the recorded illusion and missing effect, and no null effect', () => {
    for (const [i, pair] of analysis.pairs.entries()) {
      nearFigure(pair.effects.illusion.readout, expected.illusionSum[i]);
      nearFigure(pair.effects.nullRow.readout, expected.missingSum[i]);
      expect(Math.max(...pair.effects.nullNull.vector.map(Math.abs))).toBeLessThan(1e-14);
      expect(Math.abs(pair.compositeResidual.value)).toBeLessThanOrEqual(pair.compositeResidual.bound);
    }
  });
});
