import { analyze } from '#core/analysis/analyze.ts';
import { shownPair } from '#core/arrows/arrows.ts';
import { defaultDocument } from '#core/document/presets.ts';
import { formatFixed, formatSigned } from '#core/format/number.ts';
import { outputsOf } from '#core/words/outputs.ts';
import { expansionOf } from '#core/words/terms.ts';

/** The readouts of the default document as a small table for a terminal. */
export function toyTable(): string {
  const pair = shownPair(defaultDocument, analyze(defaultDocument));
  const rows = [
    ...outputsOf(1).map((row) => {
      const output = row.output(pair);
      return [
        row.name,
        output ? formatFixed(output.readout).text : 'none',
        output && row.id !== 'base' ? formatSigned(output.change).text : '',
      ];
    }),
    ...expansionOf(1)
      .terms.slice(0, 2)
      .map((term) => [term.name, formatFixed(term.figure(pair)).text, '']),
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const line = ([name = '', value = '', change = '']: string[]): string =>
    `  ${name.padEnd(width)}  ${value.padStart(7)}  ${change.padStart(7)}`.trimEnd();
  return [`${defaultDocument.title}: outputs, and their change from the base`, ...rows.map(line)].join('\n');
}
