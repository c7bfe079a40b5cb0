import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Drawing } from './drawing.ts';
import { type Family, faceSpec } from './faces.ts';
import { type FigureKit, RASTERISER } from './kit.ts';
import { drawingSvg, facesOf } from './svg.ts';

let ready: Promise<void> | null = null;

/** Pixels of a drawing: RGBA, and the same as a PNG without metadata. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly png: () => Uint8Array;
}

/** A drawing painted `width` pixels wide, through its SVG; the same pixels on every machine. */
export async function rasterise(
  drawing: Drawing,
  family: Family,
  width: number,
  kit: FigureKit,
): Promise<Raster> {
  ready ??= initWasm(kit.read(RASTERISER));
  await ready;
  const svg = drawingSvg(drawing, { family, embed: null, session: null });
  const files = new Set([...facesOf(drawing.items)].map((face) => faceSpec(face, family).file));
  const painter = new Resvg(svg, {
    font: { fontBuffers: [...files].map((file) => kit.read(file)), defaultFontFamily: 'Tinos' },
    fitTo: { mode: 'width', value: width },
  });
  const image = painter.render();
  // What lives in the rasteriser's memory is freed at once: an animation paints hundreds of frames.
  const raster = { width: image.width, height: image.height, pixels: image.pixels.slice() };
  const png = image.asPng();
  image.free();
  painter.free();
  return { ...raster, png: () => png };
}
