import { create, type Font } from 'fontkit';
import { type FaceFiles, type Family, faceSpec, type Metrics } from './faces.ts';

/** The widths of a family's faces, from their files. */
export function createMetrics(files: FaceFiles, family: Family): Metrics {
  const fonts = new Map<string, Font>();
  const fontOf = (file: string): Font => {
    const font = fonts.get(file) ?? create(files.read(file));
    fonts.set(file, font);
    return font;
  };
  return {
    advance(face, codePoint) {
      const font = fontOf(faceSpec(face, family).file);
      if (!font.hasGlyphForCodePoint(codePoint)) return null;
      return font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm;
    },
  };
}
