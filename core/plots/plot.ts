import { ticks } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Role } from '#core/arrows/types.ts';
import { formatNumber } from '#core/format/number.ts';

/** The room of a plot, pixels, and the frame of its axes within it. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** An axis: its words, and where its numbers stand (pixels). */
export interface Axis {
  readonly label: string;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

/** Points of one class. */
export interface Dots {
  readonly name: string;
  readonly role: Role;
  /** Drawn as rings. */
  readonly hollow: boolean;
  /** x, y of each, pixels. */
  readonly places: Float64Array;
  /** The row of the survey that each is of. */
  readonly rows: Int32Array;
  readonly radius: number;
}

/** A bar of a histogram, or a box of a mean and its spread. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly role: Role;
  readonly hollow: boolean;
}

export interface PlotLine {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly role: Role;
  readonly dashed: boolean;
}

/** The numbers behind a plot. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
}

/** Which plot: the panel of a figure that shows it has the same name. */
export type PlotId = 'alpha' | 'effects' | 'retained' | 'dormancy' | 'spectrum';

/** A plot as data: what is on screen and in a figure alike. */
export interface Plot {
  readonly id: PlotId;
  readonly title: string;
  /** What it shows, as a sentence. */
  readonly description: string;
  readonly frame: Frame;
  readonly x: Axis;
  readonly y: Axis;
  readonly dots: readonly Dots[];
  readonly bars: readonly Bar[];
  readonly lines: readonly PlotLine[];
  readonly legend: readonly { readonly name: string; readonly role: Role; readonly hollow: boolean }[];
  readonly table: Table;
}

const MARGIN = { left: 52, right: 20, top: 10, bottom: 36 } as const;

export const frameOf = (width: number, height: number): Frame => ({
  width,
  height,
  left: MARGIN.left,
  right: width - MARGIN.right,
  top: MARGIN.top,
  bottom: height - MARGIN.bottom,
});

/** Pixels from the left to where the numbers of a vertical axis may begin, of each of their signs, and after them. */
const NUMBERS = { from: 18, sign: 6.6, after: 8 } as const;

/** A frame with room for the numbers of its vertical axis beside the axis's words. */
export function besideNumbers(frame: Frame, { ticks: numbers }: Axis): Frame {
  const longest = Math.max(0, ...numbers.map(({ text }) => text.length));
  return { ...frame, left: Math.max(frame.left, NUMBERS.from + NUMBERS.sign * longest + NUMBERS.after) };
}

/** A scale from numbers to pixels, with round ends. */
export interface Scale {
  readonly at: (x: number) => number;
  readonly low: number;
  readonly high: number;
}

/** The scale of the finite ones among some numbers; one about 0 where they are all the same. */
export function scaleOf(numbers: Iterable<number>, from: number, to: number): Scale {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const x of numbers) {
    if (!Number.isFinite(x)) continue;
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  if (low > high) [low, high] = [-1, 1];
  if (low === high) [low, high] = [low - (Math.abs(low) || 1), high + (Math.abs(high) || 1)];
  const scale = scaleLinear([low, high], [from, to]).nice(5);
  const [first = low, last = high] = scale.domain();
  return { at: (x) => scale(x), low: first, high: last };
}

/** Pixels between two numbers side by side. */
const APART = 56;

/** A horizontal axis with as many numbers as stand side by side. */
export const acrossOf = (label: string, scale: Scale, { left, right }: Frame): Axis =>
  axisOf(label, scale, Math.max(2, Math.floor((right - left) / APART)));

/** An axis with about so many numbers. */
export function axisOf(label: string, { at, low, high }: Scale, count = 5): Axis {
  const found = ticks(low, high, count).map((x) => ({ at: at(x), text: formatNumber(x) }));
  const long = found.some(({ text }) => text.length > LONG);
  return {
    label,
    ticks: long ? ticks(low, high, 2).map((x) => ({ at: at(x), text: formatNumber(x) })) : found,
  };
}

/** Of longer numbers fewer stand side by side. */
const LONG = 6;

/** Where a horizontal and a vertical axis cross 0, where they do. */
export function zeroLines(frame: Frame, x: Scale, y: Scale): PlotLine[] {
  const line = (x1: number, y1: number, x2: number, y2: number): PlotLine => ({
    x1,
    y1,
    x2,
    y2,
    role: 'muted',
    dashed: false,
  });
  return [
    ...(x.low <= 0 && x.high >= 0 ? [line(x.at(0), frame.top, x.at(0), frame.bottom)] : []),
    ...(y.low <= 0 && y.high >= 0 ? [line(frame.left, y.at(0), frame.right, y.at(0))] : []),
  ];
}
