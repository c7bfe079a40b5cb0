import { captionLatex, captionParts, captionText } from './caption.ts';
import type { Analysed } from './panels.ts';
import { readoutRows } from './readouts.ts';
import { readoutsCsv, readoutsLatex } from './readoutTable.ts';
import type { FigureSettings } from './settings.ts';
import { torchScript } from './torchScript.ts';

/** What goes with a figure: caption (plain and LaTeX), numbers (CSV and LaTeX), and a script that recomputes them. */
export interface FigureTexts {
  readonly caption: string;
  readonly captionLatex: string;
  readonly csv: string;
  readonly latex: string;
  readonly script: string;
}

/** The texts of a figure with these settings. */
export function figureTexts(subject: Analysed, settings: FigureSettings): FigureTexts {
  const parts = captionParts(subject, settings);
  const rows = readoutRows(subject.document, subject.analysis);
  const latex = captionLatex(parts);
  return {
    caption: captionText(parts),
    captionLatex: latex,
    csv: readoutsCsv(rows),
    latex: readoutsLatex(rows, latex),
    script: torchScript(subject),
  };
}
