import type { Rectangle } from 'electron';
import { z } from 'zod';

/** Where the window stood when it was closed. */
export const placeSchema = z
  .object({
    width: z.int().min(640).max(20_000),
    height: z.int().min(480).max(20_000),
    x: z.int().optional(),
    y: z.int().optional(),
    maximized: z.boolean().optional(),
  })
  .catch({ width: 1440, height: 900 });
export type Place = z.infer<typeof placeSchema>;

/** So much of the window must be within a screen for it to be found and moved, in pixels. */
const GRIP = 100;

/**
 * The bounds to open a window with: where it stood, if a screen is still there (`areas`), else where the
 * system puts it; never larger than the largest screen.
 */
export function boundsOn(place: Place, areas: readonly Rectangle[]): Partial<Rectangle> {
  const width = Math.min(place.width, Math.max(...areas.map((area) => area.width)));
  const height = Math.min(place.height, Math.max(...areas.map((area) => area.height)));
  const { x, y } = place;
  if (x === undefined || y === undefined) return { width, height };
  const found = areas.some(
    (area) =>
      x + width >= area.x + GRIP &&
      x <= area.x + area.width - GRIP &&
      y >= area.y &&
      y <= area.y + area.height - GRIP,
  );
  return found ? { width, height, x, y } : { width, height };
}
