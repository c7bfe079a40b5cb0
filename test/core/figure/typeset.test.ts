import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrowsOf } from '#core/arrows/arrows.ts';
import { axisNames } from '#core/arrows/axisNames.ts';
import { presets } from '#core/document/presets.ts';
import { FACE_FILES, FAMILIES } from '#core/figure/faces.ts';
import { latexText } from '#core/figure/latexText.ts';
import { createMetrics } from '#core/figure/metrics.ts';
import { typesetTex, typesetWords } from '#core/figure/typeset.ts';
import { figureKit } from '#test/support/figureKit.ts';

const metrics = createMetrics(figureKit, 'serif');

describe('labels', () => {
  test('of every arrow and axis can be typeset', () => {
    for (const { document } of presets) {
      for (const { tex } of [...arrowsOf(document), ...axisNames(document)]) {
        expect(typesetTex(tex, metrics), tex).not.toBeNull();
      }
    }
  });

  test('set bold letters, italics and subscripts as LaTeX does', () => {
    const set = typesetTex('\\mathbf{v}_{\\mathrm{row}}', metrics);
    expect(set?.runs.map(({ face, text, size }) => [face, text, size])).toEqual([
      ['mathBold', 'v', 1],
      ['math', 'row', 0.7],
    ]);
    const [v, row] = set?.runs ?? [];
    expect(row?.x).toBe(v?.width);
    expect(row?.y).toBeGreaterThan(0);
    expect(typesetTex('h_1', metrics)?.runs.map(({ face }) => face)).toEqual(['mathItalic', 'math']);
    expect(typesetTex('\\boldsymbol{\\delta}', metrics)?.runs[0]).toMatchObject({
      face: 'mathBoldItalic',
      text: 'δ',
    });
  });

  test('have a hat over the middle of its letter', () => {
    const [v, hat] = typesetTex('\\hat{\\mathbf{v}}', metrics)?.runs ?? [];
    expect(hat?.text).toBe('ˆ');
    expect((hat?.x ?? 0) + (hat?.width ?? 0) / 2).toBeCloseTo((v?.width ?? 0) / 2, 12);
  });

  test('that hold a command beyond those of labels are refused: a file cannot put one into a figure', () => {
    for (const tex of [
      '\\input{secret}',
      '\\write18{rm}',
      'a^2',
      '{',
      '}',
      '\\',
      'a\\\\b',
      '$x$',
      '%',
      '_',
    ]) {
      expect(typesetTex(tex, metrics), tex).toBeNull();
    }
  });

  test('whatever the text: a result or null, with finite widths', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'grapheme' }), (tex) => {
        const set = typesetTex(tex, metrics);
        if (set) expect(Number.isFinite(set.width)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('words', () => {
  test.each(FAMILIES)('of the interface can be set in %s: every sign has a face', (family) => {
    const own = createMetrics(figureKit, family);
    for (const sign of 'Aa0 −±×·→≈≤‖°²δασ⁻¹⁰v̂…“”') {
      for (const { face } of typesetWords(sign, 'text', own).runs) {
        expect(own.advance(face, sign.normalize('NFC').codePointAt(0) ?? 0), sign).not.toBeNull();
      }
    }
  });

  test('are as wide as their signs together', () => {
    const { width, runs } = typesetWords('base 1.000', 'text', metrics);
    expect(runs).toHaveLength(1);
    expect(width).toBeCloseTo(
      [...'base 1.000'].reduce((sum, sign) => sum + (metrics.advance('text', sign.charCodeAt(0)) ?? 0), 0),
      12,
    );
  });

  test('as LaTeX hold no command of their own, whatever they say', () => {
    expect(latexText('50 % of v_row & \\input{x} $y$ #1')).toBe(
      '50 \\% of v\\_row \\& \\textbackslash{}input\\{x\\} \\$y\\$ \\#1',
    );
    expect(latexText('−1.5 × 10⁻⁵')).toBe('$-$1.5 $\\times$ 10$^{-5}$');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const rest = latexText(text)
          .replace(/\\(?:textbackslash|textasciicircum|textasciitilde|textless|textgreater|ldots)\{\}/g, '')
          .replace(
            /\$(?:-|\\pm|\\times|\\cdot|\\to|\\approx|\\le|\\\||\^\\circ|\^2|\\delta|\\alpha|\\sigma|\\hat v|\^\{-?\d*\})\$/g,
            '',
          )
          .replace(/\\[{}$&#%_]/g, '');
        expect(rest).not.toMatch(/[\\{}$&#%_^~]/);
      }),
      { numRuns: 500 },
    );
  });
});

test('every font file of a figure is there', () => {
  for (const file of FACE_FILES) expect(figureKit.read(file).length).toBeGreaterThan(10_000);
});
