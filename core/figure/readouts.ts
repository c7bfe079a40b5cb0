import type { Analysis, Figure } from '#core/analysis/types.ts';
import { shownPair } from '#core/arrows/arrows.ts';
import type { Role } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';
import { formatAngle, formatFigure, formatFixed, type Shown } from '#core/format/number.ts';
import type { Part } from '#core/words/headline.ts';
import { outputsOf } from '#core/words/outputs.ts';

/** One number of a figure: its name in files, its label, and the number with its bound. */
export interface ReadoutRow extends PanelRow {
  readonly figure: Figure;
}

/** A row of the panel beside a picture: null where there is no such number, for example of a part that is zero. */
export interface PanelRow {
  /** `readout.das`, `effect.missing`, …: as `analyze --json` names them. */
  readonly id: string;
  readonly label: readonly Part[];
  readonly role: Role;
  readonly figure: Figure | null;
  readonly format: (figure: Figure) => Shown;
}

/**
 * The numbers of the pair on screen that a figure can show beside the picture: outputs, effects, geometry. Of a slice of
 * several directions they are those of the one on screen.
 */
export const readoutRows = (document: Document, analysis: Analysis): ReadoutRow[] =>
  allRows(document, analysis).filter((row): row is ReadoutRow => row.figure !== null);

function allRows(document: Document, analysis: Analysis): PanelRow[] {
  const pair = shownPair(document, analysis);
  const { effects } = pair;
  const { direction } = analysis;
  const V = document.V.length === 1 ? '\\mathbf{v}' : 'V';
  const plain = document.V.length === 1 ? 'v' : 'V';
  const say = (text: string): Part => ({ text });
  const whole: Part = { tex: V, plain, role: 'ink' };
  const row: Part = { tex: `${V}_{\\mathrm{row}}`, plain: `${plain}_row`, role: 'column' };
  const nul: Part = { tex: `${V}_{\\mathrm{null}}`, plain: `${plain}_null`, role: 'null' };
  const of = (
    id: string,
    label: readonly Part[],
    role: Role,
    figure: Figure | null,
    format: ReadoutRow['format'] = formatFigure,
  ): PanelRow[] => [{ id, label, role, figure, format }];
  return [
    ...outputsOf(document.V.length).flatMap(({ id, verb, tex, plain: name, unit, role, output }) =>
      of(
        `readout.${id}`,
        [
          say(tex ? `${verb} ` : verb),
          ...(tex ? [{ tex, plain: name, role }] : []),
          ...(unit ? [say(', unit')] : []),
        ],
        role,
        output(pair)?.readout ?? null,
        formatFixed,
      ),
    ),
    ...of('effect.total', [say('effect of '), whole], 'ink', effects.total.readout, formatFixed),
    ...of('effect.row', [say('read from '), row], 'column', effects.rowRow.readout, formatFixed),
    ...of('effect.missing', [say('missing effect')], 'null', effects.nullRow.readout, formatFixed),
    ...of('effect.null', [say('effect of '), nul], 'null', effects.nullNull.readout, formatFixed),
    ...of('norm.v', [say('norm of '), whole], 'ink', direction.norm),
    ...of('norm.vRow', [say('norm of '), row], 'column', direction.rowNorm),
    ...of('norm.vNull', [say('norm of '), nul], 'null', direction.nullNorm),
    ...of('angle', [say('angle to the column space')], 'ink', direction.angle, formatAngle),
    ...(document.V.length === 1
      ? [
          ...of('alpha.row', [DELTA, say(' · '), row], 'column', pair.alphaRow[0] ?? null),
          ...of('alpha.null', [DELTA, say(' · '), nul], 'null', pair.alphaNull[0] ?? null),
        ]
      : []),
    ...of('retained.raw', [say('kept by the row patch, raw')], 'column', pair.retainedRaw),
    ...of('retained.unit', [say('kept by the row patch, unit')], 'column', pair.retainedUnit),
  ];
}

const DELTA: Part = { tex: '\\boldsymbol{\\delta}', plain: 'δ', role: 'muted' };

/** Those of the rows that a panel beside a picture has room for. */
const PANEL = [
  'readout.base',
  'readout.das',
  'readout.row',
  'readout.rowUnit',
  'readout.null',
  'effect.total',
  'effect.missing',
  'angle',
];

export function panelRows(document: Document, analysis: Analysis): PanelRow[] {
  const rows = allRows(document, analysis);
  return PANEL.flatMap((id) => rows.filter((row) => row.id === id));
}
