import type { Figure, PairAnalysis } from '#core/analysis/types.ts';
import type { ArrowId, Role } from '#core/arrows/types.ts';

/** A term of the expansion of the effect of `v` (docs/mathematics.md), as the equation strip and the bar show it. */
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

/** Both sides of the expansion. */
export interface Expansion {
  /** The left-hand side: the effect of patching along `v`. */
  readonly total: Term;
  /** The four terms of the right-hand side, in their order. */
  readonly terms: readonly Term[];
}

const single: Notation = {
  v: 'v',
  alpha: '\\alpha\\,',
  whole: '\\mathbf{v}',
  part: (name) => `\\mathbf{v}_{\\mathrm{${name}}}`,
  along: (name) => `(\\boldsymbol{\\delta}\\cdot\\mathbf{v}_{\\mathrm{${name}}})\\,`,
};

/** `α = δ Vᵀ` is a row of k numbers, so that the factors no longer commute. */
const several: Notation = {
  v: 'V',
  alpha: '\\boldsymbol{\\alpha}\\,',
  whole: 'V',
  part: (name) => `V_{\\mathrm{${name}}}`,
  along: (name) => `\\boldsymbol{\\delta}\\,V_{\\mathrm{${name}}}^{\\mathsf{T}}\\,`,
};

/** How the directions are written: one as `v`, several as the matrix `V`. */
interface Notation {
  readonly v: string;
  readonly alpha: string;
  readonly whole: string;
  readonly part: (name: string) => string;
  readonly along: (name: string) => string;
}

const expansion = ({ v, alpha, whole, part, along }: Notation): Expansion => ({
  total: {
    id: 'total',
    tex: `${alpha}${whole}\\,W`,
    plain: `alpha ${v} W`,
    name: `effect of ${v}`,
    short: `effect of ${v}`,
    role: 'ink',
    arrows: ['v', 'delta', 'hDas'],
    figure: ({ effects }) => effects.total.readout,
  },
  terms: [
    {
      id: 'rowRow',
      tex: `${along('row')}${part('row')}W`,
      plain: `delta dot ${v} row, times ${v} row W`,
      name: 'row → row',
      short: 'row → row',
      role: 'column',
      arrows: ['vRow', 'delta', 'hRow'],
      figure: ({ effects }) => effects.rowRow.readout,
    },
    {
      id: 'nullRow',
      tex: `${along('null')}${part('row')}W`,
      plain: `delta dot ${v} null, times ${v} row W`,
      name: 'null → row, the missing effect',
      short: 'null → row',
      role: 'null',
      arrows: ['vNull', 'delta', 'vRow'],
      figure: ({ effects }) => effects.nullRow.readout,
    },
    {
      id: 'rowNull',
      tex: `${along('row')}${part('null')}W`,
      plain: `delta dot ${v} row, times ${v} null W`,
      name: 'row → null',
      short: 'row → null',
      role: 'muted',
      arrows: ['vRow', 'vNull', 'delta'],
      figure: ({ effects }) => effects.rowNull.readout,
    },
    {
      id: 'nullNull',
      tex: `${along('null')}${part('null')}W`,
      plain: `delta dot ${v} null, times ${v} null W`,
      name: 'null → null',
      short: 'null → null',
      role: 'muted',
      arrows: ['vNull', 'delta', 'hNull'],
      figure: ({ effects }) => effects.nullNull.readout,
    },
  ],
});

const OF_ONE = expansion(single);
const OF_SEVERAL = expansion(several);

/** The expansion for k directions. The same object for the same notation, so that terms can be compared. */
export const expansionOf = (k: number): Expansion => (k === 1 ? OF_ONE : OF_SEVERAL);
