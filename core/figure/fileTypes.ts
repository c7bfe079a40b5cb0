import type { FigureFormat } from './settings.ts';

/** How a file of a format is named, and what it is. */
export const FILES: Readonly<
  Record<FigureFormat, { readonly name: string; readonly ending: string; readonly type: string }>
> = {
  svg: { name: 'SVG', ending: 'svg', type: 'image/svg+xml' },
  pdf: { name: 'PDF', ending: 'pdf', type: 'application/pdf' },
  tikz: { name: 'TikZ', ending: 'tex', type: 'text/x-tex' },
  png: { name: 'PNG', ending: 'png', type: 'image/png' },
};
