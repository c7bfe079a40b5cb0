import type { Analysis } from '#core/analysis/types.ts';
import type { Document } from '#core/document/schema.ts';
import type { Vec3 } from '#core/linalg/vec3.ts';

/** What a colour says: which subspace or activation (shared by view, panels, plots, equation and figures). */
export type Role = 'ink' | 'column' | 'null' | 'base' | 'source' | 'muted';

/** The group of the objects panel that an arrow stands in. */
export type Group = 'layer' | 'direction' | 'pair' | 'patched';

/** `v`, `vRow`, `b`, …; the columns of `W` are `w0`, `w1`, …. */
export type ArrowId = string;

/** Where a tip may go. Data, so that the picture can show it and `constraint.ts` can solve it. */
export type ConstraintSpec =
  /** Nowhere: a derived vector, or a part whose space is {0}. */
  | { readonly kind: 'fixed'; readonly reason: string }
  /** The plane through the tip that faces the viewer. */
  | { readonly kind: 'viewPlane' }
  | { readonly kind: 'plane'; readonly through: Vec3; readonly normal: Vec3; readonly name: string }
  | { readonly kind: 'line'; readonly through: Vec3; readonly along: Vec3; readonly name: string }
  | { readonly kind: 'sphere'; readonly centre: Vec3; readonly radius: number; readonly name: string };

/** Everything that legend, inspector, scene, drag and exporters know about one arrow. */
export interface Arrow {
  readonly id: ArrowId;
  readonly group: Group;
  /** KaTeX source, the same without markup, and the name that is read aloud. */
  readonly tex: string;
  readonly plain: string;
  readonly name: string;
  readonly role: Role;
  /** Filled: a given or derived vector. Hollow: a patched activation. */
  readonly head: 'filled' | 'hollow';
  readonly dashed: boolean;
  readonly drawing: 'arrow' | 'point';
  /** Line width in pixels. */
  readonly width: number;
  /** The entries, length d; null where the vector does not exist (a unit part of a zero vector). */
  readonly entries: (doc: Document, analysis: Analysis) => readonly number[] | null;
  /** A bound on the error of entry `i`: 0 where the entries are given, not computed. */
  readonly bound: (doc: Document, analysis: Analysis, i: number) => number;
  /** Where its tail stands; the tip is there for `anchored: 'tip'` vectors. Both length d. */
  readonly tail: (doc: Document, analysis: Analysis) => readonly number[];
  readonly tip: (doc: Document, analysis: Analysis) => readonly number[];
  /** True where its entries are typed by the user; else they are derived. */
  readonly given: boolean;
  /** Where its tip may be dragged. */
  readonly constraint: (doc: Document, analysis: Analysis) => ConstraintSpec;
  /** The document once its tip stands at `tip` (length d); null where that is no valid document. */
  readonly edit: (doc: Document, analysis: Analysis, tip: readonly number[]) => Document | null;
}
