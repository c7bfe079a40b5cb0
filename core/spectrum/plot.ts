import { LEAST_TOLERANCE } from '#core/projector/rank.ts';

/** What a picture of the spectrum is laid out from. */
export interface PlotSubject {
  /** The singular values, descending, at least one. */
  readonly values: readonly number[];
  /** A bound on the error of every one: what lies within it cannot be told from zero. */
  readonly bound: number;
  /** The tolerance, relative to the largest; null where the rule has none. */
  readonly tolerance: number | null;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Where a singular value stands in the picture, pixels from the top left corner. */
export interface PlotPoint {
  readonly x: number;
  readonly y: number;
}

/** Where everything of the picture stands: indices along x, σ / σ_max on a log scale along y. */
export interface SpectrumPlot {
  readonly frame: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly points: readonly PlotPoint[];
  readonly radius: number;
  /** The powers of ten with a label. */
  readonly decades: readonly { readonly y: number; readonly exponent: number }[];
  /** The indices with a label, counted from 1. */
  readonly indices: readonly { readonly x: number; readonly index: number }[];
  /** The height of the values that are zero or within the bound; null where there are none. */
  readonly zero: number | null;
  /** The largest value's height, and pixels per decade. */
  readonly scale: { readonly top: number; readonly decade: number };
}

const MARGIN = { left: 36, right: 16, top: 10, bottom: 20 } as const;
/** The room for the values that have no logarithm. */
const ZERO_ROW = 22;
/** The most labelled powers of ten. */
const MOST_DECADES = 6;
const LEAST_RADIUS = 1.6;
const MOST_RADIUS = 3.5;
/** Between the frame and the outermost points. */
const INSET = 6;

/** Lays a spectrum out. */
export function spectrumPlot(subject: PlotSubject): SpectrumPlot {
  const { values, bound, tolerance, width, height } = subject;
  const frame = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: MARGIN.top,
    bottom: height - MARGIN.bottom,
  };
  const largest = values[0] ?? 0;
  const zeros = values.findIndex((value) => !(value > bound));
  const least = (zeros < 0 ? values : values.slice(0, zeros)).at(-1) ?? largest;
  const depth = depthOf(largest > 0 ? least / largest : 1, tolerance);
  const zero = zeros < 0 ? null : frame.bottom - ZERO_ROW / 3;
  const scale = {
    top: frame.top,
    decade: (frame.bottom - frame.top - (zero === null ? 0 : ZERO_ROW)) / depth,
  };
  const xOf = placesBetween(frame.left + INSET, frame.right - INSET, values.length);
  return {
    frame,
    points: values.map((value, i) => ({
      x: xOf(i),
      y: zero !== null && i >= zeros ? zero : heightOf(scale, value / largest),
    })),
    radius: Math.min(MOST_RADIUS, Math.max(LEAST_RADIUS, (0.4 * (frame.right - frame.left)) / values.length)),
    decades: labelled(depth).map((n) => ({ y: frame.top + n * scale.decade, exponent: 0 - n })),
    indices: [...new Set([1, values.length])].map((index) => ({ x: xOf(index - 1), index })),
    zero,
    scale,
  };
}

/** The tolerance that a height in the picture stands for, within those that a rule can have. */
export function toleranceAt({ scale }: SpectrumPlot, y: number): number {
  const tolerance = 10 ** ((scale.top - y) / scale.decade);
  return Math.min(1 - 2 ** -20, Math.max(LEAST_TOLERANCE, tolerance));
}

/** The height of a tolerance. */
export const heightOfTolerance = ({ scale }: Pick<SpectrumPlot, 'scale'>, tolerance: number): number =>
  heightOf(scale, Math.max(tolerance, LEAST_TOLERANCE));

const heightOf = (scale: SpectrumPlot['scale'], relative: number): number =>
  scale.top - Math.log10(relative) * scale.decade;

/** The whole decades, at least one, that the scale needs for the least value and the tolerance, relative to the largest. */
function depthOf(least: number, tolerance: number | null): number {
  const lowest = Math.min(least, tolerance === null ? 1 : Math.max(tolerance, LEAST_TOLERANCE));
  return Math.max(1, -Math.floor(Math.log10(lowest)));
}

/** The places of `count` things spread from `from` to `to`; of one, the middle. */
const placesBetween =
  (from: number, to: number, count: number) =>
  (i: number): number =>
    count === 1 ? (from + to) / 2 : from + (i / (count - 1)) * (to - from);

/** How many decades below the largest value the labels stand: every one, or every second, third … */
function labelled(depth: number): number[] {
  const step = Math.ceil(depth / MOST_DECADES);
  return Array.from({ length: Math.floor(depth / step) + 1 }, (_, i) => i * step);
}
