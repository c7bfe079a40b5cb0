import type { Plot } from './plot.ts';

/** How near a press must come to a point, pixels. */
const NEAR = 9;

/** The row of the point that is nearest to a place of a plot; null where none is near. */
export function nearestRow({ dots }: Plot, x: number, y: number): number | null {
  let best: number | null = null;
  let least = NEAR;
  for (const { places, rows } of dots) {
    for (let i = 0; i < rows.length; i++) {
      const distance = Math.hypot((places[2 * i] as number) - x, (places[2 * i + 1] as number) - y);
      if (distance >= least || (rows[i] as number) < 0) continue;
      least = distance;
      best = rows[i] as number;
    }
  }
  return best;
}

/** Where the point of a row stands; null where the plot has none. */
export function placeOf({ dots }: Plot, row: number): readonly [x: number, y: number] | null {
  for (const { places, rows } of dots) {
    const i = rows.indexOf(row);
    if (i >= 0) return [places[2 * i] as number, places[2 * i + 1] as number];
  }
  return null;
}
