import { powerOfTen } from '#core/format/number.ts';
import type { Plot } from '#core/plots/plot.ts';
import { heightOfTolerance, spectrumPlot } from './plot.ts';

/** What a picture of the singular values for a paper is made from. */
interface Subject {
  /** Descending. */
  readonly values: readonly number[];
  readonly bound: number;
  /** Relative to the largest; null where the rule has none. */
  readonly tolerance: number | null;
  /** How many of them count. */
  readonly rank: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Room for the names of the axes, which the window does not show. */
const LABELS = { left: 16, bottom: 16 } as const;

const SIZE: Size = { width: 420, height: 240 };

/** The singular values as a plot: those that count filled, the others as rings, and the line of the tolerance. */
export function spectrumFigure({ rank, ...subject }: Subject, size: Size = SIZE): Plot {
  const laid = spectrumPlot({
    ...subject,
    width: size.width - LABELS.left,
    height: size.height - LABELS.bottom,
  });
  const { decades, radius, zero, scale } = laid;
  const right = (x: number): number => x + LABELS.left;
  const frame = { ...laid.frame, left: right(laid.frame.left), right: right(laid.frame.right) };
  const points = laid.points.map(({ x, y }) => ({ x: right(x), y }));
  const indices = laid.indices.map(({ x, index }) => ({ x: right(x), index }));
  const largest = subject.values[0] ?? 1;
  const of = (name: string, hollow: boolean, from: number, to: number) => ({
    name,
    role: 'column' as const,
    hollow,
    places: Float64Array.from(points.slice(from, to).flatMap(({ x, y }) => [x, y])),
    rows: Int32Array.from({ length: Math.max(0, Math.min(to, points.length) - from) }, (_, i) => from + i),
    radius,
  });
  const y = subject.tolerance === null ? null : heightOfTolerance({ scale }, subject.tolerance);
  return {
    id: 'spectrum',
    title: 'Singular values of W',
    description: 'The singular values of W, relative to the largest, on a log scale over their index.',
    frame: { ...frame, ...size },
    x: { label: 'index', ticks: indices.map(({ x, index }) => ({ at: x, text: String(index) })) },
    y: {
      label: 'σ / σ_max',
      ticks: [
        ...decades.map((decade) => ({ at: decade.y, text: powerOfTen(decade.exponent) })),
        ...(zero === null ? [] : [{ at: zero, text: '≈ 0' }]),
      ],
    },
    dots: [of('count', false, 0, rank), of('do not count', true, rank, points.length)],
    bars: [],
    lines: y === null ? [] : [{ x1: frame.left, x2: frame.right, y1: y, y2: y, role: 'ink', dashed: true }],
    legend: [],
    table: {
      columns: ['index', 'σ', 'σ / σ_max', 'counts'],
      rows: subject.values.map((value, i) => [i + 1, value, value / largest, i < rank ? 'yes' : 'no']),
    },
  };
}
