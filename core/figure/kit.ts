import type { FaceFiles } from './faces.ts';
import type { MakePdf } from './pdf.ts';

/** The file of the rasteriser among the assets of figures. */
export const RASTERISER = 'resvg.wasm';

/** What a shell lends to the writers of figures. */
export interface FigureKit extends FaceFiles {
  /** The bytes of a font, or of the rasteriser, by the name of its file. */
  read(file: string): Uint8Array;
  /** What makes PDFs, loaded when it is first needed. */
  pdf(): Promise<MakePdf>;
}
