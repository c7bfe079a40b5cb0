import type { Analysis, Figure } from '#core/analysis/types.ts';
import { shownPair } from '#core/arrows/arrows.ts';
import type { Role } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';
import { formatFixed, formatSigned } from '#core/format/number.ts';
import { zeroCaseWords } from './zeroCase.ts';

/** A piece of a sentence: words, or a symbol in its colour. */
export type Part =
  | { readonly text: string }
  | { readonly tex: string; readonly plain: string; readonly role: Role };

/** The headline of a pair: the missing effect, the effect that it is a part of, and a sentence. */
export interface Headline {
  readonly figure: Figure;
  readonly total: Figure;
  readonly sentence: readonly Part[];
}

/** What is patched, and its parts: the direction `v`, or the subspace `V` of several directions. */
const symbols = (letter: 'v' | 'V'): readonly [whole: Part, row: Part, null: Part] => [
  { tex: `\\mathbf{${letter}}`, plain: letter, role: 'ink' },
  { tex: `\\mathbf{${letter}}_{\\mathrm{row}}`, plain: `${letter} row`, role: 'column' },
  { tex: `\\mathbf{${letter}}_{\\mathrm{null}}`, plain: `${letter} null`, role: 'null' },
];

const isZero = ({ value, bound }: Figure): boolean => Math.abs(value) <= bound;
const say = (text: string): Part => ({ text });
const amount = (figure: Figure): string => formatFixed(figure).text;

/**
 * How much of the effect of `v` is read from `v_row`'s own activation difference, and how much is the
 * missing effect. The sentence states both shares and takes no side on what they mean (Makelov et al.,
 * arXiv 2311.17030; Wu et al., arXiv 2401.12631).
 */
export function headline(document: Document, analysis: Analysis): Headline {
  const { effects, zeroCase } = shownPair(document, analysis);
  const { total, rowRow, nullRow } = effects;
  const [V, ROW, NULL] = symbols(document.V.length === 1 ? 'v' : 'V');
  return { figure: nullRow.readout, total: total.readout, sentence: sentence() };

  function sentence(): readonly Part[] {
    if (zeroCase === 'sourceIsBase' || zeroCase === 'noRowPart') {
      return [
        say('Patching along '),
        V,
        say(` changes nothing. ${zeroCaseWords(zeroCase, document.V.length).sentence}`),
      ];
    }
    if (isZero(total.readout) && isZero(rowRow.readout)) {
      return [say('Patching along '), V, say(' does not change the readout of this pair.')];
    }
    const all = [total, rowRow, nullRow].every(({ readout }) => readout.value >= 0 || isZero(readout));
    const lead =
      all && !isZero(total.readout)
        ? ` adds ${amount(total.readout)} to the readout. `
        : change(total.readout);
    const begin = [say('Patching along '), V, say(lead)];
    if (zeroCase) return [...begin, say('All of it is read from the difference along '), ROW, say('.')];
    const number = all ? amount : signed;
    return [
      ...begin,
      say(`${number(rowRow.readout)}${all ? ' of it' : ''} is read from the difference along `),
      ROW,
      say(`; ${number(nullRow.readout)} is carried over from the difference along `),
      NULL,
      say(', which the layer cannot see.'),
    ];
  }
}

const signed = (figure: Figure): string => formatSigned(figure).text;

const change = (total: Figure): string =>
  isZero(total)
    ? ' leaves the readout as it is: two effects cancel. '
    : ` changes the readout by ${signed(total)}. `;

/** A sentence as plain text. */
export const plainSentence = (parts: readonly Part[]): string =>
  parts.map((part) => ('tex' in part ? part.plain : part.text)).join('');
