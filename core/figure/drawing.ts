import type { Typeset } from './typeset.ts';

/** A point of the page: points from its top left. */
export type At = readonly [x: number, y: number];

/** `#rrggbb`. */
export type Colour = string;

/** Lines through points, all of one pen: open ones are stroked, closed ones filled, stroked, or both. */
export interface PathItem {
  readonly kind: 'path';
  readonly lines: readonly (readonly At[])[];
  readonly closed: boolean;
  readonly fill: Colour | null;
  readonly stroke: Colour | null;
  /** Points. */
  readonly width: number;
  readonly cap: 'round' | 'butt';
  readonly opacity: number;
}

export interface CircleItem {
  readonly kind: 'circle';
  readonly at: At;
  readonly radius: number;
  readonly fill: Colour | null;
  readonly stroke: Colour | null;
  readonly width: number;
}

/** Many round dots of one colour. */
export interface DotsItem {
  readonly kind: 'dots';
  /** x, y of each. */
  readonly places: Float64Array;
  readonly radius: number;
  readonly colour: Colour;
  readonly opacity: number;
}

/** Where along its width a line of text is held: what writes it in other fonts keeps that point. */
export type Anchor = 'start' | 'middle' | 'end';

/** Typeset text whose baseline begins at a point. */
export interface TextItem {
  readonly kind: 'text';
  readonly at: At;
  readonly typeset: Typeset;
  /** Points. */
  readonly size: number;
  readonly colour: Colour;
  /** True where it runs upwards. */
  readonly upwards: boolean;
  readonly anchor: Anchor;
  /** Stands behind the letters, so that a line that passes there leaves them legible; null: nothing does. */
  readonly halo: Halo | null;
}

/** A rim about letters. */
export interface Halo {
  readonly colour: Colour;
  /** Points from the edge of a letter. */
  readonly width: number;
}

/** What belongs together, by a name that is unique in the drawing. */
export interface GroupItem {
  readonly kind: 'group';
  readonly id: string;
  readonly items: readonly Item[];
  /** What is beyond this is not seen; null: all of it is. */
  readonly clip: Box | null;
}

/** A rectangle of the page, points. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Item = PathItem | CircleItem | DotsItem | TextItem | GroupItem;

/** A figure as data, which the writers of SVG, PDF and TikZ put down: painted in its order, nothing hidden. */
export interface Drawing {
  readonly title: string;
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** Null: transparent. */
  readonly background: Colour | null;
  readonly items: readonly Item[];
}

/** An open line, or several of one pen. */
export const stroke = (
  lines: PathItem['lines'],
  colour: Colour,
  width: number,
  cap: PathItem['cap'] = 'butt',
): PathItem => ({ kind: 'path', lines, closed: false, fill: null, stroke: colour, width, cap, opacity: 1 });

/** A filled polygon. */
export const polygon = (corners: readonly At[], fill: Colour, opacity = 1): PathItem => ({
  kind: 'path',
  lines: [corners],
  closed: true,
  fill,
  stroke: null,
  width: 0,
  cap: 'butt',
  opacity,
});

export const group = (id: string, items: readonly Item[], clip: Box | null = null): GroupItem => ({
  kind: 'group',
  id,
  items,
  clip,
});
