import type { Dots } from '#core/plots/plot.ts';

/** Dots as strokes of no length: one path, however many there are. */
export function dotsPath({ places }: Pick<Dots, 'places'>): string {
  let path = '';
  for (let i = 0; i < places.length; i += 2) {
    path += `M${(places[i] as number).toFixed(1)} ${(places[i + 1] as number).toFixed(1)}h0`;
  }
  return path;
}
