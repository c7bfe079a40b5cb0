import type { Analysis } from '#core/analysis/types.ts';
import { directionScale } from '#core/arrows/directionScale.ts';
import type { Arrow } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';
import { length, toVec3 } from '#core/linalg/vec3.ts';

/** How large the picture and its scenery are, in world units. */
export interface Sizes {
  /** The radius about the origin that holds every tip and tail. */
  readonly radius: number;
  /** Half the length of the axes and half the side of a plane. */
  readonly extent: number;
}

/** Renard's R10 series: each step is about a quarter larger than the one before. */
const STEPS = [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.4, 8, 10] as const;

/** The least preferred number (R10) that is at least `x`; 1 where `x` is 0. Not finite: the largest float64's. */
export function preferredAbove(x: number): number {
  if (!(x > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(Math.min(x, 1e300)));
  const step = STEPS.find((s) => s * power >= x * (1 - 1e-9)) ?? 10;
  return step * power;
}

/** Below this share of the size on screen, a picture that shrank gets a smaller size. */
const SHRINK = 0.42;

/** `previous` while it still fits what is needed; so sizes do not flutter while a tip is dragged about a step. */
function settle(needed: number, previous: number | undefined): number {
  if (previous !== undefined && needed <= previous && needed >= previous * SHRINK) return previous;
  return preferredAbove(needed);
}

/**
 * The sizes that hold these arrows. They change in steps of about a quarter, and only when what is drawn
 * outgrows `previous` or becomes much smaller than it.
 */
export function sizesOf(
  document: Document,
  analysis: Analysis,
  arrows: readonly Arrow[],
  previous: Sizes | null,
): Sizes {
  const reach = Math.max(
    0,
    ...arrows.flatMap((arrow) => [
      length(toVec3(arrow.tip(document, analysis))),
      length(toVec3(arrow.tail(document, analysis))),
    ]),
  );
  const direction = directionScale(document) * length(toVec3(document.V[document.direction] ?? []));
  const radius = settle(Math.max(reach, direction), previous?.radius);
  return { radius, extent: settle(Math.max(1.5 * direction, radius / 2), previous?.extent) };
}
