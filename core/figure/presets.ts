import { toPoints } from './length.ts';
import type { FigureSettings } from './settings.ts';

/** A size and type that a journal or a slide asks for. */
export interface FigurePreset {
  readonly id: string;
  readonly title: string;
  /** What it is, in a few words. */
  readonly detail: string;
  readonly settings: Pick<FigureSettings, 'width' | 'height' | 'family' | 'fontSize' | 'lines' | 'dpi'>;
}

const inches = (value: number): number => toPoints({ value, unit: 'in' });
const millimetres = (value: number): number => toPoints({ value, unit: 'mm' });

/** TeX's points are 72.27 to the inch. */
const texPoints = (value: number): number => (value * 72) / 72.27;

export const figurePresets: readonly FigurePreset[] = [
  {
    id: 'iclr',
    title: 'ICLR, NeurIPS',
    detail: 'text width, 5.5 in',
    settings: {
      width: inches(5.5),
      height: inches(3.2),
      family: 'serif',
      fontSize: 9,
      lines: 0.75,
      dpi: 300,
    },
  },
  {
    id: 'icml',
    title: 'ICML',
    detail: 'column, 3.25 in',
    settings: {
      width: inches(3.25),
      height: inches(2.6),
      family: 'serif',
      fontSize: 8,
      lines: 0.75,
      dpi: 300,
    },
  },
  {
    id: 'acl',
    title: 'ACL',
    detail: 'column, 219 pt',
    settings: {
      width: texPoints(219),
      height: texPoints(180),
      family: 'serif',
      fontSize: 8,
      lines: 0.75,
      dpi: 300,
    },
  },
  {
    id: 'nature',
    title: 'Nature',
    detail: 'column, 89 mm',
    settings: {
      width: millimetres(89),
      height: millimetres(70),
      family: 'sans',
      fontSize: 7,
      lines: 0.75,
      dpi: 450,
    },
  },
  {
    id: 'slide',
    title: 'Slide',
    detail: '16 : 9, 1920 × 1080',
    settings: { width: 960, height: 540, family: 'inter', fontSize: 18, lines: 1, dpi: 144 },
  },
];

/** The settings that a figure begins with: those of the first preset, in colour on white. */
export const defaultSettings: FigureSettings = {
  ...(figurePresets[0] as FigurePreset).settings,
  theme: 'light',
  transparent: false,
  grey: false,
  framing: 'fit',
  panels: ['picture'],
  hide: ['cloud'],
  legend: false,
  readouts: false,
  embedFonts: true,
  session: true,
};
