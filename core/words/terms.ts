import type { Figure, PairAnalysis } from '#core/analysis/types.ts';
import type { ArrowId, Role } from '#core/arrows/types.ts';

/** A term of the expansion of the effect of `v` (DESIGN §1), as the equation strip and the bar show it. */
export interface Term {
  readonly id: string;
  readonly tex: string;
  readonly plain: string;
  /** Stands under the number. */
  readonly name: string;
  /** The same where there is little room. */
  readonly short: string;
  readonly role: Role;
  /** The arrows that it is made of. */
  readonly arrows: readonly ArrowId[];
  readonly figure: (pair: PairAnalysis) => Figure;
}

const part = (name: string): string => `\\mathbf{v}_{\\mathrm{${name}}}`;
const along = (name: string): string => `(\\boldsymbol{\\delta}\\cdot${part(name)})\\,`;

/** The left-hand side: the effect of patching along `v`. */
export const total: Term = {
  id: 'total',
  tex: '\\alpha\\,\\mathbf{v}\\,W',
  plain: 'alpha v W',
  name: 'effect of v',
  short: 'effect of v',
  role: 'ink',
  arrows: ['v', 'delta', 'hDas'],
  figure: ({ effects }) => effects.total.readout,
};

/** The four terms of the right-hand side, in the order of the expansion. */
export const terms: readonly Term[] = [
  {
    id: 'rowRow',
    tex: `${along('row')}${part('row')}W`,
    plain: 'delta dot v row, times v row W',
    name: 'row → row',
    short: 'row → row',
    role: 'column',
    arrows: ['vRow', 'delta', 'hRow'],
    figure: ({ effects }) => effects.rowRow.readout,
  },
  {
    id: 'nullRow',
    tex: `${along('null')}${part('row')}W`,
    plain: 'delta dot v null, times v row W',
    name: 'null → row, the missing effect',
    short: 'null → row',
    role: 'null',
    arrows: ['vNull', 'delta', 'vRow'],
    figure: ({ effects }) => effects.nullRow.readout,
  },
  {
    id: 'rowNull',
    tex: `${along('row')}${part('null')}W`,
    plain: 'delta dot v row, times v null W',
    name: 'row → null',
    short: 'row → null',
    role: 'muted',
    arrows: ['vRow', 'vNull', 'delta'],
    figure: ({ effects }) => effects.rowNull.readout,
  },
  {
    id: 'nullNull',
    tex: `${along('null')}${part('null')}W`,
    plain: 'delta dot v null, times v null W',
    name: 'null → null',
    short: 'null → null',
    role: 'muted',
    arrows: ['vNull', 'delta', 'hNull'],
    figure: ({ effects }) => effects.nullNull.readout,
  },
];
