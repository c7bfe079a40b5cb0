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

const UNITS = ['in', 'mm', 'px', 'pt'] as const satisfies LengthUnit[];

/** A length in a unit, with all the digits that it has. */
const textIn = (points: number, unit: LengthUnit): string =>
  `${Number(fromPoints(points, unit).toPrecision(12))}${unit}`;

/** A length in the unit in which it is shortest, and read back as the same. */
export function lengthText(points: number): string {
  const texts = UNITS.map((unit) => textIn(points, unit)).filter(
    (text) => toPoints(parseLength(text) ?? { value: 0, unit: 'pt' }) === points,
  );
  return texts.sort((a, b) => a.length - b.length)[0] ?? `${points}pt`;
}

/**
 * Width and height for people, in the unit in which both are shortest: `5.5 × 3.2 in`; a figure that came out higher,
 * with the height that it has, in the same unit.
 */
export function sizeText(
  { width, height }: { readonly width: number; readonly height: number },
  drawn = height,
): string {
  const sides = [width, height];
  const exact = (unit: LengthUnit): number => sides.map((side) => textIn(side, unit)).join('').length;
  const [unit = 'pt'] = [...UNITS].sort((a, b) => exact(a) - exact(b));
  return `${[width, drawn].map((side) => Number(fromPoints(side, unit).toPrecision(5))).join(' × ')} ${unit}`;
}
