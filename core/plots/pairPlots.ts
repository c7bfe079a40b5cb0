import { bin } from 'd3-array';
import { aurocs } from '#core/pairs/auroc.ts';
import { moments } from '#core/pairs/moments.ts';
import type { Survey } from '#core/pairs/survey.ts';
import { classesOf } from './classes.ts';
import {
  acrossOf,
  axisOf,
  type Bar,
  besideNumbers,
  type Dots,
  frameOf,
  type Plot,
  type PlotLine,
  type Scale,
  scaleOf,
  type Table,
  zeroLines,
} from './plot.ts';

/** What the plots of pairs are made from: every `step`-th pair, with the index of its first at 0. */
export interface PairsSubject extends Pick<Survey, 'columns' | 'labels'> {
  readonly step: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels: fewer points than so many are drawn so large. */
const RADII = [
  [100, 3.2],
  [3000, 2.2],
] as const;
const SMALLEST = 1.2;

function scatter(subject: PairsSubject, x: Float64Array, y: Float64Array, xs: Scale, ys: Scale): Dots[] {
  const radius = RADII.find(([most]) => x.length <= most)?.[1] ?? SMALLEST;
  return classesOf(subject).map(({ name, role, hollow, rows }) => {
    const shown = rows.filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]));
    const places = new Float64Array(2 * shown.length);
    for (const [k, i] of shown.entries()) {
      places[2 * k] = xs.at(x[i] as number);
      places[2 * k + 1] = ys.at(y[i] as number);
    }
    return { name, role, hollow, places, rows: shown, radius };
  });
}

/** The table of some columns, a row per pair with its number and class. */
function tableOf({ labels, step }: PairsSubject, columns: Readonly<Record<string, Float64Array>>): Table {
  const names = Object.keys(columns);
  const n = columns[names[0] ?? '']?.length ?? 0;
  return {
    columns: ['pair', ...(labels ? ['class'] : []), ...names],
    rows: Array.from({ length: n }, (_, i) => [
      i * step + 1,
      ...(labels ? [labels.classes[labels.codes[i] ?? 0] ?? ''] : []),
      ...names.map((name) => columns[name]?.[i] ?? null),
    ]),
  };
}

/** α along the row part against α along the null part, by class, with the AUROC of each where there are two. */
export function alphaPlot(subject: PairsSubject, { width, height }: Size): Plot {
  const { alphaRow, alphaNull } = subject.columns;
  const room = frameOf(width, height);
  const ys = scaleOf(alphaNull, room.bottom, room.top);
  const y = axisOf('δ · v_null', ys);
  const frame = besideNumbers(room, y);
  const xs = scaleOf(alphaRow, frame.left, frame.right);
  const dots = scatter(subject, alphaRow, alphaNull, xs, ys);
  const { labels } = subject;
  const areas = (scores: Float64Array): string[] =>
    labels ? aurocs(scores, labels.codes, labels.classes.length).map((area) => area?.toFixed(3) ?? '–') : [];
  const [row, none] = [areas(alphaRow), areas(alphaNull)];
  const legend = dots.map(({ name, role, hollow }, code) => ({
    name: `${name} · AUROC row ${row[code]}, null ${none[code]}`,
    role,
    hollow,
  }));
  return {
    id: 'alpha',
    title: 'δ along each part',
    description: 'δ · v_row across, δ · v_null up: a faithful direction spreads across, an illusory one up.',
    frame,
    x: acrossOf('δ · v_row', xs, frame),
    y,
    dots,
    bars: [],
    lines: zeroLines(frame, xs, ys),
    legend: labels ? legend : [],
    table: tableOf(subject, { δ·v_row: alphaRow, δ·v_null: alphaNull }),
  };
}

/** The effect of patching along v against that along its row part; on the diagonal all of it is kept. */
export function effectPlot(subject: PairsSubject, { width, height }: Size): Plot {
  const { base, das, row } = subject.columns;
  const whole = das.map((x, i) => x - (base[i] as number));
  const own = row.map((x, i) => x - (base[i] as number));
  const room = frameOf(width, height);
  const ys = scaleOf(own, room.bottom, room.top);
  const y = axisOf('effect of v_row', ys);
  const frame = besideNumbers(room, y);
  const xs = scaleOf(whole, frame.left, frame.right);
  const [low, high] = [Math.max(xs.low, ys.low), Math.min(xs.high, ys.high)];
  const diagonal: PlotLine = {
    x1: xs.at(low),
    y1: ys.at(low),
    x2: xs.at(high),
    y2: ys.at(high),
    role: 'column',
    dashed: true,
  };
  return {
    id: 'effects',
    title: 'Effects of v and v_row',
    description:
      'The change of the readout by the patch along v across, by that along v_row up; dashed: all of it is kept.',
    frame,
    x: acrossOf('effect of v', xs, frame),
    y,
    dots: scatter(subject, whole, own, xs, ys),
    bars: [],
    lines: [...zeroLines(frame, xs, ys), ...(low < high ? [diagonal] : [])],
    legend: [],
    table: tableOf(subject, { 'effect of v': whole, 'effect of v_row': own }),
  };
}

/** The middle of the distribution is drawn, and what is beyond it put into the outermost bins. */
const TAIL = 0.01;
const BINS = 40;

/** How much of the effect of v the row patch keeps, raw and unit, over the pairs. */
export function retainedPlot({ columns }: PairsSubject, { width, height }: Size): Plot {
  const series = [
    { name: 'raw', numbers: columns.retained.filter(Number.isFinite), role: 'column', hollow: false },
    { name: 'unit', numbers: columns.retainedUnit.filter(Number.isFinite), role: 'ink', hollow: true },
  ] as const;
  const room = frameOf(width, height);
  // As many pairs as there are may be in one bin.
  const all = Math.max(1, ...series.map(({ numbers }) => numbers.length));
  const frame = besideNumbers(room, axisOf('pairs', scaleOf([0, all], room.bottom, room.top), 4));
  const bounds = series.flatMap(({ numbers }) => {
    const sorted = numbers.toSorted();
    const at = (q: number): number => sorted[Math.round(q * (sorted.length - 1))] ?? Number.NaN;
    return [at(TAIL), at(1 - TAIL)];
  });
  const xs = scaleOf([...bounds, 0, 1], frame.left, frame.right);
  const within = (x: number): number => Math.min(xs.high, Math.max(xs.low, x));
  const edges = Array.from({ length: BINS - 1 }, (_, i) => xs.low + ((i + 1) * (xs.high - xs.low)) / BINS);
  const binner = bin<number, number>().domain([xs.low, xs.high]).thresholds(edges);
  const binned = series.map((own) => ({ ...own, bins: binner(Array.from(own.numbers, within)) }));
  const most = Math.max(1, ...binned.flatMap(({ bins }) => bins.map((one) => one.length)));
  const ys = scaleOf([0, most], frame.bottom, frame.top);
  const bars: Bar[] = binned.flatMap(({ bins, role, hollow }) =>
    bins.flatMap((one) => {
      if (one.length === 0 || one.x0 === undefined || one.x1 === undefined) return [];
      const [left, right, top] = [xs.at(one.x0), xs.at(one.x1), ys.at(one.length)];
      return [
        {
          x: left,
          y: top,
          width: Math.max(0.5, right - left - 0.5),
          height: frame.bottom - top,
          role,
          hollow,
        },
      ];
    }),
  );
  const whole = xs.at(1);
  return {
    id: 'retained',
    title: 'Share the row patch keeps',
    description:
      'Pairs by the share of the effect of v that the patch along v_row keeps, raw and unit; the first and last bin hold what is beyond.',
    frame,
    x: acrossOf('share kept', xs, frame),
    y: axisOf('pairs', ys, Math.min(4, most)),
    dots: [],
    bars,
    lines: [{ x1: whole, x2: whole, y1: frame.top, y2: frame.bottom, role: 'muted', dashed: true }],
    legend: series.map(({ name, role, hollow }) => ({ name, role, hollow })),
    table: {
      columns: ['from', 'to', 'pairs, raw', 'pairs, unit'],
      rows: (binned[0]?.bins ?? []).map((one, i) => [
        one.x0 ?? null,
        one.x1 ?? null,
        one.length,
        binned[1]?.bins[i]?.length ?? 0,
      ]),
    },
  };
}

/** Means and spreads of base and source along the unit row and null parts: a dormant part has them alike. */
export function dormancyPlot({ columns }: PairsSubject, { width, height }: Size): Plot {
  const rows = [
    { name: 'base along v̂_row', role: 'base', numbers: columns.baseAlongRow },
    { name: 'source along v̂_row', role: 'source', numbers: columns.sourceAlongRow },
    { name: 'base along v̂_null', role: 'base', numbers: columns.baseAlongNull },
    { name: 'source along v̂_null', role: 'source', numbers: columns.sourceAlongNull },
  ] as const;
  const found = rows.map((row) => ({ ...row, ...moments(row.numbers) }));
  const frame = { ...frameOf(width, height), left: 124 };
  const ends = found.flatMap(({ mean, deviation }) => [mean - deviation, mean + deviation]);
  const xs = scaleOf([0, ...ends], frame.left, frame.right);
  const step = (frame.bottom - frame.top) / rows.length;
  const shown = found.filter(({ mean }) => Number.isFinite(mean));
  const middle = (i: number): number => frame.top + (i + 0.5) * step;
  return {
    id: 'dormancy',
    title: 'Activations along each part',
    description:
      'Mean and standard deviation of base and source along the unit row and null parts: where they are alike, the part is dormant.',
    frame,
    x: acrossOf('mean ± standard deviation', xs, frame),
    y: { label: '', ticks: rows.map(({ name }, i) => ({ at: middle(i), text: name })) },
    dots: shown.map(({ name, role, mean }) => ({
      name,
      role,
      hollow: false,
      places: Float64Array.of(xs.at(mean), middle(rows.findIndex((row) => row.name === name))),
      rows: Int32Array.of(-1),
      radius: 4,
    })),
    bars: shown.map(({ name, role, mean, deviation }) => ({
      x: xs.at(mean - deviation),
      y: middle(rows.findIndex((row) => row.name === name)) - 5,
      width: Math.max(0.5, xs.at(mean + deviation) - xs.at(mean - deviation)),
      height: 10,
      role,
      hollow: true,
    })),
    lines: [{ x1: xs.at(0), x2: xs.at(0), y1: frame.top, y2: frame.bottom, role: 'muted', dashed: false }],
    legend: [],
    table: {
      columns: ['', 'mean', 'standard deviation', 'pairs'],
      rows: found.map(({ name, mean, deviation, count }) => [name, mean, deviation, count]),
    },
  };
}
