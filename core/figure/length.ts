/** Points of a page: 72 to an inch, as PDF and SVG count them. */
export const POINTS_PER = { in: 72, mm: 72 / 25.4, px: 0.75, pt: 1 } as const;

export type LengthUnit = keyof typeof POINTS_PER;

/** A length on paper. */
export interface Length {
  readonly value: number;
  readonly unit: LengthUnit;
}

/** The length that a text such as `5.5in`, `89 mm` or `640px` says; null where it says none. */
export function parseLength(text: string): Length | null {
  const [, digits, unit] = /^\s*(\d+(?:\.\d*)?|\.\d+)\s*(in|mm|px|pt)\s*$/.exec(text) ?? [];
  return digits === undefined ? null : { value: Number(digits), unit: unit as LengthUnit };
}

/** A length in points. */
export const toPoints = ({ value, unit }: Length): number => value * POINTS_PER[unit];

/** So many points in a unit. */
export const fromPoints = (points: number, unit: LengthUnit): number => points / POINTS_PER[unit];
