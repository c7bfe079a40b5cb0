import { csvOf } from '#core/plots/csv.ts';
import { captionLatex, captionText } from './caption.ts';
import { latexText } from './latexText.ts';
import type { ReadoutRow } from './readouts.ts';

/** The numbers of a figure as CSV: name, words, value in full precision, and the bound on its error. */
export const readoutsCsv = (rows: readonly ReadoutRow[]): string =>
  csvOf({
    columns: ['name', 'meaning', 'value', 'bound'],
    rows: rows.map(({ id, label, figure }) => [id, captionText(label), figure.value, figure.bound]),
  });

/** The numbers of a figure as a LaTeX table: it needs `\usepackage{booktabs}`. */
export const readoutsLatex = (rows: readonly ReadoutRow[], caption: string): string =>
  [
    '% In the preamble: \\usepackage{booktabs}',
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${caption}}`,
    '  \\begin{tabular}{lr}',
    '    \\toprule',
    '    quantity & value \\\\',
    '    \\midrule',
    ...rows.map(
      ({ label, figure, format }) => `    ${captionLatex(label)} & ${latexText(format(figure).text)} \\\\`,
    ),
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n');
