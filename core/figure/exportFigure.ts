import type { Family, Metrics } from './faces.ts';
import { drawFigure } from './figure.ts';
import type { FigureKit } from './kit.ts';
import { createMetrics } from './metrics.ts';
import type { FigureSubject } from './panels.ts';
import { drawingPdf } from './pdf.ts';
import { withMetadata } from './png.ts';
import { rasterise } from './raster.ts';
import { packSession } from './session.ts';
import type { FigureFormat, FigureSettings } from './settings.ts';
import { drawingSvg } from './svg.ts';
import { drawingTikz } from './tikz.ts';

const known = new WeakMap<FigureKit, Map<Family, Metrics>>();

/** The widths of a family's faces: read once for each kit. */
export function metricsOf(kit: FigureKit, family: Family): Metrics {
  const own = known.get(kit) ?? new Map<Family, Metrics>();
  known.set(kit, own);
  const metrics = own.get(family) ?? createMetrics(kit, family);
  own.set(family, metrics);
  return metrics;
}

/** A figure as a file: text as SVG and TikZ, bytes as PDF and PNG. The same input gives the same bytes. */
export async function exportFigure(
  subject: FigureSubject,
  settings: FigureSettings,
  format: FigureFormat,
  kit: FigureKit,
): Promise<string | Uint8Array> {
  const { family, dpi } = settings;
  // TikZ takes the fonts of the document that it is put into: Computer Modern is the widest of the usual ones.
  const measured = format === 'tikz' ? 'latex' : family;
  const drawing = drawFigure(subject, settings, metricsOf(kit, measured));
  const session = settings.session && format !== 'tikz' ? packSession(subject.document) : null;
  switch (format) {
    case 'svg':
      return drawingSvg(drawing, { family, embed: settings.embedFonts ? kit : null, session });
    case 'tikz':
      return drawingTikz(drawing);
    case 'pdf':
      return drawingPdf(drawing, await kit.pdf(), kit, family, session);
    case 'png': {
      const { png } = await rasterise(drawing, family, pixelsAcross(settings), kit);
      return withMetadata(png(), dpi, session);
    }
  }
}

/** The width of a PNG, pixels. */
export const pixelsAcross = ({ width, dpi }: Pick<FigureSettings, 'width' | 'dpi'>): number =>
  Math.max(1, Math.round((width * dpi) / 72));
