import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { Analysis, Certificate, Rank } from '#core/analysis/types.ts';
import { presets } from '#core/document/presets.ts';
import { certificateBound, certificateLabel } from '#core/words/certificate.ts';
import { otherRule, rankLabel, ruleName, toleranceText, valuesAround } from '#core/words/rank.ts';
import { cutLabel, describeSpectrum, spectrumText } from '#core/words/spectrum.ts';
import { documentOf } from '#test/support/instance.ts';

const label = (parts: Partial<Rank>): string =>
  rankLabel({ exact: 24, storage: 23, used: 23, rule: { kind: 'storage' }, ...parts });

describe('the rank', () => {
  it('is exact where both rules agree, and names the other one where they do not', () => {
    expect(label({ exact: 768, storage: 768, used: 768 })).toBe('rank 768, exact');
    expect(label({ exact: 768, storage: 768, used: 768, rule: { kind: 'exact' } })).toBe('rank 768, exact');
    expect(label({})).toBe('rank 23, storage (exact 24)');
    expect(label({ used: 24, rule: { kind: 'exact' } })).toBe('rank 24, exact (storage 23)');
  });

  it('is named with the tolerance or the paper’s QR that decided it', () => {
    expect(label({ used: 5, rule: { kind: 'tolerance', relative: 1e-6 } })).toBe(
      'rank 5, tolerance 1 × 10⁻⁶',
    );
    expect(label({ used: 5, rule: { kind: 'paper' } })).toBe('rank 5, paper’s QR');
  });

  it('of every preset is exact by both rules', () => {
    for (const { document } of presets)
      expect(rankLabel(analyze(document).rank)).toMatch(/^rank [1-3], exact$/);
  });

  it('is weighed against the storage rank, and that against the exact one', () => {
    expect(otherRule({ kind: 'storage' })).toEqual({ kind: 'exact' });
    expect(otherRule({ kind: 'paper' })).toEqual({ kind: 'storage' });
    expect(ruleName({ kind: 'storage' })).toBe('the storage rank');
    expect(ruleName({ kind: 'exact' })).toBe('the exact rank');
  });
});

describe('the certificate', () => {
  const analysis = analyze(documentOf());
  const certificate: Certificate = { bound: 1.3e-15, kind: 'bound', method: 'QR', stage: 'certified' };
  const labelled = (parts: Partial<Certificate>, more: Partial<Analysis> = {}): string =>
    certificateLabel({ ...analysis, ...more, certificate: { ...certificate, ...parts } });

  it('says what v_row can be off by, never less, and by which rank', () => {
    expect(labelled({})).toBe('v_row ± 2 × 10⁻¹⁵ · rank 1, exact');
    expect(labelled({ bound: 2e-15 })).toBe('v_row ± 2 × 10⁻¹⁵ · rank 1, exact');
    expect(labelled({ bound: 9.1e-16 })).toBe('v_row ± 1 × 10⁻¹⁵ · rank 1, exact');
    expect(labelled({ bound: 0.0301 })).toBe('v_row ± 0.04 · rank 1, exact');
    expect(labelled({ bound: 0 })).toBe('v_row exact · rank 1, exact');
  });

  it('says where it is an estimate, and where the certified answer is still to come', () => {
    expect(certificateBound({ ...certificate, kind: 'estimate' })).toBe('± 2 × 10⁻¹⁵, estimate');
    expect(labelled({ kind: 'estimate', stage: 'first' })).toBe(
      'v_row ± 2 × 10⁻¹⁵, estimate · first answer, rank to come',
    );
  });

  it('speaks of V_row where several directions are patched at once', () => {
    const { direction } = analysis;
    const v = [...direction.v, ...direction.v];
    expect(labelled({}, { direction: { ...direction, v } })).toMatch(/^V_row ±/);
  });
});

describe('the spectrum', () => {
  const { rank } = analyze(documentOf());

  it('is described for who does not see it', () => {
    const values = [4, 2, 1e-17];
    expect(describeSpectrum({ values, bound: 1e-15 }, { ...rank, used: 2 })).toBe(
      '3 singular values, from 4 down to ≈ 0; 2 count',
    );
    expect(describeSpectrum({ values: [4], bound: 1e-15 }, rank)).toBe('1 singular value, 4; 1 counts');
  });

  it('is copied at full precision, one value to a line', () => {
    expect(spectrumText({ values: [1 / 3, 1e-7], bound: 0 })).toBe('0.3333333333333333\n1e-7');
  });

  it('says what a cut keeps', () => {
    expect(cutLabel({ rank: 23, tolerance: 2e-5 }, 24)).toBe('23 of 24 count above 2 × 10⁻⁵');
    expect(cutLabel({ rank: 1, tolerance: 0.1 }, 3)).toBe('1 of 3 counts above 0.1');
  });
});

describe('the singular values on either side of the line', () => {
  const rank: Rank = {
    exact: 3,
    storage: 2,
    used: 2,
    rule: { kind: 'storage' },
    tolerance: 1.234e-7,
    leastKept: 0.12345,
    largestDropped: 0,
    method: 'pivoted QR',
  };
  const certificate: Certificate = { bound: 1e-15, kind: 'bound', method: '', stage: 'certified' };
  const estimate: Certificate = { ...certificate, kind: 'estimate' };

  it('are given to three digits where they are proved, and roughly where they are estimated', () => {
    expect(valuesAround({ rank, certificate }, null)).toEqual({ least: '0.123', largest: 'none' });
    expect(valuesAround({ rank, certificate: estimate }, null)).toEqual({
      least: 'about 0.1',
      largest: 'none',
    });
  });

  it('are those of the spectrum as soon as it is known, to its accuracy', () => {
    const spectrum = { values: [4, 0.6, 1e-9], bound: 1e-6 };
    expect(valuesAround({ rank, certificate: estimate }, spectrum)).toEqual({
      least: '0.150',
      largest: '≈ 0',
    });
    expect(valuesAround({ rank: { ...rank, used: 3 }, certificate: estimate }, spectrum).largest).toBe(
      'none',
    );
  });

  it('stand beside a line that is as rough as the largest singular value it is relative to', () => {
    expect(toleranceText({ rank, certificate })).toBe('1.2 × 10⁻⁷');
    expect(toleranceText({ rank, certificate: estimate })).toBe('about 1 × 10⁻⁷');
    expect(toleranceText({ rank: { ...rank, tolerance: null }, certificate })).toBeNull();
  });
});
