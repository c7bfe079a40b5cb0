import { z } from 'zod';
import { FAMILIES } from './faces.ts';

/** What a panel of a figure can show: the picture, the picture of one step of the argument, or a plot of pairs. */
export const PICTURES = ['before', 'picture', 'base', 'das', 'row', 'null'] as const;
export const PLOTS = ['alpha', 'effects', 'retained', 'dormancy', 'spectrum'] as const;
export const PANELS = [...PICTURES, ...PLOTS] as const;

/** Parts of the picture, besides its arrows, that a figure can leave out. */
export const PARTS = [
  'columnSpace',
  'nullSpace',
  'axes',
  'unitSphere',
  'decomposition',
  'cloud',
  'labels',
] as const;

export const FORMATS = ['svg', 'pdf', 'tikz', 'png'] as const;

/** The sides of a page, points: a stamp … a poster. */
export const SMALLEST_SIDE = 36;
export const LARGEST_SIDE = 4000;

/** How a figure looks: everything about it that is not in the session. */
export const figureSettingsSchema = z
  .strictObject({
    /** Points. */
    width: z.number().min(SMALLEST_SIDE).max(LARGEST_SIDE),
    height: z.number().min(SMALLEST_SIDE).max(LARGEST_SIDE),
    family: z.enum(FAMILIES),
    /** Points. */
    fontSize: z.number().min(4).max(48),
    /** Times the weights of the window. */
    lines: z.number().min(0.25).max(4),
    theme: z.enum(['light', 'dark']),
    transparent: z.boolean(),
    grey: z.boolean(),
    /** `fit`: the view's direction, with everything in the figure; `view`: as it was zoomed and moved. */
    framing: z.enum(['fit', 'view']),
    panels: z.array(z.enum(PANELS)).min(1).max(6).readonly(),
    /** Parts, ids of arrows, or labels of arrows (`label:v`) that are left out. */
    hide: z.array(z.string().max(40)).max(200).readonly(),
    legend: z.boolean(),
    readouts: z.boolean(),
    /** PNG only. */
    dpi: z.number().min(36).max(1200),
    /** SVG: with the fonts inside, so that it looks the same in every browser. */
    embedFonts: z.boolean(),
    /** With the session inside, so that the figure can be opened in Nullscope. */
    session: z.boolean(),
  })
  .readonly();

export type FigureSettings = z.infer<typeof figureSettingsSchema>;
export type PanelKind = FigureSettings['panels'][number];
export type FigureFormat = (typeof FORMATS)[number];
export type FigurePart = (typeof PARTS)[number];

export const isPlot = (kind: PanelKind): kind is (typeof PLOTS)[number] =>
  (PLOTS as readonly string[]).includes(kind);

/** More pixels than this a PNG does not have: 100 megapixels take 400 MB while they are painted. */
export const MOST_PIXELS = 100e6;
