import { readFileSync } from 'node:fs';
import Pdf from 'pdfkit';
import type { FigureKit } from '#core/figure/kit.ts';

const modules = new URL('../../node_modules/', import.meta.url);

/** Where a font, or the rasteriser, is in `node_modules/`. */
function placeOf(file: string): string {
  if (file === 'resvg.wasm') return '@resvg/resvg-wasm/index_bg.wasm';
  if (file.startsWith('KaTeX')) return `katex/dist/fonts/${file}`;
  const [family = '', face = ''] = file.replace('.ttf', '').split('_');
  return `@expo-google-fonts/${family.toLowerCase()}/${face}/${file}`;
}

/** What figures are written with, from the packages themselves: no build is needed. */
export const figureKit: FigureKit = {
  read: (file) => new Uint8Array(readFileSync(new URL(placeOf(file), modules))),
  pdf: async () => (options) => new Pdf(options),
};
