import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { figureColours } from '#core/figure/colours.ts';
import { createMetrics } from '#core/figure/metrics.ts';
import { plotItems } from '#core/figure/plotDrawing.ts';
import { drawingSvg } from '#core/figure/svg.ts';
import type { Survey } from '#core/pairs/survey.ts';
import { SURVEY_COLUMNS } from '#core/pairs/surveyColumns.ts';
import { csvOf } from '#core/plots/csv.ts';
import { nearestRow, placeOf } from '#core/plots/nearest.ts';
import { alphaPlot, dormancyPlot, effectPlot, retainedPlot } from '#core/plots/pairPlots.ts';
import type { Plot } from '#core/plots/plot.ts';
import { spectrumFigure } from '#core/spectrum/figure.ts';
import { figureKit } from '#test/support/figureKit.ts';
import { randomSource } from '#test/support/random.ts';

const SIZE = { width: 400, height: 250 };

/** Random numbers in every column; every second pair is of class b. */
function subject(n: number, step = 1) {
  const next = randomSource(n);
  const columns = Object.fromEntries(
    SURVEY_COLUMNS.map((name) => [name, Float64Array.from({ length: n }, () => 4 * next() - 2)]),
  ) as Survey['columns'];
  const labels = { classes: ['a', 'b'], codes: Int32Array.from({ length: n }, (_, i) => i % 2) };
  return { columns, labels, step };
}

const plots: readonly [string, (s: ReturnType<typeof subject>) => Plot][] = [
  ['alpha', (s) => alphaPlot(s, SIZE)],
  ['effects', (s) => effectPlot(s, SIZE)],
  ['retained', (s) => retainedPlot(s, SIZE)],
  ['dormancy', (s) => dormancyPlot(s, SIZE)],
];

const metrics = createMetrics(figureKit, 'inter');

/** A plot as a figure's SVG. */
function svgOf(plot: Plot): string {
  const { width, height } = plot.frame;
  const items = plotItems(plot, {
    colours: figureColours('light', false),
    metrics,
    unit: 0.75,
    lines: 1,
    fontSize: 8,
    origin: [0, 0],
    prefix: '',
  });
  const drawing = { title: plot.title, width, height, background: null, items };
  return drawingSvg(drawing, { family: 'inter', embed: null, session: null });
}

describe.each(plots)('the plot %s', (_, make) => {
  it('lies within its frame', () => {
    const { frame, dots, bars, x, y } = make(subject(500));
    const inside = (px: number, py: number): void => {
      expect(px).toBeGreaterThanOrEqual(frame.left - 0.6);
      expect(px).toBeLessThanOrEqual(frame.right + 0.6);
      expect(py).toBeGreaterThanOrEqual(frame.top - 0.6);
      expect(py).toBeLessThanOrEqual(frame.bottom + 0.6);
    };
    for (const { places } of dots)
      for (let i = 0; i < places.length; i += 2) inside(places[i] as number, places[i + 1] as number);
    for (const bar of bars) {
      inside(bar.x, bar.y);
      inside(bar.x + bar.width, bar.y + bar.height);
    }
    expect(x.ticks.length).toBeGreaterThan(1);
    expect(y.ticks.length).toBeGreaterThan(1);
  });

  it('stands also for one pair, for none, and where numbers are missing', () => {
    for (const n of [0, 1]) expect(make(subject(n)).frame.width).toBe(400);
    const holes = subject(4);
    for (const name of SURVEY_COLUMNS) holes.columns[name].fill(Number.NaN, 1, 3);
    const svg = svgOf(make(holes));
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('comes out as SVG with text and named groups, and as CSV that reads back the same', () => {
    const plot = make(subject(30));
    const svg = svgOf(plot);
    expect(svg).toContain(`<title>${plot.title}</title>`);
    expect(svg).toMatch(/<g id="axes"[\s\S]*<text/);
    expect(svg).not.toMatch(/NaN|undefined/);
    const { data } = Papa.parse<string[]>(csvOf(plot.table).trimEnd());
    expect(data[0]).toEqual(plot.table.columns);
    expect(data).toHaveLength(plot.table.rows.length + 1);
    for (const [i, row] of plot.table.rows.entries()) {
      for (const [j, cell] of row.entries()) {
        if (typeof cell === 'number') expect(Number(data[i + 1]?.[j])).toBe(cell);
        else expect(data[i + 1]?.[j]).toBe(cell);
      }
    }
  });
});

describe('the numbers of a vertical axis', () => {
  it.each(['alpha', 'effects', 'retained'])('stand beside its words in the plot %s, however long', (id) => {
    const own = subject(1000);
    const wide = Object.fromEntries(
      Object.entries(own.columns).map(([name, column]) => [name, column.map((x) => 5e5 * x)]),
    ) as Survey['columns'];
    const make = plots.find(([name]) => name === id)?.[1];
    const plot = make?.({ ...own, columns: id === 'retained' ? own.columns : wide });
    const style = { colours: figureColours('light', false), metrics, unit: 1, lines: 1, fontSize: 12.5 };
    const axes = plotItems(plot as Plot, { ...style, origin: [0, 0], prefix: '' }).find(
      (item) => item.kind === 'group' && item.id === 'axes',
    );
    const texts =
      axes?.kind === 'group' ? axes.items.flatMap((item) => (item.kind === 'text' ? [item] : [])) : [];
    const numbers = texts.filter(({ anchor }) => anchor === 'end');
    expect(numbers.length).toBeGreaterThan(1);
    const [label] = texts.filter(({ upwards }) => upwards);
    for (const { at } of numbers) expect(at[0]).toBeGreaterThan(label?.at[0] ?? Number.NaN);
  });
});

describe('the points of a plot', () => {
  it('are all there, each class apart', () => {
    const { dots, legend } = alphaPlot(subject(500), SIZE);
    expect(dots.map(({ rows }) => rows.length)).toEqual([250, 250]);
    expect(dots.map(({ hollow }) => hollow)).toEqual([false, true]);
    expect(legend[0]?.name).toMatch(/^a · AUROC row 0\.\d{3}, null 0\.\d{3}$/);
  });

  it('are found where they stand', () => {
    const plot = effectPlot(subject(40), SIZE);
    for (let row = 0; row < 40; row++) {
      const [x, y] = placeOf(plot, row) ?? [Number.NaN, Number.NaN];
      const found = nearestRow(plot, x, y) ?? -1;
      expect(placeOf(plot, found)).toEqual([x, y]);
    }
    expect(nearestRow(plot, -100, -100)).toBeNull();
    expect(placeOf(plot, 40)).toBeNull();
  });

  it('are numbered as the pairs that they are of', () => {
    const { table } = alphaPlot(subject(3, 10), SIZE);
    expect(table.rows.map(([pair]) => pair)).toEqual([1, 11, 21]);
  });
});

describe('the figure of the singular values', () => {
  it('tells those that count from the others, in the picture and in the table', () => {
    const plot = spectrumFigure({ values: [4, 2, 1e-9, 0], bound: 1e-15, tolerance: 1e-6, rank: 2 });
    expect(plot.dots.map(({ rows, hollow }) => [rows.length, hollow])).toEqual([
      [2, false],
      [2, true],
    ]);
    expect(plot.table.rows[1]).toEqual([2, 2, 0.5, 'yes']);
    expect(plot.table.rows[3]).toEqual([4, 0, 0, 'no']);
    expect(svgOf(plot)).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('the histogram of the shares kept', () => {
  it('counts in whole pairs, however few there are', () => {
    for (const n of [2, 3, 5]) {
      const { y } = retainedPlot(subject(n), SIZE);
      for (const { text } of y.ticks) expect(text).toMatch(/^\d+$/);
    }
  });

  it('counts every pair once, also those far out', () => {
    const own = subject(300);
    own.columns.retained[0] = 1e9;
    const { rows } = retainedPlot(own, SIZE).table;
    const sum = (column: number): number => rows.reduce((total, row) => total + Number(row[column]), 0);
    expect([sum(2), sum(3)]).toEqual([300, 300]);
  });
});
