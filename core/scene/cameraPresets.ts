import type { Analysis } from '#core/analysis/types.ts';
import type { Document, Pose } from '#core/document/schema.ts';
import { add, cross, dot, orthogonal, scale, toVec3, unit, type Vec3 } from '#core/linalg/vec3.ts';
import { AXES } from './axes.ts';
import { FIELD_OF_VIEW } from './camera.ts';
import { eyeOf, poseOf, turntableFrom } from './turntable.ts';

/** The views that have a name. */
export type CameraPreset = 'isometric' | 'columnSpace' | 'nullSpace' | 'alongV';

const DEGREE = Math.PI / 180;

/** h₃ up, h₁ towards the lower left, h₂ towards the lower right. */
const HOME = { azimuth: 32 * DEGREE, elevation: 22 * DEGREE } as const;

/** Looking straight down, h₁ points right and h₂ up. */
const FLAT_HEADING = -90 * DEGREE;

/** How far a camera must stand so that a ball of this radius about its target fills the height of the picture. */
export const distanceFor = (radius: number): number => radius / Math.sin(FIELD_OF_VIEW / 2);

/** The camera about the origin that stands in direction `eye` (any length), and shows `radius`. */
export function poseFrom(eye: Vec3, radius: number): Pose {
  return poseOf(turntableFrom(eye, distanceFor(radius), FLAT_HEADING), [0, 0, 0], 1);
}

/** The camera that looks back along coordinate axis `i`: the other two axes at their true length. */
export const axisPose = (i: 0 | 1 | 2, sign: 1 | -1, radius: number): Pose =>
  poseFrom(scale(AXES[i] ?? [0, 0, 1], sign), radius);

/**
 * A named view of a document, showing `radius` about the origin:
 * - `isometric`: the home view (for d ≤ 2: the plane h₁ h₂ face-on);
 * - `columnSpace`, `nullSpace`: face-on, so that what lies in the subspace has its true shape: a plane as seen
 *   along its normal, a line from the side nearest to the home view; {0} and the whole space: the home view;
 * - `alongV`: from the tip of `v` down to the origin.
 */
export function cameraPreset(
  kind: CameraPreset,
  document: Document,
  analysis: Analysis,
  radius: number,
): Pose {
  const home: Vec3 = document.W.length < 3 ? [0, 0, 1] : eyeOf(HOME);
  switch (kind) {
    case 'isometric':
      return poseFrom(home, radius);
    case 'columnSpace':
      return poseFrom(facing(analysis.subspaces?.column ?? [], home), radius);
    case 'nullSpace':
      return poseFrom(facing(analysis.subspaces?.null ?? [], home), radius);
    case 'alongV':
      return poseFrom(unit(toVec3(document.V[document.direction] ?? [])) ?? home, radius);
  }
}

/** The direction from which the span of the orthonormal `basis` is seen face-on, nearest to `home`. */
function facing(basis: readonly (readonly number[])[], home: Vec3): Vec3 {
  const [u, w, third] = basis.map(toVec3);
  if (!u || third) return home;
  if (!w) {
    const away = add(home, scale(u, -dot(home, u)));
    return unit(away) ?? orthogonal(u);
  }
  const normal = cross(u, w);
  return dot(normal, home) < 0 ? scale(normal, -1) : normal;
}
