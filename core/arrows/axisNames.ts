import type { Document } from '#core/document/schema.ts';

/** The name of a coordinate axis: LaTeX, and the same as plain text. */
export interface AxisName {
  readonly tex: string;
  readonly plain: string;
}

const COORDINATES: readonly AxisName[] = ['₁', '₂', '₃'].map((index, i) => ({
  tex: `h_${i + 1}`,
  plain: `h${index}`,
}));

/** The names of one axis, of two, and of three. */
const FIRST = COORDINATES.map((_, i) => COORDINATES.slice(0, i + 1));

/** The axes of the picture, three at most: entries of the activation, or what the axes of an exact slice are. */
export const axisNames = ({ slice, W }: Document): readonly AxisName[] =>
  slice?.names ?? FIRST[Math.min(W.length, 3) - 1] ?? [];
