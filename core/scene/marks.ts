import type { ArrowId, Role } from '#core/arrows/types.ts';
import type { Vec3 } from '#core/linalg/vec3.ts';

interface Common {
  /** Unique in the scene and stable from frame to frame, so that a drawing can be updated in place. */
  readonly id: string;
  readonly role: Role;
  /** The arrow that hovering or pressing this mark means; null for scenery. */
  readonly arrow: ArrowId | null;
  /** Scenery and derived guides are drawn quietly. */
  readonly weight: 'strong' | 'normal' | 'quiet';
}

/** An arrow with a head sized in pixels. */
export interface ArrowMark extends Common {
  readonly kind: 'arrow';
  readonly from: Vec3;
  readonly to: Vec3;
  readonly head: 'filled' | 'hollow';
  readonly dashed: boolean;
  /** Pixels. */
  readonly width: number;
}

/** A filled dot at a tip. */
export interface PointMark extends Common {
  readonly kind: 'point';
  readonly at: Vec3;
  /** Pixels. */
  readonly radius: number;
}

/** A straight stroke: axes, drop lines, a subspace of dimension 1. */
export interface LineMark extends Common {
  readonly kind: 'line';
  readonly from: Vec3;
  readonly to: Vec3;
  readonly dashed: boolean;
  readonly width: number;
}

/** A square patch of a plane with a quiet grid, its edge fading: a subspace of dimension 2. */
export interface PlaneMark extends Common {
  readonly kind: 'plane';
  readonly centre: Vec3;
  /** Orthonormal, in the plane. */
  readonly u: Vec3;
  readonly w: Vec3;
  readonly halfSize: number;
  readonly gridStep: number;
}

/** A translucent ball: a subspace that is the whole space. */
export interface BallMark extends Common {
  readonly kind: 'ball';
  readonly centre: Vec3;
  readonly radius: number;
}

/** The outline of a sphere as seen by the viewer: the unit sphere of `v`. */
export interface SphereMark extends Common {
  readonly kind: 'sphere';
  readonly centre: Vec3;
  readonly radius: number;
  readonly dashed: boolean;
}

/** A polyline: a right-angle mark, or an arc with its angle. */
export interface PathMark extends Common {
  readonly kind: 'path';
  readonly points: readonly Vec3[];
  readonly dashed: boolean;
  readonly width: number;
}

/** A ring of a few pixels about a tip: the arrow that is selected, hovered or snapped. In the focus colour. */
export interface RingMark extends Common {
  readonly kind: 'ring';
  readonly at: Vec3;
  /** Pixels. */
  readonly radius: number;
  readonly width: number;
}

/** Many points, a few pixels each: the differences of all pairs. */
export interface CloudMark extends Common {
  readonly kind: 'cloud';
  /** Where the origin of the points stands. */
  readonly origin: Vec3;
  /** x, y, z of each point from there. The same array is the same cloud. */
  readonly points: Float32Array;
  /** 1 for each point that is drawn as a ring, 0 for a disc: two classes can be told apart without colour. */
  readonly rings: Float32Array;
  /** Pixels. */
  readonly radius: number;
}

/** Typeset text that is kept off the tips and off other labels (`labels.ts` places it). */
export interface LabelMark extends Common {
  readonly kind: 'label';
  readonly at: Vec3;
  /** Where the labelled arrow comes from: the label prefers to stand beyond `at`, away from `from`. */
  readonly from: Vec3 | null;
  /** KaTeX source (null: `plain` is set in the text face), and the same as plain text. */
  readonly tex: string | null;
  readonly plain: string;
  /** Pixels. */
  readonly size: number;
}

export type Mark =
  | ArrowMark
  | PointMark
  | LineMark
  | PlaneMark
  | BallMark
  | SphereMark
  | PathMark
  | RingMark
  | CloudMark
  | LabelMark;

/** What the picture holds: the view and the vector figures draw these marks and nothing else. */
export interface Scene {
  readonly marks: readonly Mark[];
  /** The radius about the origin that holds everything of interest: what *fit* shows. */
  readonly radius: number;
  /** Half the length of the axes and half the side of a plane: the size of the scenery. */
  readonly extent: number;
}
