import type { Document } from '#core/document/schema.ts';

/**
 * How many times its length the direction, its parts and the unit sphere are drawn: in a slice of a real layer the
 * activations are much longer than a unit vector, or much shorter. 1 but for slices.
 */
export const directionScale = ({ slice }: Document): number => slice?.scale ?? 1;
