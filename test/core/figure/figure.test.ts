import { describe, expect, test } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';
import type { Document } from '#core/document/schema.ts';
import type { Drawing, Item } from '#core/figure/drawing.ts';
import { metricsOf } from '#core/figure/exportFigure.ts';
import { drawFigure } from '#core/figure/figure.ts';
import { defaultSettings, figurePresets } from '#core/figure/presets.ts';
import type { FigureSettings } from '#core/figure/settings.ts';
import { drawingSvg } from '#core/figure/svg.ts';
import { takeFigure } from '#core/figure/takeFigure.ts';
import { openSlice } from '#core/slice/retakeSlice.ts';
import { figureKit } from '#test/support/figureKit.ts';
import { documentOf } from '#test/support/instance.ts';

const draw = (document: Document, change: Partial<FigureSettings> = {}, before: Document | null = null) => {
  const settings = { ...defaultSettings, ...change };
  return drawFigure(takeFigure(document, before, settings), settings, metricsOf(figureKit, settings.family));
};

const flat = (items: readonly Item[]): Exclude<Item, { kind: 'group' }>[] =>
  items.flatMap((item) => (item.kind === 'group' ? flat(item.items) : [item]));
const ids = (items: readonly Item[]): string[] =>
  items.flatMap((item) => (item.kind === 'group' ? [item.id, ...ids(item.items)] : []));
const texts = ({ items }: Drawing): string[] =>
  flat(items).flatMap((item) =>
    item.kind === 'text' ? [item.typeset.runs.map(({ text }) => text).join('')] : [],
  );

/** Three pairs, so that there are plots and a cloud. */
const several = documentOf({
  base: [
    [1, 0, 1],
    [0, 1, 1],
    [1, 1, 0],
  ],
  source: [
    [2, 0, 2],
    [1, 0, 1],
    [0, 1, 2],
  ],
});

describe('a figure', () => {
  test.each(
    figurePresets.flatMap(({ id, settings }) =>
      presets.map((preset) => ({ size: id, id: preset.id, settings, preset })),
    ),
  )('of $id for $size stays within its page, its labels too', ({ settings, preset }) => {
    const { width, height, items } = draw(preset.document, { ...settings, legend: true, readouts: true });
    for (const item of flat(items)) {
      if (item.kind === 'path') {
        // A plane's faded edge and an axis's far end may leave it.
        if (item.opacity < 1) continue;
        for (const [x, y] of item.lines.flat()) {
          expect([x >= -1, x <= width + 1, y >= -1, y <= height + 1]).toEqual([true, true, true, true]);
        }
      }
      if (item.kind === 'text') {
        const [x, y] = item.at;
        expect(x).toBeGreaterThanOrEqual(-1);
        expect(x + item.typeset.width * item.size).toBeLessThanOrEqual(width + 1);
        expect(y - item.typeset.ascent * item.size).toBeGreaterThanOrEqual(-1.5);
        expect(y).toBeLessThanOrEqual(height + 1);
      }
    }
  });

  test.each(figurePresets)(
    'for $id has a legend in columns: names begin below one another',
    ({ id, settings }) => {
      const { items } = draw(defaultDocument, { ...settings, legend: true });
      const legend = flat(items.filter((item) => item.kind === 'group' && item.id === 'legend'));
      const lefts = legend.flatMap((item) => (item.kind === 'text' ? [item.at[0]] : []));
      expect(lefts).toHaveLength(12);
      expect(new Set(lefts).size).toBe(id === 'slide' ? 4 : id === 'iclr' ? 3 : 2);
    },
  );

  test('gives every row of panels room for its labels, and grows where that needs more height', () => {
    const nature = figurePresets.find(({ id }) => id === 'nature')?.settings;
    const height = (change: Partial<FigureSettings>) =>
      draw(defaultDocument, { ...nature, ...change }).height;
    const em = nature?.fontSize ?? 0;
    expect(height({})).toBe(nature?.height);
    expect(height({ height: 6 * em })).toBe(6 * em);
    expect(height({ panels: ['base', 'das', 'row', 'null'] })).toBeGreaterThan(2 * 18 * em);
    expect(height({ readouts: true, legend: true })).toBeGreaterThan((18 + 14 * 1.45) * em);
  });

  test('has paper about the letters of its labels, unless it is transparent', () => {
    const halos = (transparent: boolean) => {
      const labels = draw(defaultDocument, { transparent }).items.filter(
        (item) => item.kind === 'group' && item.id === 'labels',
      );
      return flat(labels).map((item) => (item.kind === 'text' ? item.halo?.colour : item));
    };
    expect(halos(false).length).toBeGreaterThan(10);
    expect(new Set(halos(false))).toEqual(new Set(['#ffffff']));
    expect(new Set(halos(true))).toEqual(new Set([undefined]));
  });

  test('has no two groups of one name, also of several panels', () => {
    for (const panels of [['picture'], ['base', 'das', 'row'], ['picture', 'alpha', 'effects']] as const) {
      const names = ids(draw(several, { panels, legend: true, readouts: true, hide: [] }).items);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('is nothing but vectors and text in SVG, and well formed', () => {
    const svg = drawingSvg(draw(defaultDocument, { legend: true }), {
      family: 'serif',
      embed: null,
      session: null,
    });
    expect(svg).not.toMatch(/<image|<foreignObject|<script|NaN|Infinity|undefined/);
    expect(svg.match(/<g /g)?.length).toBe(svg.match(/<\/g>/g)?.length);
    expect(svg).toContain('<g id="arrow-v-behind">');
    expect(svg).toMatch(/<text[^>]*>.*>v<\/tspan>/);
  });

  test('holds nothing of a hostile session as markup', () => {
    const hostile = { ...defaultDocument, title: '</title><script>alert("1")</script>\u0000&' } as Document;
    const svg = drawingSvg(draw(hostile, { panels: ['picture', 'das'], legend: true }), {
      family: 'serif',
      embed: null,
      session: null,
    });
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('\u0000');
    expect(svg).toContain('&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;');
  });

  test('dashes what runs behind the plane, and only that', () => {
    // The default camera sees the null plane from the side on which v is not.
    const behind = ids(draw(defaultDocument).items);
    expect(behind).toContain('arrow:v:behind');
    const fromBehind: Document = {
      ...defaultDocument,
      view: {
        ...defaultDocument.view,
        pose: { position: [1, -6, 3], target: [0, 0, 0], up: [0, 0, 1], zoom: 1 },
      },
    };
    const before = ids(draw(fromBehind).items);
    expect(before).toContain('arrow:v');
    expect(before).not.toContain('arrow:v:behind');
  });

  test('shows what the settings say: parts, arrows, labels', () => {
    const whole = ids(draw(defaultDocument).items);
    expect(whole).toEqual(
      expect.arrayContaining(['plane-tint', 'plane-grid', 'axis:0:behind', 'unitSphere']),
    );
    const hide = ['nullSpace', 'axes', 'unitSphere', 'decomposition', 'hDas', 'cloud'];
    const less = ids(draw(defaultDocument, { hide }).items).join();
    expect(less).not.toMatch(/plane|axis|unitSphere|drop|angle|hDas/);
    expect(less).toContain('arrow:v');
    expect(texts(draw(defaultDocument, { hide: ['labels', 'cloud'] }))).toEqual([]);
    const one = ['label:hDas', 'cloud'];
    expect(texts(draw(defaultDocument, { hide: one }))).not.toContain('hdas');
    expect(ids(draw(defaultDocument, { hide: one }).items).join()).toContain('arrow:hDas');
    const hidden: Document = {
      ...defaultDocument,
      view: { ...defaultDocument.view, hidden: ['b'] },
    };
    expect(ids(draw(hidden).items).join()).not.toContain('arrow:b,');
  });

  test('in greys has no other colour', () => {
    const svg = drawingSvg(
      draw(several, { grey: true, legend: true, readouts: true, panels: ['picture', 'alpha'] }),
      {
        family: 'serif',
        embed: null,
        session: null,
      },
    );
    for (const [, r, g, b] of svg.matchAll(/"#(..)(..)(..)"/g)) expect([g, b]).toEqual([r, r]);
  });

  test('without a background paints no paper, also not within hollow heads', () => {
    const { background, items } = draw(defaultDocument, { transparent: true });
    expect(background).toBeNull();
    for (const item of flat(items)) if ('fill' in item) expect(item.fill).not.toBe('#ffffff');
  });

  test('has the numbers of the analysis beside it', () => {
    const said = texts(draw(defaultDocument, { readouts: true }));
    expect(said).toEqual(
      expect.arrayContaining(['patch v', '2.000', '1.400', 'missing effect', '0.600', '50.77°']),
    );
  });

  test('of the steps says the readout of each', () => {
    expect(texts(draw(defaultDocument, { panels: ['base', 'das', 'row', 'null'] }))).toEqual(
      expect.arrayContaining(['a', 'base: 1.000', 'b', 'patch v: 2.000', 'c', 'patch vrow: 1.400', 'd']),
    );
  });

  test('of before and after draws both to one scale', () => {
    const after = documentOf({ V: [[0.6, 0, 0.8]] });
    const drawing = draw(after, { panels: ['picture', 'before'] }, documentOf());
    expect(texts(drawing)).toEqual(expect.arrayContaining(['after', 'before']));
    const shaftOf = (id: string): number => {
      const find = (items: readonly Item[]): readonly Item[] =>
        items.flatMap((item) =>
          item.kind === 'group' ? (item.id === id ? item.items : find(item.items)) : [],
        );
      return flat(find(drawing.items)).flatMap((item) =>
        item.kind === 'path' ? item.lines.map((line) => line.length) : [],
      ).length;
    };
    expect(shaftOf('a:axis:2')).toBe(shaftOf('b:axis:2'));
  });

  test('cannot be had of what is not there: a sentence says why', () => {
    expect(() => draw(defaultDocument, { panels: ['alpha'] })).toThrow(/There is one pair.+\.$/);
    expect(() => draw(defaultDocument, { panels: ['before'] })).toThrow(/no earlier state.+\.$/);
    expect(() =>
      draw(
        documentOf({
          W: [[1], [2], [3], [4]],
          V: [[1, 0, 0, 0]],
          base: [[1, 0, 0, 0]],
          source: [[0, 1, 0, 0]],
        }),
      ),
    ).toThrow(/d = 4 has no picture of its own.+\.$/);
    expect(() => draw(defaultDocument, { width: 4000, height: 4000, dpi: 600 })).toThrow(
      /million pixels.+\.$/,
    );
  });

  test('of a slice shows the axes of the slice, and its plots', () => {
    const { base, source } = several;
    const wide = (rows: readonly (readonly number[])[]) => rows.map((row) => [...row, 0.5, -1]);
    const slice = openSlice(
      {
        W: { kind: 'inline', rows: [[0], [-2], [1], [0.5], [0.25]] },
        V: { kind: 'inline', rows: [[0.5, -0.5, 0.5, 0, 0.5]] },
        base: { kind: 'inline', rows: wide(base) },
        source: { kind: 'inline', rows: wide(source) },
        labels: null,
      },
      'A slice',
      {
        load: {
          files: {
            open: () => {
              throw new Error('no files');
            },
            beside: () => [],
          } as never,
          hash: () => '',
        },
      },
    );
    expect(texts(draw(slice)).join()).toContain('ˆvrow'.normalize('NFC').slice(1));
    expect(analyze(slice).shape.d).toBe(5);
  });
});
