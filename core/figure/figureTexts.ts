import { captionLatex, captionParts, captionText } from './caption.ts';
import type { Analysed } from './panels.ts';
import { readoutRows } from './readouts.ts';
import { readoutsCsv, readoutsLatex } from './readoutTable.ts';
import { torchScript } from './torchScript.ts';

/** What goes with a figure: caption (plain and LaTeX), numbers (CSV and LaTeX), and a script that recomputes them. */
export interface FigureTexts {
  readonly caption: string;
  readonly captionLatex: string;
  readonly csv: string;
  readonly latex: string;
  readonly script: string;
}

export function figureTexts(subject: Analysed): FigureTexts {
  const parts = captionParts(subject);
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
